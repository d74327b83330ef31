public import GeoCore
internal import GRDB

/// A clock of the store's own, for demonstrations and rehearsals.
///
/// It shows `epoch` when the system's clock shows `anchor`, and runs `rate` times as fast.
public struct VirtualClock: Hashable, Sendable {
  /// What the clock showed first.
  public var epoch: Instant
  /// How many times faster than the system's clock it runs.
  public var rate: Double
  /// The system's time when it showed `epoch`.
  public var anchor: Instant

  /// Creates a clock.
  public init(epoch: Instant, rate: Double, anchor: Instant) {
    self.epoch = epoch
    self.rate = rate
    self.anchor = anchor
  }

  /// What the clock shows when the system's clock shows `system`.
  public func time(atSystem system: Instant) -> Instant {
    epoch + Milliseconds(Int64((Double((system - anchor).count) * rate).rounded()))
  }
}

extension AlertStore {
  /// The store's own clock; `nil` where the system's holds.
  public func virtualClock() throws(StoreError) -> VirtualClock? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT epoch, rate, anchor FROM virtual_clock").map { row in
        VirtualClock(
          epoch: Instant(milliseconds: row[0]),
          rate: row[1],
          anchor: Instant(milliseconds: row[2])
        )
      }
    }
  }

  /// Gives the store a clock of its own.
  public func setVirtualClock(_ clock: VirtualClock) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO virtual_clock(one, epoch, rate, anchor) VALUES (1, ?, ?, ?)",
        arguments: [clock.epoch.milliseconds, clock.rate, clock.anchor.milliseconds]
      )
    }
  }

  /// Replaces what the service says of itself and of its senders.
  public func publish(
    status: [String: String],
    senders: [SenderNumber: [String: Int64]]
  ) throws(StoreError) {
    try write { database in
      let own = try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO service_status(name, value) VALUES (?, ?)"
      )
      for (name, value) in status.sorted(by: { $0.key < $1.key }) {
        try own.execute(arguments: [name, value])
      }
      let theirs = try database.cachedStatement(
        sql: "INSERT OR REPLACE INTO sender_status(sender, name, value) VALUES (?, ?, ?)"
      )
      for (sender, values) in senders.sorted(by: { $0.key < $1.key }) {
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
          try theirs.execute(arguments: [Int64(sender.value), name, value])
        }
      }
    }
  }

  /// What the service last said of itself.
  public func status() throws(StoreError) -> [String: String] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT name, value FROM service_status")
        .reduce(into: [:]) { $0[$1[0]] = $1[1] as String }
    }
  }

  /// What the service last said of each sender.
  public func senderStatus() throws(StoreError) -> [SenderNumber: [String: Int64]] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT sender, name, value FROM sender_status")
        .reduce(into: [:]) { status, row in
          let number = SenderNumber(UInt32(truncatingIfNeeded: row[0] as Int64))
          status[number, default: [:]][row[1]] = row[2] as Int64
        }
    }
  }

  /// How many rows the largest tables have, for the operator's overview.
  public func counts() throws(StoreError) -> [String: Int] {
    try read { database in
      try ["alert", "input", "audit"].reduce(into: [:]) { counts, table in
        counts[table] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
      }
    }
  }
}
