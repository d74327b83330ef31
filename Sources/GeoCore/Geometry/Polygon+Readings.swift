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
  /// - Returns: the readings, exact but for rounding.
  /// - Complexity: O(*n* · *a*) for *n* vertices and crossings, with *a* edges at a latitude.
  public func readings(crossings: [Coordinate]) -> PolygonReadings {
    var readings = PolygonReadings()
    var worst = 0.0
    // Between strips nothing is wound around: the same memory serves all of them.
    var windings = Array(repeating: 0, count: rings.count)
    StripSweep(edges: edges, crossings: crossings).forEachStrip { strip in
      var holes: Set<Int> = []
      for (index, crossed) in strip.crossed.enumerated() {
        windings[crossed.edge.ring] += crossed.edge.isUpward ? 1 : -1
        if crossed.edge.ring > 0 {
          if windings[crossed.edge.ring] == 0 {
            holes.remove(crossed.edge.ring)
          } else {
            holes.insert(crossed.edge.ring)
          }
        }
        guard index + 1 < strip.crossed.count else { break }
        let east = strip.crossed[index + 1].x
        let squareMeters = (east - crossed.x) * strip.scale
        let isEvenOdd = index % 2 == 0
        if isEvenOdd { readings.evenOdd += squareMeters }
        guard (windings[0] != 0 && holes.isEmpty) != isEvenOdd else { continue }
        readings.difference += squareMeters
        guard squareMeters > worst, let place = strip.place(between: crossed.x, east) else {
          continue
        }
        worst = squareMeters
        readings.culprit = PolygonReadings.Culprit(ring: holes.max() ?? 0, place: place)
      }
    }
    return readings
  }
}
