public import GeoCore

/// What the door counted since it opened: strangers by reason, senders by name.
public struct RefusalCounters: Sendable {
  /// What was counted of one registered sender.
  public struct PerSender: Sendable {
    /// Fresh datagrams that went into a batch.
    public var accepted: UInt64 = 0
    /// Datagrams that went into a batch before.
    public var duplicates: UInt64 = 0
    /// Datagrams too far behind their session.
    public var tooOld: UInt64 = 0
    /// Datagrams that claim this sender and do not bear its key.
    public var badTags: UInt64 = 0
    /// Datagrams under its key whose body is broken.
    public var malformedBodies: UInt64 = 0
    /// When its newest fresh datagram came; a recording played back does not count.
    public var lastReceivedAt: Instant?

    /// Fixes of its fresh datagrams by what the door said, in the order of `allCases`.
    private var fixes = InlineArray<10, UInt64>(repeating: 0)

    /// How many fixes of its fresh datagrams got `outcome` at the door; the evaluator may refuse
    /// more.
    public func fixes(_ outcome: FixOutcome) -> UInt64 { fixes[outcome.ordinal] }

    mutating func count(_ outcome: FixOutcome) { fixes[outcome.ordinal] += 1 }
  }

  private var refused = [UInt64](repeating: 0, count: Refusal.allCases.count)
  private var senders: [SenderNumber: PerSender] = [:]

  /// Creates counters at zero.
  public init() {}

  /// How many datagrams were dropped for a reason.
  public subscript(reason: Refusal) -> UInt64 { refused[Int(reason.rawValue)] }

  /// What was counted of a sender; `nil` if it has not been heard.
  public subscript(sender: SenderNumber) -> PerSender? { senders[sender] }

  /// Every sender heard so far, in ascending order.
  public var heardSenders: [SenderNumber] { senders.keys.sorted() }

  mutating func count(_ reason: Refusal) { refused[Int(reason.rawValue)] += 1 }

  mutating func count(_ reason: Refusal, of sender: SenderNumber) {
    count(reason)
    if reason == .badTag { senders[sender, default: PerSender()].badTags += 1 }
    if reason == .malformedBody { senders[sender, default: PerSender()].malformedBodies += 1 }
  }

  /// Counts a datagram that was appended to a batch, and its fixes.
  mutating func count(
    _ verdict: ReplayWindow.Verdict,
    of sender: SenderNumber,
    outcomes: ArraySlice<FixOutcome>,
    at receivedAt: Instant
  ) {
    Self.add(verdict, outcomes, receivedAt, to: &senders[sender, default: PerSender()])
  }

  private static func add(
    _ verdict: ReplayWindow.Verdict,
    _ outcomes: ArraySlice<FixOutcome>,
    _ receivedAt: Instant,
    to counts: inout PerSender
  ) {
    switch verdict {
    case .seen: counts.duplicates += 1
    case .tooOld: counts.tooOld += 1
    case .fresh:
      counts.accepted += 1
      counts.lastReceivedAt = receivedAt
      for outcome in outcomes { counts.count(outcome) }
    }
  }
}

extension FixOutcome {
  /// The place of the outcome among `allCases`.
  fileprivate var ordinal: Int {
    switch self {
    case .kept: 0
    case .late: 1
    case .duplicate: 2
    case .unknownDevice: 3
    case .offGlobe: 4
    case .timeAhead: 5
    case .timeUnset: 6
    case .malformed: 7
    case .notThisSender: 8
    case .counterTooOld: 9
    }
  }
}
