/// The parts that lie in each cell: a hash table of cells, and a list of entries for each.
///
/// Open addressing with linear probing, at most half full. A cell whose last entry went keeps its
/// place, with an empty list, until the table grows or is tidied.
struct CellTable: Sendable {
  /// One part in one cell.
  struct Entry: Sendable {
    /// The part, shifted left by one; the lowest bit says that the cell lies wholly inside.
    var partAndFull: Int32

    /// The next entry of the cell, or of the free ones; −1 ends a list.
    var next: Int32
  }

  /// The cells' keys; ``vacant`` where there is none.
  private var keys: [UInt64]

  /// The first entry of each cell.
  private var heads: [Int32]

  /// The number of places in ``keys`` that are not vacant.
  private var used = 0

  /// The number of cells with an entry.
  private var occupied = 0

  /// All entries, those of cells and the free ones.
  private var entries: [Entry] = []

  /// The first free entry.
  private var free: Int32 = -1

  /// No cell has this key.
  private static let vacant = UInt64.max

  /// Creates an empty table.
  init() {
    keys = Array(repeating: Self.vacant, count: 16)
    heads = Array(repeating: -1, count: 16)
  }

  /// The first entry of the cell `key`, or −1.
  func head(of key: UInt64) -> Int32 { heads[place(of: key)] }

  /// The entry at `index`.
  func entry(_ index: Int32) -> Entry { entries[Int(index)] }

  /// Where `key` stands, or the vacant place where it belongs.
  private func place(of key: UInt64) -> Int {
    // Fibonacci hashing: D. E. Knuth, The Art of Computer Programming 3, section 6.4.
    let shift = UInt64(keys.count.leadingZeroBitCount + 1)
    var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    while keys[place] != key && keys[place] != Self.vacant {
      place = (place + 1) & (keys.count - 1)
    }
    return place
  }
}

extension CellTable {
  /// Adds a part to a cell.
  mutating func add(part: Int32, isFull: Bool, to key: UInt64) {
    if 2 * (used + 1) > keys.count { rehash() }
    let place = place(of: key)
    if keys[place] == Self.vacant {
      keys[place] = key
      used += 1
    }
    if heads[place] < 0 { occupied += 1 }
    let entry = Entry(partAndFull: part << 1 | (isFull ? 1 : 0), next: heads[place])
    if free >= 0 {
      heads[place] = free
      free = entries[Int(free)].next
      entries[Int(heads[place])] = entry
    } else {
      heads[place] = Int32(entries.count)
      entries.append(entry)
    }
  }

  /// Takes a part out of a cell, if it is in it.
  ///
  /// - Complexity: O(*m*) in the number of parts in the cell.
  mutating func remove(part: Int32, from key: UInt64) {
    let place = place(of: key)
    var (previous, index) = (Int32(-1), heads[place])
    while index >= 0 && entries[Int(index)].partAndFull >> 1 != part {
      (previous, index) = (index, entries[Int(index)].next)
    }
    guard index >= 0 else { return }
    let next = entries[Int(index)].next
    if previous >= 0 { entries[Int(previous)].next = next } else { heads[place] = next }
    if heads[place] < 0 { occupied -= 1 }
    entries[Int(index)].next = free
    free = index
  }

  /// Makes room: drops the cells that have become empty, and grows if the rest ask for it.
  private mutating func rehash() {
    let cells = zip(keys, heads).filter { $0.0 != Self.vacant && $0.1 >= 0 }
    let capacity = 4 * (occupied + 1) > keys.count ? 2 * keys.count : keys.count
    keys = Array(repeating: Self.vacant, count: capacity)
    heads = Array(repeating: -1, count: capacity)
    used = cells.count
    for (key, head) in cells {
      let place = place(of: key)
      (keys[place], heads[place]) = (key, head)
    }
  }
}
