#if canImport(Glibc)
import Glibc
#endif

/// The two readings of a polygon whose edges meet where they should not.
///
/// *Even–odd*: inside is what an odd number of rings' windings cover; this is what
/// ``Polygon/contains(_:)`` decides. *Non-zero*: inside is what the shell goes around at all and no
/// hole does. Of a sound polygon both say the same.
public struct PolygonReadings: Hashable, Sendable {
  /// The area of the even–odd reading, in square metres.
  public var evenOdd = 0.0

  /// The area of the ground on which the readings differ, in square metres.
  public var difference = 0.0

  /// The ring that makes most of the difference, and a place there.
  public var culprit: (ring: Int, place: Coordinate)? {
    worst.place.map { (worst.ring, $0) }
  }

  fileprivate var worst = Worst()

  fileprivate struct Worst: Hashable, Sendable {
    var squareMeters = 0.0
    var ring = 0
    var place: Coordinate?
  }

  /// Whether the readings are so near that the polygon means one thing: they differ by less than
  /// 1 m² or 0.1 % of the area.
  public var agree: Bool { difference < max(1, 0.001 * evenOdd) }
}

extension Polygon {
  /// Measures both readings.
  ///
  /// The plane is cut along every vertex and crossing; within a strip edges keep their order, so that
  /// the windings between two of them are known. Nothing is built that could be inconsistent: a crossing
  /// that is rounded moves an area by less than a strip of a unit.
  ///
  /// - Parameter crossings: the latitudes of crossings, as ``irregularities(limit:)`` found them.
  /// - Complexity: O(*s* · *a* log *a*) for *s* strips with *a* edges each.
  public func readings(crossings: [Coordinate]) -> PolygonReadings {
    let edges = edges.filter { $0.start.y != $0.end.y }.map(StripEdge.init)
      .sorted { $0.south < $1.south }
    // A place is the nearest unit: the crossing itself lies within the strip from below to above it.
    let beside = crossings.flatMap { [Int64($0.latitudeE7) - 1, Int64($0.latitudeE7) + 1] }
    let levels = Set(edges.flatMap { [$0.south, $0.north] } + beside).sorted()
    var readings = PolygonReadings()
    var (active, next): ([StripEdge], Int) = ([], 0)
    for (south, north) in zip(levels, levels.dropFirst()) {
      active.removeAll { $0.north <= south }
      while next < edges.count, edges[next].south <= south {
        if edges[next].north > south { active.append(edges[next]) }
        next += 1
      }
      guard !active.isEmpty else { continue }
      measure(strip: south, north, active, &readings)
    }
    return readings
  }

  /// Adds what one strip holds.
  private func measure(
    strip south: Int64,
    _ north: Int64,
    _ active: [StripEdge],
    _ readings: inout PolygonReadings
  ) {
    let middle = Double(south + north) / 2
    let crossed = active.map { (x: $0.x(at: middle), edge: $0) }.sorted { $0.x < $1.x }
    let unit = Double.pi / 180 / 1e7
    let height = sin(Double(north) * unit) - sin(Double(south) * unit)
    let scale = Ellipsoid.meanRadius * Ellipsoid.meanRadius * height * unit
    var windings = Array(repeating: 0, count: rings.count)
    var crossings = 0
    for (index, (x, edge)) in crossed.enumerated() {
      windings[edge.ring] += edge.isUpward ? 1 : -1
      crossings += 1
      guard index + 1 < crossed.count else { break }
      let squareMeters = (crossed[index + 1].x - x) * scale
      if crossings % 2 == 1 { readings.evenOdd += squareMeters }
      let hole = windings.indices.dropFirst().last { windings[$0] != 0 }
      guard (windings[0] != 0 && hole == nil) != (crossings % 2 == 1) else { continue }
      readings.difference += squareMeters
      if squareMeters > readings.worst.squareMeters {
        let place = GridPoint(x: Int64((x + crossed[index + 1].x) / 2), y: Int64(middle))
        readings.worst = PolygonReadings.Worst(
          squareMeters: squareMeters,
          ring: hole ?? 0,
          place: place.coordinate
        )
      }
    }
  }
}

/// An edge that is not level, from south to north.
private struct StripEdge {
  let ring: Int
  let isUpward: Bool
  let (south, north): (Int64, Int64)
  private let (x, Δx): (Double, Double)

  init(_ edge: PolygonEdge) {
    ring = edge.ring
    isUpward = edge.start.y < edge.end.y
    let (low, high) = isUpward ? (edge.start, edge.end) : (edge.end, edge.start)
    (south, north) = (low.y, high.y)
    (x, Δx) = (Double(low.x), Double(high.x - low.x))
  }

  /// The longitude at a latitude; the same for two edges between the same ends.
  func x(at latitude: Double) -> Double {
    x + Δx * ((latitude - Double(south)) / Double(north - south))
  }
}
