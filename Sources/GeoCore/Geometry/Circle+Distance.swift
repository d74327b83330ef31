#if canImport(Glibc)
import Glibc
#endif

extension NearestSearch {
  /// Takes a circle's edge into account, as ``Circle/contains(_:)`` draws it: an ellipse in longitude
  /// and latitude.
  ///
  /// The search starts at the best of sixteen places around it: near the centre all are about as far, and
  /// the nearest is only known by looking.
  mutating func consider(_ circle: Circle) {
    let box = circle.box
    let bound = lowerBound(
      latitudes: (box.latitudes.lowerBound, box.latitudes.upperBound),
      longitudes: (box.longitudes.lowerBound, box.longitudes.upperBound)
    )
    guard bound < squared else { return }
    let edge = CircleEdge(circle, from: metric)
    let step = Double.pi / 8
    var best = (squared: Double.infinity, angle: 0.0)
    for index in 0..<16 {
      let angle = Double(index) * step
      let squared = edge.slope(at: angle).squared
      if squared < best.squared { best = (squared, angle) }
    }
    let foot = whereSlopeVanishes(
      from: (best.angle - step, edge.slope(at: best.angle - step).along),
      to: (best.angle + step, edge.slope(at: best.angle + step).along),
      tolerance: Self.tolerance / circle.radius.value
    ) { edge.slope(at: $0).along }
    consider(edge.place(at: foot ?? best.angle))
  }
}

/// A circle's edge, relative to a coordinate and by the angle from its north, in radians.
private struct CircleEdge {
  private let metric: ChordMetric
  private let (north, east): (Double, Double)
  private let (northward, eastward): (Double, Double)

  init(_ circle: Circle, from metric: ChordMetric) {
    let (reach, unit) = (Double(circle.radiusMillimeters << 20), ChordMetric.unit)
    self.metric = metric
    north = Double(Int64(circle.center.latitudeE7) - metric.latitudeE7) * unit
    east = Double(Int64(circle.center.longitudeE7) - metric.longitudeE7) * unit
    northward = reach / Double(circle.latitudeScale) * unit
    eastward = reach / Double(circle.longitudeScale) * unit
  }

  func place(at angle: Double) -> (north: Double, east: Double) {
    (north + northward * cos(angle), east + eastward * sin(angle))
  }

  /// The squared chord to a place on the edge, and its change with the angle.
  func slope(at angle: Double) -> (squared: Double, along: Double) {
    let (sine, cosine) = (sin(angle), cos(angle))
    let slope = metric.slope(north: north + northward * cosine, east: east + eastward * sine)
    let along = slope.eastward * eastward * cosine - slope.northward * northward * sine
    return (slope.squared, along)
  }
}
