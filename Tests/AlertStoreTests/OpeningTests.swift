import Foundation
import GRDB
import GeoCore
import Testing

@testable import AlertStore

/// How a store is made, recognised and refused: settings read back from SQLite, file modes from the
/// kernel, and bytes compared before and after.
struct OpeningTests {
  @Test func `a commit waits for the disk, also after GRDB's own settings`() throws {
    let scratch = Scratch()
    let store = try scratch.open()
    #expect(try store.pragma("synchronous") == 2)
    try store.commit([logged(1, .clock(epoch))], Evaluation())
    #expect(try store.pragma("synchronous") == 2)
    let again = try AlertStore.open(directory: scratch.path, missing: .refuse)
    #expect(try again.pragma("synchronous") == 2)
    let mode = try again.database.inDatabase { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test func `nobody else can read any file of a store`() throws {
    let scratch = Scratch()
    let old = umask(0)
    defer { umask(old) }
    let store = try scratch.open()
    let history = try FixHistory(of: store)
    try history.add([logged(1, .fixes(batch([fix(1, epoch)])))])
    try store.commit([logged(1, .clock(epoch))], Evaluation())
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(files.contains("fenceline.sqlite-wal") && files.contains("history.sqlite-shm"))
    for file in files { #expect(try scratch.mode(file) == 0o600, "\(file)") }
    #expect(try scratch.mode("") == 0o700)
  }

  @Test func `files that were copied back from a backup are closed to others again`() throws {
    let scratch = Scratch()
    _ = try FixHistory(of: try scratch.open())
    for file in ["fenceline.sqlite", "history.sqlite"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o644],
        ofItemAtPath: scratch.file(file)
      )
    }
    _ = try FixHistory(of: try scratch.open())
    for file in ["fenceline.sqlite", "history.sqlite"] {
      #expect(try scratch.mode(file) == 0o600, "\(file)")
    }
  }

  @Test func `a missing store is refused and not made`() throws {
    let scratch = Scratch()
    #expect(throws: StoreError.noDirectory(scratch.path)) {
      try AlertStore.open(directory: scratch.path, missing: .refuse)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path))
  }

  @Test(arguments: [true, false])
  func `a newer store is refused and keeps every byte`(isClosed: Bool) throws {
    let scratch = Scratch()
    let name = "fenceline.sqlite"
    func makeNewer() throws -> DatabaseQueue {
      _ = try scratch.open()
      let queue = try DatabaseQueue(path: scratch.file(name))
      try queue.write { database in
        try database.execute(sql: "PRAGMA user_version = 99")
        try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 what is to come')")
      }
      return queue
    }
    // With the newer version still running, what it changed is in the write-ahead log.
    var running: DatabaseQueue? = try makeNewer()
    if isClosed { running = nil }
    let before = try scratch.bytes(name)
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(throws: StoreError.newer(scratch.file(name))) { try scratch.open() }
    #expect(try scratch.bytes(name) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == files)
    try running?.close()
  }

  @Test func `a store of the second version gets the reasons of readings and keeps its readings`()
    throws
  {
    let scratch = Scratch()
    let name = "fenceline.sqlite"
    _ = try scratch.open()
    do {
      let queue = try DatabaseQueue(path: scratch.file(name))
      try queue.write { database in
        try database.execute(sql: "ALTER TABLE audit DROP COLUMN reason")
        try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '3 %'")
        try database.execute(sql: "PRAGMA user_version = 2")
        try database.execute(
          sql: "INSERT INTO audit(at, reader, command, subject) VALUES (1, 'li', 'map', 'S1')"
        )
      }
      try queue.close()
    }
    let store = try scratch.open()
    try store.audit(
      reader: "wu",
      command: "track export",
      subjects: ["S1"],
      reason: "检察院调取",
      now: epoch
    )
    let entries = try store.auditEntries(of: "S1", limit: 9)
    #expect(entries.map(\.reader) == ["wu", "li"])
    #expect(entries.map(\.reason) == ["检察院调取", nil])
  }

  @Test(arguments: ["fenceline.sqlite", "history.sqlite"])
  func `a foreign database is refused and keeps every byte and its mode`(name: String) throws {
    let scratch = Scratch()
    if name == "history.sqlite" { _ = try scratch.open() }
    try FileManager.default.createDirectory(
      atPath: scratch.path,
      withIntermediateDirectories: true
    )
    try DatabaseQueue(path: scratch.file(name)).write {
      try $0.execute(sql: "CREATE TABLE theirs(a)")
    }
    let mode = try scratch.mode(name)
    let before = try scratch.bytes(name)
    #expect(throws: StoreError.notAStore(scratch.file(name))) {
      _ = try FixHistory(of: try scratch.open())
    }
    #expect(try scratch.bytes(name) == before)
    #expect(try scratch.mode(name) == mode)
  }

  @Test(arguments: [1, 15, 16, 99, 111, 4_096])
  func `a file that is no database is refused and keeps every byte`(length: Int) throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path,
      withIntermediateDirectories: true
    )
    let name = "fenceline.sqlite"
    let text = Data("SQLite format 3\0".utf8.prefix(length < 4_096 ? 16 : 3))
    let bytes = (text + Data(repeating: 7, count: 4_096)).prefix(length)
    try bytes.write(to: URL(filePath: scratch.file(name)))
    #expect(throws: StoreError.notAStore(scratch.file(name))) { try scratch.open() }
    #expect(try scratch.bytes(name) == bytes)
  }

  @Test func `a store whose making was interrupted is made to the end`() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path,
      withIntermediateDirectories: true
    )
    let name = "fenceline.sqlite"
    try Data().write(to: URL(filePath: scratch.file(name)))
    #expect(try scratch.open().revision() == 1)
    // Killed after the journal mode was set, before the first migration.
    try FileManager.default.removeItem(atPath: scratch.file(name))
    var configuration = Configuration()
    configuration.journalMode = .wal
    try DatabaseQueue(path: scratch.file(name), configuration: configuration).close()
    #expect(try scratch.bytes(name).count > 0)
    #expect(try scratch.open().revision() == 1)
  }

  @Test func `a new store has the default grades, once`() throws {
    let scratch = Scratch()
    for _ in 0..<2 {
      let grades = try scratch.open().registry(of: .grade).map(\.fact)
      #expect(grades == Grade.defaults.map { .grade($0) })
    }
  }
}
