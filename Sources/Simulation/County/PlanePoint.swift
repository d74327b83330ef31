import GeoCore

/// A place in the plane of the invented county, in metres east and north of its middle.
struct PlanePoint: Hashable {
  /// Metres east.
  var east: Double
  /// Metres north.
  var north: Double

  static func + (a: PlanePoint, b: PlanePoint) -> PlanePoint {
    PlanePoint(east: a.east + b.east, north: a.north + b.north)
  }

  static func - (a: PlanePoint, b: PlanePoint) -> PlanePoint {
    PlanePoint(east: a.east - b.east, north: a.north - b.north)
  }

  static func * (factor: Double, a: PlanePoint) -> PlanePoint {
    PlanePoint(east: factor * a.east, north: factor * a.north)
  }

  /// The distance from the middle, in metres.
  var length: Double { (east * east + north * north).squareRoot() }

  /// The distance to another point, in metres.
  func distance(to other: PlanePoint) -> Double { (other - self).length }

  /// The same direction, 1 m long, turned by 90° to the left.
  var leftNormal: PlanePoint { PlanePoint(east: -north / length, north: east / length) }
}

extension PlanePoint {
  /// Degrees × 10⁶ of the middle: 29.6° N, 109.2° E.
  private static let middle = (latitudeE6: 29_600_000.0, longitudeE6: 109_200_000.0)

  /// Metres per degree of latitude and of longitude on WGS-84 at 29.6° N.
  ///
  /// Constants and not ``LocalFrame``, whose sines may differ in their last bit between machines.
  private static let metersPerDegree = (latitude: 110_845.7, longitude: 96_870.7)

  /// The place on the globe, rounded to 10⁻⁶ degree (11 cm), as receivers state it.
  var coordinate: Coordinate {
    let latitude = Self.middle.latitudeE6 + north / Self.metersPerDegree.latitude * 1e6
    let longitude = Self.middle.longitudeE6 + east / Self.metersPerDegree.longitude * 1e6
    let coordinate = Coordinate(
      latitudeE7: Int32(latitude.rounded()) * 10,
      longitudeE7: Int32(longitude.rounded()) * 10
    )
    guard let coordinate else { preconditionFailure("the county's plane lies on the globe") }
    return coordinate
  }
}
