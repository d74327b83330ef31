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
}

/// A longitude in units of 10⁻⁷ degree, brought back into [−180°, 180°).
func wrapped(_ longitude: Int64) -> Int32 {
  let half = Box.turn / 2
  let turns = (longitude + half).quotientAndRemainder(dividingBy: Box.turn).remainder
  return Int32(turns < 0 ? turns + half : turns - half)
}
