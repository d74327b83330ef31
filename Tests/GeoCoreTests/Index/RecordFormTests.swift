import Testing

@testable import GeoCore

/// That the hard zones of these tests make the index write everything that it can write.
///
/// Oracle: the list of what there is, from the tables of `TileEntry` and `CellRecordHead`.
struct RecordFormTests {
  @Test func `the hard zones make records and tiles of every form`() {
    var forms: Set<String> = []
    for (number, kind) in HardZones.allCases.enumerated() {
      var world = RandomWorld(seed: 0)
      let density = CellDensity.named[number % 3]
      forms.formUnion(Self.forms(of: ZoneIndex(of: kind.areas(&world), density: density)))
    }
    // Many records in one tile.
    var world = RandomWorld(seed: 0)
    let crowd = world.crowd(around: (0, 0), edges: 60).prefix(1)
    let copies = world.copies(of: Array(crowd), 80)
    forms.formUnion(Self.forms(of: ZoneIndex(of: copies, density: .dense)))
    let chains = [12, 16, 20, 24, 28, 32].map { "chain(bits: \($0))" }
    let others = [
      "farChain", "circles", "directory", "tile", "wide tile", "uniform", "mixed", "long chain",
      "more follow", "unsorted", "full", "full of 9", "full of 255",
    ]
    #expect(Set(chains + others).subtracting(forms) == [])
  }

  /// What an index is made of, in words.
  static func forms(of index: ZoneIndex) -> Set<String> {
    var forms: Set<String> = []
    index.cells.read { reader in
      for entry in index.cells.entries + index.cells.deeper {
        guard !entry.isDirectory else {
          forms.insert("directory")
          continue
        }
        guard entry != .empty else { continue }
        forms.insert(entry.isWide ? "wide tile" : "tile")
        for cell in 0..<(1 << (2 * entry.levels)) {
          let number = unsafe reader.number(of: entry, cell: UInt32(cell))
          unsafe forEachRecord(at: reader.record(of: entry, numberAt: number)) { record in
            forms.formUnion(Self.forms(of: record))
          }
        }
      }
    }
    return forms
  }

  private static func forms(of record: CellRecord) -> Set<String> {
    let head = record.head
    guard head.bits != 0 else { return [] }
    var forms: Set<String> = []
    if head.hasMore { forms.insert("more follow") }
    if head.isUnsorted { forms.insert("unsorted") }
    guard head.form != .circles else { return forms.union(["circles"]) }
    guard record.vertices > 0 else {
      return forms.union([head.zones > 254 ? "full of 255" : head.zones > 8 ? "full of 9" : "full"])
    }
    if head.isLong { forms.insert("long chain") }
    return forms.union(["\(head.form)", head.isUniform ? "uniform" : "mixed"])
  }
}
