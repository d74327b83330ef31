public import GeoCore
internal import Foundation
internal import GRDB

/// An input with its place in the log.
public struct LoggedInput: Sendable {
  /// The place in the one order of all inputs.
  public var sequence: Int64

  /// The input.
  public var input: Input

  /// Creates a logged input.
  public init(sequence: Int64, input: Input) {
    self.sequence = sequence
    self.input = input
  }
}

extension AlertStore {
  /// Commits inputs and what followed from them in one transaction.
  ///
  /// When this returns, both survive a power cut; when it throws, neither is there. The newest
  /// sequence number in the log is the evaluator's watermark.
  public func commit(_ inputs: [LoggedInput], _ evaluation: Evaluation) throws(StoreError) {
    try write { database in
      for logged in inputs { try Self.log(logged, database) }
      for transition in evaluation.transitions { try Self.apply(transition, database) }
      for checkpoint in evaluation.checkpoints {
        try Self.keep(checkpoint, sequence: inputs.last?.sequence ?? 0, database)
      }
      for change in evaluation.presences {
        try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO presence(subject, state, since) VALUES (?, ?, ?)"
        ).execute(arguments: [
          change.subject.text, Int(change.state.rawValue), change.since.milliseconds,
        ])
      }
    }
  }

  private static func log(_ logged: LoggedInput, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO input(sequence, at, kind, revision, since, payload) VALUES (?, ?, ?, ?, ?, ?)
        """
    )
    let at = logged.input.at.milliseconds
    switch logged.input {
    case .fixes(let batch):
      try statement.execute(
        arguments: [logged.sequence, at, "fixes", nil, nil, Data(batch.record)]
      )
    case .registry(let change, _):
      try statement.execute(
        arguments: [logged.sequence, at, "registry", change.revision, nil, nil]
      )
    case .rules(let rules, _):
      try statement.execute(
        arguments: [logged.sequence, at, "rules", nil, nil, Data(rules.record)]
      )
    case .clock:
      try statement.execute(arguments: [logged.sequence, at, "clock", nil, nil, nil])
    case .resumed(let since, _):
      try statement.execute(
        arguments: [logged.sequence, at, "resumed", nil, since.milliseconds, nil]
      )
    }
  }

  /// The sequence number of the last input, and when it happened; 0 where there is none.
  public func lastInput() throws(StoreError) -> (sequence: Int64, at: Instant) {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: "SELECT sequence, at FROM input ORDER BY sequence DESC LIMIT 1"
      )
      guard let row else { return (0, .distantPast) }
      return (row[0], Instant(milliseconds: row[1]))
    }
  }

  /// Reads inputs after a sequence number in order: at most `limit` of them, fewer where they are
  /// large, and none only where the log ends.
  ///
  /// A change of the registry is read with its content; `revision` is the one known before.
  public func inputs(
    after sequence: Int64,
    limit: Int,
    revision: inout Int64
  ) throws(StoreError) -> [LoggedInput] {
    let rows = try inputRows(where: "sequence > ?", [sequence, limit])
    var inputs: [LoggedInput] = []
    for row in rows {
      inputs.append(LoggedInput(sequence: row.sequence, input: try input(of: row, &revision)))
    }
    return inputs
  }

  /// Reads batches of fixes after a sequence number in order: at most `limit` of them, fewer where
  /// they are large, and none only where the log holds no more.
  public func fixInputs(after sequence: Int64, limit: Int) throws(StoreError) -> [LoggedInput] {
    let rows = try inputRows(where: "sequence > ? AND kind = 'fixes'", [sequence, limit])
    var revision: Int64 = 0
    var inputs: [LoggedInput] = []
    for row in rows {
      inputs.append(LoggedInput(sequence: row.sequence, input: try input(of: row, &revision)))
    }
    return inputs
  }

  /// How many bytes of fixes are read at once: about 200,000 fixes.
  private static let readLimit = 8 << 20

  private func inputRows(
    where condition: String,
    _ arguments: StatementArguments
  ) throws(StoreError) -> [InputRow] {
    try read { database in
      let cursor = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT sequence, at, kind, revision, since, payload FROM input
            WHERE \(condition) ORDER BY sequence LIMIT ?
            """
        ),
        arguments: arguments
      )
      var rows: [InputRow] = []
      var bytes = 0
      while bytes < Self.readLimit, let row = try cursor.next() {
        let next = InputRow(row)
        bytes += next.payload?.count ?? 0
        rows.append(next)
      }
      return rows
    }
  }

  /// Hands the datagrams of inputs up to one to `body`, newest input first, until there were `limit`.
  public func receipts(
    through sequence: Int64,
    limit: Int,
    _ body: (DatagramReceipt) -> Void
  ) throws(StoreError) {
    try read { database in
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT sequence, at, kind, revision, since, payload FROM input
          WHERE sequence <= ? AND kind = 'fixes' ORDER BY sequence DESC
          """,
        arguments: [sequence]
      )
      var count = 0
      var revision: Int64 = 0
      while count < limit, let row = try cursor.next() {
        guard case .fixes(let batch) = try input(of: InputRow(row), &revision) else { continue }
        batch.datagrams.forEach(body)
        count += batch.datagrams.count
      }
    }
  }

  private struct InputRow {
    var sequence: Int64
    var at: Instant
    var kind: String
    var revision: Int64?
    var since: Int64?
    var payload: Data?

    init(_ row: Row) {
      sequence = row[0]
      at = Instant(milliseconds: row[1])
      kind = row[2]
      revision = row[3]
      since = row[4]
      payload = row[5]
    }
  }

  private func input(of row: InputRow, _ revision: inout Int64) throws(StoreError) -> Input {
    switch (row.kind, row.revision, row.since, row.payload) {
    case ("clock", _, _, _): return .clock(row.at)
    case ("resumed", _, let since?, _):
      return .resumed(since: Instant(milliseconds: since), at: row.at)
    case ("registry", let new?, _, _):
      let change = try registryChange(after: revision, through: new)
      revision = new
      return .registry(change, at: row.at)
    case ("fixes", _, _, let payload?):
      do {
        return .fixes(try FixBatch(record: [UInt8](payload), receivedAt: row.at))
      } catch {
        throw .damaged(path, detail: "input \(row.sequence)")
      }
    case ("rules", _, _, let payload?):
      do {
        return .rules(try DecisionRules(record: [UInt8](payload)), at: row.at)
      } catch {
        throw .damaged(path, detail: "input \(row.sequence)")
      }
    default: throw .damaged(path, detail: "input \(row.sequence)")
    }
  }
}
