import Glibc

extension Workload {
  /// Jagged stars, one over another, in a window of 4° × 4° or, if they are few, as dense in less.
  ///
  /// The angle grows from vertex to vertex, so that no star crosses itself; a vertex is 0.6 to 1.4
  /// radii from the center.
  static func stars(
    _ name: String,
    count: Int,
    meters: ClosedRange<Double>,
    vertices: ClosedRange<Int>
  ) -> Workload {
    var random = SplitMix64(seed: UInt64(count))
    let full = name == "W2" ? 10_000.0 : 100_000.0
    let side = 4 * (Double(count) / full).squareRoot()
    let window = Window(
      longitudes: (114 - side / 2)...(114 + side / 2),
      latitudes: (30 - side / 2)...(30 + side / 2)
    )
    var workload = Workload(name: name, title: "\(count) stars", window: window)
    for _ in 0..<count {
      let center = window.place(using: &random)
      let radius = random.real(meters.lowerBound, meters.upperBound) / metersPerDegree
      let stretch = 1 / cos(center.latitude * .pi / 180)
      let vertexCount = random.integer(vertices.lowerBound, vertices.upperBound)
      workload.zones.append(
        (0..<vertexCount).map { vertex in
          let angle = (Double(vertex) + random.real(0, 0.8)) / Double(vertexCount) * 2 * .pi
          let reach = radius * random.real(0.6, 1.4)
          return Place(
            longitude: center.longitude + reach * stretch * cos(angle),
            latitude: center.latitude + reach * sin(angle)
          )
        }
      )
    }
    return workload
  }
}
