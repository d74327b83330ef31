internal import CCrypto
public import GeoCore

/// The sending side: one run of a sender, from its start to its end.
///
/// `fenceline send`, the simulator and the tests are senders through it. A retry is the identical
/// bytes that ``seal(_:sentAt:)`` gave.
public struct SenderSession: ~Copyable {
  /// The sender.
  public let sender: SenderNumber
  /// The session's salt.
  public let salt: UInt32
  /// The counter that the next report gets.
  public private(set) var nextCounter: UInt64

  private let key: SenderKey
  private var cipher: DatagramCipher
  private var plain: [UInt8]

  /// Begins a session with a salt drawn at random.
  ///
  /// The first counter is `startedAt`, the sender's clock, in microseconds.
  public init(sender: SenderNumber, key: SenderKey, startedAt: Instant) throws(IngestError) {
    try self.init(
      sender: sender,
      key: key,
      salt: randomSalt(),
      firstCounter: microseconds(startedAt)
    )
  }

  /// Begins a session with a salt and a counter that the caller answers for: no two sessions under
  /// one key may share both.
  ///
  /// - Precondition: the top bit of `salt` is clear.
  public init(
    sender: SenderNumber,
    key: SenderKey,
    salt: UInt32,
    firstCounter: UInt64
  ) throws(IngestError) {
    self.sender = sender
    self.key = key
    self.salt = salt
    nextCounter = firstCounter
    cipher = try DatagramCipher()
    plain = [UInt8](repeating: 0, count: NativeDatagram.maximumByteCount)
  }

  /// Seals the next report.
  ///
  /// - Precondition: there are at most ``NativeDatagram/maximumFixCount`` fixes.
  public mutating func seal(_ fixes: some Collection<Fix>, sentAt: Instant) -> [UInt8] {
    let header = DatagramHeader(kind: .report, sender: sender, salt: salt, counter: nextCounter)
    nextCounter += 1
    var datagram: [UInt8] = []
    datagram.reserveCapacity(NativeDatagram.maximumByteCount)
    header.encode(into: &datagram)
    NativeDatagram.encodeReport(fixes, sentAt: sentAt, into: &datagram)
    cipher.seal(&datagram, header: header, key: key)
    return datagram
  }

  /// Opens what came back; `nil` if it is no acknowledgement under this sender's key.
  public mutating func openAcknowledgement(_ datagram: [UInt8]) -> Acknowledgement? {
    guard
      case .header(let header) = unsafe DatagramHeader.read(
        datagram.span.bytes,
        expecting: .acknowledgement
      ),
      header.sender == sender,
      let count = unsafe cipher.open(datagram.span.bytes, header: header, key: key, into: &plain)
    else { return nil }
    return unsafe Acknowledgement.decode(plain.span.bytes.extracting(0..<count))
  }
}

/// A salt of 31 bits from the system's generator.
func randomSalt() throws(IngestError) -> UInt32 {
  var bytes: [UInt8] = [0, 0, 0, 0]
  guard unsafe fl_random(&bytes, bytes.count) == 1 else { throw .noRandomness }
  return unsafe bytes.span.bytes.bigEndian(at: 0, as: UInt32.self) & ~NativeDatagram.directionBit
}

/// The first counter of a session that starts at `instant`.
func microseconds(_ instant: Instant) -> UInt64 {
  UInt64(clamping: instant.milliseconds).multipliedReportingOverflow(by: 1_000).partialValue
}
