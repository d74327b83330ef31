import GeoCore
import Testing

/// `ZoneIndex` over zones of every hard kind, against ``AreaOracle``: a ray to the north in 128 bits.
struct HardZoneTests {
  @Test(arguments: HardZones.allCases)
  func `the index is exact over hard zones at every density`(kind: HardZones) {
    let (seeds, count): (Range<UInt64>, Int) =
      HardZones.isSmall ? (0..<2, 250) : (0..<(HardZones.isLong ? 400 : 40), 2_000)
    for seed in seeds {
      var world = RandomWorld(seed: seed)
      let areas = kind.areas(&world)
      var points = HurtfulPoints(seed: seed, near: areas)
      // A large zone is large for the oracle too.
      let few = areas.count > 1_000 || kind == .large ? count / 10 : count
      expectExact(areas, at: points.take(few), "\(kind), seed \(seed)")
    }
  }

  /// The oracle itself, against a fan of triangles.
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the oracle says what a fan of triangles does`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let chain = world.chain(around: (0, 0), seed % 2 == 0 ? 5 : 800_000_000, 3...12)
    guard let area = world.area(chain).first else { return }
    let oracle = AreaOracle(area)
    var points = HurtfulPoints(seed: seed, near: [area])
    for point in points.take(100) {
      let p = (Int64(point.longitudeE7), Int64(point.latitudeE7))
      #expect(oracle.contains(point) == fanContains(chain, p), "seed \(seed), \(point)")
    }
  }
}
