/// Tells on which line an offset stands, for offsets that only grow.
struct LineCounter {
  private let bytes: [UInt8]
  private var counted = (offset: 0, line: 1)

  /// Creates a counter at the beginning of `bytes`.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The line of `offset`, counted from 1.
  ///
  /// - Precondition: `offset` is not before that of an earlier call.
  mutating func line(of offset: Int) -> Int {
    precondition(offset >= counted.offset, "lines are counted forwards")
    for byte in bytes[counted.offset..<min(offset, bytes.count)] where byte == 0x0A {
      counted.line += 1
    }
    counted.offset = min(offset, bytes.count)
    return counted.line
  }
}
