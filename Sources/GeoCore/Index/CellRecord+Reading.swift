/// The zones of a plain record around a place, as a mask.
///
/// - Parameters:
///   - head: the record's head.
///   - units: the record's units, from its head on; eight bytes may be read past its end.
///   - x: the place's `x` relative to the middle of the cell.
///   - y: its `y` likewise.
/// - Returns: the zones whose bits are set.
@inline(__always)
func mask(
  of head: CellRecordHead,
  _ units: UnsafePointer<UInt32>,
  x: Int32,
  y: Int32
) -> UInt32 {
  let chain = unsafe ChainReader(
    next: UnsafeRawPointer(units + 1 + head.zones),
    bits: head.vertexBits
  )
  if head.isUniform {
    let isOdd = unsafe crossings(chain, head.vertices, Int64(x), Int64(y))
    let all = (UInt32(1) &<< UInt32(truncatingIfNeeded: head.zones)) &- 1
    return head.initialMask ^ (all & (0 &- isOdd))
  }
  return unsafe head.initialMask ^ maskedCrossings(chain, head.vertices, Int64(x), Int64(y))
}

/// Reads the vertices of a chain one after another, each as two numbers of so many bits.
@unsafe struct ChainReader {
  var next: UnsafeRawPointer
  private let xShift: UInt64
  private let yShift: UInt64
  private let stride: Int

  @inline(__always)
  init(next: UnsafeRawPointer, bits: UInt64) {
    unsafe self.next = unsafe next
    unsafe xShift = 64 &- bits
    unsafe yShift = 64 &- 2 &* bits
    unsafe stride = Int(truncatingIfNeeded: bits &>> 2)
  }

  @inline(__always)
  mutating func vertex() -> (x: Int64, y: Int64) {
    let pair = unsafe next.loadUnaligned(as: Int64.self)
    unsafe next += stride
    return unsafe (
      (pair &<< Int64(xShift)) &>> Int64(xShift), (pair &<< Int64(yShift)) &>> Int64(xShift)
    )
  }

  /// Where the byte after so many vertices stands.
  @inline(__always)
  func end(of count: Int) -> UnsafeRawPointer { unsafe next + count &* stride }
}

/// One edge's part in the parity of a place: 1 if a ray from (`x`, `y`) to the east crosses it.
///
/// Written so that the processor need not guess: the side of the place is the sign of a difference of
/// products that stays below 2⁶³, as coordinates have 32 bits and latitudes span less than 2³¹; it is
/// turned over for an edge that runs down.
@inline(__always)
private func crossing(
  _ start: (x: Int64, y: Int64),
  _ end: (x: Int64, y: Int64),
  _ x: Int64,
  _ y: Int64
) -> Int64 {
  let isUpward: Int64 = end.y > y ? -1 : 0
  let wasAbove: Int64 = start.y > y ? -1 : 0
  let side = (x &- start.x) &* (end.y &- start.y) &- (end.x &- start.x) &* (y &- start.y)
  // Upward, the place is west of the edge where `side` is negative; downward, where it is positive.
  let west = (side ^ ~isUpward) &- ~isUpward
  return west & (isUpward ^ wasAbove)
}

/// 1 if a ray from a place to the east crosses a chain an odd number of times.
@inline(__always)
private func crossings(_ chain: ChainReader, _ count: Int, _ x: Int64, _ y: Int64) -> UInt32 {
  var chain = unsafe chain
  var start = unsafe chain.vertex()
  var sign: Int64 = 0
  var index = 1
  while index < count {
    let end = unsafe chain.vertex()
    sign ^= crossing(start, end, x, y)
    start = end
    index &+= 1
  }
  return UInt32(truncatingIfNeeded: UInt64(bitPattern: sign) &>> 63)
}

/// The masks of the edges of a chain that a ray from a place to the east crosses, turned over by each.
@inline(__always)
private func maskedCrossings(
  _ chain: ChainReader,
  _ count: Int,
  _ x: Int64,
  _ y: Int64
) -> UInt32 {
  var chain = unsafe chain
  var masks = unsafe chain.end(of: count)
  var start = unsafe chain.vertex()
  var mask: UInt32 = 0
  var index = 1
  while index < count {
    let end = unsafe chain.vertex()
    let isCrossed = UInt32(truncatingIfNeeded: crossing(start, end, x, y) &>> 63)
    mask ^= unsafe UInt32(masks.load(as: UInt8.self)) & isCrossed
    unsafe masks += 1
    start = end
    index &+= 1
  }
  return mask
}
