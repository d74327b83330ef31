/// Ways between places near each other, rough and without a call of the C library.
extension Coordinate {
  /// A unit of 10⁻⁷ degree of a great circle, in metres.
  private static let metersPerUnit = 0.011_132

  /// The cosine of a latitude, true to 0.000 03: its series up to the eighth power.
  @inline(__always)
  static func cosine(ofLatitudeE7 latitude: Double) -> Double {
    let angle = latitude * (.pi / 180 / 1e7)
    let square = angle * angle
    return 1 + square * (-1 / 2 + square * (1 / 24 + square * (-1 / 720 + square / 40_320)))
  }

  /// How far another place lies east and north, in metres, the short way round: true to 1 % up to 20 km
  /// below 70° of latitude.
  @inline(__always)
  func roughOffset(to other: Coordinate) -> (east: Double, north: Double) {
    let (turn, rise) = step(to: other)
    let cosine = Self.cosine(ofLatitudeE7: Double(latitudeE7))
    return (Double(turn) * (Self.metersPerUnit * cosine), Double(rise) * Self.metersPerUnit)
  }

  /// No less than the distance to another place, in metres: the way along a meridian and then along
  /// the equator.
  @inline(__always)
  func distanceBound(to other: Coordinate) -> Double {
    let (turn, rise) = step(to: other)
    return Double(turn.magnitude + rise.magnitude) * Self.metersPerUnit
  }
}
