import Foundation
import GeoCore

/// Kinds of zones that are hard on an index; some are taken with a remark by the reader of zones, but taken.
enum HardZones: String, CaseIterable, Sendable {
  case tiny, rewritten, spikes, holesAtShells, slivers, aroundGlobe, steps
  case hub, fan, crowd, corridors, circles, circlesOverPolygons, large, towers

  /// Zones of the kind around some place, different ones for each state of `world`.
  func areas(_ world: inout RandomWorld) -> [Area] {
    let center = world.center()
    return switch self {
    case .tiny: world.tiny(around: center)
    case .rewritten: world.rewrittenRings(around: center)
    case .spikes:
      world.copies(of: world.spiked(around: center), 3) + world.neighbors(around: center)
    case .holesAtShells: world.copies(of: world.holed(around: center), 2)
    case .slivers: world.slivers()
    case .aroundGlobe: world.bands()
    case .steps: world.wholeTurnSteps()
    case .hub: world.hub(at: center, edges: 1_000)
    case .fan: world.fan(at: center, zones: 60)
    case .crowd: world.crowd(around: center, edges: Self.isSmall ? 1_000 : 5_000)
    case .corridors: world.corridors(around: center)
    case .circles: world.circles(around: center, count: 60)
    case .circlesOverPolygons:
      world.circles(around: center, count: 12) + world.polygons(around: center, count: 12)
    case .large: world.large(around: center, vertices: Self.isSmall ? 5_000 : 100_000)
    case .towers: world.towers(around: center)
    }
  }

  /// Whether FENCELINE_LONG is set: then tests go on for minutes.
  static let isLong = ProcessInfo.processInfo.environment["FENCELINE_LONG"] != nil

  /// Whether the build is not optimised.
  static var isSmall: Bool {
    #if DEBUG
    true
    #else
    false
    #endif
  }
}

extension RandomWorld {
  /// The area of a chain; nothing where it is not a ring.
  func area(_ chain: [(Int64, Int64)], holes: [[(Int64, Int64)]] = []) -> [Area] {
    guard let shell = try? Ring(chain.map { vertex($0.0, $0.1) }) else { return [] }
    let inner = holes.compactMap { hole in try? Ring(hole.map { vertex($0.0, $0.1) }) }
    return [.polygons([Polygon(shell: shell, holes: inner)])]
  }

  func copies(of areas: [Area], _ count: Int) -> [Area] {
    areas.flatMap { Array(repeating: $0, count: count) }
  }

  /// Random places within a reach.
  mutating func chain(
    around center: (x: Int64, y: Int64),
    _ reach: Int64,
    _ count: ClosedRange<Int64>
  ) -> [(Int64, Int64)] {
    (0..<integer(count)).map { _ in
      (center.x + integer(-reach...reach), center.y + integer(-reach...reach))
    }
  }

  /// Zones of a few units to a few metres, so small that cells are not divided for them.
  mutating func tiny(around center: (x: Int64, y: Int64)) -> [Area] {
    (0..<12).flatMap { _ in
      let (x, y) = (center.x + integer(-300...300), center.y + integer(-300...300))
      return area(chain(around: (x, y), Int64(1) << integer(0...9), 3...8))
    }
  }

  mutating func polygons(around center: (x: Int64, y: Int64), count: Int) -> [Area] {
    (0..<count).flatMap { _ in area(chain(around: center, size(), 3...9)) }
  }

  /// One ring backwards, begun elsewhere, with doubled vertices and with some on its edges.
  mutating func rewrittenRings(around center: (x: Int64, y: Int64)) -> [Area] {
    let reach = integer(2...4_000_000)
    // Doubled, so that the middle of every edge is a whole place.
    let chain = chain(around: (0, 0), reach, 3...12).map {
      (center.x + 2 * $0.0, center.y + 2 * $0.1)
    }
    let turn = Int(integer(0...Int64(chain.count - 1)))
    let next = chain.dropFirst() + chain.prefix(1)
    let middles = zip(chain, next).flatMap { a, b in [a, ((a.0 + b.0) / 2, (a.1 + b.1) / 2)] }
    return area(chain) + area(chain.reversed()) + area(Array(chain[turn...] + chain[..<turn]))
      + area(chain.flatMap { [$0, $0] } + [chain[0]]) + area(middles) + area(middles.reversed())
  }

  /// A ring that runs along some of its edges several times.
  mutating func spiked(around center: (x: Int64, y: Int64)) -> [Area] {
    var vertices: [(Int64, Int64)] = []
    for vertex in chain(around: center, size(), 4...10) {
      if let last = vertices.last, integer(0...1) == 0 {
        // Out and back, to one place or two; or along the next edge more than once.
        let spike = integer(0...1) == 0 ? vertex : self.chain(around: center, size(), 1...1)[0]
        for _ in 0..<integer(1...2) { vertices += [spike, last] }
      }
      vertices.append(vertex)
    }
    return area(vertices)
  }

  /// Two triangles on either side of an edge, one of which runs along it thrice.
  mutating func neighbors(around center: (x: Int64, y: Int64)) -> [Area] {
    let (reach, c) = (integer(2...10_000_000), center)
    let (a, b) = ((c.x, c.y - reach), (c.x + integer(0...3), c.y + reach))
    return area([a, b, (c.x - reach, c.y)]) + area([a, b, a, b, (c.x + reach, c.y)])
  }

  /// A shell with holes that run along its edges, end on them, or touch a vertex.
  mutating func holed(around center: (x: Int64, y: Int64)) -> [Area] {
    let (r, c) = (4 * integer(2...4_000_000), center)
    func at(_ x: Int64, _ y: Int64) -> (Int64, Int64) { (c.x + r / 4 * x, c.y + r / 4 * y) }
    let shell = [at(-4, -4), at(4, -4), at(4, 0), at(4, 4), at(-4, 4)]
    let along = [at(4, 0), at(4, 4), at(2, 2)]
    let within = [at(4, -3), at(4, -1), at(2, -2)]
    let corner = [at(-4, -4), at(-2, -3), at(-3, -2)]
    let onEdge = [at(-4, 2), at(-2, 1), at(-2, 3)]
    let opposite = [at(0, 4), at(1, -4), at(-1, -4)]
    let holes = [along, within, corner, onEdge, opposite].filter { _ in integer(0...2) > 0 }
    return area(shell, holes: holes) + area(Array(shell.reversed()), holes: [along]) + area(along)
  }
}
