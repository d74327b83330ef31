extension RawSpan {
  /// The big-endian integer at `offset`, which need not be aligned.
  ///
  /// - Precondition: the integer lies within the span; checked, also in release.
  @inline(__always)
  func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: T.Type) -> T {
    // Every bit pattern is a valid fixed-width integer, so the only danger, the bounds, is checked.
    T(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }
}

extension [UInt8] {
  /// Appends an integer, most significant byte first.
  @inline(__always)
  mutating func appendBigEndian<T: FixedWidthInteger>(_ value: T) {
    var shift = T.bitWidth - 8
    while shift >= 0 {
      append(UInt8(truncatingIfNeeded: value >> T(truncatingIfNeeded: shift)))
      shift -= 8
    }
  }
}
