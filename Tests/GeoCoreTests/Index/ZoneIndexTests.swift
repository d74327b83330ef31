import CAllocations
import GeoCore
import Testing

/// `ZoneIndex`, against asking every area (`Area.contains`, which has tests of its own).
struct ZoneIndexTests {
  /// 100,000 points over four seeds; a tenth where the compiler does not optimise.
  #if DEBUG
  static let pointCount = 2_500
  #else
  static let pointCount = 25_000
  #endif

  /// Random areas, as many as asked for.
  static func areas(count: Int, world: inout RandomWorld) -> [Area] {
    var areas: [Area] = []
    while areas.count < count { if let area = world.area() { areas.append(area) } }
    return areas
  }

  /// The slots of the areas that contain `point`, one test each.
  static func bruteForce(_ areas: [Int32: Area], _ point: Coordinate) -> [Int32] {
    areas.filter { $0.value.contains(point) }.keys.sorted()
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `the index answers as testing all of 2,000 zones does`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let areas = Self.areas(count: 2_000, world: &world)
    let index = ZoneIndex(areas.enumerated().map { (slot: Int32($0), area: $1) })
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

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `inserts and removes leave an index as if it had been made anew`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    var (index, kept) = (ZoneIndex(), [Int32: Area]())
    for step in 0..<3_000 {
      let slot = Int32(world.integer(0...299))
      if kept.removeValue(forKey: slot) != nil || step % 7 == 0 {
        index.remove(slot)
      } else if let area = world.area() {
        index.insert(area, slot: slot)
        kept[slot] = area
      }
      guard step % 30 == 0 else { continue }
      #expect(index.count == kept.count)
      let areas = Array(kept.values)
      for _ in 0..<40 {
        let point = world.point(near: areas)
        #expect(
          index.zones(containing: point) == Self.bruteForce(kept, point),
          "seed \(seed), step \(step), \(point)"
        )
      }
    }
    for slot in kept.keys { index.remove(slot) }
    #expect(index.count == 0)
    #expect(index.zones(containing: world.point(near: [])) == [])
  }

  @Test func `an empty index finds nothing`() {
    var hits = ZoneHits()
    ZoneIndex().zones(containing: [Coordinate]().span, into: &hits)
    #expect(hits.pointCount == 0)
  }

  @Test func `a copy does not see what happens to the original`() throws {
    var world = RandomWorld(seed: 21)
    let areas = Self.areas(count: 50, world: &world)
    var index = ZoneIndex(areas.enumerated().map { (slot: Int32($0), area: $1) })
    let copy = index
    for slot in 0..<Int32(50) { index.remove(slot) }
    for _ in 0..<500 {
      let point = world.point(near: areas)
      let expected = areas.indices.filter { areas[$0].contains(point) }.map(Int32.init)
      #expect(copy.zones(containing: point) == expected)
      #expect(index.zones(containing: point) == [])
    }
  }

  @Test(.optimizedOnly) func `a batch that the hits have grown to allocates nothing`() {
    var world = RandomWorld(seed: 31)
    let areas = Self.areas(count: 500, world: &world)
    let index = ZoneIndex(areas.enumerated().map { (slot: Int32($0), area: $1) })
    let points = (0..<256).map { _ in world.point(near: areas) }
    var hits = ZoneHits()
    index.zones(containing: points.span, into: &hits)
    let before = fl_allocations_of_this_thread()
    for _ in 0..<100 { index.zones(containing: points.span, into: &hits) }
    #expect(fl_allocations_of_this_thread() - before == 0)
  }
}
