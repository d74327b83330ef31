import GeoCore
import Testing

/// `ZoneIndex.crossings`, against asking every area (`Area.crossing`, which has tests of its own).
struct ZoneCrossingTests {
  #if DEBUG
  static let legCount = 60
  #else
  static let legCount = 1_000
  #endif

  @Test(arguments: [41, 42, 43, 44] as [UInt64])
  func `a leg crosses the zones that it crosses alone`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    let areas = ZoneIndexTests.areas(count: 400, world: &world)
    var index = ZoneIndex(areas.enumerated().map { (slot: Int32($0), area: $1) })
    if seed % 2 == 0 { index = Self.changed(index, areas) }
    var found = 0
    for _ in 0..<Self.legCount {
      let (start, end) = (world.point(near: areas), world.point(near: areas))
      let expected: [(slot: Int32, share: Double)] = areas.indices.compactMap { slot in
        areas[slot].crossing(from: start, to: end).map { (Int32(slot), $0) }
      }
      found += expected.count
      let crossings = index.crossings(from: start, to: end)
      #expect(crossings.map(\.slot) == expected.map(\.slot), "seed \(seed), \(start), \(end)")
      for (own, other) in zip(crossings, expected) {
        #expect(abs(own.share - other.share) < 1e-6, "seed \(seed), \(start), \(end)")
      }
    }
    #expect(found > Self.legCount, "seed \(seed): legs have to cross zones")
  }

  /// The same zones, after each was taken out and put in again.
  static func changed(_ index: ZoneIndex, _ areas: [Area]) -> ZoneIndex {
    var index = index
    for (slot, area) in areas.enumerated().prefix(40) {
      index.update(removing: [Int32(slot)], inserting: [(slot: Int32(slot), area: area)])
    }
    return index
  }

  @Test func `a sliver between two rows of squares is seen where no point is inside`() throws {
    let (x, y) = (1_100_000_000, 300_000_000)
    for offset in 0..<64 {
      let south = Int64(y + offset * 1_000)
      let sliver = try Ring([
        WrittenVertex(longitudeE7: Int32(x), latitudeE7: Int32(south)),
        WrittenVertex(longitudeE7: Int32(x + 1), latitudeE7: Int32(south)),
        WrittenVertex(longitudeE7: Int32(x + 10_000_001), latitudeE7: Int32(south + 1)),
        WrittenVertex(longitudeE7: Int32(x + 10_000_000), latitudeE7: Int32(south + 1)),
      ])
      let index = ZoneIndex([(slot: 3, area: .polygons([Polygon(shell: sliver)]))])
      let (start, end) = (
        try place(Int64(x + 5_000_000), south - 40_000),
        try place(Int64(x + 5_000_000), south + 40_000)
      )
      #expect(index.crossings(from: start, to: end).map(\.slot) == [3], "\(offset)")
    }
  }

  @Test func `an empty index crosses nothing`() throws {
    #expect(ZoneIndex().crossings(from: try place(0, 0), to: try place(10, 10)) == [])
  }
}
