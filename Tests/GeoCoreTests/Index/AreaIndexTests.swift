import CAllocations
import GeoCore
import Testing

/// `AreaIndex`, against the area itself: its containment has tests of its own, and so have distances.
struct AreaIndexTests {
  #if DEBUG
  static let (seeds, pointCount) = (0..<12 as Range<UInt64>, 60)
  #else
  static let (seeds, pointCount) = (0..<200 as Range<UInt64>, 600)
  #endif

  @Test(arguments: seeds)
  func `points are inside where the area says, alone and in batches`(seed: UInt64) throws {
    var world = RandomWorld(seed: 700 + seed)
    for density in [CellDensity.sparse, .standard, .dense] {
      let areas = ZoneIndexTests.areas(count: 1, world: &world)
      let index = AreaIndex(areas[0], density: density)
      let points = (0..<Self.pointCount).map { _ in world.point(near: areas) }
      var answers = Array(repeating: false, count: points.count)
      index.contains(points.span, into: &answers)
      let expected = points.map { areas[0].contains($0) }
      #expect(answers == expected, "seed \(seed), \(density)")
      #expect(points.map { index.contains($0) } == expected, "seed \(seed), \(density)")
    }
  }

  @Test(arguments: seeds)
  func `what a cell tells of the distance is on the right side and not too much`(
    seed: UInt64
  ) throws {
    var world = RandomWorld(seed: 800 + seed)
    let areas = ZoneIndexTests.areas(count: 1, world: &world)
    let index = AreaIndex(areas[0])
    for _ in 0..<Self.pointCount / 2 {
      let point = world.point(near: areas)
      let (told, distance) = (index.clearance(at: point), areas[0].signedDistance(to: point))
      #expect(abs(told.value) <= abs(distance.value) * 1.01 + 0.01, "seed \(seed), \(point)")
      if told.value != 0 { #expect((told.value < 0) == (distance.value < 0), "seed \(seed)") }
      #expect(index.signedDistance(to: point) == distance, "seed \(seed), \(point)")
      let limit = Meters(500)
      switch index.signedDistance(to: point, within: limit) {
      case .exactly(let exact): #expect(exact == distance, "seed \(seed), \(point)")
      case .beyond(let side):
        #expect(abs(distance.value) >= 499.9, "seed \(seed), \(point)")
        #expect((side.value < 0) == (distance.value < 0), "seed \(seed), \(point)")
      }
    }
  }

  @Test func `deep inside a square the cell tells most of the distance`() throws {
    let square = try polygon([(110, 30), (111, 30), (111, 31), (110, 31)])
    let index = AreaIndex(.polygons([square]), density: CellDensity(cellsPerEdge: 100))
    let middle = try place(1_105_000_000, 305_000_000)
    #expect(index.clearance(at: middle).value < -20_000)
    #expect(index.signedDistance(to: middle, within: Meters(800)) == .beyond(Meters(-800)))
  }

  @Test(.optimizedOnly) func `a batch and a distance allocate nothing`() {
    var world = RandomWorld(seed: 33)
    let areas = ZoneIndexTests.areas(count: 1, world: &world)
    let index = AreaIndex(areas[0])
    let points = (0..<300).map { _ in world.point(near: areas) }
    var answers = Array(repeating: false, count: points.count)
    index.contains(points.span, into: &answers)
    let before = fl_allocations_of_this_thread()
    for _ in 0..<100 { index.contains(points.span, into: &answers) }
    for point in points { _ = index.signedDistance(to: point, within: Meters(800)) }
    #expect(fl_allocations_of_this_thread() - before == 0)
  }
}
