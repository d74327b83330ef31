import Foundation
import GRDB
import GeoCore
import Testing

@testable import AlertStore

/// Rules in the log and configurations of revisions: read back as they were written; and a store of the
/// third version, made by hand, against what it held.
struct ConfigurationTests {
  private var rules: DecisionRules {
    var rules = DecisionRules()
    rules.windows.late = .hours(1)
    rules.errorRates["probation"] = ErrorRates(falseAlarm: 0.01, miss: 0.02)
    return rules
  }

  @Test func `the log gives rules back in their place`() throws {
    let store = try Scratch().open()
    let inputs = [
      logged(1, .clock(epoch)), logged(2, .rules(rules, at: minute(1))),
      logged(3, .clock(minute(2))),
    ]
    try store.commit(inputs, Evaluation())
    var revision: Int64 = 0
    let read = try store.inputs(after: 0, limit: 9, revision: &revision)
    guard read.count == 3, case .rules(let back, let at) = read[1].input else {
      Issue.record("\(read)")
      return
    }
    #expect(back == rules)
    #expect(at == minute(1))
    #expect(try store.lastInput().sequence == 3)
  }

  @Test func `rules that were damaged in the log are told of`() throws {
    let scratch = Scratch()
    let store = try scratch.open()
    try store.commit([logged(1, .rules(rules, at: epoch))], Evaluation())
    try store.write { try $0.execute(sql: "UPDATE input SET payload = x'0102'") }
    var revision: Int64 = 0
    let path = scratch.file("fenceline.sqlite")
    #expect(throws: StoreError.damaged(path, detail: "input 1")) {
      try store.inputs(after: 0, limit: 9, revision: &revision)
    }
  }

  @Test func `a configuration is kept word for word, with who adopted it and when`() throws {
    let store = try Scratch().open()
    #expect(try store.configuration() == nil)
    #expect(try store.configurationRevision() == 0)
    let text = "# 县局 2026 年 3 月\nwindows:\n  late: 1 h\n"
    for (number, words) in ["windows:\n", text].enumerated() {
      try store.edit(author: "wu", command: "config set", now: minute(Int64(number))) { editor in
        try editor.setConfiguration(words)
        #expect(try editor.configuration()?.text == words)
      }
    }
    let adopted = try #require(try store.configuration())
    let revision = try store.revision()
    #expect(
      adopted
        == AdoptedConfiguration(
          revision: revision,
          recordedAt: minute(1),
          author: "wu",
          command: "config set",
          text: text
        )
    )
    #expect(try store.configurationRevision() == revision)
  }

  @Test func `a store of the third version keeps its log and takes rules`() throws {
    let scratch = Scratch()
    let inputs = [
      logged(1, .clock(epoch)), logged(2, .resumed(since: epoch, at: minute(5))),
      logged(3, .fixes(batch([fix(1, epoch)], at: minute(6)))),
    ]
    try scratch.open().commit(inputs, Evaluation())
    let queue = try DatabaseQueue(path: scratch.file("fenceline.sqlite"))
    let before = try queue.write { database in
      try Self.takeBack(database)
      return try Row.fetchAll(database, sql: "SELECT * FROM input ORDER BY sequence")
    }
    try queue.close()
    let store = try scratch.open()
    #expect(
      try store.read { try Row.fetchAll($0, sql: "SELECT * FROM input ORDER BY sequence") }
        == before
    )
    #expect(try store.pragma("user_version") == 4)
    #expect(try store.configuration() == nil)
    try store.commit([logged(4, .rules(rules, at: minute(7)))], Evaluation())
    var revision: Int64 = 0
    #expect(try store.inputs(after: 0, limit: 9, revision: &revision).count == 4)
  }

  /// Makes the schema that of the third version.
  private static func takeBack(_ database: Database) throws {
    try database.execute(
      sql: """
        DROP TABLE configuration;
        ALTER TABLE input RENAME TO newer;
        CREATE TABLE input(
          sequence INTEGER PRIMARY KEY,
          at INTEGER NOT NULL,
          kind TEXT NOT NULL CHECK (kind IN ('fixes', 'registry', 'clock', 'resumed')),
          revision INTEGER,
          since INTEGER,
          payload BLOB
        ) STRICT;
        INSERT INTO input SELECT * FROM newer;
        DROP TABLE newer;
        DELETE FROM grdb_migrations WHERE identifier LIKE '4 %';
        PRAGMA user_version = 3;
        """
    )
    #expect(throws: DatabaseError.self) {
      try database.execute(sql: "INSERT INTO input(sequence, at, kind) VALUES (9, 9, 'rules')")
    }
  }
}
