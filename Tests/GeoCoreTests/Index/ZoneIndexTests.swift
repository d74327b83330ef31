import CAllocations
import GeoCore
import Testing

/// `ZoneIndex`, against asking every area (`Area.contains`, which has tests of its own).
struct ZoneIndexTests {
  /// 100,000 points over four seeds; far fewer where the compiler does not optimise.
  #if DEBUG
  static let (pointCount, seeds): (Int, [UInt64]) = (300, [1, 2])
  #else
  static let (pointCount, seeds): (Int, [UInt64]) = (25_000, [1, 2, 3, 4])
  #endif

  /// Random areas, as many as asked for.
  static func areas(count: Int, world: inout RandomWorld) -> [Area] {
    var areas: [Area] = []
    while areas.count < count { if let area = world.area() { areas.append(area) } }
    return areas
  }

  @Test(arguments: seeds)
  func `the index answers as testing all of 2,000 zones does`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let areas = Self.areas(count: 2_000, world: &world)
    let index = ZoneIndex(of: areas)
    let points = (0..<Self.pointCount).map { _ in world.point(near: areas) }
    var hits = ZoneHits()
    index.zones(containing: points.span, into: &hits)
    #expect(hits.pointCount == points.count)
    var (mismatches, found) = (0, 0)
    for (position, point) in points.enumerated() {
      let expected = areas.indices.filter { areas[$0].contains(point) }.map(Int32.init)
      found += expected.count
      let isSame =
        Array(hits.slots(of: position)) == expected && index.zones(containing: point) == expected
      if !isSame { mismatches += 1 }
    }
    #expect(mismatches == 0, "seed \(seed)")
    #expect(found > points.count, "seed \(seed): the points have to lie in zones")
  }

  @Test func `an empty index finds nothing`() {
    var hits = ZoneHits()
    ZoneIndex().zones(containing: [Coordinate]().span, into: &hits)
    #expect(hits.pointCount == 0)
  }

  @Test func `slots are any numbers in any order`() {
    var world = RandomWorld(seed: 41)
    let areas = Self.areas(count: 60, world: &world)
    let slots: [Int32] = ([0, 1, .max, .max - 1] + (1...56).map { $0 * 37_000_007 })
      .shuffled(using: &world.random)
    let index = ZoneIndex(zip(slots, areas).map { (slot: $0, area: $1) })
    let oracle = OracleWorld(areas)
    var points = HurtfulPoints(seed: 41, near: areas)
    for point in points.take(200) {
      let expected = oracle.slots(around: point).map { slots[Int($0)] }.sorted()
      #expect(index.zones(containing: point) == expected, "\(point)")
    }
  }

  /// Zones that run along one edge and back used to be taken to run along it once.
  @Test(arguments: CellDensity.named)
  func `zones with a common spike end where they should`(density: CellDensity) throws {
    let ring = try Ring(
      vertices([(0, 0), (1_000, 0), (1_000, 500), (600, 900), (1_000, 500), (0, 1_000)])
    )
    let area = Area.polygons([Polygon(shell: ring)])
    let index = ZoneIndex(of: [area, area], density: density)
    let oracle = AreaOracle(area)
    for (x, y) in [(500, 300), (500, 800), (700, 600), (650, 860), (999, 499), (1_000, 500)] {
      let there = try place(Int64(x), Int64(y))
      #expect(
        index.zones(containing: there) == (oracle.contains(there) ? [0, 1] : []),
        "\(x) \(y)"
      )
    }
  }

  /// To look here used to stop the process: the way from one edge's far end to the other's is 720° long.
  @Test func `edges that go once around the globe are followed to either side`() throws {
    let below = try polygon([(-180, -90), (180, 80), (-180, 80)])
    let above = try polygon([(-180, 80), (180, 90), (-180, 90)])
    let index = ZoneIndex(of: [.polygons([below]), .polygons([above])])
    #expect(index.zones(containing: try place(-1_800_000_000, 799_999_999)) == [0])
    #expect(index.zones(containing: try place(-1_800_000_000, 800_000_001)) == [1])
  }

  @Test(.optimizedOnly) func `a batch that the hits have grown to allocates nothing`() {
    var world = RandomWorld(seed: 31)
    let areas = Self.areas(count: 500, world: &world)
    let index = ZoneIndex(of: areas)
    let points = (0..<256).map { _ in world.point(near: areas) }
    var hits = ZoneHits()
    index.zones(containing: points.span, into: &hits)
    let before = fl_allocations_of_this_thread()
    for _ in 0..<100 { index.zones(containing: points.span, into: &hits) }
    #expect(fl_allocations_of_this_thread() - before == 0)
  }
}
