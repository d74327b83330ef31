/// A rectangle in longitude and latitude whose longitudes run on past 180° instead of jumping.
///
/// A zone across the antimeridian has a box from, say, 170° to 190°. It is never wider than 360°.
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
  /// The one place where −175° and 185° become the same.
  func longitude(of coordinate: Coordinate) -> Int64? {
    guard latitudes.contains(Int64(coordinate.latitudeE7)) else { return nil }
    let longitude = Int64(coordinate.longitudeE7)
    if longitudes.contains(longitude) { return longitude }
    if longitudes.contains(longitude + Self.turn) { return longitude + Self.turn }
    if longitudes.contains(longitude - Self.turn) { return longitude - Self.turn }
    return nil
  }

  /// The longitude of `coordinate` counted so that it lies nearest to the middle of this box.
  func nearestLongitude(of coordinate: Coordinate) -> Int64 {
    let middle = (longitudes.lowerBound + longitudes.upperBound) / 2
    var longitude = Int64(coordinate.longitudeE7)
    while longitude - middle > Self.turn / 2 { longitude -= Self.turn }
    while middle - longitude > Self.turn / 2 { longitude += Self.turn }
    return longitude
  }

  /// The smallest box that holds both.
  func union(_ other: Box) -> Box {
    Box(
      latitudes: min(
        latitudes.lowerBound,
        other.latitudes.lowerBound
      )...max(
        latitudes.upperBound,
        other.latitudes.upperBound
      ),
      longitudes: min(
        longitudes.lowerBound,
        other.longitudes.lowerBound
      )...max(
        longitudes.upperBound,
        other.longitudes.upperBound
      )
    )
  }
}
