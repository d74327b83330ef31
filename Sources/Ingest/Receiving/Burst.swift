internal import CLinux

/// The buffers that one system call fills with up to 64 datagrams.
@safe
struct Burst: ~Copyable {
  /// The most datagrams in a burst.
  static let capacity = 64

  private let buffers: OpaquePointer

  init(capacity: Int = Self.capacity) throws(IngestError) {
    guard
      let buffers = unsafe fl_receiver_create(
        UInt32(capacity),
        UInt32(NativeDatagram.maximumByteCount)
      )
    else { throw .outOfMemory }
    unsafe self.buffers = unsafe buffers
  }

  deinit { unsafe fl_receiver_destroy(buffers) }

  /// The datagrams that the kernel dropped at the socket, as it said with the newest datagram.
  var kernelDrops: UInt32 { unsafe fl_receiver_drops(buffers) }

  /// Receives: the number of datagrams, 0 after the socket's timeout, or -errno.
  mutating func receive(from socket: Int32) -> Int {
    Int(unsafe fl_receiver_receive(buffers, socket))
  }

  /// Calls `body` with the bytes of a datagram of the burst, which live for the call, and its
  /// origin.
  ///
  /// One that is too long for the format is one byte longer than the longest.
  @inline(__always)
  func withDatagram<R>(at index: Int, _ body: (RawSpan, PeerAddress) -> R) -> R {
    let datagram = unsafe fl_receiver_datagram(buffers, UInt32(index))
    let peer = unsafe PeerAddress(fl_receiver_peer(buffers, UInt32(index)))
    let bytes = unsafe UnsafeRawBufferPointer(
      start: datagram.bytes,
      count: Int(datagram.byte_count)
    )
    return unsafe body(bytes.bytes, peer)
  }
}
