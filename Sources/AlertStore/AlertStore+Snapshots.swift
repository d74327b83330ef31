internal import Foundation
internal import GRDB

extension AlertStore {
  /// How many bytes of a snapshot are written in one transaction.
  static let snapshotPartSize = 1 << 20

  /// Keeps the evaluator's state after an input, in place of older ones.
  ///
  /// It is written in parts, each in a short transaction, so that nobody waits long for the store.
  /// The older snapshot counts until the last part is there.
  public func saveSnapshot(
    _ state: [UInt8],
    sequence: Int64,
    revision: Int64
  ) throws(StoreError) {
    try removeSnapshots(but: try newestSnapshot())
    if try newestSnapshot() == sequence { return }
    let parts = stride(from: 0, to: state.count, by: Self.snapshotPartSize)
    for (part, start) in parts.enumerated() {
      let end = min(start + Self.snapshotPartSize, state.count)
      try insertPart(part, Data(state[start..<end]), sequence, revision)
    }
    try insertPart(Array(parts).count, Data(), sequence, revision)
    try removeSnapshots(but: sequence)
  }

  private func insertPart(
    _ part: Int,
    _ bytes: Data,
    _ sequence: Int64,
    _ revision: Int64
  ) throws(StoreError) {
    try write { database in
      try database.execute(
        sql: "INSERT INTO snapshot(sequence, part, revision, state) VALUES (?, ?, ?, ?)",
        arguments: [sequence, part, revision, bytes]
      )
    }
  }

  /// The newest input after which a whole snapshot was taken; `nil` where there is none.
  private func newestSnapshot() throws(StoreError) -> Int64? {
    try read { try Self.newestSnapshot($0) }
  }

  private static func newestSnapshot(_ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: "SELECT max(sequence) FROM snapshot WHERE length(state) = 0"
    )
  }

  /// Removes all snapshots but one, and what was left unfinished, part by part.
  private func removeSnapshots(but kept: Int64?) throws(StoreError) {
    // Debian's SQLite overwrites what it deletes: that takes as long as writing it.
    while try write({ database in
      try database.execute(
        sql: """
          DELETE FROM snapshot WHERE (sequence, part) IN
            (SELECT sequence, part FROM snapshot WHERE sequence IS NOT ?
             ORDER BY sequence, part DESC LIMIT 1)
          """,
        arguments: [kept]
      )
      return database.changesCount > 0
    }) {}
  }

  /// The newest snapshot; `nil` where there is none.
  public func snapshot() throws(StoreError) -> (state: [UInt8], sequence: Int64, revision: Int64)? {
    try read { database in
      guard let sequence = try Self.newestSnapshot(database) else { return nil }
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT revision, state FROM snapshot WHERE sequence = ? ORDER BY part",
        arguments: [sequence]
      )
      var state: [UInt8] = []
      var revision: Int64 = 0
      while let row = try rows.next() {
        revision = row[0]
        let part: Data = row[1]
        state += part
      }
      return (state, sequence, revision)
    }
  }
}
