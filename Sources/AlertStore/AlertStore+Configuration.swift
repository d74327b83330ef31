public import GeoCore
internal import GRDB

/// A configuration as it was adopted.
///
/// The store keeps the file's own words, comments and all; what they mean is read elsewhere.
public struct AdoptedConfiguration: Hashable, Sendable {
  /// The revision of the registry that adopted it.
  public var revision: Int64

  /// When, by the store's clock.
  public var recordedAt: Instant

  /// Who adopted it.
  public var author: String

  /// By which command.
  public var command: String

  /// The file, word for word.
  public var text: String

  static func newest(in database: Database) throws -> AdoptedConfiguration? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT number, recorded_at, author, command, text
        FROM configuration JOIN revision ON number = revision ORDER BY number DESC LIMIT 1
        """
    ).map { row in
      AdoptedConfiguration(
        revision: row[0],
        recordedAt: Instant(milliseconds: row[1]),
        author: row[2],
        command: row[3],
        text: row[4]
      )
    }
  }
}

extension AlertStore {
  /// The configuration that was adopted last; `nil` where none ever was.
  public func configuration() throws(StoreError) -> AdoptedConfiguration? {
    try read { try AdoptedConfiguration.newest(in: $0) }
  }

  /// The revision that adopted the configuration in force; 0 where none was ever adopted.
  public func configurationRevision() throws(StoreError) -> Int64 {
    try read { database in
      let sql = "SELECT coalesce(max(revision), 0) FROM configuration"
      return try Int64.fetchOne(database, sql: sql) ?? 0
    }
  }
}
