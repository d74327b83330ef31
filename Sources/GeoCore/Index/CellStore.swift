/// The cells of an index: a directory of squares, and the blocks of cells and records that they name.
///
/// A value: a copy shares its memory, and what is changed afterwards is not seen by it.
struct CellStore: Sendable {
  /// The squares of the directory's first level.
  var root = Lattice(west: 0, south: 0, shift: 0, columns: 1, rows: 1)

  /// An entry before all others that is empty, then one for each square of ``root``.
  var entries: [TileEntry] = [.empty, .empty]

  /// The entries of directories within squares.
  var deeper: [TileEntry] = []

  /// The blocks that were built at once, after an empty record.
  var blocks: [UInt32] = Self.emptyRecord

  /// The blocks that were changed since, after an empty record; before each stands its length.
  var changes: [UInt32] = Self.emptyRecord

  /// How many units of ``changes`` no entry means any more.
  var staleUnits = 0

  /// A head that names no zone, and a unit where the first zone would be.
  private static let emptyRecord: [UInt32] = [0, 0] + margin

  /// What a core's own cache of half a megabyte and more holds.
  private static let cacheUnits = 1 << 17

  /// What stands behind the last record: a cache line and more may be read past a record's end.
  static let margin: [UInt32] = Array(repeating: 0, count: 32)

  /// The most zones around one place that a record can tell.
  var greatestCount = 0

  /// Makes the root larger, by so many columns to the west and rows to the south among others.
  mutating func grow(to new: Lattice, west: Int, south: Int) {
    var grown = Array(repeating: TileEntry.empty, count: new.cellCount + 1)
    for row in 0..<root.rows {
      for column in 0..<root.columns {
        let index = (row + south) * new.columns + column + west
        grown[index + 1] = entries[row * root.columns + column + 1]
      }
    }
    (entries, root) = (grown, new)
  }

  /// The memory that the store takes, in bytes.
  var byteCount: Int {
    MemoryLayout<TileEntry>.stride * (entries.count + deeper.count)
      + MemoryLayout<UInt32>.stride * (blocks.count + changes.count)
  }
}

/// The memory of a store while it is read.
@safe struct CellReader {
  let west: UInt32
  let south: UInt32
  let shift: UInt32
  let columns: UInt32
  let rows: UInt32
  let entries: UnsafePointer<TileEntry>
  let deeper: UnsafePointer<TileEntry>
  let blocks: UnsafePointer<UInt32>
  let changes: UnsafePointer<UInt32>

  /// Whether the blocks are too large for a core's own cache, so that fetching ahead pays.
  let isLarge: Bool
}

extension CellStore {
  /// Lends the memory of the store.
  @inline(__always)
  func read<Result>(_ body: (CellReader) -> Result) -> Result {
    unsafe entries.withUnsafeBufferPointer { entries in
      unsafe deeper.withUnsafeBufferPointer { deeper in
        unsafe blocks.withUnsafeBufferPointer { blocks in
          unsafe changes.withUnsafeBufferPointer { changes in
            guard let entries = entries.baseAddress, let blocks = blocks.baseAddress,
              let changes = changes.baseAddress
            else { preconditionFailure("a store has a first entry and a first unit") }
            let reader = unsafe CellReader(
              west: UInt32(truncatingIfNeeded: root.west),
              south: UInt32(truncatingIfNeeded: root.south),
              shift: UInt32(root.shift),
              columns: UInt32(root.columns),
              rows: UInt32(root.rows),
              entries: entries,
              deeper: deeper.baseAddress ?? entries,
              blocks: blocks,
              changes: changes,
              isLarge: self.blocks.count + self.changes.count > Self.cacheUnits
            )
            return body(reader)
          }
        }
      }
    }
  }
}

extension CellReader {
  /// The square of the root that holds a point; an empty one for a pole, which has no cell.
  @inline(__always)
  func square(of point: Coordinate) -> TileEntry {
    let (x, y) = offset(of: point)
    let (column, row) = (x &>> shift, y &>> shift)
    let isOutside = column >= columns || row >= rows || point.isPole
    return unsafe entries[isOutside ? 0 : Int(row &* columns &+ column) &+ 1]
  }

  /// The tile within a directory that holds a place.
  func tile(within directory: TileEntry, x: UInt32, y: UInt32) -> TileEntry {
    var entry = directory
    while entry.isDirectory { entry = unsafe deeper[entry.base &+ Int(entry.cell(x: x, y: y))] }
    return entry
  }

  /// The first unit of a tile's block.
  @inline(__always)
  func block(of tile: TileEntry) -> UnsafePointer<UInt32> {
    unsafe (tile.isChanged ? changes : blocks) + tile.base
  }

  /// Where the number of a cell stands.
  @inline(__always)
  func number(of tile: TileEntry, cell: UInt32) -> UnsafeRawPointer {
    let bytes = Int(cell) &<< (tile.isWide ? 2 : 1)
    return unsafe UnsafeRawPointer(block(of: tile) + 1) + bytes
  }

  /// The record whose number stands at a place; a head of 0 where there is none.
  @inline(__always)
  func record(of tile: TileEntry, numberAt place: UnsafeRawPointer) -> UnsafePointer<UInt32> {
    let number =
      tile.isWide
      ? unsafe Int(place.load(as: UInt32.self)) : unsafe Int(place.load(as: UInt16.self))
    // All bits of a number above 0 and none of 0: a choice without a guess.
    return unsafe blocks + ((block(of: tile) - blocks + number) & (0 &- number) &>> 63)
  }

  /// A point counted from the corner of the root; beyond the root, a great number.
  @inline(__always)
  func offset(of point: Coordinate) -> (x: UInt32, y: UInt32) {
    (
      UInt32(bitPattern: point.longitudeE7) &+ 1_800_000_000 &- west,
      UInt32(bitPattern: point.latitudeE7) &+ 900_000_000 &- south
    )
  }
}

extension TileEntry {
  /// The number of the cell, or the square, that holds a place, counted from the root's corner.
  @inline(__always)
  func cell(x: UInt32, y: UInt32) -> UInt32 {
    let mask = ((1 as UInt32) &<< levels) &- 1
    return ((y &>> shift) & mask) &<< levels | ((x &>> shift) & mask)
  }

  /// A place relative to the middle of its cell.
  @inline(__always)
  func offset(_ value: UInt32) -> Int32 {
    Int32(bitPattern: value & (((1 as UInt32) &<< shift) &- 1))
      &- Int32(bitPattern: ((1 as UInt32) &<< shift) &>> 1)
  }
}
