public import GeoCore

/// The door: takes one datagram after another and lets in what a registered sender sealed.
///
/// It knows no socket and no clock. The cheap checks come first: length, magic, version, kind and
/// sender cost a few nanoseconds, so a flood of strangers costs no decryption. Nothing is allocated
/// for a fix.
public struct DatagramGate: ~Copyable {
  /// What became of a datagram.
  public enum Admission: Hashable, Sendable {
    /// It was appended to the batch.
    case admitted(ReplayWindow.Verdict)
    /// It was dropped; nobody is answered.
    case refused(Refusal)
  }

  /// Which datagrams were taken before; to be told what the log holds, before the first burst.
  public var window = ReplayWindow()

  private var cipher: DatagramCipher
  private var plain = [UInt8](repeating: 0, count: NativeDatagram.maximumByteCount)

  /// Creates a door that has seen nothing.
  public init() throws(IngestError) { cipher = try DatagramCipher() }

  /// Takes one datagram.
  ///
  /// - Parameters:
  ///   - datagram: its bytes, whatever they are.
  ///   - peer: where it came from.
  ///   - receivedAt: when, by the service's clock.
  ///   - senders: who may speak.
  ///   - received: where its receipt, its fixes and `peer` are appended.
  ///   - counters: what is counted.
  /// - Returns: what became of it.
  @discardableResult
  public mutating func admit(
    _ datagram: RawSpan,
    from peer: PeerAddress,
    receivedAt: Instant,
    senders: SenderTable,
    into received: inout ReceivedBatch,
    counters: inout RefusalCounters
  ) -> Admission {
    let header: DatagramHeader
    switch DatagramHeader.read(datagram, expecting: .report) {
    case .header(let read): header = read
    case .refused(let reason):
      counters.count(reason)
      return .refused(reason)
    }
    guard let sender = senders[header.sender] else {
      counters.count(.unknownSender)
      return .refused(.unknownSender)
    }
    guard
      let count = cipher.open(datagram, header: header, key: sender.key, into: &plain)
    else {
      counters.count(.badTag, of: header.sender)
      return .refused(.badTag)
    }
    let verdict = window.verdict(
      sender: header.sender,
      key: sender.key,
      salt: header.salt,
      counter: header.counter
    )
    let firstFix = received.batch.fixes.count
    let isWellFormed = unsafe NativeDatagram.decodeReport(
      plain.span.bytes.extracting(0..<count),
      header: header,
      from: sender.kind,
      verdict: verdict,
      receivedAt: receivedAt,
      into: &received.batch
    )
    guard isWellFormed else {
      counters.count(.malformedBody, of: header.sender)
      return .refused(.malformedBody)
    }
    received.peers.append(peer)
    if verdict == .fresh {
      window.mark(
        sender: header.sender,
        key: sender.key,
        salt: header.salt,
        counter: header.counter
      )
    }
    counters.count(
      verdict,
      newestOf: received.batch,
      firstFix: firstFix,
      sender: header.sender,
      at: receivedAt
    )
    return .admitted(verdict)
  }
}
