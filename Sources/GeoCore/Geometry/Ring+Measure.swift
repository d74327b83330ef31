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
  /// Nearness to an edge is measured in a plane that is true at the middle latitude between the place
  /// and the edge, where lengths of up to some hundred kilometres keep their order. A ring wider than
  /// half the globe is looked at from both sides.
  func nearestPlace(to coordinate: Coordinate) -> Coordinate {
    let reading = box.nearestLongitude(of: coordinate)
    let y = Int64(coordinate.latitudeE7)
    let isWide = box.longitudes.upperBound - box.longitudes.lowerBound > Box.turn / 2
    var best = (squared: Double.infinity, x: reading, Δx: 0.0, Δy: 0.0)
    for x in isWide ? [reading - Box.turn, reading, reading + Box.turn] : [reading] {
      var previous = longitudes.count - 1
      for index in longitudes.indices {
        let (south, north) = (
          min(latitudes[previous], latitudes[index]), max(latitudes[previous], latitudes[index])
        )
        let scale = parallelScale(midway: y, to: min(max(y, south), north))
        let place = nearestToOrigin(
          from: (Double(longitudes[previous] - x) * scale, Double(latitudes[previous] - y)),
          to: (Double(longitudes[index] - x) * scale, Double(latitudes[index] - y))
        )
        let squared = place.x * place.x + place.y * place.y
        if squared < best.squared { best = (squared, x, place.x / scale, place.y) }
        previous = index
      }
    }
    let longitude = wrapped(best.x + Int64(best.Δx.rounded()))
    let latitude = Int32(clamping: y + Int64(best.Δy.rounded()))
    return Coordinate(latitudeE7: latitude, longitudeE7: longitude) ?? coordinate
  }
}

/// The length of a unit of longitude midway between two latitudes, in units of latitude, above 0.
private func parallelScale(midway y0: Int64, to y1: Int64) -> Double {
  max(1e-9, cos(Double(y0 + y1) / 2 * .pi / 180 / 1e7))
}

/// The point nearest to the origin on the segment between two points of a plane.
private func nearestToOrigin(
  from a: (x: Double, y: Double),
  to b: (x: Double, y: Double)
) -> (x: Double, y: Double) {
  let (Δx, Δy) = (b.x - a.x, b.y - a.y)
  let along = max(0, min(1, -(a.x * Δx + a.y * Δy) / (Δx * Δx + Δy * Δy)))
  return (a.x + along * Δx, a.y + along * Δy)
}

/// A longitude in units of 10⁻⁷ degree, brought back into [−180°, 180°).
func wrapped(_ longitude: Int64) -> Int32 {
  let half = Box.turn / 2
  let turns = (longitude + half).quotientAndRemainder(dividingBy: Box.turn).remainder
  return Int32(turns < 0 ? turns + half : turns - half)
}
