internal import CLinux
internal import Glibc
public import GeoCore

/// A UDP socket: bound to a port, or connected to a server.
public struct DatagramSocket: ~Copyable, Sendable {
  let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { _ = close(descriptor) }

  /// Opens a socket bound to a numeric address of this machine; port 0 lets the kernel choose.
  ///
  /// It asks the kernel for `bufferBytes` of receive buffer; a receive waits for `timeout`.
  static func bound(
    to host: String,
    port: UInt16,
    bufferBytes: Int,
    timeout: Milliseconds
  ) throws(IngestError) -> DatagramSocket {
    try opened(
      unsafe fl_open_socket(
        host,
        port,
        Int32(clamping: bufferBytes),
        Int32(clamping: timeout.count)
      ),
      host,
      port
    )
  }

  /// Opens a socket connected to a server at a numeric address: for a sender.
  ///
  /// Its ``receive()`` waits for `timeout`.
  public static func connected(
    to host: String,
    port: UInt16,
    timeout: Milliseconds
  ) throws(IngestError) -> DatagramSocket {
    try opened(unsafe fl_connect_socket(host, port, Int32(clamping: timeout.count)), host, port)
  }

  private static func opened(
    _ result: Int32,
    _ host: String,
    _ port: UInt16
  ) throws(IngestError) -> DatagramSocket {
    switch -result {
    case EADDRINUSE: throw .portInUse(host: host, port: port)
    case EADDRNOTAVAIL: throw .addressNotOurs(host: host)
    case EINVAL: throw .badHost(host)
    case EACCES, EPERM: throw .notPermitted(port: port)
    case let code where code > 0: throw .system(operation: "to open a UDP socket", code: code)
    default: return DatagramSocket(descriptor: result)
    }
  }

  /// The port that the socket is bound to.
  public var port: UInt16 { UInt16(clamping: fl_bound_port(descriptor)) }

  /// The receive buffer that the kernel really gave, in bytes; half of it is its own bookkeeping.
  public var bufferBytes: Int { Int(fl_receive_buffer(descriptor)) }

  /// Sends a datagram to whom the socket is connected to: whether the kernel took it.
  ///
  /// A refusal is no more than a loss: the server may be starting anew, so a retry is the answer.
  @discardableResult
  public func send(_ datagram: [UInt8]) -> Bool {
    unsafe fl_send(descriptor, datagram, datagram.count, nil) == 0
  }

  /// Sends a datagram to an address: whether the kernel took it.
  func send(_ datagram: [UInt8], to peer: PeerAddress) -> Bool {
    unsafe withUnsafePointer(to: peer.raw) { address in
      unsafe fl_send(descriptor, datagram, datagram.count, address) == 0
    }
  }

  /// Receives a datagram; `nil` if none came in time, or the kernel reports the peer unreachable.
  public func receive() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: NativeDatagram.maximumByteCount + 1)
    let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { return nil }
    bytes.removeSubrange(count...)
    return bytes
  }
}
