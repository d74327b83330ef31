/// The two readings of a polygon whose edges meet where they should not.
///
/// *Even–odd*: inside is what an odd number of the rings' windings cover; this is what
/// ``Polygon/contains(_:)`` decides. *Non-zero*: inside is what the shell goes around at all and no
/// hole does. Of a sound polygon both say the same.
public struct PolygonReadings: Hashable, Sendable {
  /// The area of the even–odd reading, in square metres.
  public var evenOdd = 0.0

  /// The area of the ground on which the readings differ, in square metres.
  public var difference = 0.0

  /// The ring that makes most of the difference, and a place there.
  public var culprit: Culprit?

  /// The ring that makes the readings differ at a place.
  public struct Culprit: Hashable, Sendable {
    /// The ring, 0 for the shell.
    public var ring: Int
    /// A place where the readings differ.
    public var place: Coordinate
  }

  /// Whether the readings are so near that the polygon means one thing: they differ by less than
  /// 1 m² or 0.1 % of the area.
  public var agree: Bool { difference < max(1, 0.001 * evenOdd) }
}

extension Polygon {
  /// Measures both readings.
  ///
  /// - Parameter crossings: the places of crossings, as ``irregularities(limit:)`` found them.
  /// - Complexity: O(*n* · *a* log *a*) for *n* vertices and crossings, with *a* edges at a latitude.
  public func readings(crossings: [Coordinate]) -> PolygonReadings {
    var readings = PolygonReadings()
    var worst = 0.0
    StripSweep(edges: edges, crossings: crossings).forEachStrip { strip in
      var windings = Array(repeating: 0, count: rings.count)
      for (index, (x, edge)) in strip.crossed.dropLast().enumerated() {
        windings[edge.ring] += edge.isUpward ? 1 : -1
        let east = strip.crossed[index + 1].x
        let squareMeters = (east - x) * strip.scale
        let isEvenOdd = index % 2 == 0
        if isEvenOdd { readings.evenOdd += squareMeters }
        let hole = windings.indices.dropFirst().last { windings[$0] != 0 }
        guard (windings[0] != 0 && hole == nil) != isEvenOdd else { continue }
        readings.difference += squareMeters
        guard squareMeters > worst, let place = strip.place(between: x, east) else { continue }
        worst = squareMeters
        readings.culprit = PolygonReadings.Culprit(ring: hole ?? 0, place: place)
      }
    }
    return readings
  }
}

extension Area {
  /// Ground that two parts cover; the area is their union.
  public struct Overlap: Hashable, Sendable {
    /// The parts, by their order.
    public var (first, second): (Int, Int)
    /// A place that both cover.
    public var place: Coordinate
    /// How much ground more than one part covers, in square metres.
    public var squareMeters: Double
  }

  /// The ground that more than one of the area's parts covers; `nil` where it is less than 1 m².
  ///
  /// - Complexity: that of ``Polygon/readings(crossings:)`` over all parts whose boxes overlap another's.
  public var overlap: Overlap? {
    guard case .polygons(let parts) = self, parts.count > 1 else { return nil }
    let order = parts.indices.sorted {
      parts[$0].box.latitudes.lowerBound < parts[$1].box.latitudes.lowerBound
    }
    var near: Set<Int> = []
    for (rank, index) in order.enumerated() {
      for other in order[(rank + 1)...] {
        guard parts[other].box.latitudes.lowerBound <= parts[index].box.latitudes.upperBound else {
          break
        }
        if parts[other].box.longitudes.overlaps(parts[index].box.longitudes) {
          near.formUnion([index, other])
        }
      }
    }
    guard !near.isEmpty else { return nil }
    let edges = near.sorted().flatMap { part in
      parts[part].edges.map { edge in
        var edge = edge
        edge.ring = part
        return edge
      }
    }
    return measuredOverlap(of: edges, count: parts.count)
  }

  private func measuredOverlap(of edges: [PolygonEdge], count: Int) -> Overlap? {
    let sizes = Array(repeating: 0, count: count)
    var search = MeetingSearch(edges: edges, ringSizes: sizes)
    search.run(limit: 10_000)
    let crossings = search.found.filter { $0.kind == .crossing }.map(\.place)
    var (overlap, worst): (Overlap?, Double) = (nil, 0)
    StripSweep(edges: edges, crossings: crossings).forEachStrip { strip in
      var covering: [Int] = []
      for (index, (x, edge)) in strip.crossed.dropLast().enumerated() {
        if let open = covering.firstIndex(of: edge.ring) {
          covering.remove(at: open)
        } else {
          covering.append(edge.ring)
        }
        guard covering.count > 1 else { continue }
        let east = strip.crossed[index + 1].x
        let squareMeters = (east - x) * strip.scale
        guard let place = strip.place(between: x, east) else { continue }
        let sum = (overlap?.squareMeters ?? 0) + squareMeters
        if squareMeters > worst || overlap == nil {
          worst = squareMeters
          overlap = Overlap(
            first: covering[0],
            second: covering[1],
            place: place,
            squareMeters: sum
          )
        }
        overlap?.squareMeters = sum
      }
    }
    return overlap.flatMap { $0.squareMeters >= 1 ? $0 : nil }
  }
}
