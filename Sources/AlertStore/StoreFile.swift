internal import GRDB
internal import Synchronization
#if canImport(Glibc)
internal import Glibc
#endif

/// A database file of ours: made, recognised and opened.
///
/// What a file is, is read from SQLite's header (https://www.sqlite.org/fileformat2.html, 1.3), so
/// that one which is not ours, or of a newer version, keeps every byte.
struct StoreFile {
  /// Where it is.
  var path: String

  /// The number that marks the file as ours, in SQLite's header.
  var applicationID: Int32

  /// The version of the schema; SQLite's header holds it as the user version.
  var version: Int32

  /// How the schema came to be.
  var migrator: DatabaseMigrator

  /// Makes the file if it is missing; nobody else may read it.
  func make() throws(StoreError) {
    // One that is there may be open in this process: see ``databases``.
    if unsafe access(path, F_OK) == 0 { return }
    let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw errno == ENOTDIR ? .notADirectory(directory) : .notWritable(path) }
    close(file)
  }

  private var directory: String {
    (path.lastIndex(of: "/").map { String(path[..<$0]) }) ?? path
  }

  /// Opens the file and brings its schema up to date.
  ///
  /// - Throws: ``StoreError``; a file that is not ours, or of a newer version, is left as it is.
  func open(synchronous: Synchronous) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.journalMode = .wal
    let database = try openChecked(configuration)
    // GRDB chooses NORMAL when it turns the write-ahead log on, after its own preparations.
    try database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = \(synchronous.rawValue)")
      try database.execute(sql: "PRAGMA cache_size = -4000")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
    }
    if try database.read({ try migrator.hasBeenSuperseded($0) }) { throw StoreError.newer(path) }
    try migrator.migrate(database)
    return database
  }

  /// What a commit survives.
  enum Synchronous: String {
    /// A power cut.
    case full = "FULL"
    /// The end of the process; a power cut may take the newest commits back, whole.
    case normal = "NORMAL"
  }

  /// The databases that are open in this process.
  ///
  /// POSIX drops every lock that a process has on a file when it closes any descriptor of it
  /// (https://www.sqlite.org/howtocorrupt.html, 2.2): another process then removes the write-ahead
  /// log under a running service, and what was acknowledged is lost. So the header is read only
  /// while SQLite does not have the file; else SQLite alone opens and closes it.
  private static let databases = Mutex<[FileIdentity: [OpenDatabase]]>([:])

  /// Opens a file that is ours and not newer; any other is left as it is.
  private func openChecked(_ configuration: Configuration) throws -> DatabaseQueue {
    try Self.databases.withLock { databases in
      let before = FileIdentity(path)
      let isOpen = before.flatMap { databases[$0] }?.contains { $0.queue != nil } ?? false
      if isOpen { try checkBySQLite() } else { try checkHeader() }
      _ = unsafe chmod(path, 0o600)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if let identity = FileIdentity(path) {
        databases[identity, default: []].removeAll { $0.queue == nil }
        databases[identity, default: []].append(OpenDatabase(queue: queue))
      }
      return queue
    }
  }

  /// Refuses what is not ours or newer, and changes nothing.
  private func checkHeader() throws {
    let header = firstBytes(128)
    if header.isEmpty { return }
    guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count >= 112 else {
      throw StoreError.notAStore(path)
    }
    var log = stat()
    // What a crash left in the write-ahead log counts; a reader sees it and writes no page.
    if unsafe stat(path + "-wal", &log) == 0, log.st_size > 0 { return try checkBySQLite() }
    let isEmpty = header[103] == 0 && header[104] == 0
    guard isEmpty || word(header, 68) == applicationID else { throw StoreError.notAStore(path) }
    guard word(header, 60) <= version else { throw StoreError.newer(path) }
  }

  private func checkBySQLite() throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.read { database in
      let id = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let found = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard id == applicationID || tables == 0 else { throw StoreError.notAStore(path) }
      let isNewer = try found > version || migrator.hasBeenSuperseded(database)
      guard !isNewer else { throw StoreError.newer(path) }
    }
  }

  private func firstBytes(_ count: Int) -> [UInt8] {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let length = unsafe Glibc.read(file, &bytes, count)
    return Array(bytes.prefix(max(0, length)))
  }

  private func word(_ bytes: [UInt8], _ offset: Int) -> Int32 {
    Int32(bitPattern: bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) })
  }
}

/// A database that was opened, for as long as somebody uses it.
private struct OpenDatabase {
  weak var queue: DatabaseQueue?
}

/// What a file is, whatever it is called.
private struct FileIdentity: Hashable {
  var device: dev_t
  var inode: ino_t

  /// The file at a path; `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    (device, inode) = (status.st_dev, status.st_ino)
  }
}
