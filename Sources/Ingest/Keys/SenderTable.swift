public import GeoCore
internal import Synchronization

/// Every sender that may speak, at one moment: never changed, only replaced.
public struct SenderTable: Sendable {
  /// What the door knows of a sender.
  public struct Entry: Hashable, Sendable {
    /// The key that it seals with.
    public var key: SenderKey
    /// What it may report.
    public var kind: Sender.Kind
    /// Its place in the list that the table was made from.
    public var index: Int32
  }

  private let entries: [SenderNumber: Entry]

  /// Makes a table; of two senders with one number the later counts.
  public init(_ senders: [(sender: Sender, key: SenderKey)]) {
    var entries: [SenderNumber: Entry] = [:]
    entries.reserveCapacity(senders.count)
    for (index, row) in senders.enumerated() {
      entries[row.sender.number] = Entry(
        key: row.key,
        kind: row.sender.kind,
        index: Int32(index)
      )
    }
    self.entries = entries
  }

  /// The table of nobody.
  public static let empty = SenderTable([])

  /// How many senders there are.
  public var count: Int { entries.count }

  /// What is known of a sender; `nil` if it is a stranger.
  public subscript(number: SenderNumber) -> Entry? { entries[number] }
}

/// The table in force, which one thread replaces and others read once per burst.
public final class CurrentSenders: Sendable {
  private let table: Mutex<SenderTable>

  /// Begins with a table.
  public init(_ table: SenderTable = .empty) { self.table = Mutex(table) }

  /// The table in force.
  public var current: SenderTable { table.withLock { $0 } }

  /// Puts another table in force, from the next burst on.
  public func replace(with next: SenderTable) {
    // The old table is freed here, after the lock, and not on the receive thread.
    let old = table.withLock { current in
      let old = current
      current = next
      return old
    }
    withExtendedLifetime(old) {}
  }
}
