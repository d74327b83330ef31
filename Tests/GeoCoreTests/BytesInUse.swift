import Glibc

/// The bytes that the C library has handed out and not got back, by `mallinfo2`.
///
/// The Glibc module lacks the call. A C function that returns a large structure gets the structure's
/// address as a hidden first argument on x86-64 (System V ABI, section 3.2.3); elsewhere this is 0.
///
/// - Remark: an allocation that is freed at once does not show.
func bytesInUse() -> Int {
  #if arch(x86_64)
  typealias MallInfo2 = @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer
  guard let symbol = unsafe dlsym(nil, "mallinfo2") else { return 0 }
  let mallinfo2 = unsafe unsafeBitCast(symbol, to: MallInfo2.self)
  // Ten fields of a word each; the eighth is `uordblks`.
  var fields = InlineArray<10, Int>(repeating: 0)
  _ = unsafe withUnsafeMutableBytes(of: &fields) { bytes in
    unsafe bytes.baseAddress.map { unsafe mallinfo2($0) }
  }
  return fields[7]
  #else
  return 0
  #endif
}
