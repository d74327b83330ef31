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

  /// Reads inputs after a sequence number in order, at most `limit` of them.
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

  /// Reads batches of fixes after a sequence number in order, at most `limit` of them.
  public func fixInputs(after sequence: Int64, limit: Int) throws(StoreError) -> [LoggedInput] {
    let rows = try inputRows(where: "sequence > ? AND kind = 'fixes'", [sequence, limit])
    var revision: Int64 = 0
    var inputs: [LoggedInput] = []
    for row in rows {
      inputs.append(LoggedInput(sequence: row.sequence, input: try input(of: row, &revision)))
    }
    return inputs
  }

  private func inputRows(
    where condition: String,
    _ arguments: StatementArguments
  ) throws(StoreError) -> [InputRow] {
    try read { database in
      try database.cachedStatement(
        sql: """
          SELECT sequence, at, kind, revision, since, payload FROM input
          WHERE \(condition) ORDER BY sequence LIMIT ?
          """
      ).fetchAllRows(arguments) { row in
        InputRow(
          sequence: row[0],
          at: Instant(milliseconds: row[1]),
          kind: row[2],
          revision: row[3],
          since: row[4],
          payload: row[5]
        )
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
    default: throw .damaged(path, detail: "input \(row.sequence)")
    }
  }

  /// Keeps the evaluator's state after an input, in place of older ones.
  public func saveSnapshot(
    _ state: [UInt8],
    sequence: Int64,
    revision: Int64
  ) throws(StoreError) {
    try write { database in
      let partSize = 4 << 20
      for (part, start) in stride(from: 0, to: state.count, by: partSize).enumerated() {
        let bytes = Data(state[start..<min(start + partSize, state.count)])
        try database.execute(
          sql: "INSERT INTO snapshot(sequence, part, revision, state) VALUES (?, ?, ?, ?)",
          arguments: [sequence, part, revision, bytes]
        )
      }
      try database.execute(sql: "DELETE FROM snapshot WHERE sequence < ?", arguments: [sequence])
    }
  }

  /// The newest snapshot; `nil` where there is none.
  public func snapshot() throws(StoreError) -> (state: [UInt8], sequence: Int64, revision: Int64)? {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT sequence, revision, state FROM snapshot
          WHERE sequence = (SELECT max(sequence) FROM snapshot) ORDER BY part
          """
      )
      guard let first = rows.first else { return nil }
      let state = rows.reduce(into: [UInt8]()) { state, row in
        let part: Data = row[2]
        state += part
      }
      return (state, first[0], first[1])
    }
  }
}
