import GeoCore
import Testing

/// Zones that end on the lines at which an index divides the map, or a unit beside, against ``AreaOracle``.
///
/// The lines lie powers of two from the south-western corner of everything.
struct AlignedZoneTests {
  static let seeds: Range<UInt64> = 0..<(HardZones.isLong ? 6_000 : HardZones.isSmall ? 12 : 300)
  static let pointCount = HardZones.isSmall ? 150 : 1_000

  @Test func `cells with sides on the index's lines are told apart exactly`() {
    for seed in Self.seeds {
      var world = RandomWorld(seed: seed)
      let shift = world.integer(4...26)
      let cells = world.alignedTessellation(shift: shift, count: Int(world.integer(2...6)))
      var points = HurtfulPoints(seed: seed, near: cells.areas)
      expectExact(cells.areas, at: points.take(Self.pointCount), "seed \(seed), shift \(shift)")
    }
  }

  /// A zone that ends at a square's border was once taken to be all over the square beside it.
  @Test func `blocks that end at the index's lines cover no more than they should`() {
    for seed in Self.seeds {
      var world = RandomWorld(seed: seed)
      let areas = world.blocks(shift: world.integer(3...24), count: Int(world.integer(2...40)))
      var points = HurtfulPoints(seed: seed, near: areas)
      expectExact(areas, at: points.take(Self.pointCount), "seed \(seed)")
    }
  }

  @Test func `changes of blocks at the index's lines leave what a new index would say`() {
    for seed in Self.seeds {
      var world = RandomWorld(seed: seed)
      let shift = world.integer(3...24)
      let areas = world.blocks(shift: shift, count: 59)
      var index = ZoneIndex(of: Array(areas.prefix(20)))
      for number in 0..<40 {
        let slot = Int32(number + 20)
        index.update(removing: [slot - 20], inserting: [(slot: slot, area: areas[number + 20])])
      }
      var points = HurtfulPoints(seed: seed, near: areas)
      let places = points.take(Self.pointCount)
      let expected = OracleWorld(Array(areas.suffix(20)))
      for (place, found) in zip(places, index.answers(at: places)) {
        let slots = expected.slots(around: place).map { $0 + 40 }
        #expect(found == slots, "seed \(seed), \(place)")
      }
    }
  }
}

extension RandomWorld {
  /// Rectangles, triangles and frames over lines of one lattice, each side moved by a unit at most.
  mutating func blocks(shift: Int64, count: Int) -> [Area] {
    let side = Int64(1) << shift
    let reach = side * 17
    let corner = (
      x: integer(-1_799_000_000...(1_799_000_000 - reach)),
      y: integer(-890_000_000...(890_000_000 - reach))
    )
    func square(_ w: Int64, _ s: Int64, _ e: Int64, _ n: Int64) -> [(Int64, Int64)] {
      [(w, s), (e, s), (e, n), (w, n)]
    }
    let (x, y) = (corner.x, corner.y)
    // The corner of everything is a zone's corner.
    let anchor = area(square(x, y, x + integer(1...side), y + integer(1...side)))
    return anchor
      + (0..<count).flatMap { _ -> [Area] in
        func line(_ from: Int64, _ numbers: ClosedRange<Int64>) -> Int64 {
          from + integer(numbers) * side + integer(-1...1)
        }
        let (w, s) = (line(x, 1...8), line(y, 1...8))
        let (e, n) = (line(x, 9...16), line(y, 9...16))
        return switch integer(0...4) {
        case 0, 1: area(square(w, s, e, n))
        case 2: area([(w, s), (e, n), (w, n)])
        case 3: area([(w, s), (e, s), (w + integer(0...2), n)])
        default: area(square(w, s, e, n), holes: [square(w + 1, s + 1, e - 1, n - 1).reversed()])
        }
      }
  }
}
