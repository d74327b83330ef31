public import GeoCore

/// Which datagrams of each sender were taken already: none is fresh twice.
///
/// Of a sender it keeps the four sessions that counted highest, and of each the highest counter and
/// one bit for each of the 1,024 counters up to it. A session that is not kept may begin only above
/// the lowest of four kept ones; so what belonged to a forgotten session is too old for ever, and a
/// recording of it that somebody plays back is never fresh.
///
/// A sender whose clock was years ahead in four sessions is locked out by this rule until its clock
/// gets there; a new key begins a new window, since nothing sealed with the old one can return.
///
/// - Complexity: memory is 152 bytes per session and about 64 per sender.
public struct ReplayWindow: Sendable {
  /// What the window says of a datagram.
  public enum Verdict: Hashable, Sendable {
    /// It was not taken before.
    case fresh
    /// It was taken before.
    case seen
    /// It is too far behind to tell.
    case tooOld
  }

  /// How many sessions of a sender are kept.
  public static let sessionsPerSender = 4

  /// How many counters up to a session's highest are told apart.
  public static let counterSpan: UInt64 = 1_024

  private struct Session {
    var salt: UInt32
    var highest: UInt64
    /// Bit `counter mod 1,024` of the last 1,024 counters.
    var taken = InlineArray<16, UInt64>(repeating: 0)

    func verdict(_ counter: UInt64) -> Verdict {
      if counter > highest { return .fresh }
      if highest - counter >= counterSpan { return .tooOld }
      return taken[Self.word(counter)] & Self.bit(counter) == 0 ? .fresh : .seen
    }

    mutating func mark(_ counter: UInt64) {
      if counter > highest {
        if counter - highest >= counterSpan {
          taken = InlineArray(repeating: 0)
        } else {
          var passed = highest + 1
          while passed < counter {
            taken[Self.word(passed)] &= ~Self.bit(passed)
            passed += 1
          }
        }
        highest = counter
      }
      taken[Self.word(counter)] |= Self.bit(counter)
    }

    private static func word(_ counter: UInt64) -> Int { Int(counter % counterSpan / 64) }
    private static func bit(_ counter: UInt64) -> UInt64 { 1 << (counter % 64) }
  }

  private struct Row {
    /// The key that the sessions were sealed with; `nil` if they came from the log.
    var key: SenderKey?
    /// Indices into `sessions`; the first `count` are in use.
    var places = InlineArray<4, Int32>(repeating: 0)
    var count = 0
  }

  private var rows: [SenderNumber: Row] = [:]
  private var sessions: [Session] = []

  /// Creates a window that has seen nothing.
  public init() {}

  /// Whether a datagram is fresh; the window does not change.
  ///
  /// A `key` that opened it and is not the one of before begins anew.
  public func verdict(
    sender: SenderNumber,
    key: SenderKey? = nil,
    salt: UInt32,
    counter: UInt64
  ) -> Verdict {
    guard let row = rows[sender], !Self.isReplaced(row.key, by: key) else { return .fresh }
    var lowest = UInt64.max
    for slot in 0..<row.count {
      let place = Int(row.places[slot])
      if sessions[place].salt == salt { return sessions[place].verdict(counter) }
      lowest = min(lowest, sessions[place].highest)
    }
    return row.count < Self.sessionsPerSender || counter > lowest ? .fresh : .tooOld
  }

  /// Notes that a datagram was appended to a batch; does nothing if it is too old.
  public mutating func mark(
    sender: SenderNumber,
    key: SenderKey? = nil,
    salt: UInt32,
    counter: UInt64
  ) {
    var row = rows[sender] ?? Row()
    if Self.isReplaced(row.key, by: key) { forgetSessions(&row) }
    row.key = key ?? row.key
    if let place = place(for: salt, counter, in: &row),
      sessions[place].verdict(counter) == .fresh
    {
      sessions[place].mark(counter)
    }
    rows[sender] = row
  }

  /// Notes a datagram that the log holds, before the first burst.
  ///
  /// Receipts may come in any order; those since the sender's key was made are enough.
  public mutating func markSeen(_ receipt: DatagramReceipt) {
    mark(sender: receipt.sender, salt: receipt.salt, counter: receipt.counter)
  }

  private static func isReplaced(_ old: SenderKey?, by new: SenderKey?) -> Bool {
    guard let old, let new else { return false }
    return old != new
  }

  /// The place of a session, which is begun if it is not kept; `nil` if it is too old to begin.
  private mutating func place(for salt: UInt32, _ counter: UInt64, in row: inout Row) -> Int? {
    var lowest = 0
    for slot in 0..<row.count {
      let place = Int(row.places[slot])
      if sessions[place].salt == salt { return place }
      if sessions[place].highest < sessions[Int(row.places[lowest])].highest { lowest = slot }
    }
    if row.count < Self.sessionsPerSender {
      row.places[row.count] = Int32(sessions.count)
      row.count += 1
      sessions.append(Session(salt: salt, highest: counter))
      return sessions.count - 1
    }
    let place = Int(row.places[lowest])
    guard counter > sessions[place].highest else { return nil }
    sessions[place] = Session(salt: salt, highest: counter)
    return place
  }

  /// Makes the row's sessions as if they had ended before all time.
  private mutating func forgetSessions(_ row: inout Row) {
    // The places are kept for the next sessions: `count` of them are refilled first.
    for slot in 0..<row.count {
      sessions[Int(row.places[slot])] = Session(salt: .max, highest: 0)
    }
  }
}
