extension Leg {
  /// Takes a circle into account that does not contain the leg's start.
  mutating func consider(_ circle: Circle) {
    for turns in Self.turns { note(circle.entry(of: reading(turns: turns))) }
  }
}

extension Circle {
  /// The share of a leg at which it enters the circle, in the plane where ``contains(_:)`` decides; `nil`
  /// if it never does.
  ///
  /// Whether it does is exact: the products of 128 bits are compared in 256.
  ///
  /// - Precondition: the leg starts outside.
  fileprivate func entry(of leg: Leg.Reading) -> Double? {
    let (xs, ys) = (box.longitudes, box.latitudes)
    guard leg.longitudes.0 <= xs.upperBound, xs.lowerBound <= leg.longitudes.1,
      leg.latitudes.0 <= ys.upperBound, ys.lowerBound <= leg.latitudes.1
    else { return nil }
    let x = Int128((leg.x - Int64(center.longitudeE7)) * longitudeScale)
    let y = Int128((leg.y - Int64(center.latitudeE7)) * latitudeScale)
    let (Δx, Δy) = (Int128(leg.Δx * longitudeScale), Int128(leg.Δy * latitudeScale))
    let reach = Int128(radiusMillimeters << 20)
    let inwards = -(x * Δx + y * Δy)
    guard inwards > 0 else { return nil }
    let squaredLength = Δx * Δx + Δy * Δy
    let across = x * Δy - y * Δx
    if inwards < squaredLength {
      // Nearest to the centre between its ends: its line has to be within the radius.
      let distance = across.magnitude.multipliedFullWidth(by: across.magnitude)
      let limit = (reach * reach).magnitude.multipliedFullWidth(by: squaredLength.magnitude)
      guard (distance.high, distance.low) <= (limit.high, limit.low) else { return nil }
    } else {
      let (endX, endY) = (x + Δx, y + Δy)
      guard endX * endX + endY * endY <= reach * reach else { return nil }
    }
    let length = double(squaredLength).squareRoot()
    let aside = abs(double(across)) / length
    let radius = double(reach)
    let half = max(0, (radius - aside) * (radius + aside)).squareRoot()
    return max(0, min(1, (double(inwards) / length - half) / length))
  }
}
