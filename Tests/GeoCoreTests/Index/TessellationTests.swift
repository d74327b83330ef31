import GeoCore
import Testing

/// Cells with common fractal sides: a place is in exactly one of them, or outside of all.
struct TessellationTests {
  /// 10⁵ points where the compiler does not optimise, 10⁶ where it does; 10⁸ if FENCELINE_LONG is set.
  static let pointCount =
    HardZones.isLong ? 100_000_000 : HardZones.isSmall ? 100_000 : 1_000_000

  @Test(arguments: [1, 2, 3, 4] as [UInt64], [20_000, 3_000_000] as [Int64])
  func `every place is in exactly one cell`(seed: UInt64, side: Int64) {
    var world = RandomWorld(seed: seed)
    let count = Int(world.integer(5...12))
    let corner = (
      x: world.integer(-1_700_000_000...1_700_000_000), y: world.integer(-800_000_000...800_000_000)
    )
    let cells = world.fractalTessellation(corner: corner, side: side, count: count, depth: 6)
    #expect(cells.areas.count == count * count)
    let density = CellDensity.named[Int(seed) % 3]
    let index = ZoneIndex(of: cells.areas, density: density)
    var hurtful = HurtfulPoints(seed: seed, near: cells.areas)
    let inside = (x: cells.xs.lowerBound - 9...cells.xs.upperBound + 9, y: cells.ys)
    var (hits, wrong, within) = (ZoneHits(), 0, 0)
    for number in 0..<(Self.pointCount / 8 / 1_000) {
      // A tenth on and beside the sides, the rest anywhere.
      let points = (0..<1_000).map { _ in
        number % 10 == 0
          ? hurtful.next()
          : world.place(world.integer(inside.x), .random(in: inside.y, using: &world.random))
      }
      index.zones(containing: points.span, into: &hits)
      for (position, point) in points.enumerated() {
        let isInside = cells.contains(point)
        within += isInside ? 1 : 0
        if hits.slots(of: position).count != (isInside ? 1 : 0) { wrong += 1 }
      }
    }
    #expect(wrong == 0, "seed \(seed), side \(side)")
    #expect(within > Self.pointCount / 10)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func `the one cell is the one that the oracle names`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let corner = (x: Int64(1_799_000_000), y: world.integer(-800_000_000...800_000_000))
    let cells = world.fractalTessellation(corner: corner, side: 1 << 19, count: 5, depth: 7)
    var points = HurtfulPoints(seed: seed, near: cells.areas)
    expectExact(cells.areas, at: points.take(HardZones.isSmall ? 300 : 5_000), "seed \(seed)")
  }
}
