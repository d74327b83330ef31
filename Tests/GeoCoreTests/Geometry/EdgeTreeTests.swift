import CAllocations
import GeoCore
import Testing

/// `EdgeTree`, against asking the area (which has tests of its own).
struct EdgeTreeTests {
  /// A jagged ring of many vertices around a place, with islands.
  static func coast(_ random: inout SplitMix64, vertexCount: Int) -> Area? {
    let (x, y) = (
      Int64.random(in: -1_800_000_000...1_800_000_000, using: &random),
      Int64.random(in: -850_000_000...850_000_000, using: &random)
    )
    let size = Double(Int64(1) << Int64.random(in: 14...22, using: &random))
    func ring(_ count: Int, _ size: Double, shift: Int64) -> Ring? {
      let pairs = (0..<count).map { index -> (Int64, Int64) in
        let angle = Double(index) / Double(count)
        let reach = size * .random(in: 0.9...1, using: &random)
        let (east, north) = diamond(angle)
        let turned = x + shift + Int64(east * reach) + 5_400_000_000
        return (turned % 3_600_000_000 - 1_800_000_000, y + Int64(north * reach))
      }
      return try? Ring(vertices(pairs))
    }
    guard let shell = ring(vertexCount, size, shift: 0) else { return nil }
    var polygons = [Polygon(shell: shell, holes: [ring(40, size / 3, shift: 0)].compactMap(\.self))]
    for number in 1...4 {
      let island = ring(3 * number * number, size / 9, shift: Int64(size) * Int64(number))
      if let island { polygons.append(Polygon(shell: island)) }
    }
    return .polygons(polygons)
  }

  /// A way around the origin, from 0 to 1.
  private static func diamond(_ angle: Double) -> (Double, Double) {
    let quarter = angle * 4
    switch quarter {
    case ..<1: return (1 - quarter, quarter)
    case ..<2: return (1 - quarter, 2 - quarter)
    case ..<3: return (quarter - 3, 2 - quarter)
    default: return (quarter - 3, quarter - 4)
    }
  }

  /// Checks what the tree says about places near an area.
  static func check(_ area: Area, _ world: inout RandomWorld, _ context: String) {
    let tree = EdgeTree(area)
    for _ in 0..<60 {
      let there = world.point(near: [area])
      #expect(tree.contains(there) == area.contains(there), "\(context), \(there)")
      let (own, expected) = (tree.signedDistance(to: there), area.signedDistance(to: there))
      // Two places on the edge may be equally near but for rounding.
      let bound = 1e-4 + 1e-9 * abs(expected.value)
      #expect(abs(own.value - expected.value) <= bound, "\(context), \(there)")
      let limit = Meters(Double(Int64(1) << world.integer(0...20)))
      let limited = tree.signedDistance(to: there, within: limit)
      if abs(own.value) <= limit.value {
        #expect(limited == .exactly(own), "\(context), \(there)")
      } else {
        #expect(limited == .beyond(own < .zero ? .zero - limit : limit), "\(context), \(there)")
      }
      let place = tree.nearestPlaceOnEdge(to: there)
      #expect(abs(area.signedDistance(to: place).value) <= 0.01, "\(context), \(there)")
      let end = world.point(near: [area])
      #expect(tree.crossing(from: there, to: end) == area.crossing(from: there, to: end))
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `the tree says what the area does, of awkward kinds`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    guard let area = world.area() else { return }
    Self.check(area, &world, "seed \(seed)")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the tree says what the area does, of many vertices`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let count = Int(seed * seed + 17)
    guard let area = Self.coast(&world.random, vertexCount: count) else { return }
    Self.check(area, &world, "seed \(seed)")
  }

  @Test(.optimizedOnly) func `asking the tree or the area allocates nothing`() throws {
    var world = RandomWorld(seed: 5)
    let coast = try #require(Self.coast(&world.random, vertexCount: 3_000))
    let circle = try #require(Circle(center: try degreePlace(20, 50), radius: Meters(900)))
    for area in [coast, .circle(circle)] {
      let tree = EdgeTree(area)
      let places = (0..<200).map { _ in world.point(near: [area]) }
      var sum = 0.0
      func ask() {
        for (here, there) in zip(places, places.dropFirst()) {
          sum += tree.signedDistance(to: here).value + area.signedDistance(to: here).value
          sum += tree.signedDistance(to: here, within: Meters(50)).atLeast.value
          sum += tree.crossing(from: here, to: there) ?? area.crossing(from: here, to: there) ?? 0
          if tree.contains(tree.nearestPlaceOnEdge(to: here)) { sum += 1 }
        }
      }
      ask()
      let before = fl_allocations_of_this_thread()
      ask()
      #expect(fl_allocations_of_this_thread() - before == 0)
      #expect(sum.isFinite)
    }
  }
}
