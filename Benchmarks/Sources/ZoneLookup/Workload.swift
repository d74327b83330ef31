import Glibc

/// Zones and the window that points are drawn from.
struct Workload {
  /// `W1` and so on.
  var name: String

  /// What the zones are.
  var title: String

  /// The zones.
  var zones = ZoneColumns()

  /// Where points are.
  var window: Window

  /// Whether random points are to be half inside.
  var isStratified = false

  /// Full size, or what takes a moment.
  enum Size { case full, smoke }

  /// The workloads that there are.
  static let names = ["W1", "W2", "W2spikes", "W3", "W4"]

  /// Makes a workload, always the same; nil if there is none of this name.
  init?(_ name: String, size: Size) {
    let isFull = size == .full
    switch name {
    case "W1":
      self = .country(segments: isFull ? 256 : 16)
    case "W2":
      self = .stars(name, count: isFull ? 10_000 : 300, meters: 500...2_500, vertices: 50...500)
    case "W2spikes":
      self = .stars(
        name,
        count: isFull ? 10_000 : 300,
        meters: 500...2_500,
        vertices: 50...500,
        areSpikes: true
      )
    case "W3":
      self = .stars(name, count: isFull ? 100_000 : 1_500, meters: 100...1_000, vertices: 20...200)
    case "W4":
      self = .counties(columns: isFull ? 70 : 6, rows: isFull ? 43 : 5)
    default: return nil
    }
  }

  /// An empty workload, which is then filled.
  init(name: String, title: String, window: Window) {
    self.name = name
    self.title = title
    self.window = window
  }
}

extension Workload {
  /// One country of 20 fractal borders around a jagged coarse polygon.
  static func country(segments: Int) -> Workload {
    var random = SplitMix64(seed: 1)
    let corners = (0..<20).map { corner in
      let (angle, radius) = (Double(corner) / 20 * 2 * .pi, random.real(0.75, 1))
      return Place(
        longitude: 104 + 12 * radius * cos(angle),
        latitude: 35 + 8 * radius * sin(angle)
      )
    }
    var ring: [Place] = []
    for corner in corners.indices {
      let next = corners[(corner + 1) % corners.count]
      ring +=
        FractalChain(from: corners[corner], to: next, segments: segments, using: &random)
        .vertices
    }
    let box = Window(around: ring)
    var workload = Workload(name: "W1", title: "one fractal country", window: box)
    workload.zones.append(ring)
    workload.isStratified = true
    return workload
  }
}
