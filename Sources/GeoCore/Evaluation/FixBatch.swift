/// The fixes of one burst of datagrams, in order of arrival: what crosses from Ingest to the core.
///
/// - Invariant: `outcomes.count == fixes.count`; each datagram's range lies within.
public struct FixBatch: Sendable {
  /// When the burst was received, by the service's clock.
  public var receivedAt: Instant

  /// The fixes of all datagrams, in order.
  public var fixes: [Fix]

  /// What became of each fix: set by the decoder to ``FixOutcome/kept`` or a refusal, and settled
  /// by the evaluator.
  public var outcomes: [FixOutcome]

  /// The datagrams that held them, in order.
  public var datagrams: [DatagramReceipt]

  /// Creates an empty batch with room for `fixCapacity` fixes and `datagramCapacity` datagrams.
  public init(receivedAt: Instant, fixCapacity: Int = 0, datagramCapacity: Int = 0) {
    self.receivedAt = receivedAt
    fixes = []
    outcomes = []
    datagrams = []
    fixes.reserveCapacity(fixCapacity)
    outcomes.reserveCapacity(fixCapacity)
    datagrams.reserveCapacity(datagramCapacity)
  }

  /// Whether nothing has arrived.
  public var isEmpty: Bool { datagrams.isEmpty }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    fixes.removeAll(keepingCapacity: true)
    outcomes.removeAll(keepingCapacity: true)
    datagrams.removeAll(keepingCapacity: true)
  }
}

/// A datagram that was opened with its sender's key.
public struct DatagramReceipt: Hashable, Sendable, BitwiseCopyable {
  /// Who sent it.
  public var sender: SenderNumber

  /// The sender's session: drawn anew at each of its starts.
  public var salt: UInt32

  /// The datagram's number within the session.
  public var counter: UInt64

  /// When it was sent, by the sender's clock.
  public var sentAt: Instant

  /// The index of its first fix in the batch.
  public var firstFix: Int32

  /// How many fixes it held.
  public var fixCount: Int32

  /// Creates a receipt.
  public init(
    sender: SenderNumber,
    salt: UInt32,
    counter: UInt64,
    sentAt: Instant,
    firstFix: Int32,
    fixCount: Int32
  ) {
    self.sender = sender
    self.salt = salt
    self.counter = counter
    self.sentAt = sentAt
    self.firstFix = firstFix
    self.fixCount = fixCount
  }

  /// The indices of its fixes in the batch.
  public var fixes: Range<Int> { Int(firstFix)..<Int(firstFix) + Int(fixCount) }
}

/// What became of a fix; the raw value is the code on the wire.
public enum FixOutcome: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Kept and judged.
  case kept = 0
  /// Kept; it is not newer than its device's newest fix.
  ///
  /// It is judged in its place in time, unless it lies further than ``WindowRules/late`` behind what its
  /// subject was judged by.
  case late = 1
  /// Known already, to the last bit; not kept twice.
  case duplicate = 2
  /// Refused: no such device is registered.
  case unknownDevice = 16
  /// Refused: the position is not on the globe.
  case offGlobe = 17
  /// Refused: the device's time is ahead of ours by more than ``aheadTolerance``.
  case timeAhead = 18
  /// Refused: the device's time is before 2000-01-01; its clock was never set.
  case timeUnset = 19
  /// Refused: a field holds a value without a meaning.
  case malformed = 20
  /// Refused: this sender may not report this device.
  case notThisSender = 21
  /// Refused: the datagram's counter is too far behind the newest; send the fixes under a new one.
  case counterTooOld = 22

  /// How far a device's clock may be ahead of ours.
  public static let aheadTolerance = Milliseconds.minutes(2)

  /// The earliest time that a set clock shows: 2000-01-01T00:00:00Z.
  public static let earliestTime = Instant(milliseconds: 946_684_800_000)

  /// Whether the fix goes into the log.
  public var isAccepted: Bool { self == .kept || self == .late }
}
