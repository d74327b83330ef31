public import GeoCore
internal import Foundation
internal import GRDB

extension AlertStore {
  /// The revision of the registry.
  public func revision() throws(StoreError) -> Int64 {
    try read { try Self.revision($0) }
  }

  static func revision(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT coalesce(max(number), 0) FROM revision") ?? 0
  }

  /// What changed in the registry after one revision up to another; from 0, all that is known then.
  ///
  /// Rows come in the order in which they were recorded.
  public func registryChange(
    after old: Int64,
    through new: Int64
  ) throws(StoreError) -> RegistryChange {
    try read { database in
      var change = RegistryChange(revision: new, superseded: [], recorded: [])
      for table in FactKind.allCases {
        if old > 0 {
          change.superseded += try Int64.fetchAll(
            database,
            sql: """
              SELECT row FROM \(table.rawValue)
              WHERE superseded > ? AND superseded <= ? AND recorded <= ?
              """,
            arguments: [old, new, old]
          )
        }
        let cursor = try Row.fetchCursor(
          database,
          sql: """
            SELECT \(Self.columns(of: table)) FROM \(table.rawValue)
            WHERE recorded > ? AND recorded <= ? AND (superseded IS NULL OR superseded > ?)
            """,
          arguments: [old, new, new]
        )
        while let row = try cursor.next() { change.recorded.append(try RegistryRow(table, row)) }
      }
      change.superseded.sort()
      change.recorded.sort { $0.number < $1.number }
      return change
    }
  }

  /// All facts that hold by today's knowledge, in the order in which they were recorded.
  public func registry() throws(StoreError) -> [RegistryRow] {
    let revision = try revision()
    return try registryChange(after: 0, through: revision).recorded
  }

  /// The facts of one kind that hold by today's knowledge, in the order in which they were
  /// recorded.
  public func registry(of kind: FactKind) throws(StoreError) -> [RegistryRow] {
    try read { database in
      try database.cachedStatement(
        sql: """
          SELECT \(Self.columns(of: kind)) FROM \(kind.rawValue)
          WHERE superseded IS NULL ORDER BY row
          """
      ).fetchAllRows([]) { try RegistryRow(kind, $0) }
    }
  }

  static func columns(of table: FactKind) -> String {
    (["row", "id", "effective_from", "effective_until"] + table.columns.map(\.name))
      .joined(separator: ", ")
  }

  /// Changes the registry in one short transaction: whole or not at all.
  ///
  /// - Parameters:
  ///   - author: the operator, or who the system says it is.
  ///   - command: what was asked for, for the record.
  ///   - now: when, by the store's clock.
  ///   - body: what to change; it may look at the registry as it is, and throw to change nothing.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws, or a ``StoreError``.
  public func edit<Value>(
    author: String,
    command: String,
    now: Instant,
    _ body: (RegistryEditor) throws -> Value
  ) throws -> Value {
    do {
      return try database.inTransactionReturning(.immediate) { database in
        let editor = RegistryEditor(database, author: author, command: command, now: now)
        return try body(editor)
      }
    } catch let error as any ExplainedError {
      throw error
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

extension DatabaseQueue {
  /// A transaction that returns a value.
  fileprivate func inTransactionReturning<Value>(
    _ kind: Database.TransactionKind,
    _ body: (Database) throws -> Value
  ) throws -> Value {
    try writeWithoutTransaction { database in
      var value: Value?
      try database.inTransaction(kind) {
        value = try body(database)
        return .commit
      }
      guard let value else { throw StoreError.failed(path, detail: "the transaction did not run") }
      return value
    }
  }
}
