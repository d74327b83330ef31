import GeoCore
import Glibc

/// The shortest geodesic from `position` to an area's edge, by walking along every edge in steps.
///
/// Twenty steps an edge and at least one a quarter of a degree; around the best ones of each edge
/// ever closer, to 10⁻⁸ of a step.
func sampledMeters(to area: Area, from position: GeographicPosition) -> Double {
  switch area {
  case .polygons(let polygons):
    polygons.flatMap(\.rings).map { sampledMeters(to: $0, from: position) }.min() ?? .infinity
  case .circle(let circle): sampledMeters(to: circle, from: position)
  }
}

private func sampledMeters(to ring: Ring, from position: GeographicPosition) -> Double {
  var best = Double.infinity
  for index in ring.longitudes.indices {
    let next = (index + 1) % ring.longitudes.count
    let (x0, x1) = (Double(ring.longitudes[index]), Double(ring.longitudes[next]))
    let (y0, y1) = (Double(ring.latitudes[index]), Double(ring.latitudes[next]))
    let steps = max(20, ((abs(x1 - x0) + abs(y1 - y0)) / 2.5e6).rounded(.up))
    // A degree is 111.7 km at most: between two samples nothing is nearer by more than a step.
    let step = (abs(x1 - x0) + abs(y1 - y0)) / 1e7 * 111_700 / steps
    let nearest = nearestSample(from: 0, to: 1, steps: steps, below: best + step) { share in
      let place = GeographicPosition(
        latitude: (y0 + (y1 - y0) * share) / 1e7,
        longitude: (x0 + (x1 - x0) * share) / 1e7
      )
      return geodesicMeters(position, place)
    }
    best = min(best, nearest)
  }
  return best
}

/// To the edge in the plane in which the circle is round.
private func sampledMeters(to circle: Circle, from position: GeographicPosition) -> Double {
  let center = circle.center.position
  let reach = circle.radius.value * 1_000 * Double(1 << 20)
  return nearestSample(from: 0, to: 2 * .pi, steps: 120) { angle in
    let place = GeographicPosition(
      latitude: center.latitude + reach / Double(circle.latitudeScale) * sin(angle) / 1e7,
      longitude: center.longitude + reach / Double(circle.longitudeScale) * cos(angle) / 1e7
    )
    return geodesicMeters(position, place)
  }
}

/// The least value of a function on an interval, by samples around its three best samples below a limit.
private func nearestSample(
  from low: Double,
  to high: Double,
  steps: Double,
  below limit: Double = .infinity,
  meters: (Double) -> Double
) -> Double {
  let step = (high - low) / steps
  let samples = (0...Int(steps)).map { low + Double($0) * step }.map { ($0, meters($0)) }
  var best = Double.infinity
  for (start, value) in samples.sorted(by: { $0.1 < $1.1 }).prefix(3) where value < limit {
    var (middle, reach, least) = (start, step, value)
    for _ in 0..<15 {
      for offset in -5...5 {
        let place = min(high, max(low, middle + reach * Double(offset) / 5))
        let value = meters(place)
        if value < least { (middle, least) = (place, value) }
      }
      reach /= 3.5
    }
    best = min(best, least)
  }
  return best
}
