/// Turns the content of a square into a block of cells and their records.
///
/// Kept and used again for its memory.
struct TileEncoder {
  /// How fine the cells are.
  var density: CellDensity

  /// The most zones that a cell tells of.
  var greatestCount: Int { max(cells.greatestCount, greatestBefore) }

  private var greatestBefore = 0
  private var cells = CellEncoder()
  private var corners = CornerParity()

  /// For each cell the set of parts that hold all over it.
  private var setOfCell: [Int32] = []
  private var sets = SlotSets()

  /// The edges in cells, and the parts with edges in cells; each sorted by cell afterwards.
  private var edgesInCells = CellLists()
  private var partsInCells = CellLists()

  /// The parts in one cell.
  private var entries: [CellEncoder.Entry] = []

  /// The last part with an edge in each cell.
  private var lastPart: [Int32] = []

  init(density: CellDensity) { self.density = density }

  /// The most cells along a side of a tile, as a power of two.
  private static let greatestLevels: Int64 = 8

  /// Cells are not divided below this size, as a power of two.
  private static let smallestShift: Int64 = 3

  /// The resolution for a content: enough cells for its edges, unless edges would lie in too many.
  private func levels(for content: TileContent) -> Int64 {
    let shift = content.square.shift
    let count = content.edges.count + 8 * content.parts.lazy.filter { $0.circle != nil }.count
    guard count > 0 else { return 0 }
    let wanted = Double(count) * density.cellsPerEdge
    var levels: Int64 = 0
    let greatest = min(Self.greatestLevels, max(0, shift - Self.smallestShift))
    // A step is four times as many cells: taken where it is nearer than what there is.
    while levels < greatest, Double(1 << (2 * levels + 1)) < wanted { levels += 1 }
    while levels > 1, incidences(of: content, at: shift - levels) > 4 * count + 64 { levels -= 1 }
    return levels
  }

  /// About how many cells of a size the edges lie in, one by one.
  private func incidences(of content: TileContent, at shift: Int64) -> Int {
    let (limit, square) = (content.square.side - 1, content.square)
    func clamped(_ value: Int64) -> Int64 { min(max(value, 0), limit) >> shift }
    return content.edges.reduce(0) { sum, edge in
      let columns = abs(clamped(edge.x1 - square.west) - clamped(edge.x0 - square.west))
      let rows = abs(clamped(edge.y1 - square.south) - clamped(edge.y0 - square.south))
      return sum + 1 + Int(columns + rows)
    }
  }

  /// Writes a block for a content at the end of `units`.
  ///
  /// - Returns: the entry of its tile, as of a block that is not among the changes; `nil` if most of the
  ///   edges crowd together in few cells, unless that is allowed.
  mutating func encode(
    _ content: TileContent,
    allowsCrowds: Bool,
    into units: inout [UInt32]
  ) -> TileEntry? {
    let levels = levels(for: content)
    let lattice = content.square.within(column: 0, row: 0, levels: levels)
    place(content, lattice)
    edgesInCells.sort(cellCount: lattice.cellCount)
    if !allowsCrowds, edgesInCells.isCrowded { return nil }
    let offsets = encodeCells(content, lattice)
    guard !cells.units.isEmpty else { return .empty }
    return write(offsets, lattice, levels, into: &units)
  }

  /// Encodes the cells of any lattice that holds all of a content's edges.
  ///
  /// - Returns: for each cell where its record begins among `records`, or −1 outside of everything.
  mutating func encode(
    _ content: TileContent,
    on lattice: Lattice
  ) -> (offsets: [Int32], records: [UInt32]) {
    place(content, lattice)
    edgesInCells.sort(cellCount: lattice.cellCount)
    return (encodeCells(content, lattice), cells.units)
  }

  /// Writes the records of all cells, once parts and edges are placed.
  private mutating func encodeCells(_ content: TileContent, _ lattice: Lattice) -> [Int32] {
    greatestBefore = greatestCount
    cells.removeAll()
    partsInCells.sort(cellCount: lattice.cellCount)
    var offsets: [Int32] = []
    offsets.reserveCapacity(lattice.cellCount)
    var recordOfSet: [Int32: Int32] = [0: -1]
    for cell in 0..<lattice.cellCount {
      let set = setOfCell[cell]
      guard partsInCells[cell].isEmpty else {
        offsets.append(Int32(encodeBoundary(cell, content, lattice)))
        continue
      }
      if let record = recordOfSet[set] {
        offsets.append(record)
      } else {
        let record = Int32(cells.append(full: sets.distinctSlots(of: set, content)))
        recordOfSet[set] = record
        offsets.append(record)
      }
    }
    return offsets
  }

