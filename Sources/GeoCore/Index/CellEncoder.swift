/// Writes the record of one cell after another.
///
/// Kept and used again for its memory.
struct CellEncoder {
  /// The records written so far.
  private(set) var units: [UInt32] = []

  /// The most zones that a record, with those that follow it, can tell.
  private(set) var greatestCount = 0

  // Scratch of one record.
  private var edges: [MaskedEdge] = []
  private var chain: [(x: Int64, y: Int64, mask: UInt8)] = []
  private var bytes: [UInt8] = []

  private struct MaskedEdge {
    var edge: MapEdge
    var mask: UInt8
  }

  /// A part in a cell: with edges or a circle, or all over it.
  struct Entry {
    var slot: Int32
    var isInside: Bool
    var edges: ArraySlice<Int32> = []
    var circle: CircleOnMap?

    var isBoundary: Bool { !edges.isEmpty || circle != nil }
  }

  /// Empties the encoder and keeps its memory.
  mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    greatestCount = 0
  }

  /// Writes what holds all over a cell.
  ///
  /// - Returns: where the record begins.
  mutating func append(full slots: [Int32]) -> Int {
    let start = units.count
    appendFull(slots[...], hasMore: false, isUnsorted: false)
    greatestCount = max(greatestCount, slots.count)
    return start
  }

  /// Writes a cell with a boundary in it.
  ///
  /// - Parameters:
  ///   - entries: the parts, ascending by slot.
  ///   - cell: the cell, as a lattice of one.
  ///   - all: the edges that the entries' numbers mean.
  /// - Returns: where the record begins.
  mutating func append(_ entries: [Entry], cell: Lattice, edges all: [MapEdge]) -> Int {
    let start = units.count
    greatestCount = max(greatestCount, entries.count)
    let hasCircles = entries.contains { $0.circle != nil }
    let hasDoubles = zip(entries, entries.dropFirst()).contains { $0.slot == $1.slot }
    if !hasCircles, !hasDoubles, entries.count <= CellRecordHead.zoneLimit {
      appendChain(entries[...], cell, all, hasMore: false, isUnsorted: false)
      return start
    }
    let full = entries.filter { !$0.isBoundary }.map(\.slot)
    let circles = entries.filter { $0.circle != nil }
    let chains = entries.filter { !$0.edges.isEmpty }
    let limit = CellRecordHead.zoneLimit
    appendFull(full[...], hasMore: !circles.isEmpty || !chains.isEmpty, isUnsorted: true)
    for from in stride(from: 0, to: circles.count, by: limit) {
      let to = min(from + limit, circles.count)
      appendCircles(circles[from..<to], cell, hasMore: to < circles.count || !chains.isEmpty)
    }
    for from in stride(from: 0, to: chains.count, by: limit) {
      let to = min(from + limit, chains.count)
      appendChain(chains[from..<to], cell, all, hasMore: to < chains.count, isUnsorted: true)
    }
    return start
  }

  private mutating func appendFull(_ slots: ArraySlice<Int32>, hasMore: Bool, isUnsorted: Bool) {
    var rest = slots
    while !rest.isEmpty {
      let now = rest.prefix(
        rest.count <= CellRecordHead.zoneLimit ? rest.count : CellRecordHead.fullLimit
      )
      rest = rest.dropFirst(now.count)
      units.append(
        CellRecordHead(
          zones: now.count,
          initialMask: now.count > CellRecordHead.zoneLimit ? 0 : 1 << UInt32(now.count) - 1,
          hasMore: hasMore || !rest.isEmpty,
          isUnsorted: isUnsorted
        ).bits
      )
      for slot in now { units.append(UInt32(slot)) }
    }
  }

  private mutating func appendCircles(
    _ entries: ArraySlice<Entry>,
    _ cell: Lattice,
    hasMore: Bool
  ) {
    units.append(
      CellRecordHead(
        zones: entries.count,
        initialMask: 0,
        form: .circles,
        hasMore: hasMore,
        isUnsorted: true
      ).bits
    )
    for entry in entries { units.append(UInt32(entry.slot)) }
    for circle in entries.compactMap(\.circle) {
      circle.append(to: &units, x: cell.west + cell.side / 2, y: cell.south + cell.side / 2)
    }
  }
}

// MARK: - Chains

