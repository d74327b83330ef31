import Foundation
import GRDB
import GeoCore
import Testing

@testable import AlertStore

/// Alerts, their steps and who read what: against `AlertRecord.apply`, which the store does not
/// use, and against lists kept by hand.
struct AlertTests {
  @Test(arguments: [21, 22] as [UInt64])
  func `an alert stands as its steps left it`(seed: UInt64) throws {
    var random = Seeded(seed)
    let store = try Scratch().open()
    var records: [String: AlertRecord] = [:]
    var words: [String] = []
    for index in 0..<200 {
      let began = minute(.random(in: 0...3, using: &random))
      let subject = "S\(Int.random(in: 0...2, using: &random))"
      let first = transition(subject: subject, began: began, at: minute(Int64(index)))
      let name = first.alert.name
      var step = first
      if records[name] != nil {
        step.step = Transition.Step.allCases.randomElement(using: &random) ?? .ended
        step.at = minute(.random(in: 0...99, using: &random))
        step.reason = .returned
      }
      if records[name] == nil {
        records[name] = AlertRecord(raised: step)
      } else {
        records[name]?.apply(step)
      }
      words.append(name + step.step.rawValue)
      try store.commit([logged(Int64(index) + 1, .clock(epoch))], evaluation([step]))
    }
    let found = try store.alerts()
    #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0) }) == records)
    #expect(found.map(\.raisedAt) == found.map(\.raisedAt).sorted())
    let steps = try store.steps(after: 0, limit: 999)
    #expect(steps.map { $0.alert + $0.action.word } == words)
    #expect(steps.map(\.number) == Array(1...200))
  }

  @Test func `two connections' steps have one order, that of their commits`() throws {
    let scratch = Scratch()
    let (service, command) = (try scratch.open(), try scratch.open())
    try command.add(Operator(id: "li", name: "李", jurisdiction: nil), now: epoch)
    try service.commit([], evaluation([transition(), transition(subject: "S2")]))
    let name = transition().alert.name
    var expected = ["raised", "raised"]
    var version = try command.dataVersion()
    for index in 0..<40 {
      if index % 3 == 0 {
        _ = try command.take(
          .note,
          on: [name],
          operatorID: "li",
          note: "\(index)",
          now: minute(Int64(-index))
        )
        expected.append("note")
      } else {
        try service.commit([], evaluation([transition(.ended, at: minute(1), .returned)]))
        expected.append("ended")
        let next = try command.dataVersion()
        #expect(next != version)
        version = next
      }
    }
    #expect(try command.steps(after: 0, limit: 99).map(\.action.word) == expected)
    #expect(try service.steps(after: 0, limit: 99) == command.steps(after: 0, limit: 99))
    #expect(try service.steps(after: 40, limit: 99).map(\.number) == [41, 42])
    #expect(try service.lastStep() == 42)
    #expect(try service.steps(of: name).count == 41)
  }

