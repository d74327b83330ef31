import GeoCore
import Synchronization
import Testing

/// Changes of an index, against ``AreaOracle`` and an index that is made anew; copies that were made
/// before, and threads that look up in them meanwhile.
struct ZoneChangeTests {
  @Test(arguments: 0..<(HardZones.isLong ? 400 : HardZones.isSmall ? 4 : 40) as Range<UInt64>)
  func `a long course of changes leaves what a new index would say`(seed: UInt64) {
    var course = ZoneCourse(seed: seed)
    var index = ZoneIndex(density: CellDensity.named[Int(seed) % 3])
    var before: (index: ZoneIndex, places: [Coordinate], answers: [[Int32]])?
    for step in 0..<(HardZones.isSmall ? 40 : 300) {
      let change = course.next()
      index.update(removing: change.removed, inserting: change.added)
      guard step % 10 == 9 else { continue }
      #expect(index.count == course.areas.count, "seed \(seed), step \(step)")
      let places = course.places(HardZones.isSmall ? 60 : 300)
      let answers = index.answers(at: places)
      let new = ZoneIndex(course.areas.map { (slot: $0, area: $1) }, density: index.density)
      #expect(answers == new.answers(at: places), "seed \(seed), step \(step)")
      let expected = course.expected(at: places)
      let wrong = places.indices.first { answers[$0] != expected[$0] }
      #expect(wrong == nil, "seed \(seed), step \(step), \(wrong.map { places[$0] } as Any)")
      // The copy of ten changes ago.
      if let before {
        #expect(before.index.answers(at: before.places) == before.answers, "seed \(seed), \(step)")
      }
      before = (index, places, answers)
    }
  }

  @Test(arguments: 0..<(HardZones.isLong ? 200 : HardZones.isSmall ? 3 : 20) as Range<UInt64>)
  func `changes where edges crowd leave what a new index would say`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let center = world.center()
    var areas = world.crowd(around: center, edges: 1_000) + world.towers(around: center).suffix(12)
    var index = ZoneIndex(of: areas)
    for step in 0..<(HardZones.isSmall ? 8 : 40) {
      // The crowd itself goes once and comes back moved.
      let slot = step == 5 ? 0 : Int(world.integer(1...Int64(areas.count - 1)))
      let reach = Int64(1) << world.integer(2...24)
      let fresh = slot == 0 ? world.crowd(around: center, edges: 500) : world.spiked(around: center)
      areas[slot] = fresh.first ?? areas[slot]
      let new = world.area(world.chain(around: center, reach, 3...9))
      let added =
        [(slot: Int32(slot), area: areas[slot])]
        + new.enumerated().map { (slot: Int32(areas.count + $0), area: $1) }
      areas += new
      index.update(removing: [Int32(slot)], inserting: added)
      var points = HurtfulPoints(seed: seed, near: areas)
      let places = points.take(60)
      let oracle = OracleWorld(areas)
      let expected = places.map { oracle.slots(around: $0) }
      #expect(index.answers(at: places) == expected, "seed \(seed), step \(step)")
    }
  }

  /// The squares are few and large: they come to lie beyond the map's sides.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an index that grows to the whole map stays exact`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let (x, y) = (
      world.integer(-1_500_000_000...1_500_000_000), world.integer(-700_000_000...700_000_000)
    )
    let reach = world.integer(2_000_000...200_000_000)
    var areas = (0..<12).flatMap { _ in world.area(world.chain(around: (x, y), reach, 3...9)) }
    var index = ZoneIndex(of: areas)
    let corners: [(Int64, Int64)] = [
      (-1_799_999_999, -899_999_999), (1_799_999_999, 899_999_999), (-1_799_999_999, 899_999_999),
      (1_799_999_999, -899_999_999), (0, 0), (1_799_999_999, 0),
    ].shuffled(using: &world.random)
    for corner in corners {
      let area = world.area(world.chain(around: corner, 3_000_000, 4...4))
      for area in area { index.insert(area, slot: Int32(areas.count)) }
      areas += area
      var points = HurtfulPoints(seed: seed, near: areas)
      let places = points.take(100)
      let oracle = OracleWorld(areas)
      #expect(index.answers(at: places) == places.map { oracle.slots(around: $0) }, "seed \(seed)")
    }
  }

  /// So many changes that the changed blocks are moved together, and the parts numbered anew.
  @Test func `thousands of changes of a few zones leave what a new index would say`() {
    var world = RandomWorld(seed: 77)
    var areas = (0..<30).flatMap { _ in world.large(around: (0, 0), vertices: 200).prefix(1) }
    var index = ZoneIndex(of: areas)
    for step in 0..<(HardZones.isSmall ? 20 : 8_000) {
      let slot = Int(world.integer(0...29))
      areas[slot] = world.large(around: (0, 0), vertices: 200)[0]
      index.update(removing: [Int32(slot)], inserting: [(slot: Int32(slot), area: areas[slot])])
      guard step % (HardZones.isSmall ? 10 : 100) == 0 else { continue }
      var points = HurtfulPoints(seed: UInt64(step), near: areas)
      let places = points.take(40)
      let oracle = OracleWorld(areas)
      #expect(index.answers(at: places) == places.map { oracle.slots(around: $0) }, "step \(step)")
    }
  }

  /// What a reader finds: an index, and which state of the course it is.
  private struct State: Sendable {
    var number: Int
    var index: ZoneIndex
  }

  /// Where the writer leaves the latest state, and says that no more follow.
  private final class Shelf: Sendable {
    let state = Mutex(State(number: -1, index: ZoneIndex()))
    let isDone = Atomic(false)
  }

  @Test(arguments: [91, 92] as [UInt64])
  func `a thread that looks up while another changes finds one of the states`(seed: UInt64) async {
    var course = ZoneCourse(seed: seed)
    let count = HardZones.isSmall ? 40 : 1_000
    let changes = (0..<count).map { _ in (change: course.next(), areas: course.areas) }
    let places = course.places(70)
    let answers = changes.map { ZoneCourse.expected(of: $0.areas, at: places) }
    let steps = changes.map(\.change)
    let shelf = Shelf()
    let none = [[Int32]](repeating: [], count: places.count)
    await withTaskGroup(of: (wrong: Int, lookups: Int).self) { group in
      for _ in 0..<2 {
        group.addTask {
          var (wrong, lookups) = (0, 0)
          while !shelf.isDone.load(ordering: .acquiring) || lookups == 0 {
            let state = shelf.state.withLock { $0 }
            let expected = state.number < 0 ? none : answers[state.number]
            if state.index.answers(at: places) != expected { wrong += 1 }
            lookups += 1
          }
          return (wrong, lookups)
        }
      }
      var index = ZoneIndex()
      for (number, change) in steps.enumerated() {
        index.update(removing: change.removed, inserting: change.added)
        let state = State(number: number, index: index)
        shelf.state.withLock { $0 = state }
      }
      shelf.isDone.store(true, ordering: .releasing)
      for await found in group { #expect(found.wrong == 0 && found.lookups > 0, "seed \(seed)") }
    }
  }
}
