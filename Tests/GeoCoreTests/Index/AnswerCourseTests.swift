import GeoCore
import Testing

/// The answers of one world by their hash, however they are asked for.
///
/// Oracle: ``AreaOracle``, and the
/// hash of its answers as a number, which holds for every build.
struct AnswerCourseTests {
  private static let world: (areas: [Area], points: [Coordinate]) = {
    var world = RandomWorld(seed: 2_024)
    var areas = ZoneIndexTests.areas(count: 60, world: &world)
    for kind in [HardZones.corridors, .slivers, .holesAtShells, .spikes] {
      areas += kind.areas(&world)
    }
    var points = HurtfulPoints(seed: 2_024, near: areas)
    return (areas, points.take(4_200))
  }()

  /// What the oracle's answers hash to.
  private static let expected: UInt64 = 6_936_844_880_721_042_000

  /// Adds the slots around a point.
  private static func add(_ slots: some Collection<Int32>, to hash: inout AnswerHash) {
    hash.add([UInt8(truncatingIfNeeded: slots.count), UInt8(truncatingIfNeeded: slots.count >> 8)])
    for slot in slots {
      hash.add((0..<4).map { UInt8(truncatingIfNeeded: slot >> (8 * Int32($0))) })
    }
  }

  /// The hash of an index's answers in batches of a size.
  private static func hash(_ index: ZoneIndex, batch size: Int) -> UInt64 {
    var (hash, hits) = (AnswerHash(), ZoneHits())
    for first in stride(from: 0, to: world.points.count, by: size) {
      let batch = Array(world.points[first..<min(first + size, world.points.count)])
      index.zones(containing: batch.span, into: &hits)
      for position in batch.indices { add(hits.slots(of: position), to: &hash) }
    }
    return hash.value
  }

  @Test func `the oracle's answers hash to the known number`() {
    let oracle = OracleWorld(Self.world.areas)
    var hash = AnswerHash()
    for point in Self.world.points { Self.add(oracle.slots(around: point), to: &hash) }
    #expect(hash.value == Self.expected)
  }

  @Test(arguments: [1, 7, 64, 65, 4_096], CellDensity.named)
  func `batches of any size have the same answers at any density`(size: Int, density: CellDensity) {
    let index = ZoneIndex(of: Self.world.areas, density: density)
    #expect(Self.hash(index, batch: size) == Self.expected)
  }

  @Test func `an index that grew zone by zone has the same answers`() {
    var index = ZoneIndex()
    for (slot, area) in Self.world.areas.enumerated().reversed() {
      index.insert(area, slot: Int32(slot))
    }
    #expect(Self.hash(index, batch: 64) == Self.expected)
  }

  @Test func `threads that share an index have the same answers`() async {
    let index = ZoneIndex(of: Self.world.areas)
    await withTaskGroup(of: UInt64.self) { group in
      for size in [64, 100, 1, 4_096] { group.addTask { Self.hash(index, batch: size) } }
      for await hash in group { #expect(hash == Self.expected) }
    }
  }
}