  @Test func `the beginning of a name is enough if it stands for one alert`() throws {
    let store = try Scratch().open()
    let steps = (0..<400).map { transition(subject: "S\($0)") }
    try store.commit([], evaluation(steps))
    let names = steps.map(\.alert.name)
    for name in names.prefix(50) {
      for length in [1, 2, 5, 10] {
        let prefix = String(name.prefix(length))
        let count = names.count { $0.hasPrefix(prefix) }
        if count == 1 {
          #expect(try store.alert(named: prefix.lowercased()).name == name)
        } else {
          #expect(throws: StoreError.ambiguous(prefix, count: count)) {
            try store.alert(named: prefix)
          }
        }
      }
      // As somebody reads it out who does not know that these letters are not used.
      let heard = String(name.map { $0 == "0" ? "o" : $0 == "1" ? "l" : $0 })
      #expect(try store.alert(named: heard).name == name)
    }
    for nothing in ["", "U", "%", "_", "ZZZZZZZZZZZ", "é"] {
      #expect(throws: StoreError.self) { try store.alert(named: nothing) }
    }
  }

  @Test func `an operator's step is taken on all alerts or on none`() throws {
    let store = try Scratch().open()
    try store.add(Operator(id: "li", name: "李", jurisdiction: "j"), now: epoch)
    let steps = (0..<3).map { transition(subject: "S\($0)") }
    try store.commit([], evaluation(steps))
    let names = steps.map(\.alert.name)
    func take(
      _ state: AlertRecord.State,
      _ names: [String],
      by id: String = "li"
    ) throws -> [AlertRecord] {
      try store.take(.state(state), on: names, operatorID: id, note: nil, now: minute(1))
    }
    #expect(try take(.resolved, [names[2]]).map(\.state) == [.resolved])
    let before = try store.alerts()
    #expect(throws: StoreError.alertClosed(names[2])) { try take(.acknowledged, names) }
    #expect(throws: StoreError.self) { try take(.acknowledged, [names[0], "nobody"]) }
    #expect(throws: StoreError.unknown(kind: .operatorName, id: "wu")) {
      try take(.acknowledged, [names[0]], by: "wu")
    }
    #expect(try store.alerts() == before)
    #expect(try store.lastStep() == 4)
    // The same alert by two beginnings of its name is one alert.
    let twice = [names[0], String(names[0].prefix(9)), names[1]]
    #expect(try take(.resolved, twice).map(\.name) == [names[0], names[1]])
    #expect(try store.lastStep() == 6)
    let note = try store.take(
      .note,
      on: [names[2]],
      operatorID: "li",
      note: "复核",
      now: minute(2)
    )
    #expect(note.map(\.state) == [.resolved])
    #expect(try store.steps(of: names[2]).last?.note == "复核")
  }

  @Test func `a step of an alert that nobody raised is a damage, and changes nothing`() throws {
    let store = try Scratch().open()
    #expect(throws: StoreError.self) {
      try store.commit([logged(1, .clock(epoch))], evaluation([transition(.ended)]))
    }
    #expect(try store.lastInput().sequence == 0)
    #expect(try store.lastStep() == 0)
  }

  @Test func `every reading of a position is on record, newest first`() throws {
    let store = try Scratch().open()
    let ids = ["b", "a", "b"].map { SubjectID($0) }
    try store.audit(reader: "li", command: "map", subjects: ids, now: epoch)
    try store.audit(reader: "wu", command: "list", subjects: ["a"], now: minute(1))
    try store.audit(reader: "wu", command: "list", subjects: [SubjectID](), now: minute(2))
    let all = try store.auditEntries(of: nil, limit: 9)
    #expect(all.map(\.subject.text) == ["a", "b", "a"])
    #expect(all.map(\.reader) == ["wu", "li", "li"])
    #expect(try store.auditEntries(of: "a", limit: 1) == [all[0]])
    #expect(try store.counts() == ["alert": 0, "input": 0, "audit": 3])
  }

  @Test func `an operator is added once`() throws {
    let store = try Scratch().open()
    let li = Operator(id: "li", name: "李", jurisdiction: nil)
    try store.add(li, now: epoch)
    #expect(throws: StoreError.exists(kind: .operatorName, id: "li")) {
      try store.add(li, now: epoch)
    }
    #expect(try store.operators() == [li])
  }

  @Test func `status and virtual clock are what was written last`() throws {
    let store = try Scratch().open()
    #expect(try store.virtualClock() == nil)
    let clock = VirtualClock(epoch: epoch, rate: 60, anchor: minute(5))
    try store.setVirtualClock(clock)
    #expect(try store.virtualClock() == clock)
    #expect(clock.time(atSystem: minute(6)) == minute(60))
    #expect(clock.time(atSystem: minute(4)) == minute(-60))
    for value in ["1", "2"] {
      try store.publish(status: ["a": value], senders: [SenderNumber(.max): ["fixes": 7]])
    }
    #expect(try store.status() == ["a": "2"])
    #expect(try store.senderStatus() == [SenderNumber(.max): ["fixes": 7]])
  }
}
