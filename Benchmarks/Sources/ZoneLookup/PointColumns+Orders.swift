import Glibc

extension PointColumns {
  /// Both orders of points for a workload.
  static func orders(for workload: Workload, count: Int) -> [PointColumns] {
    [uniform(in: workload, count: count), moving(in: workload, count: count)]
  }

  /// Random points; where the workload is stratified, half of them inside and half outside, by turns.
  private static func uniform(in workload: Workload, count: Int) -> PointColumns {
    var random = SplitMix64(seed: 100)
    var points = PointColumns(order: "uniform")
    let strips = workload.isStratified ? Strips(of: workload.zones, count: 4_096) : nil
    for index in 0..<count {
      var place = workload.window.place(using: &random)
      if let strips {
        while strips.contains(place) != (index % 2 == 0) {
          place = workload.window.place(using: &random)
        }
      }
      points.append(place)
    }
    return points
  }

  /// Ten fixes of each device, step by step and device by device, from a random place on.
  ///
  /// Of ten devices seven stay and are heard with 10 m of noise, two go 40 m a fix, one 500 m.
  private static func moving(in workload: Workload, count: Int) -> PointColumns {
    var random = SplitMix64(seed: 200)
    var points = PointColumns(order: "moving")
    let meters = [10, 10, 10, 10, 10, 10, 10, 40, 40, 500].map { $0 / metersPerDegree }
    var devices = (0..<max(1, count / 10)).map { _ in
      (place: workload.window.place(using: &random), course: random.real(0, 2 * .pi))
    }
    for _ in 0..<10 {
      for device in devices.indices {
        let (home, isStill) = (devices[device].place, device % 10 < 7)
        let course = isStill ? random.real(0, 2 * .pi) : devices[device].course
        let reach = meters[device % 10] * (isStill ? random.real(0, 1) : 1)
        let place = workload.window.clamped(
          Place(
            longitude: home.longitude + reach * sin(course) / cos(home.latitude * .pi / 180),
            latitude: home.latitude + reach * cos(course)
          )
        )
        if !isStill { devices[device].place = place }
        points.append(place)
      }
    }
    return points
  }
}

/// Edges by strips of latitude, to tell inside from outside while points are drawn.
private struct Strips {
  private var edges: [[(Place, Place)]]
  private var south: Double
  private var height: Double

  /// Sorts the edges of all zones.
  init(of zones: ZoneColumns, count: Int) {
    let degrees = zones.latitudes.map { Double($0) / 1e7 }
    south = degrees.min() ?? 0
    height = ((degrees.max() ?? 0) - south) / Double(count)
    edges = Array(repeating: [], count: count + 1)
    for zone in 0..<zones.count {
      var previous = zones.vertices(of: zone).upperBound - 1
      for vertex in zones.vertices(of: zone) {
        let ends = [previous, vertex].map {
          Place(longitude: Double(zones.longitudes[$0]) / 1e7, latitude: degrees[$0])
        }
        let strips = ends.map { Int(($0.latitude - south) / height) }.sorted()
        for strip in strips[0]...strips[1] { edges[strip].append((ends[0], ends[1])) }
        previous = vertex
      }
    }
  }

  /// Whether a place lies within an odd number of rings.
  func contains(_ place: Place) -> Bool {
    let strip = (place.latitude - south) / height
    guard strip >= 0, strip < Double(edges.count) else { return false }
    var isInside = false
    for (a, b) in edges[Int(strip)]
    where (a.latitude > place.latitude) != (b.latitude > place.latitude) {
      let share = (place.latitude - a.latitude) / (b.latitude - a.latitude)
      if place.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
    }
    return isInside
  }
}
