import Glibc

extension Workload {
  /// Lobed, jagged stars, one over another, in a window of 4° × 4° or, if they are few, as dense in less.
  ///
  /// The angle grows from vertex to vertex, so that no star crosses itself. Five lobes reach from 0.75 to
  /// 1.25 radii, and each vertex is off them by up to 3 %, about as much as vertices are apart. Of
  /// spikes, which no zone is made of, each vertex is 0.6 to 1.4 radii from the center.
  static func stars(
    _ name: String,
    count: Int,
    meters: ClosedRange<Double>,
    vertices: ClosedRange<Int>,
    areSpikes: Bool = false,
    over everywhere: Window? = nil
  ) -> Workload {
    var random = SplitMix64(seed: UInt64(count))
    let full = name.hasPrefix("W2") ? 10_000.0 : 100_000.0
    let side = 4 * (Double(count) / full).squareRoot()
    let window =
      everywhere
      ?? Window(
        longitudes: (114 - side / 2)...(114 + side / 2),
        latitudes: (30 - side / 2)...(30 + side / 2)
      )
    let title = "\(count) \(areSpikes ? "spiky " : "")stars"
    var workload = Workload(name: name, title: title, window: window)
    for _ in 0..<count {
      let center = window.place(using: &random)
      let radius = random.real(meters.lowerBound, meters.upperBound) / metersPerDegree
      let stretch = 1 / cos(center.latitude * .pi / 180)
      let turn = random.real(0, 2 * .pi)
      let vertexCount = random.integer(vertices.lowerBound, vertices.upperBound)
      workload.zones.append(
        (0..<vertexCount).map { vertex in
          let angle = (Double(vertex) + random.real(0, 0.8)) / Double(vertexCount) * 2 * .pi
          let lobe = 1 + 0.25 * sin(5 * angle + turn)
          let reach = radius * (areSpikes ? random.real(0.6, 1.4) : lobe * random.real(0.97, 1.03))
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