  /// Finds out for each cell which parts hold all over it, and which have edges in it.
  private mutating func place(_ content: TileContent, _ lattice: Lattice) {
    setOfCell.removeAll(keepingCapacity: true)
    setOfCell.append(contentsOf: repeatElement(0, count: lattice.cellCount))
    lastPart.removeAll(keepingCapacity: true)
    lastPart.append(contentsOf: repeatElement(-1, count: lattice.cellCount))
    sets.removeAll()
    edgesInCells.removeAll()
    partsInCells.removeAll()
    for (index, part) in content.parts.enumerated() {
      let number = Int32(index)
      sets.begin(part: number)
      if let circle = part.circle {
        place(circle, number, lattice)
      } else if part.edges.isEmpty {
        for cell in setOfCell.indices { setOfCell[cell] = sets.adding(to: setOfCell[cell]) }
      } else {
        place(part, number, content, lattice)
      }
    }
  }

  private mutating func place(_ circle: CircleOnMap, _ number: Int32, _ lattice: Lattice) {
    for cell in setOfCell.indices {
      let side = circle.side(
        column: cell % lattice.columns,
        row: cell / lattice.columns,
        of: lattice
      )
      switch side {
      case .outside: break
      case .inside: setOfCell[cell] = sets.adding(to: setOfCell[cell])
      case .boundary: partsInCells.append(number << 1, cell: cell)
      }
    }
  }

  private mutating func place(
    _ part: TileContent.Part,
    _ number: Int32,
    _ content: TileContent,
    _ lattice: Lattice
  ) {
    corners.reset(columns: 0..<lattice.columns, rows: 0..<lattice.rows)
    let firstNew = edgesInCells.count
    for index in part.edges {
      let edge = content.edges[index]
      corners.add(edge, on: lattice, isOpen: true)
      lattice.forEachRun(of: edge) { row, columns in
        for column in columns {
          let cell = row * lattice.columns + column
          edgesInCells.append(Int32(index), cell: cell)
          lastPart[cell] = number
        }
      }
    }
    guard edgesInCells.count > firstNew || part.isInside else { return }
    corners.resolve(first: part.isInside)
    var cell = 0
    for row in 0..<lattice.rows {
      for column in 0..<lattice.columns {
        let isInside = corners[column, row]
        if lastPart[cell] == number {
          partsInCells.append(number << 1 | (isInside ? 1 : 0), cell: cell)
        } else if isInside {
          setOfCell[cell] = sets.adding(to: setOfCell[cell])
        }
        cell += 1
      }
    }
  }

  /// Writes the record of a cell with edges or circles in it.
  private mutating func encodeBoundary(
    _ cell: Int,
    _ content: TileContent,
    _ lattice: Lattice
  ) -> Int {
    entries.removeAll(keepingCapacity: true)
    let edges = edgesInCells[cell]
    var nextEdge = edges.startIndex
    let full = sets.distinctSlots(of: setOfCell[cell], content)
    var nextFull = 0
    var hasBoundary = false
    for item in partsInCells[cell] {
      let part = content.parts[Int(item >> 1)]
      while nextFull < full.count, full[nextFull] <= part.slot {
        entries.append(CellEncoder.Entry(slot: full[nextFull], isInside: true))
        nextFull += 1
      }
      let first = nextEdge
      while nextEdge < edges.endIndex, part.edges.contains(Int(edges[nextEdge])) { nextEdge += 1 }
      // Where one part of a zone holds all over the cell, the edges of others say nothing.
      if nextFull > 0, full[nextFull - 1] == part.slot { continue }
      hasBoundary = true
      entries.append(
        CellEncoder.Entry(
          slot: part.slot,
          isInside: item & 1 != 0,
          edges: edges[first..<nextEdge],
          circle: part.circle
        )
      )
    }
    guard hasBoundary else { return cells.append(full: full) }
    for slot in full[nextFull...] { entries.append(CellEncoder.Entry(slot: slot, isInside: true)) }
    return cells.append(
      entries,
      cell: lattice.within(column: cell % lattice.columns, row: cell / lattice.columns, levels: 0),
      edges: content.edges
    )
  }

