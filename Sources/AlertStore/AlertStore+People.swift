public import GeoCore
internal import Foundation
internal import GRDB

/// Somebody who works at the monitoring centre.
public struct Operator: Hashable, Sendable {
  /// The short name by which steps are signed.
  public var id: String
  /// The full name.
  public var name: String
  /// The jurisdiction whose subtree the operator sees; `nil` means all.
  public var jurisdiction: JurisdictionID?

  /// Creates an operator.
  public init(id: String, name: String, jurisdiction: JurisdictionID?) {
    self.id = id
    self.name = name
    self.jurisdiction = jurisdiction
  }
}

/// The record that somebody read somebody's position.
public struct AuditEntry: Hashable, Sendable {
  /// When.
  public var at: Instant
  /// Who read.
  public var reader: String
  /// By which command.
  public var command: String
  /// Whose position.
  public var subject: SubjectID
  /// What for, where the reader said it.
  public var reason: String?
}

extension AlertStore {
  /// Adds an operator.
  ///
  /// - Throws: ``StoreError/exists(kind:id:)``.
  public func add(_ person: Operator, now: Instant) throws(StoreError) {
    try write { database in
      let taken = try Bool.fetchOne(
        database,
        sql: "SELECT 1 FROM operator WHERE id = ?",
        arguments: [person.id]
      )
      guard taken == nil else { throw StoreError.exists(kind: .operatorName, id: person.id) }
      try database.execute(
        sql: "INSERT INTO operator(id, name, jurisdiction, added_at) VALUES (?, ?, ?, ?)",
        arguments: [person.id, person.name, person.jurisdiction?.text, now.milliseconds]
      )
    }
  }

  /// All operators, by their ids.
  public func operators() throws(StoreError) -> [Operator] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT id, name, jurisdiction FROM operator ORDER BY id")
        .map { row in
          let jurisdiction: String? = row[2]
          return Operator(
            id: row[0],
            name: row[1],
            jurisdiction: jurisdiction.map { JurisdictionID($0) }
          )
        }
    }
  }

  /// Records that `reader` is about to see the positions of `subjects`.
  ///
  /// It is written first: who cannot be recorded does not read.
  public func audit(
    reader: String,
    command: String,
    subjects: some Sequence<SubjectID>,
    reason: String? = nil,
    now: Instant
  ) throws(StoreError) {
    let subjects = Set(subjects).sorted()
    guard !subjects.isEmpty else { return }
    try write { database in
      let statement = try database.cachedStatement(
        sql: "INSERT INTO audit(at, reader, command, subject, reason) VALUES (?, ?, ?, ?, ?)"
      )
      for subject in subjects {
        try statement.execute(
          arguments: [now.milliseconds, reader, command, subject.text, reason]
        )
      }
    }
  }

  /// Who read the positions of a subject, newest first; of everyone without one.
  public func auditEntries(
    of subject: SubjectID?,
    limit: Int
  ) throws(StoreError) -> [AuditEntry] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT at, reader, command, subject, reason FROM audit
          WHERE ?1 IS NULL OR subject = ?1 ORDER BY number DESC LIMIT ?2
          """,
        arguments: [subject?.text, limit]
      ).map { row in
        AuditEntry(
          at: Instant(milliseconds: row[0]),
          reader: row[1],
          command: row[2],
          subject: SubjectID(row[3] as String),
          reason: row[4]
        )
      }
    }
  }

  /// The keys of all senders.
  public func senderKeys() throws(StoreError) -> [SenderNumber: [UInt8]] {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT sender, key FROM sender_key")
      return rows.reduce(into: [:]) { keys, row in
        let (number, key): (Int64, Data) = (row[0], row[1])
        keys[SenderNumber(UInt32(truncatingIfNeeded: number))] = [UInt8](key)
      }
    }
  }

  /// What is known of the presence of each subject in what is permitted, and since when.
  public func presences() throws(StoreError) -> [SubjectID: (Presence.State, since: Instant)] {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT subject, state, since FROM presence")
      return rows.reduce(into: [:]) { presences, row in
        let (id, state): (String, UInt8) = (row[0], row[1])
        presences[SubjectID(id)] = (
          Presence.State(rawValue: state) ?? .unknown, since: Instant(milliseconds: row[2])
        )
      }
    }
  }
}
