public import GeoCore
internal import Foundation
internal import GRDB

/// Changes the registry within one transaction.
///
/// All that it changes gets one revision. Nothing is overwritten: a row that no longer holds is
/// marked as superseded, so that what was known at any revision can be read again.
public final class RegistryEditor {
  private let database: Database
  private let author: String
  private let command: String
  private let now: Instant
  private var revision: Int64?

  init(_ database: Database, author: String, command: String, now: Instant) {
    self.database = database
    self.author = author
    self.command = command
    self.now = now
  }

  /// Whether anything was changed.
  public var hasChanged: Bool { revision != nil }

  /// States that `fact` is true in `period`; what was said of the same thing then no longer holds.
  ///
  /// What was said of it before and after the period stays. Stating what is known already changes
  /// nothing.
  ///
  /// - Returns: whether anything was changed.
  @discardableResult
  public func put(_ fact: RegistryFact, in period: Period) throws -> Bool {
    guard !period.isEmpty else { return false }
    let touching = try rows(fact.kind, id: fact.identifier).filter { $0.effective.overlaps(period) }
    let isKnown = touching.contains { row in
      row.fact == fact && row.effective.start <= period.start && period.end <= row.effective.end
    }
    if isKnown { return false }
    for row in touching {
      try supersede(row)
      let before = Period(start: row.effective.start, end: period.start)
      if !before.isEmpty { try record(row.fact, in: before) }
      let after = Period(start: period.end, end: row.effective.end)
      if !after.isEmpty { try record(row.fact, in: after) }
    }
    try record(fact, in: period)
    return true
  }

  /// States that what is said of a thing ends at `instant`.
  ///
  /// - Returns: whether anything was said of it after `instant`.
  @discardableResult
  public func end(_ kind: FactKind, id: String, at instant: Instant) throws -> Bool {
    let rows = try rows(kind, id: id).filter { $0.effective.end > instant }
    for row in rows {
      try supersede(row)
      let before = Period(start: row.effective.start, end: instant)
      if !before.isEmpty { try record(row.fact, in: before) }
    }
    return !rows.isEmpty
  }

  /// All that is said of a thing by today's knowledge.
  public func facts(_ kind: FactKind, id: String) throws -> [RegistryRow] {
    try rows(kind, id: id)
  }

  /// Everything of a kind by today's knowledge.
  public func facts(_ kind: FactKind) throws -> [RegistryRow] {
    try rows(kind, where: "superseded IS NULL", arguments: [])
  }

  /// The leaves of a subject by today's knowledge.
  public func leaves(of subject: SubjectID) throws -> [Leave] {
    try rows(.leave, where: "superseded IS NULL AND subject = ?", arguments: [subject.text])
      .compactMap { if case .leave(let leave) = $0.fact { leave } else { nil } }
  }

  /// Keeps the key of a sender, in place of the one that it had.
  public func setKey(_ key: [UInt8], of sender: SenderNumber) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO sender_key(sender, key) VALUES (?, ?)",
      arguments: [Int64(sender.value), Data(key)]
    )
    _ = try currentRevision()
  }

  /// Forgets the key of a sender: from then on it is a stranger.
  public func removeKey(of sender: SenderNumber) throws {
    try database.execute(
      sql: "DELETE FROM sender_key WHERE sender = ?",
      arguments: [Int64(sender.value)]
    )
    _ = try currentRevision()
  }

  /// The configuration that was adopted last, word for word; `nil` where none ever was.
  public func configuration() throws -> AdoptedConfiguration? {
    try AdoptedConfiguration.newest(in: database)
  }

  /// Adopts a configuration in place of the one that is in force.
  ///
  /// - Parameter text: its file, word for word; whoever reads it has checked it.
  /// - Throws: what SQLite says.
  public func setConfiguration(_ text: String) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO configuration(revision, text) VALUES (?, ?)",
      arguments: [try currentRevision(), text]
    )
  }

  private func rows(_ table: FactKind, id: String) throws -> [RegistryRow] {
    try rows(table, where: "superseded IS NULL AND id = ?", arguments: [id])
  }

  private func rows(
    _ table: FactKind,
    where condition: String,
    arguments: StatementArguments
  ) throws -> [RegistryRow] {
    let sql = """
      SELECT \(AlertStore.columns(of: table)) FROM \(table.rawValue)
      WHERE \(condition) ORDER BY row
      """
    return try database.cachedStatement(sql: sql).fetchAllRows(arguments) {
      try RegistryRow(table, $0)
    }
  }

  private func supersede(_ row: RegistryRow) throws {
    try database.execute(
      sql: "UPDATE \(row.fact.kind.rawValue) SET superseded = ? WHERE row = ?",
      arguments: [try currentRevision(), row.number]
    )
  }

  private func record(_ fact: RegistryFact, in period: Period) throws {
    let number = try Int64.fetchOne(
      database,
      sql: "UPDATE registry_row SET last = last + 1 RETURNING last"
    )
    let columns = fact.kind.columns.map(\.name)
    let names = (["row", "id", "effective_from", "effective_until", "recorded"] + columns)
    let marks = names.map { _ in "?" }.joined(separator: ", ")
    let common: [(any DatabaseValueConvertible)?] = [
      number, fact.identifier, period.start.milliseconds, period.end.milliseconds,
      try currentRevision(),
    ]
    try database.cachedStatement(
      sql: "INSERT INTO \(fact.kind.rawValue)(\(names.joined(separator: ", "))) VALUES (\(marks))"
    ).execute(arguments: StatementArguments(common + fact.values))
  }

  /// The revision of this edit; it begins with the first change.
  private func currentRevision() throws -> Int64 {
    if let revision { return revision }
    let next = try AlertStore.revision(database) + 1
    try database.execute(
      sql: "INSERT INTO revision(number, recorded_at, author, command) VALUES (?, ?, ?, ?)",
      arguments: [next, now.milliseconds, author, command]
    )
    revision = next
    return next
  }
}

extension Statement {
  /// Runs the statement and reads each row.
  func fetchAllRows<Value>(
    _ arguments: StatementArguments,
    _ read: (Row) throws -> Value
  ) throws -> [Value] {
    let cursor = try Row.fetchCursor(self, arguments: arguments)
    var values: [Value] = []
    while let row = try cursor.next() { values.append(try read(row)) }
    return values
  }
}
