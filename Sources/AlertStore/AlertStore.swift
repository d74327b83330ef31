#if canImport(Glibc)
internal import Glibc
#endif
internal import GRDB
internal import GeoCore

/// The one database of a monitoring centre, in a directory of its own.
///
/// It keeps the input log, the bitemporal registry, alerts with every step of their lives,
/// operators, senders with their keys, and the record of who read positions. Service and commands
/// use this same API over the same file; SQLite's locks are the only protocol between them.
///
/// Every file in the directory has mode 0600.
public final class AlertStore: Sendable {
  /// The directory.
  public let directory: String

  /// The database file.
  var path: String { directory + "/fenceline.sqlite" }

  let database: DatabaseQueue

  private init(directory: String, database: DatabaseQueue) {
    self.directory = directory
    self.database = database
  }

  /// Whether a missing store is made or is an error.
  public enum Missing: Sendable {
    /// Make the directory and the store.
    case create
    /// Refuse.
    case refuse
  }

  /// Opens the store in `directory`.
  ///
  /// - Throws: ``StoreError`` where it is missing, unreadable, not ours, or of a newer version;
  ///   then
  ///   nothing has been changed.
  public static func open(directory: String, missing: Missing) throws(StoreError) -> AlertStore {
    let path = directory + "/fenceline.sqlite"
    let file = file(at: path)
    if missing == .create {
      if unsafe mkdir(directory, 0o700) != 0, errno != EEXIST { throw .notWritable(directory) }
      try file.make()
    } else if unsafe access(path, F_OK) != 0 {
      throw errno == ENOTDIR ? .notADirectory(directory) : .noDirectory(directory)
    }
    guard unsafe access(path, W_OK) == 0, unsafe access(directory, W_OK) == 0 else {
      throw .notWritable(path)
    }
    do {
      // An acknowledged fix survives a power cut.
      let database = try file.open(synchronous: .full)
      let store = AlertStore(directory: directory, database: database)
      try store.seedGrades()
      return store
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func file(at path: String) -> StoreFile {
    StoreFile(
      path: path,
      applicationID: applicationID,
      version: schemaVersion,
      migrator: migrator
    )
  }

  /// Gives a new store the default grades.
  private func seedGrades() throws {
    guard try revision() == 0 else { return }
    try edit(author: "fenceline", command: "new store", now: .distantPast) { editor in
      for grade in Grade.defaults { try editor.put(.grade(grade), in: .always) }
    }
  }

  /// Marks the file as ours: "FNCL".
  static let applicationID: Int32 = 0x464E_434C

  /// How many migrations there are.
  static let schemaVersion: Int32 = 4

  /// Runs `body` in one read transaction.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try database.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body` in one write transaction.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try database.write(body) } catch { throw StoreError(error, path: path) }
  }

  /// A number that changes whenever another connection has committed.
  public func dataVersion() throws(StoreError) -> Int64 {
    do {
      return try database.unsafeRead { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
