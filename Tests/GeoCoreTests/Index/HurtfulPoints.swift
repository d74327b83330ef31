import GeoCore

/// Points where a wrong answer is likeliest: on vertices and edges, a unit beside them, and on the borders
/// of squares and cells, which lie powers of two apart from the south-western corner of everything.
struct HurtfulPoints {
  private var world: RandomWorld
  private let rings: [Ring]
  private let circles: [Circle]
  private let (west, south): (Int64, Int64)
  private let boxes: [Box]

  /// Prepares points for some areas.
  init(seed: UInt64, near areas: [Area]) {
    world = RandomWorld(seed: seed)
    var (rings, circles, boxes): ([Ring], [Circle], [Box]) = ([], [], [])
    for area in areas {
      boxes.append(area.box)
      switch area {
      case .circle(let circle): circles.append(circle)
      case .polygons(let polygons): rings += polygons.flatMap(\.rings)
      }
    }
    (self.rings, self.circles, self.boxes) = (rings, circles, boxes)
    let isRound = boxes.contains {
      $0.longitudes.upperBound >= 1_800_000_000 || $0.longitudes.lowerBound < -1_800_000_000
    }
    west = isRound ? -1_800_000_000 : boxes.map(\.longitudes.lowerBound).min() ?? 0
    south = boxes.map(\.latitudes.lowerBound).min() ?? 0
  }

  /// So many points.
  mutating func take(_ count: Int) -> [Coordinate] { (0..<count).map { _ in next() } }

  /// The next point.
  mutating func next() -> Coordinate {
    var (x, y) = placeOnEdge()
    switch world.integer(0...9) {
    case 0, 1: break
    case 2, 3:
      x += world.integer(-1...1)
      y += world.integer(-1...1)
    case 4: (x, y) = (onBorder(x, from: west), y)
    case 5: (x, y) = (x, onBorder(y, from: south))
    case 6: (x, y) = (onBorder(x, from: west), onBorder(y, from: south))
    case 7:
      let away = Int64(1) << world.integer(1...20)
      x += world.integer(-away...away)
      y += world.integer(-away...away)
    case 8:
      guard let box = boxes.randomElement(using: &world.random) else { break }
      (x, y) = (world.integer(box.longitudes), world.integer(box.latitudes))
    default:
      guard let box = boxes.randomElement(using: &world.random) else { break }
      let (xs, ys) = (box.longitudes, box.latitudes)
      x = world.integer(0...1) == 0 ? xs.lowerBound : xs.upperBound
      y = world.integer(0...1) == 0 ? ys.lowerBound : ys.upperBound
      x += world.integer(-1...1)
      y += world.integer(-1...1)
    }
    return world.place(x, y)
  }

  /// The nearest border of some size to the west or south, or the last unit before it.
  private mutating func onBorder(_ value: Int64, from corner: Int64) -> Int64 {
    let shift = world.integer(3...26)
    return corner + ((value - corner) >> shift) << shift - world.integer(0...1)
  }

  /// A vertex, or the whole place nearest to one on an edge, or a place on a circle.
  private mutating func placeOnEdge() -> (Int64, Int64) {
    let number = Int(world.integer(0...Int64(max(0, rings.count + circles.count - 1))))
    guard number < rings.count else {
      return circles.isEmpty ? (0, 0) : place(on: circles[number - rings.count])
    }
    let ring = rings[number]
    let index = Int(world.integer(0...Int64(ring.longitudes.count - 1)))
    let (x, y) = (ring.longitudes[index], ring.latitudes[index])
    guard world.integer(0...2) > 0 else { return (x, y) }
    let next = (index + 1) % ring.longitudes.count
    let (Δx, Δy) = (ring.longitudes[next] - x, ring.latitudes[next] - y)
    let whole = max(1, world.integer(0...1) == 0 ? greatestDivisor(Δx, Δy) : abs(Δy))
    let part = world.integer(0...whole)
    return (x + Int64(Int128(Δx) * Int128(part) / Int128(whole)), y + Δy / whole * part)
  }

  private mutating func place(on circle: Circle) -> (Int64, Int64) {
    let reach = circle.radiusMillimeters << 20
    let (x, y) = (Int64(circle.center.longitudeE7), Int64(circle.center.latitudeE7))
    return switch world.integer(0...4) {
    case 0: (x + reach / circle.longitudeScale, y)
    case 1: (x - reach / circle.longitudeScale, y)
    case 2: (x, y + reach / circle.latitudeScale)
    case 3: (x, y - reach / circle.latitudeScale)
    default: (x + reach * 7 / 10 / circle.longitudeScale, y + reach * 7 / 10 / circle.latitudeScale)
    }
  }

  private func greatestDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    var (a, b) = (abs(a), abs(b))
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

extension RandomWorld {
  /// A place brought back onto the map.
  func place(_ x: Int64, _ y: Int64) -> Coordinate {
    let written = vertex(x, y)
    guard
      let place = Coordinate(latitudeE7: written.latitudeE7, longitudeE7: written.longitudeE7)
    else { preconditionFailure("a vertex brought onto the map is on the globe") }
    return place
  }
}
