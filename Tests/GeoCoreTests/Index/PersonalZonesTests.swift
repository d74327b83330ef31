import CAllocations
import GeoCore
import Testing

/// `PersonalZones`, against asking each area of the person.
struct PersonalZonesTests {
  /// What each person has, kept as plainly as can be.
  private struct Ledger {
    var zones: [[(slot: Int32, area: Area)]]
    var personal = PersonalZones()
    private var nextSlot: Int32 = 0

    init(persons: Int) { zones = Array(repeating: [], count: persons) }

    mutating func give(_ area: Area, to person: Int) {
      personal.insert(area, slot: nextSlot, of: Int32(person))
      zones[person].append((nextSlot, area))
      nextSlot += 1
    }

    mutating func takeFirst(from person: Int) {
      guard let first = zones[person].first else { return personal.remove(0, of: Int32(person)) }
      personal.remove(first.slot, of: Int32(person))
      zones[person].removeFirst()
    }

    func expected(of person: Int, at place: Coordinate) -> [Int32] {
      zones.indices.contains(person)
        ? zones[person].filter { $0.area.contains(place) }.map(\.slot) : []
    }
  }

  @Test(arguments: [61, 62, 63] as [UInt64])
  func `a person is in those of the own zones whose areas say so`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    var ledger = Ledger(persons: 200)
    let common = ZoneIndexTests.areas(count: 20, world: &world)
    for step in 0..<2_000 {
      let person = Int(world.integer(0...199))
      switch world.integer(0...3) {
      case 0: ledger.takeFirst(from: person)
      // Polygons that several persons share, and come and go.
      case 1: ledger.give(common[Int(world.integer(0...19))], to: person)
      default:
        guard let area = world.integer(0...1) == 0 ? world.circle() : world.area() else { continue }
        ledger.give(area, to: person)
      }
      if step % 200 == 0 { check(ledger, &world, "seed \(seed), step \(step)") }
    }
    check(ledger, &world, "seed \(seed)")
    for person in 0..<200 {
      while !ledger.zones[person].isEmpty { ledger.takeFirst(from: person) }
    }
    check(ledger, &world, "seed \(seed), all gone")
  }

  private func check(_ ledger: Ledger, _ world: inout RandomWorld, _ comment: Comment) {
    let persons = (0..<150).map { _ in Int32(world.integer(-1...205)) }
    let places = persons.map { person in
      let own = ledger.zones.indices.contains(Int(person)) ? ledger.zones[Int(person)] : []
      return world.point(near: own.map(\.area))
    }
    var hits = ZoneHits()
    ledger.personal.zones(of: persons.span, containing: places.span, into: &hits)
    #expect(hits.pointCount == persons.count, comment)
    for (index, person) in persons.enumerated() {
      let expected = ledger.expected(of: Int(person), at: places[index])
      #expect(Array(hits.slots(of: index)) == expected, comment)
      var visited: [Int32] = []
      ledger.personal.forEachZone(of: person, containing: places[index]) { visited.append($0) }
      #expect(visited == expected, comment)
      for slot in expected {
        #expect(ledger.personal.contains(places[index], slot: slot, of: person), comment)
      }
    }
  }

  @Test func `three circles of a million persons take less than 100 bytes each person`() throws {
    var personal = PersonalZones()
    let home = try #require(
      Circle(center: try place(1_100_000_000, 300_000_000), radius: Meters(300))
    )
    for person in 0..<Int32(10_000) {
      for number in 0..<Int32(3) {
        personal.insert(.circle(home), slot: 3 * person + number, of: person)
      }
    }
    #expect(personal.byteCount < 10_000 * 100)
  }

  @Test(.optimizedOnly) func `a batch that the hits have grown to allocates nothing`() throws {
    var personal = PersonalZones()
    var world = RandomWorld(seed: 71)
    let persons = (0..<300 as Range<Int32>).map { $0 }
    for person in persons {
      for area in ZoneIndexTests.areas(count: 2, world: &world) {
        personal.insert(area, slot: 0, of: person)
      }
    }
    let places = persons.map { _ in world.point(near: []) }
    var hits = ZoneHits()
    personal.zones(of: persons.span, containing: places.span, into: &hits)
    let before = fl_allocations_of_this_thread()
    for _ in 0..<100 {
      personal.zones(of: persons.span, containing: places.span, into: &hits)
    }
    #expect(fl_allocations_of_this_thread() - before == 0)
  }
}
