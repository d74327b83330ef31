/// Builds the tiles anew that a change of zones touches.
struct TileUpdater {
  /// The store as it is so far.
  private(set) var store: CellStore

  /// The parts of each tile.
  private(set) var partsOfTile: TileParts

  private var encoder: TileEncoder

  init(_ store: CellStore, _ partsOfTile: TileParts, density: CellDensity) {
    self.store = store
    self.partsOfTile = partsOfTile
    encoder = TileEncoder(density: density)
  }

  /// Builds the tiles that meet one of some extents.
  ///
  /// - Parameters:
  ///   - touched: the extents.
  ///   - new: the numbers of the parts that no tile knows of yet.
  ///   - parts: all parts; those that went are `nil`.
  mutating func update(_ touched: [MapExtent], new: Range<Int32>, of parts: PagedArray<ZonePart?>) {
    let root = store.root
    var squares: Set<Int> = []
    for extent in touched {
      let (columns, rows) = root.cells(in: extent)
      for row in rows { for column in columns { squares.insert(row * root.columns + column) } }
    }
    for square in squares.sorted() {
      let (column, row) = (square % root.columns, square / root.columns)
      store.entries[square + 1] = rebuilt(
        store.entries[square + 1],
        at: .root(square),
        root.within(column: column, row: row, levels: 0),
        touched,
        new,
        parts
      )
    }
    store.greatestCount = max(store.greatestCount, encoder.greatestCount)
    store.tidyChanges()
  }

  /// The entry of a square that a change may touch.
  private mutating func rebuilt(
    _ entry: TileEntry,
    at place: TilePlace,
    _ square: Lattice,
    _ touched: [MapExtent],
    _ new: Range<Int32>,
    _ parts: PagedArray<ZonePart?>
  ) -> TileEntry {
    let touched = touched.filter { square.meets($0) }
    guard !touched.isEmpty else { return entry }
    guard !entry.isDirectory else {
      let lattice = square.within(column: 0, row: 0, levels: Int64(entry.levels))
      for index in 0..<lattice.cellCount {
        let (column, row) = (index % lattice.columns, index / lattice.columns)
        store.deeper[entry.base + index] = rebuilt(
          store.deeper[entry.base + index],
          at: .deeper(entry.base + index),
          lattice.within(column: column, row: row, levels: 0),
          touched,
          new,
          parts
        )
      }
      return entry
    }
    let known = partsOfTile[place].filter { parts[Int($0)] != nil }
    let ordered = (known + new).compactMap { number in
      parts[Int(number)].map { (number: number, part: $0) }
    }
    let content = TileContent(
      of: ordered.sorted { ($0.part.slot, $0.number) < ($1.part.slot, $1.number) },
      in: square
    )
    partsOfTile.set(content.parts.map(\.number), at: place)
    store.forget(entry)
    return store.appendChange { encoder.encode(content, allowsCrowds: true, into: &$0) ?? .empty }
  }
}

extension CellStore {
  /// Appends a block among the changes, with its length before it.
  mutating func appendChange(_ write: (inout [UInt32]) -> TileEntry) -> TileEntry {
    changes.removeLast(Self.margin.count)
    let start = changes.count
    changes.append(0)
    let entry = write(&changes)
    if entry == .empty {
      changes.removeLast()
    } else {
      changes[start] = UInt32(changes.count - start)
    }
    changes += Self.margin
    return entry == .empty ? entry : entry.changed
  }

  /// Counts a block that its entry will no longer name.
  mutating func forget(_ entry: TileEntry) {
    if entry.isChanged { staleUnits += Int(changes[entry.base - 1]) }
  }

  /// Moves the changed blocks together, once most of what they take is stale.
  mutating func tidyChanges() {
    guard staleUnits > 1 << 18, 2 * staleUnits > changes.count else { return }
    var kept: [UInt32] = [0, 0]
    func moved(_ entry: TileEntry) -> TileEntry {
      guard entry.isChanged else { return entry }
      let start = entry.base - 1
      kept += changes[start..<(start + Int(changes[start]))]
      return entry.moved(to: kept.count - Int(changes[start]) + 1)
    }
    entries = entries.map(moved)
    deeper = deeper.map(moved)
    changes = kept + Self.margin
    staleUnits = 0
  }
}
