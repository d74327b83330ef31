#if canImport(Glibc)
import Glibc
#endif

extension NearestSearch {
  /// Takes a circle's edge into account, as ``Circle/contains(_:)`` draws it: an ellipse in longitude
  /// and latitude.
  ///
  /// It is nearest where the slope of the distance rises through 0 between two of sixteen places around it:
  /// once, or up to three times seen from near the centre, from where all of the edge is about as far.
  mutating func consider(_ circle: Circle) {
    guard lowerBound(of: circle.box) < squared else { return }
    let edge = CircleEdge(circle, from: metric)
    // Some place is found even where no slope rises but for rounding.
    consider(edge.place(at: 0))
    let step = Double.pi / 8
    var last = (at: -step, slope: edge.slope(at: -step))
    for index in 0..<16 {
      let angle = Double(index) * step
      let next = (at: angle, slope: edge.slope(at: angle))
      let foot = whereSlopeVanishes(
        from: last,
        to: next,
        tolerance: Self.tolerance / circle.radius.value
      ) { edge.slope(at: $0) }
      if let foot { consider(edge.place(at: foot)) }
      // A sample may be the foot itself.
      if next.slope == 0 { consider(edge.place(at: angle)) }
      last = next
    }
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

  /// The change of the squared chord with the angle.
  func slope(at angle: Double) -> Double {
    let (sine, cosine) = (sin(angle), cos(angle))
    let slope = metric.slope(north: north + northward * cosine, east: east + eastward * sine)
    return slope.eastward * eastward * cosine - slope.northward * northward * sine
  }
}
