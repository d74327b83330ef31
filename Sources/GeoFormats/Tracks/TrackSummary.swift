public import GeoCore

/// What the fixes of a track span.
public struct TrackSummary: Hashable, Sendable {
  /// How many have a position.
  public let positions: Int

  /// How many have none.
  public let heartbeats: Int

  /// The earliest and the latest time; `nil` without fixes.
  public let times: ClosedTimes?

  /// The corners of the smallest box over all positions; `nil` without any.
  ///
  /// A box across the antimeridian has its southwestern corner east of the other.
  public let box: Corners?

  /// Two times.
  public struct ClosedTimes: Hashable, Sendable {
    /// The earliest.
    public let first: Instant
    /// The latest.
    public let last: Instant
  }

  /// Two corners of a box.
  public struct Corners: Hashable, Sendable {
    /// The lowest latitude and the western edge.
    public let southwest: Coordinate
    /// The highest latitude and the eastern edge.
    public let northeast: Coordinate
  }

  /// Looks through `fixes`.
  public init(_ fixes: [Fix]) {
    let places = fixes.compactMap(\.coordinate)
    positions = places.count
    heartbeats = fixes.count - places.count
    if let first = fixes.map(\.time).min(), let last = fixes.map(\.time).max() {
      times = ClosedTimes(first: first, last: last)
    } else {
      times = nil
    }
    box = Self.box(over: places)
  }

  /// The smallest box is the one that leaves out the widest gap between neighbouring longitudes.
  private static func box(over places: [Coordinate]) -> Corners? {
    let longitudes = Set(places.map(\.longitudeE7)).sorted()
    guard let south = places.map(\.latitudeE7).min(), let north = places.map(\.latitudeE7).max(),
      let first = longitudes.first, let last = longitudes.last
    else { return nil }
    var (west, east) = (first, last)
    var widest = Int64(first) + 3_600_000_000 - Int64(last)
    for (a, b) in zip(longitudes, longitudes.dropFirst()) where Int64(b) - Int64(a) > widest {
      (west, east, widest) = (b, a, Int64(b) - Int64(a))
    }
    guard let southwest = Coordinate(latitudeE7: south, longitudeE7: west),
      let northeast = Coordinate(latitudeE7: north, longitudeE7: east)
    else { return nil }
    return Corners(southwest: southwest, northeast: northeast)
  }
}