extension CellEncoder {
  private mutating func appendChain(
    _ entries: ArraySlice<Entry>,
    _ cell: Lattice,
    _ all: [MapEdge],
    hasMore: Bool,
    isUnsorted: Bool
  ) {
    gather(entries, all)
    link(cell)
    let start = units.count
    let uniform = UInt8(truncatingIfNeeded: (1 as UInt32) << UInt32(entries.count) - 1)
    let isUniform = chain.dropFirst().allSatisfy { $0.mask == uniform }
    let (middleX, middleY) = (cell.west + cell.side / 2, cell.south + cell.side / 2)
    let reach = chain.reduce(Int64(0)) { reach, vertex in
      max(reach, abs(vertex.x - middleX), abs(vertex.y - middleY))
    }
    let form = CellRecordHead.Form(reach: reach)
    var initialMask: UInt32 = 0
    for (bit, entry) in entries.enumerated() where entry.isInside {
      initialMask |= 1 << UInt32(bit)
    }
    // What is east of the corner is turned over once more, so that the corner is where it has to be.
    initialMask ^= crossedEast(ofX: cell.west, y: cell.south)
    units.append(
      CellRecordHead(
        zones: entries.count,
        initialMask: initialMask,
        vertices: chain.count,
        form: form,
        isUniform: isUniform,
        hasMore: hasMore,
        isUnsorted: isUnsorted
      ).bits
    )
    for entry in entries { units.append(UInt32(entry.slot)) }
    if CellRecordHead(bits: units[start]).isLong { units.append(UInt32(chain.count)) }
    bytes.removeAll(keepingCapacity: true)
    for vertex in chain {
      switch form {
      case .chain(let bits): append(x: vertex.x - middleX, y: vertex.y - middleY, bits: bits)
      case .farChain, .circles:
        append(vertex.x - middleX, count: 8)
        append(vertex.y - middleY, count: 8)
      }
    }
    if !isUniform { for vertex in chain.dropFirst() { bytes.append(vertex.mask) } }
    while bytes.count % 4 != 0 { bytes.append(0) }
    for index in stride(from: 0, to: bytes.count, by: 4) {
      let (a, b) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      units.append(a | b << 8 | UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24)
    }
  }

  /// Takes the edges of some entries together; one that bounds several zones is kept once.
  ///
  /// A zone that runs along another's edge and back is not bounded by it.
  private mutating func gather(_ entries: ArraySlice<Entry>, _ all: [MapEdge]) {
    edges.removeAll(keepingCapacity: true)
    let isFew = entries.reduce(0) { $0 + $1.edges.count } <= 64
    for (bit, entry) in entries.enumerated() {
      let (own, mask) = (edges.count, UInt8(1) << UInt8(bit))
      for number in entry.edges {
        let edge = all[Int(number)]
        let known =
          isFew ? edges[..<own].firstIndex { $0.edge == edge || $0.edge == edge.reversed } : nil
        if let known {
          edges[known].mask ^= mask
        } else {
          edges.append(MaskedEdge(edge: edge, mask: mask))
        }
      }
    }
  }

  /// Links the edges to one chain; the ways between its pieces bound nothing.
  ///
  /// Where a piece ends east of the cell between its south and its north, it goes on to the north: so
  /// what lies beyond does not change with the row.
  private mutating func link(_ cell: Lattice) {
    chain.removeAll(keepingCapacity: true)
    let (lastX, lastY) = (cell.lastX, cell.lastY)
    func rises(_ x: Int64, _ y: Int64) -> Bool { x > lastX && y > cell.south && y <= lastY }
    var end: (x: Int64, y: Int64, mask: UInt8)?
    for item in edges {
      let edge = item.edge
      if let end, end.x == edge.x0, end.y == edge.y0,
        end.mask == item.mask || !rises(edge.x0, edge.y0)
      {
        chain.append((edge.x1, edge.y1, item.mask))
      } else {
        if let end, rises(end.x, end.y) { chain.append((end.x, lastY + 1, end.mask)) }
        if rises(edge.x0, edge.y0) {
          chain.append((edge.x0, lastY + 1, 0))
          chain.append((edge.x0, edge.y0, item.mask))
        } else {
          chain.append((edge.x0, edge.y0, 0))
        }
        chain.append((edge.x1, edge.y1, item.mask))
      }
      end = (edge.x1, edge.y1, item.mask)
    }
    if let end, rises(end.x, end.y) { chain.append((end.x, lastY + 1, end.mask)) }
  }

  /// The zones whose edges in the chain a ray from a place to the east crosses, turned over by each.
  private func crossedEast(ofX x: Int64, y: Int64) -> UInt32 {
    var mask: UInt8 = 0
    for (start, end) in zip(chain, chain.dropFirst()) where end.mask != 0 {
      let edge = MapEdge(x0: start.x, y0: start.y, x1: end.x, y1: end.y)
      if edge.isCrossed(eastOfX: x, y: y) { mask ^= end.mask }
    }
    return UInt32(mask)
  }

  private mutating func append(x: Int64, y: Int64, bits: Int) {
    append(x & (1 << bits - 1) | y << bits, count: bits / 4)
  }

  private mutating func append(_ value: Int64, count: Int) {
    for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * byte))) }
  }
}

extension MapEdge {
  /// Whether a ray from a place towards the east crosses the edge, by the half-open rule.
  func isCrossed(eastOfX x: Int64, y: Int64) -> Bool {
    guard (y1 > y) != (y0 > y) else { return false }
    let (low, high) = y0 < y1 ? ((x0, y0), (x1, y1)) : ((x1, y1), (x0, y0))
    return (x - low.0) * (high.1 - low.1) < (high.0 - low.0) * (y - low.1)
  }
}
