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
  private var places: [SenderNumber: Int] = [:]
  private var senders: [PerSender] = []

  /// Creates counters at zero.
  public init() {}

  /// How many datagrams were dropped for a reason.
  public subscript(reason: Refusal) -> UInt64 { refused[Int(reason.rawValue)] }

  /// What was counted of a sender; `nil` if it has not been heard.
  public subscript(sender: SenderNumber) -> PerSender? { places[sender].map { senders[$0] } }

  /// Every sender heard so far, in ascending order.
  public var heardSenders: [SenderNumber] { places.keys.sorted() }

  mutating func count(_ reason: Refusal) { refused[Int(reason.rawValue)] += 1 }

  mutating func count(_ reason: Refusal, of sender: SenderNumber) {
    count(reason)
    let place = place(of: sender)
    if reason == .badTag { senders[place].badTags += 1 }
    if reason == .malformedBody { senders[place].malformedBodies += 1 }
  }

  /// Counts a datagram that was appended to a batch as its newest.
  mutating func count(
    _ verdict: ReplayWindow.Verdict,
    newestOf batch: FixBatch,
    firstFix: Int,
    sender: SenderNumber,
    at receivedAt: Instant
  ) {
    let place = place(of: sender)
    switch verdict {
    case .seen: senders[place].duplicates += 1
    case .tooOld: senders[place].tooOld += 1
    case .fresh:
      senders[place].accepted += 1
      senders[place].lastReceivedAt = receivedAt
      var index = firstFix
      while index < batch.outcomes.count {
        senders[place].count(batch.outcomes[index])
        index += 1
      }
    }
  }

  private mutating func place(of sender: SenderNumber) -> Int {
    if let place = places[sender] { return place }
    places[sender] = senders.count
    senders.append(PerSender())
    return senders.count - 1
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
