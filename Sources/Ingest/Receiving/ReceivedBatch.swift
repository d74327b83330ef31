internal import CLinux
public import GeoCore

/// Where a datagram came from, and where its acknowledgement goes.
public struct PeerAddress: Sendable {
  let raw: fl_address

  init(_ raw: fl_address) { self.raw = raw }

  /// Nowhere: for datagrams that did not come through a socket.
  public static let nowhere = PeerAddress(fl_address())
}

/// What the receive thread hands to the consumer: fixes, and whom to answer.
///
/// - Invariant: `peers[i]` is where `batch.datagrams[i]` came from.
public struct ReceivedBatch: Sendable {
  /// The fixes and the receipts of their datagrams.
  public var batch: FixBatch

  /// When the first of its bursts was received; `batch.receivedAt` is when the last was.
  public var oldest: Instant = .distantPast

  /// Where each datagram came from.
  public var peers: [PeerAddress]

  /// Creates an empty batch with room.
  public init(fixCapacity: Int = 0, datagramCapacity: Int = 0) {
    batch = FixBatch(
      receivedAt: .distantPast,
      fixCapacity: fixCapacity,
      datagramCapacity: datagramCapacity
    )
    peers = []
    peers.reserveCapacity(datagramCapacity)
  }

  /// Whether nothing has arrived.
  public var isEmpty: Bool { batch.isEmpty }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    batch.removeAll()
    peers.removeAll(keepingCapacity: true)
  }
}
