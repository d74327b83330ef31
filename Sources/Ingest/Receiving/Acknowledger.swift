public import GeoCore

/// Answers the datagrams of a batch after its commit.
///
/// It is for one thread: the consumer's. Its salt and counter are the server's own, so no nonce is ever
/// one of a sender.
public struct Acknowledger: ~Copyable {
  /// Acknowledgements that the kernel took.
  public private(set) var sent: UInt64 = 0
  /// Acknowledgements that it did not take; the sender will ask again.
  public private(set) var failed: UInt64 = 0
  /// Datagrams whose sender was struck off between receipt and commit; a stranger gets no byte.
  public private(set) var struckOff: UInt64 = 0

  private let salt: UInt32
  private var nextCounter: UInt64
  private var cipher: DatagramCipher
  private var datagram: [UInt8] = []

  /// Creates an acknowledger with a salt drawn at random.
  ///
  /// - Parameter startedAt: the service's clock; its microseconds are the first counter.
  /// - Throws: libcrypto has no cipher or no randomness.
  public init(startedAt: Instant) throws(IngestError) {
    let cipher = try DatagramCipher()
    let salt = try randomSalt()
    self.cipher = cipher
    self.salt = salt
    nextCounter = microseconds(startedAt)
    datagram.reserveCapacity(NativeDatagram.maximumByteCount)
  }

  /// Seals and sends one acknowledgement for each datagram of a committed batch.
  ///
  /// - Parameters:
  ///   - batch: the batch, with the outcomes that the evaluator settled.
  ///   - senders: who may be answered.
  ///   - serverTime: the service's clock.
  ///   - send: sends a datagram to the origin of `batch.datagrams[index]`: whether it left.
  public mutating func acknowledge(
    _ batch: FixBatch,
    senders: SenderTable,
    serverTime: Instant,
    send: (_ datagram: [UInt8], _ index: Int) -> Bool
  ) {
    for (index, receipt) in batch.datagrams.enumerated() {
      guard let sender = senders[receipt.sender] else {
        struckOff += 1
        continue
      }
      let header = DatagramHeader(
        kind: .acknowledgement,
        sender: receipt.sender,
        salt: salt,
        counter: nextCounter
      )
      nextCounter += 1
      datagram.removeAll(keepingCapacity: true)
      header.encode(into: &datagram)
      Acknowledgement.encode(
        receipt,
        outcomes: batch.outcomes[receipt.fixes],
        serverTime: serverTime,
        into: &datagram
      )
      cipher.seal(&datagram, header: header, key: sender.key)
      if send(datagram, index) { sent += 1 } else { failed += 1 }
    }
  }

  /// Seals acknowledgements and sends them by the receiver's socket.
  public mutating func acknowledge(
    _ received: ReceivedBatch,
    senders: SenderTable,
    serverTime: Instant,
    through receiver: Receiver
  ) {
    acknowledge(received.batch, senders: senders, serverTime: serverTime) { datagram, index in
      receiver.send(datagram, to: received.peers[index])
    }
  }
}
