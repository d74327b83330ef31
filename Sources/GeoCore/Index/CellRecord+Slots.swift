/// Writes the zones of a record that is not plain, and of those that follow it.
///
/// - Returns: how many slots are used afterwards.
@inline(never)
func zonesOfRecords(
  at units: UnsafePointer<UInt32>,
  x: Int32,
  y: Int32,
  into slots: UnsafeMutablePointer<Int32>,
  _ alreadyUsed: Int
) -> Int {
  var used = alreadyUsed
  var isUnsorted = false
  unsafe forEachRecord(at: units) { record in
    isUnsorted = isUnsorted || record.head.isUnsorted
    let found = record.mask(x: Int64(x), y: Int64(y))
    for zone in 0..<record.head.zones where record.isFull || found & 1 << UInt32(zone) != 0 {
      unsafe slots[used] = unsafe Int32(bitPattern: record.units[1 + zone])
      used += 1
    }
  }
  if isUnsorted { unsafe sortDistinct(slots, from: alreadyUsed, &used) }
  return used
}

/// Puts the slots from `start` on in order, and leaves doubles out.
func sortDistinct(_ slots: UnsafeMutablePointer<Int32>, from start: Int, _ used: inout Int) {
  var own = unsafe UnsafeMutableBufferPointer(start: slots + start, count: used - start)
  unsafe own.sort()
  var kept = start
  for index in start..<used where unsafe kept == start || slots[index] != slots[kept - 1] {
    unsafe slots[kept] = slots[index]
    kept += 1
  }
  used = kept
}

/// One record, read the long way: for what is rare, and for looking at its edges.
@safe struct CellRecord {
  var head: CellRecordHead
  var units: UnsafePointer<UInt32>

  /// The number of vertices of the chain.
  var vertices: Int {
    guard head.isLong else { return head.vertices }
    return isFull ? 0 : unsafe Int(units[1 + head.zones])
  }

  /// Whether the zones hold all over the cell, without a mask.
  var isFull: Bool { head.zones > CellRecordHead.zoneLimit }

  /// Where the chain, or the circles, begin.
  private var chainStart: Int { 1 + head.zones + (head.isLong && !isFull ? 1 : 0) }

  /// The number of bytes of a vertex.
  private var vertexBytes: Int {
    switch head.form {
    case .chain(let bits): bits / 4
    case .farChain: 16
    case .circles: 0
    }
  }

  /// The number of units of the record.
  var unitCount: Int {
    guard head.form != .circles else { return chainStart + head.zones * CircleOnMap.units }
    let masks = head.isUniform ? 0 : max(0, vertices - 1)
    return chainStart + (vertices * vertexBytes + masks + 3) / 4
  }

  /// A vertex of the chain, relative to the cell's middle.
  func vertex(_ index: Int) -> (x: Int64, y: Int64) {
    let start = unsafe UnsafeRawPointer(units + chainStart) + index * vertexBytes
    guard case .chain(let bits) = head.form else {
      return unsafe (
        start.loadUnaligned(as: Int64.self), (start + 8).loadUnaligned(as: Int64.self)
      )
    }
    var reader = unsafe ChainReader(next: start, bits: UInt64(bits))
    return unsafe reader.vertex()
  }

  /// The zones that the edge to the vertex at `index` bounds.
  func edgeMask(_ index: Int) -> UInt32 {
    guard !head.isUniform else { return 1 << UInt32(head.zones) - 1 }
    let masks = unsafe UnsafeRawPointer(units + chainStart) + vertices * vertexBytes
    return unsafe UInt32((masks + index - 1).load(as: UInt8.self))
  }

  /// The zones around a place relative to the cell's middle.
  func mask(x: Int64, y: Int64) -> UInt32 {
    var mask = head.initialMask
    if head.form == .circles {
      for zone in 0..<head.zones {
        let circle = unsafe CircleOnMap(units: units + chainStart + zone * CircleOnMap.units)
        if circle.contains(x: x, y: y) { mask |= 1 << UInt32(zone) }
      }
      return mask
    }
    let count = vertices
    guard count > 1 else { return mask }
    var start = vertex(0)
    for index in 1..<count {
      let end = vertex(index)
      let edge = MapEdge(x0: start.x, y0: start.y, x1: end.x, y1: end.y)
      // The ways between a chain's pieces, whose mask is 0, may be too long for a product of 63 bits.
      let bounded = edgeMask(index)
      if bounded != 0, edge.isCrossed(eastOfX: x, y: y) { mask ^= bounded }
      start = end
    }
    return mask
  }
}

/// Visits the record that begins at `units`, and those that follow it for the same cell.
func forEachRecord(at units: UnsafePointer<UInt32>, _ visit: (CellRecord) -> Void) {
  var units = unsafe units
  while true {
    let record = unsafe CellRecord(head: CellRecordHead(bits: units[0]), units: units)
    visit(record)
    guard record.head.hasMore else { return }
    unsafe units += record.unitCount
  }
}
