/// One square of the directory: where its cells stand, or the squares within it.
///
/// | bits | what |
/// | --- | --- |
/// | 0–31 | of a tile, the first unit of its block; of a directory, its first entry |
/// | 32–39 | the side of a cell, or of a square within, as a power of two |
/// | 40–47 | the cells, or squares, along a side, as a power of two |
/// | 48 | whether it is a directory |
/// | 49 | whether cells are 32 bits wide and not 16 |
/// | 50 | whether the block stands among the changes |
///
/// A block begins with a head that names no zone. Then comes one number for each cell, row by row from the
/// south-west: where the cell's record begins, counted in units from the block's beginning; 0 is that
/// head, and the cell outside of everything. The records follow.
struct TileEntry: Equatable {
  var bits: UInt64

  /// A square with nothing in it: one cell, whose number is the 0 at the beginning of all blocks.
  static let empty = TileEntry(bits: 0)

  init(bits: UInt64) { self.bits = bits }

  init(tileAt base: Int, shift: Int64, levels: Int64, isWide: Bool) {
    bits = UInt64(UInt32(base)) | UInt64(shift) << 32 | UInt64(levels) << 40
    bits |= (isWide ? 1 : 0) << 49
  }

  init(directoryAt base: Int, shift: Int64, levels: Int64) {
    bits = UInt64(UInt32(base)) | UInt64(shift) << 32 | UInt64(levels) << 40 | 1 << 48
  }

  /// The entry of the same block among the changes.
  var changed: TileEntry { TileEntry(bits: bits | 1 << 50) }

  /// The entry of the same block at another place.
  func moved(to base: Int) -> TileEntry {
    TileEntry(bits: bits & ~0xFFFF_FFFF | UInt64(UInt32(base)))
  }

  @inline(__always) var base: Int { Int(bits & 0xFFFF_FFFF) }
  @inline(__always) var shift: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) & 0xFF }
  @inline(__always) var levels: UInt32 { UInt32(truncatingIfNeeded: bits >> 40) & 0xFF }
  @inline(__always) var isDirectory: Bool { bits & (1 << 48) != 0 }
  @inline(__always) var isWide: Bool { bits & (1 << 49) != 0 }
  @inline(__always) var isChanged: Bool { bits & (1 << 50) != 0 }
}
