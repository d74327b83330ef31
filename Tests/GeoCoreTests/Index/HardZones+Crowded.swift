import GeoCore

extension RandomWorld {
  /// A star all of whose rays meet in one point, as one zone, and copies of its beginning.
  mutating func hub(at center: (x: Int64, y: Int64), edges: Int) -> [Area] {
    let reach = integer(20...30_000_000)
    var chain: [(Int64, Int64)] = []
    for _ in 0..<(edges / 2) {
      chain.append((center.x, center.y))
      chain += self.chain(around: center, reach, 2...2)
    }
    return area(chain) + area(Array(chain.prefix(90))) + area(Array(chain.prefix(60)))
  }

  /// Neighbouring triangles around one point.
  mutating func fan(at center: (x: Int64, y: Int64), zones: Int) -> [Area] {
    let reach = integer(200...20_000_000)
    let steps = (0...zones).map { 8 * reach * Int64($0 % zones) / Int64(zones) }
    // Around the square of that reach.
    let rim = steps.map { step -> (Int64, Int64) in
      let (side, along) = (step / (2 * reach), step % (2 * reach) - reach)
      return switch side {
      case 0: (center.x + along, center.y - reach)
      case 1: (center.x + reach, center.y + along)
      case 2: (center.x - along, center.y + reach)
      default: (center.x - reach, center.y - along)
      }
    }
    return zip(rim, rim.dropFirst()).flatMap { area([(center.x, center.y), $0, $1]) }
  }

  /// A zone of 1,000 km with most of its edges in a village of 200 m, and small zones there.
  mutating func crowd(around center: (x: Int64, y: Int64), edges: Int) -> [Area] {
    let y = min(max(center.y, -800_000_000), 800_000_000)
    let (x, far) = (center.x, Int64(50_000_000))
    var chain = [(x - far, y - far), (x + far, y - far), (x + far, y + far)]
    for step in 0..<Int64(edges) {
      chain.append((x + 10_000 - 20_000 * step / Int64(edges), y + integer(-10_000...10_000)))
    }
    chain.append((x - far, y + far))
    return area(chain) + (0..<8).flatMap { _ in area(self.chain(around: (x, y), 9_000, 3...6)) }
  }

  /// Lines with a width, whose capsules lie over each other; one runs over the antimeridian.
  mutating func corridors(around center: (x: Int64, y: Int64)) -> [Area] {
    (0..<3).flatMap { number -> [Area] in
      let middle = number == 0 ? (x: 1_800_000_000, y: center.y) : center
      let reach = integer(1_000...3_000_000)
      let line = chain(
        around: (middle.x, min(max(middle.y, -790_000_000), 790_000_000)),
        reach,
        2...6
      )
      .map { place($0.0, min(max($0.1, -800_000_000), 800_000_000)) }
      let width = Meters(Double(integer(1...20_000)))
      return (try? Polygon.corridor(along: line, width: width)).map { [.polygons($0)] } ?? []
    }
  }

  mutating func circles(around center: (x: Int64, y: Int64), count: Int) -> [Area] {
    (0..<count).flatMap { number -> [Area] in
      let away = Int64(1) << integer(0...21)
      let x = center.x + integer(-away...away)
      let y = min(max(center.y + integer(-away...away), -800_000_000), 800_000_000)
      let radius = Meters(Double(integer(1...20_000)) / Double(Int64(1) << integer(0...10)))
      return Circle(center: place(x, y), radius: radius).map { [.circle($0), .circle($0)] } ?? []
    }
  }

  /// A jagged ring of many vertices around a place, and a small one within.
  mutating func large(around center: (x: Int64, y: Int64), vertices: Int) -> [Area] {
    let reach = Int64(1) << integer(18...25)
    // On a rhombus, in and out by an eighth.
    let chain = (0..<Int64(vertices)).map { step -> (Int64, Int64) in
      let quarter = Int64(vertices) / 4
      let (side, along) = (step / quarter, step % quarter * reach / quarter)
      let (x, y) = side % 2 == 0 ? (reach - along, along) : (-along, reach - along)
      let sign: Int64 = side < 2 ? 1 : -1
      let share = integer(7_000...8_000)
      return (center.x + sign * x * share / 8_000, center.y + sign * y * share / 8_000)
    }
    return area(chain) + polygons(around: center, count: 4)
  }

  /// Copies of zones on top of each other: records with more than 8 and with more than 255 zones.
  mutating func towers(around center: (x: Int64, y: Int64)) -> [Area] {
    let heights = HardZones.isSmall ? [300, 10, 300] : [300, 10, 5_000]
    let reach = integer(20...100_000)
    // The first tower is beneath all others.
    let far: Int64 = 8_000_000
    let (y, xs) = (min(max(center.y, -850_000_000), 850_000_000), (center.x - far, center.x + far))
    let shared = area([(xs.0, y - far), (xs.1, y - far), (xs.1, y + far), (xs.0, y + far)])
    let others = (0..<2).flatMap { _ in area(chain(around: center, reach, 3...6)) }
    return zip(shared + others, heights).flatMap { Array(repeating: $0, count: $1) }
      + copies(of: circles(around: center, count: 1), 9) + spiked(around: center)
  }
}
