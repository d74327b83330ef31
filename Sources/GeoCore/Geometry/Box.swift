/// A rectangle in longitude and latitude whose longitudes run on past 180° instead of jumping.
///
/// A zone across the antimeridian has a box from, say, 170° to 190°.
///
/// - Invariant: never wider than 360°; the western bound is in [−540°, 180°].
public struct Box: Hashable, Sendable {
  /// The lowest and highest latitude, degrees × 10⁷.
  public var latitudes: ClosedRange<Int64>

  /// The westernmost and easternmost longitude, degrees × 10⁷, running on past ±180°.
  public var longitudes: ClosedRange<Int64>

  /// Creates the box over `latitudes` and `longitudes`, in units of 10⁻⁷ degree.
  public init(latitudes: ClosedRange<Int64>, longitudes: ClosedRange<Int64>) {
    self.latitudes = latitudes
    self.longitudes = longitudes
  }

  /// A whole turn of longitude.
  static let turn: Int64 = 3_600_000_000

  /// The longitude of `coordinate` as it reads within this box, or `nil` if the box misses it.
  ///
  /// The one place where −175° and 185° become the same. Of a box that goes all the way round, the
  /// western edge is meant and not the eastern: the half-open rule counts it inside.
  func longitude(of coordinate: Coordinate) -> Int64? {
    guard latitudes.contains(Int64(coordinate.latitudeE7)) else { return nil }
    var longitude = Int64(coordinate.longitudeE7)
    if longitude < longitudes.lowerBound {
      longitude += Self.turn
    } else if longitude - Self.turn >= longitudes.lowerBound {
      longitude -= Self.turn
    }
    return longitudes.contains(longitude) ? longitude : nil
  }

  /// The longitude of `coordinate` counted so that it lies nearest to the middle of this box.
  func nearestLongitude(of coordinate: Coordinate) -> Int64 {
    let middle = (longitudes.lowerBound + longitudes.upperBound) / 2
    var longitude = Int64(coordinate.longitudeE7)
    while longitude - middle > Self.turn / 2 { longitude -= Self.turn }
    while middle - longitude > Self.turn / 2 { longitude += Self.turn }
    return longitude
  }

  /// The smallest box that holds both, each moved by whole turns as it suits.
  func union(_ other: Box) -> Box {
    let latitudes =
      min(
        latitudes.lowerBound,
        other.latitudes.lowerBound
      )...max(
        latitudes.upperBound,
        other.latitudes.upperBound
      )
    let candidates = [0, -Self.turn, Self.turn].map { turn in
      (
        west: min(longitudes.lowerBound, other.longitudes.lowerBound + turn),
        east: max(longitudes.upperBound, other.longitudes.upperBound + turn)
      )
    }
    let narrowest = candidates.min { $0.east - $0.west < $1.east - $1.west } ?? candidates[0]
    // The western bound stays where a coordinate's longitude is at most one turn away.
    let turn =
      narrowest.west > Self.turn / 2
      ? -Self.turn : narrowest.west < -3 * Self.turn / 2 ? Self.turn : 0
    let west = narrowest.west + turn
    return Box(
      latitudes: latitudes,
      longitudes: west...min(narrowest.east + turn, west + Self.turn)
    )
  }
}