  private func write(
    _ offsets: [Int32],
    _ lattice: Lattice,
    _ levels: Int64,
    into units: inout [UInt32]
  ) -> TileEntry {
    let base = units.count
    units.append(0)
    let narrow = 1 + (offsets.count + 1) / 2
    let isWide = narrow + cells.units.count > Int(UInt16.max)
    let first = UInt32(isWide ? 1 + offsets.count : narrow)
    func number(_ index: Int) -> UInt32 {
      index < offsets.count && offsets[index] >= 0 ? first + UInt32(offsets[index]) : 0
    }
    if isWide {
      for index in offsets.indices { units.append(number(index)) }
    } else {
      for index in stride(from: 0, to: offsets.count, by: 2) {
        units.append(number(index) | number(index + 1) << 16)
      }
    }
    units.append(contentsOf: cells.units)
    return TileEntry(
      tileAt: base,
      shift: lattice.shift,
      levels: levels,
      isWide: isWide
    )
  }
}

/// Sets of parts, each made of another by adding one.
struct SlotSets {
  private var nodes: [(parent: Int32, part: Int32)] = []
  private var next: [(part: Int32, set: Int32)] = []
  private var part: Int32 = 0

  /// Forgets all sets but the empty one, which is 0.
  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    nodes.append((-1, -1))
    next.removeAll(keepingCapacity: true)
    next.append((-1, 0))
  }

  /// From now on this part is added; its number is greater than those before.
  mutating func begin(part: Int32) { self.part = part }

  /// The set with the part added.
  @inline(__always)
  mutating func adding(to set: Int32) -> Int32 {
    let known = next[Int(set)]
    if known.part == part { return known.set }
    let new = Int32(nodes.count)
    nodes.append((set, part))
    next.append((-1, 0))
    next[Int(set)] = (part, new)
    return new
  }

  /// The parts of a set, ascending.
  func parts(of set: Int32) -> [Int32] {
    var parts: [Int32] = []
    var node = set
    while node > 0 {
      parts.append(nodes[Int(node)].part)
      node = nodes[Int(node)].parent
    }
    return parts.reversed()
  }

  /// The slots of a set's parts, ascending, each once.
  func distinctSlots(of set: Int32, _ content: TileContent) -> [Int32] {
    var slots: [Int32] = []
    for part in parts(of: set) {
      let slot = content.parts[Int(part)].slot
      if slots.last != slot { slots.append(slot) }
    }
    return slots
  }
}

/// A list of numbers for each cell: filled in any order of cells, then sorted by cell.
struct CellLists {
  private var items: [(cell: Int32, value: Int32)] = []
  private var values: [Int32] = []
  private var ends: [Int32] = []

  /// The number of values in all lists.
  var count: Int { items.count }

  /// Empties all lists.
  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  /// Adds a value to a cell's list.
  @inline(__always)
  mutating func append(_ value: Int32, cell: Int) { items.append((Int32(cell), value)) }

  /// Sorts the values by cell, in the order in which they came.
  mutating func sort(cellCount: Int) {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: cellCount + 1))
    for item in items { ends[Int(item.cell) + 1] += 1 }
    for cell in 0..<cellCount { ends[cell + 1] += ends[cell] }
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: items.count))
    for item in items {
      values[Int(ends[Int(item.cell)])] = item.value
      ends[Int(item.cell)] += 1
    }
  }

  /// Whether few cells hold most of many values, once they are sorted.
  var isCrowded: Bool {
    var (cells, values) = (0, 0)
    for cell in 0..<(ends.count - 1) where self[cell].count > Self.crowd {
      cells += 1
      values += self[cell].count
    }
    return 2 * values > items.count && 8 * cells < ends.count
  }

  /// More values than this in one cell are a crowd.
  private static let crowd = 32

  /// The values of a cell.
  subscript(cell: Int) -> ArraySlice<Int32> {
    values[(cell == 0 ? 0 : Int(ends[cell - 1]))..<Int(ends[cell])]
  }
}
