/// All places within a radius of a centre, decided in integers.
///
/// East and north of the centre are scaled by fixed-point coefficients computed once, when the zone is
/// made; they are kept with it, so that a circle means the same on every machine and after every
/// upgrade. In longitude and latitude the circle is an ellipse. Its edge departs from the circle on
/// the ellipsoid by at most 0.02 m + `radius² · tan |latitude| / (5.1 · 6,371 km)`: 0.14 m at 2 km and
/// 45°, 12 m at the greatest radius there, 70 m at the greatest radius and the highest latitude.
public struct Circle: Hashable, Sendable {
  /// The greatest radius that is accepted; larger zones are drawn as polygons.
  public static let greatestRadius = Meters(20_000)

  /// The highest latitude, north or south, of a centre, in units of 10⁻⁷ degree.
  public static let highestLatitudeE7: Int32 = 800_000_000

  /// The centre.
  public let center: Coordinate

  /// The radius in millimetres.
  public let radiusMillimeters: Int64

  /// Length in 2⁻²⁰ mm of one unit of longitude at the centre.
  public let longitudeScale: Int64

  /// Length in 2⁻²⁰ mm of one unit of latitude at the centre.
  public let latitudeScale: Int64

  /// The smallest box around the circle.
  public let box: Box

  /// Creates the circle of `radius` around `center`.
  ///
  /// - Returns: `nil` if the radius is not in (0, ``greatestRadius``] or the centre lies beyond
  ///   ``highestLatitudeE7``.
  public init?(center: Coordinate, radius: Meters) {
    guard radius.value > 0, radius <= Self.greatestRadius else { return nil }
    let frame = LocalFrame(at: center)
    let scale = 1_000 * Double(1 << 20)
    self.init(
      center: center,
      radiusMillimeters: Int64((radius.value * 1_000).rounded()),
      longitudeScale: Int64((frame.metersPerLongitudeE7 * scale).rounded()),
      latitudeScale: Int64((frame.metersPerLatitudeE7 * scale).rounded())
    )
  }

  /// What a scale can be: a unit of longitude is 1.9 mm long at 80°, none is longer than 11.2 mm.
  private static let scales: ClosedRange<Int64> = (1 << 20)...(12 << 20)

  /// Creates a circle from the numbers that a store kept.
  ///
  /// - Returns: `nil` where ``init(center:radius:)`` would be, or if a scale cannot be one.
  public init?(
    center: Coordinate,
    radiusMillimeters: Int64,
    longitudeScale: Int64,
    latitudeScale: Int64
  ) {
    guard abs(center.latitudeE7) <= Self.highestLatitudeE7, radiusMillimeters > 0,
      Meters(Double(radiusMillimeters) / 1_000) <= Self.greatestRadius,
      Self.scales.contains(longitudeScale), Self.scales.contains(latitudeScale)
    else { return nil }
    self.center = center
    self.radiusMillimeters = radiusMillimeters
    self.longitudeScale = longitudeScale
    self.latitudeScale = latitudeScale
    let (x, y) = (Int64(center.longitudeE7), Int64(center.latitudeE7))
    let reach = radiusMillimeters << 20
    let (Δx, Δy) = (reach / longitudeScale + 1, reach / latitudeScale + 1)
    box = Box(latitudes: (y - Δy)...(y + Δy), longitudes: (x - Δx)...(x + Δx))
  }

  /// Whether `coordinate` is inside the circle or on its edge.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard let longitude = box.longitude(of: coordinate) else { return false }
    let east = Int128((longitude - Int64(center.longitudeE7)) * longitudeScale)
    let north = Int128((Int64(coordinate.latitudeE7) - Int64(center.latitudeE7)) * latitudeScale)
    let reach = Int128(radiusMillimeters << 20)
    return east * east + north * north <= reach * reach
  }

  /// The radius.
  public var radius: Meters { Meters(Double(radiusMillimeters) / 1_000) }
}
