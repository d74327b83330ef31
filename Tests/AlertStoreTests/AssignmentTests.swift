import Foundation
import GRDB
import GeoCore
import Testing

@testable import AlertStore

/// Who is to do what about an alert: against lists kept by hand; and a store of the first version,
/// brought up to date, against what was in it before.
struct AssignmentTests {
  private let scratch = Scratch()
  private let store: AlertStore
  private let names: [String]
  private let task = AlertAssignment(assignee: "wu", measure: "上门核查", due: minute(90))

  init() throws {
    store = try scratch.open()
    for id in ["li", "wu"] {
      try store.add(Operator(id: id, name: id, jurisdiction: nil), now: epoch)
    }
    let steps = (0..<3).map { transition(subject: "S\($0)") }
    try store.commit([], evaluation(steps))
    names = steps.map(\.alert.name)
  }

  private func assign(
    _ assignment: AlertAssignment,
    _ names: [String],
    by id: String = "li"
  ) throws -> [AlertRecord] {
    try store.assign(assignment, to: names, operatorID: id, now: minute(1))
  }

  private func take(_ state: AlertRecord.State, _ name: String, by id: String) throws {
    _ = try store.take(.state(state), on: [name], operatorID: id, note: nil, now: minute(2))
  }

  @Test func `an assignment is a step of each alert, and leaves their states as they are`() throws {
    let before = try store.alerts()
    #expect(
      try assign(task, [names[0], String(names[0].prefix(9)), names[1]]).map(\.state) == [
        .open, .open,
      ]
    )
    #expect(try store.alerts() == before)
    let step = try #require(try store.steps(of: names[0]).last)
    #expect(step.action == .assigned && step.operatorID == "li" && step.assignment == task)
    #expect(step.knownAt == minute(1) && step.note == nil && step.reason == nil)
    #expect(try store.steps(of: names[1]).map(\.assignment) == [nil, task])
    #expect(try store.steps(of: names[2]).count == 1)
  }

  @Test func `all alerts are assigned or none`() throws {
    try take(.resolved, names[2], by: "li")
    let last = try store.lastStep()
    #expect(throws: StoreError.alertClosed(names[2])) { try assign(task, names) }
    #expect(throws: StoreError.self) { try assign(task, [names[0], "nobody"]) }
    #expect(throws: StoreError.unknown(kind: .operatorName, id: "he")) {
      try assign(AlertAssignment(assignee: "he", measure: "m", due: epoch), [names[0]])
    }
    #expect(throws: StoreError.unknown(kind: .operatorName, id: "he")) {
      try assign(task, [names[0]], by: "he")
    }
    #expect(try store.lastStep() == last)
    // What cannot be resolved stays on the ledger, and somebody may be told to try again.
    try take(.cannotResolve, names[1], by: "li")
    #expect(try assign(task, [names[1]]).map(\.state) == [.cannotResolve])
  }

  @Test func `alerts that are not resolved come with who is responsible`() throws {
    try take(.acknowledged, names[0], by: "li")
    try take(.inProgress, names[0], by: "wu")
    try take(.acknowledged, names[1], by: "li")
    let second = AlertAssignment(assignee: "li", measure: "约谈", due: minute(9))
    for assignment in [task, second] { _ = try assign(assignment, [names[1]]) }
    try take(.inProgress, names[1], by: "wu")
    let open = try store.unresolvedAlerts()
    let found = Dictionary(uniqueKeysWithValues: open.map { ($0.alert.name, $0.handling) })
    #expect(found.count == 3)
    #expect(found[names[0]]?.responsible == "wu" && found[names[0]]?.assignment == nil)
    #expect(found[names[0]]?.acknowledgedAt == minute(2))
    // Named last, and still responsible when somebody else begins.
    #expect(found[names[1]]?.responsible == "li" && found[names[1]]?.assignment == second)
    #expect(found[names[2]]?.responsible == nil && found[names[2]]?.acknowledgedAt == nil)
    try take(.cannotResolve, names[2], by: "li")
    #expect(try store.unresolvedAlerts().count == 3)
    try take(.resolved, names[0], by: "li")
    #expect(try store.unresolvedAlerts().map(\.alert.name).sorted() == names.dropFirst().sorted())
  }

  @Test func `alerts concern a period in which they were raised, went on or worsened`() throws {
    func raised(_ subject: String, _ minutes: Int64, ended: Int64?) -> [Transition] {
      let first = transition(subject: subject, began: minute(minutes), at: minute(minutes))
      guard let ended else { return [first] }
      var last = first
      (last.step, last.at, last.knownAt) = (.ended, minute(ended), minute(ended))
      return [first, last]
    }
    let steps =
      raised("T", 10, ended: 20) + raised("T", 30, ended: nil) + raised("U", 10, ended: nil)
    try store.commit([], evaluation(steps))
    func began(_ from: Int64, _ to: Int64) throws -> [Instant] {
      let period = Period(start: minute(from), end: minute(to))
      return try store.handledAlerts(of: "T", concerning: period).map(\.alert.key.began)
    }
    #expect(try began(0, 10) == [])
    #expect(try began(0, 11) == [minute(10)])
    #expect(try began(20, 31) == [minute(10), minute(30)])
    #expect(try began(21, 31) == [minute(30)])
    #expect(try began(99, 100) == [minute(30)])
    // A device whose clock is ahead: the alert began after it was raised.
    try store.commit([], evaluation([transition(subject: "V", began: minute(11), at: minute(9))]))
    let period = Period(start: minute(9), end: minute(10))
    #expect(try store.handledAlerts(of: "V", concerning: period).count == 1)
  }

  @Test func `a store of the first version keeps everything and learns assignments`() throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path,
      withIntermediateDirectories: true
    )
    let path = scratch.file("fenceline.sqlite")
    let queue = try DatabaseQueue(path: path)
    try AlertStore.migrator.migrate(queue, upTo: "1 inputs, registry, alerts")
    try queue.write { database in
      #expect(try Int.fetchOne(database, sql: "PRAGMA user_version") == 1)
      try database.execute(sql: "INSERT INTO operator VALUES ('li', '李', NULL, 0)")
      // As that version wrote it.
      let first = transition()
      try database.execute(
        sql: """
          INSERT INTO alert(name, subject, kind, cause, began, raised_at, reason, state)
          VALUES (?, ?, ?, ?, ?, ?, ?, 'open')
          """,
        arguments: [
          first.alert.name, first.alert.subject.text, first.alert.kind.rawValue, first.alert.cause,
          first.alert.began.milliseconds, first.knownAt.milliseconds, first.reason.rawValue,
        ]
      )
      try database.execute(
        sql:
          "INSERT INTO alert_step(alert, step, at, known_at, reason) VALUES (?, 'raised', ?, ?, ?)",
        arguments: [
          first.alert.name, first.at.milliseconds, first.knownAt.milliseconds,
          first.reason.rawValue,
        ]
      )
    }
    try queue.close()
    let store = try scratch.open()
    let name = transition().alert.name
    let version = try store.pragma("user_version").map(Int32.init)
    #expect(version == AlertStore.schemaVersion)
    #expect(try store.steps(of: name).map(\.action) == [.engine(.raised)])
    let task = AlertAssignment(assignee: "li", measure: "m", due: minute(5))
    _ = try store.assign(task, to: [name], operatorID: "li", now: epoch)
    #expect(try scratch.open().steps(of: name).last?.assignment == task)
  }
}
