#if canImport(Glibc)
import Glibc
#endif

extension Ring {
  /// The area on a sphere of the Earth's mean radius, in square metres, positive anticlockwise.
  var signedSquareMeters: Double {
    let unit = Double.pi / 180 / 1e7
    var sum = 0.0
    var previous = longitudes.count - 1
    for index in longitudes.indices {
      let Δλ = Double(longitudes[index] - longitudes[previous]) * unit
      sum += Δλ * (sin(Double(latitudes[index]) * unit) + sin(Double(latitudes[previous]) * unit))
      previous = index
    }
    return -sum / 2 * Ellipsoid.meanRadius * Ellipsoid.meanRadius
  }

  /// The place on the ring nearest to `coordinate`.
  ///
  /// Nearness is measured in a plane at the middle latitude between the two, where lengths of up to
  /// some hundred kilometres keep their order.
  func nearestPlace(to coordinate: Coordinate) -> Coordinate {
    let x = box.nearestLongitude(of: coordinate)
    let y = Int64(coordinate.latitudeE7)
    let middle = (min(max(y, box.latitudes.lowerBound), box.latitudes.upperBound) + y) / 2
    let scale = cos(Double(middle) * .pi / 180 / 1e7)
    var best = (squared: Double.infinity, x: 0.0, y: 0.0)
    var previous = longitudes.count - 1
    for index in longitudes.indices {
      let (ax, ay) = (Double(longitudes[previous] - x) * scale, Double(latitudes[previous] - y))
      let (bx, by) = (Double(longitudes[index] - x) * scale, Double(latitudes[index] - y))
      let (Δx, Δy) = (bx - ax, by - ay)
      let along = max(0, min(1, -(ax * Δx + ay * Δy) / (Δx * Δx + Δy * Δy)))
      let (px, py) = (ax + along * Δx, ay + along * Δy)
      let squared = px * px + py * py
      if squared < best.squared { best = (squared, px, py) }
      previous = index
    }
    let longitude = wrapped(x + Int64(scale > 0 ? (best.x / scale).rounded() : 0))
    let latitude = Int32(clamping: y + Int64(best.y.rounded()))
    return Coordinate(latitudeE7: latitude, longitudeE7: longitude) ?? coordinate
  }
}

/// A longitude in units of 10⁻⁷ degree, brought back into [−180°, 180°).
func wrapped(_ longitude: Int64) -> Int32 {
  let half = Box.turn / 2
  let turns = (longitude + half).quotientAndRemainder(dividingBy: Box.turn).remainder
  return Int32(turns < 0 ? turns + half : turns - half)
}
