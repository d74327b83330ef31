internal import Foundation
internal import GRDB
public import GeoCore

extension AlertStore {
  /// The newest checkpoint of a subject that is not after an instant.
  ///
  /// - Parameters:
  ///   - subject: the subject.
  ///   - instant: when.
  ///   - last: the last input by which it may have been made.
  /// - Returns: `nil` where there is none.
  /// - Throws: ``StoreError``.
  public func checkpoint(
    of subject: SubjectID,
    notAfter instant: Instant,
    madeThrough last: Int64
  ) throws(StoreError) -> Checkpoint? {
    try read { database in
      try database.cachedStatement(
        sql: """
          SELECT at, course FROM checkpoint
          WHERE subject = ? AND at <= ? AND sequence <= ? ORDER BY at DESC, sequence DESC LIMIT 1
          """
      ).fetchAllRows([subject.text, instant.milliseconds, last]) { row in
        let course: Data = row[1]
        return Checkpoint(
          subject: subject,
          at: Instant(milliseconds: row[0]),
          course: [UInt8](course)
        )
      }.first
    }
  }

  /// Replaces checkpoints that were made again while the log was read from its beginning.
  public func keep(_ checkpoints: [Checkpoint], sequence: Int64) throws(StoreError) {
    try write { database in
      for checkpoint in checkpoints { try Self.keep(checkpoint, sequence: sequence, database) }
    }
  }

  /// Keeps a checkpoint, and forgets those of the subject that nothing can ask for any more.
  ///
  /// Recovery goes on from the newest snapshot, by what was made through it. Of the checkpoints of that
  /// time, the one in force at the beginning of the late window is the oldest that is needed, and of
  /// each only its newest version.
  static func keep(_ checkpoint: Checkpoint, sequence: Int64, _ database: Database) throws {
    let subject = checkpoint.subject.text
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO checkpoint(subject, at, sequence, course) VALUES (?, ?, ?, ?)"
    ).execute(
      arguments: [subject, checkpoint.at.milliseconds, sequence, Data(checkpoint.course)]
    )
    let snapshot = try Int64.fetchOne(
      database.cachedStatement(
        sql: "SELECT sequence FROM snapshot WHERE length(state) = 0 ORDER BY sequence DESC LIMIT 1"
      )
    )
    guard let snapshot else { return }
    try database.cachedStatement(
      sql: """
        DELETE FROM checkpoint WHERE subject = ?1 AND at = ?2 AND sequence < (
          SELECT max(sequence) FROM checkpoint WHERE subject = ?1 AND at = ?2 AND sequence <= ?3
        )
        """
    ).execute(arguments: [subject, checkpoint.at.milliseconds, snapshot])
    try database.cachedStatement(
      sql: """
        DELETE FROM checkpoint WHERE subject = ?1 AND at < (
          SELECT max(at) FROM checkpoint WHERE subject = ?1 AND at <= ?2 AND sequence <= ?3
        )
        """
    ).execute(arguments: [subject, checkpoint.oldestNeeded.milliseconds, snapshot])
  }
}
