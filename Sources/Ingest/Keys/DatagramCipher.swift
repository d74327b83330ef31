internal import CCrypto

/// AES-128-GCM for one thread: one context, re-keyed for each datagram.
///
/// A context per sender would cost about a kilobyte each; re-keying costs about 0.15 µs.
@safe
public struct DatagramCipher: ~Copyable {
  private let context: OpaquePointer

  /// Allocates the context.
  public init() throws(IngestError) {
    guard let context = unsafe fl_aead_create() else { throw .noCipher }
    unsafe self.context = unsafe context
  }

  deinit { unsafe fl_aead_destroy(context) }

  /// Decrypts the body of a datagram into the front of `plain`.
  ///
  /// - Parameters:
  ///   - datagram: the whole datagram, as it came.
  ///   - header: its header, as ``DatagramHeader/read(_:expecting:)`` gave it.
  ///   - key: the sender's key.
  ///   - plain: room for the body.
  /// - Returns: the length of the body; `nil` if the tag does not hold, and then `plain` holds
  ///   nothing that may be used.
  /// - Precondition: the datagram has header and tag, and `plain` has room for what is between.
  public mutating func open(
    _ datagram: RawSpan,
    header: DatagramHeader,
    key: SenderKey,
    into plain: inout [UInt8]
  ) -> Int? {
    let headerCount = NativeDatagram.headerByteCount
    let sealedCount = datagram.byteCount - headerCount
    let count = sealedCount - NativeDatagram.tagByteCount
    precondition(count >= 0 && count <= plain.count, "a body has room in the buffer for it")
    let isTrue = unsafe withKey(key, header) { context, key, nonce in
      unsafe datagram.withUnsafeBytes { datagram in
        unsafe plain.withUnsafeMutableBufferPointer { plain in
          guard let start = datagram.baseAddress, let body = plain.baseAddress else { return false }
          let bytes = unsafe start.assumingMemoryBound(to: UInt8.self)
          return unsafe fl_aead_open(
            context,
            key,
            nonce,
            bytes,
            headerCount,
            bytes + headerCount,
            sealedCount,
            body
          ) == 1
        }
      }
    }
    return isTrue ? count : nil
  }

  /// Encrypts in place a datagram that holds header and body in clear, and appends the tag.
  ///
  /// - Precondition: the datagram begins with `header`.
  public mutating func seal(
    _ datagram: inout [UInt8],
    header: DatagramHeader,
    key: SenderKey
  ) {
    let headerCount = NativeDatagram.headerByteCount
    let count = datagram.count - headerCount
    precondition(count >= 0, "a datagram has a header")
    for _ in 0..<NativeDatagram.tagByteCount { datagram.append(0) }
    let isDone = unsafe withKey(key, header) { context, key, nonce in
      unsafe datagram.withUnsafeMutableBufferPointer { datagram in
        guard let bytes = datagram.baseAddress else { return false }
        let body = unsafe bytes + headerCount
        return unsafe fl_aead_seal(
          context,
          key,
          nonce,
          bytes,
          headerCount,
          body,
          count,
          body
        ) == 1
      }
    }
    precondition(isDone, "libcrypto seals what fits in memory")
  }

  /// Calls `body` with pointers to the bytes of key and nonce, which live for the call.
  @inline(__always)
  private func withKey(
    _ key: SenderKey,
    _ header: DatagramHeader,
    _ body: (OpaquePointer, UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Bool
  ) -> Bool {
    let nonce = header.nonce
    let words = (
      key.high.bigEndian, key.low.bigEndian,
      UInt64(nonce.word) << 32 | nonce.counter >> 32,
      UInt32(truncatingIfNeeded: nonce.counter)
    )
    var material = (words.0, words.1, words.2.bigEndian, words.3.bigEndian)
    return unsafe withUnsafeBytes(of: &material) { bytes in
      guard let start = bytes.baseAddress else { return false }
      let pointer = unsafe start.assumingMemoryBound(to: UInt8.self)
      return unsafe body(context, pointer, pointer + SenderKey.byteCount)
    }
  }
}
