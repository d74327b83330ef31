/// The zones of one record around a place, as a mask.
///
/// - Parameters:
///   - units: the record's units, from its head on.
///   - x: the place's `x` relative to the middle of the cell, `y` likewise.
/// - Returns: the zones whose bits are set; of a record that holds all over the cell, nothing.
@inline(__always)
func mask(
  of head: CellRecordHead,
  _ units: UnsafePointer<UInt32>,
  x: Int32,
  y: Int32
) -> UInt32 {
  let count = head.vertices
  if count == 0 { return head.initialMask }
  let chain = unsafe units + 1 + head.zones
  if head.isUniform {
    let isOdd =
      head.isWide
      ? unsafe crossings(wide: chain, count, Int64(x), Int64(y))
      : unsafe crossings(narrow: chain, count, Int64(x), Int64(y))
    let all = UInt32(1) &<< UInt32(truncatingIfNeeded: head.zones) &- 1
    return head.initialMask ^ (all & (0 &- isOdd))
  }
  let turned =
    head.isWide
    ? unsafe maskedCrossings(wide: chain, count, Int64(x), Int64(y))
    : unsafe maskedCrossings(narrow: chain, count, Int64(x), Int64(y))
  return head.initialMask ^ turned
}

/// One edge's part in the parity of a place: 1 if a ray from (`x`, `y`) to the east crosses it.
///
/// Written so that the processor need not guess: the side of the place is the sign of a product that
/// stays below 2⁶³, turned over for an edge that runs down.
@inline(__always)
private func crossing(
  _ x0: Int64,
  _ y0: Int64,
  _ x1: Int64,
  _ y1: Int64,
  _ x: Int64,
  _ y: Int64
) -> UInt32 {
  let isUpward: Int64 = y1 > y ? -1 : 0
  let wasAbove: Int64 = y0 > y ? -1 : 0
  let side = (x &- x0) &* (y1 &- y0) &- (x1 &- x0) &* (y &- y0)
  // Upward, the place is west of the edge where `side` is negative; downward, where it is positive.
  let west = (isUpward & side) | (~isUpward & (0 &- side))
  return UInt32(truncatingIfNeeded: (west & (isUpward ^ wasAbove)) &>> 63) & 1
}

@inline(__always)
private func low(_ unit: UInt32) -> Int64 { Int64(Int16(truncatingIfNeeded: unit)) }

@inline(__always)
private func high(_ unit: UInt32) -> Int64 { Int64(Int32(bitPattern: unit) &>> 16) }

@inline(__always)
private func signed(_ unit: UInt32) -> Int64 { Int64(Int32(bitPattern: unit)) }

@inline(__always)
private func crossings(
  narrow chain: UnsafePointer<UInt32>,
  _ count: Int,
  _ x: Int64,
  _ y: Int64
) -> UInt32 {
  var unit = unsafe chain[0]
  var (x0, y0) = (low(unit), high(unit))
  var parity: UInt32 = 0
  var index = 1
  while index < count {
    unit = unsafe chain[index]
    let (x1, y1) = (low(unit), high(unit))
    parity ^= crossing(x0, y0, x1, y1, x, y)
    (x0, y0) = (x1, y1)
    index &+= 1
  }
  return parity
}

@inline(__always)
private func crossings(
  wide chain: UnsafePointer<UInt32>,
  _ count: Int,
  _ x: Int64,
  _ y: Int64
) -> UInt32 {
  var (x0, y0) = unsafe (signed(chain[0]), signed(chain[1]))
  var parity: UInt32 = 0
  var index = 1
  while index < count {
    let (x1, y1) = unsafe (signed(chain[2 &* index]), signed(chain[2 &* index &+ 1]))
    parity ^= crossing(x0, y0, x1, y1, x, y)
    (x0, y0) = (x1, y1)
    index &+= 1
  }
  return parity
}

@inline(__always)
private func maskedCrossings(
  narrow chain: UnsafePointer<UInt32>,
  _ count: Int,
  _ x: Int64,
  _ y: Int64
) -> UInt32 {
  var unit = unsafe chain[0]
  var (x0, y0) = (low(unit), high(unit))
  let masks = unsafe UnsafeRawPointer(chain + count)
  var mask: UInt32 = 0
  var index = 1
  while index < count {
    unit = unsafe chain[index]
    let (x1, y1) = (low(unit), high(unit))
    let own = unsafe UInt32(masks.load(fromByteOffset: index &- 1, as: UInt8.self))
    mask ^= own & (0 &- crossing(x0, y0, x1, y1, x, y))
    (x0, y0) = (x1, y1)
    index &+= 1
  }
  return mask
}

@inline(__always)
private func maskedCrossings(
  wide chain: UnsafePointer<UInt32>,
  _ count: Int,
  _ x: Int64,
  _ y: Int64
) -> UInt32 {
  var (x0, y0) = unsafe (signed(chain[0]), signed(chain[1]))
  let masks = unsafe UnsafeRawPointer(chain + 2 &* count)
  var mask: UInt32 = 0
  var index = 1
  while index < count {
    let (x1, y1) = unsafe (signed(chain[2 &* index]), signed(chain[2 &* index &+ 1]))
    let own = unsafe UInt32(masks.load(fromByteOffset: index &- 1, as: UInt8.self))
    mask ^= own & (0 &- crossing(x0, y0, x1, y1, x, y))
    (x0, y0) = (x1, y1)
    index &+= 1
  }
  return mask
}
