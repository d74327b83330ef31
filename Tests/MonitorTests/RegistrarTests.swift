import AlertStore
import GeoCore
import Ingest
import Testing

@testable import GeoFormats
@testable import Monitor

/// What the registrar refuses, sentence by sentence, and what it does with what is known already:
/// examples, with the registry read back as the oracle.
struct RegistrarTests {
  private func county() throws -> AlertStore {
    let store = try Scratch().open()
    try County.register(in: store, subjects: 2)
    return store
  }

  /// The English sentence with which something is refused; the registry keeps its revision.
  private func refusal(_ store: AlertStore, _ body: () throws -> Void) throws -> String? {
    let revision = try store.revision()
    defer { #expect((try? store.revision()) == revision) }
    do {
      try body()
      return nil
    } catch let error as any ExplainedError {
      #expect(!error.sentence.chinese.isEmpty)
      return error.sentence.english
    }
  }

  @Test func `a leave that the rules forbid is refused with the rule`() throws {
    let store = try county()
    let registrar = County.registrar(store)
    try registrar.grant(County.leave("L1", "S1", from: minute(0), to: minute(60)))
    func refused(_ leave: Leave) throws -> String? {
      try refusal(store) { try registrar.grant(leave) }
    }
    let overlapping = County.leave("L2", "S1", from: minute(59), to: minute(70))
    #expect(try refused(overlapping)?.contains("leave L2 overlaps leave L1") == true)
    let empty = County.leave("L2", "S1", from: minute(70), to: minute(70))
    #expect(try refused(empty)?.contains("is not after the start") == true)
    let long = County.leave("L2", "S1", from: minute(70), to: minute(70) + .days(400))
    #expect(try refused(long)?.contains("which nobody may approve") == true)
    var tooHigh = County.leave("L2", "S1", from: minute(70), to: minute(70) + .days(20))
    tooHigh.approvalLevel = .office
    #expect(try refused(tooHigh)?.contains("more than the level office may approve") == true)
    let again = County.leave("L1", "S2", from: minute(70), to: minute(80))
    #expect(try refused(again)?.contains("leave L1 is there already") == true)
    let nobody = County.leave("L2", "S9", from: minute(70), to: minute(80))
    #expect(try refused(nobody)?.contains("there is no subject S9") == true)
    var nowhere = County.leave("L2", "S1", from: minute(70), to: minute(80))
    nowhere.destination = "moon"
    #expect(try refused(nowhere)?.contains("there is no zone moon") == true)
    // Adjacent leaves are two leaves; so is one of somebody else.
    try registrar.grant(County.leave("L3", "S1", from: minute(60), to: minute(70)))
    try registrar.grant(County.leave("L4", "S2", from: minute(0), to: minute(60)))
  }

  @Test func `a leave is extended, reported back and cancelled once`() throws {
    let store = try county()
    let registrar = County.registrar(store, at: minute(30))
    try registrar.grant(County.leave("L1", "S1", from: minute(0), to: minute(60)))
    try registrar.grant(County.leave("L2", "S1", from: minute(90), to: minute(99)))
    func extend(_ end: Instant) throws -> Leave {
      try registrar.extend("L1", until: end, approver: "wu", level: .county)
    }
    #expect(try refusal(store) { _ = try extend(minute(60)) }?.contains("--end") == true)
    #expect(try refusal(store) { _ = try extend(minute(91)) }?.contains("overlaps") == true)
    #expect(try extend(minute(90)).period.end == minute(90))
    #expect(try registrar.reportBack("L1", at: minute(80)).reportedBackAt == minute(80))
    let twice = try refusal(store) { _ = try registrar.reportBack("L1", at: minute(81)) }
    #expect(twice == "leave L1 was reported back before")
    #expect(try registrar.cancel("L2").cancelledAt == minute(30))
    for body in [
      { _ = try registrar.cancel("L2") }, { _ = try registrar.reportBack("L2", at: minute(81)) },
      { _ = try registrar.extend("L2", until: minute(200), approver: "wu", level: .county) },
    ] as [() throws -> Void] {
      #expect(try refusal(store, body) == "leave L2 was cancelled before")
    }
    #expect(try refusal(store) { _ = try registrar.cancel("L9") }?.contains("no leave L9") == true)
  }

  @Test func `a permit is for a prohibited zone, and ends where it is revoked`() throws {
    let store = try county()
    let registrar = County.registrar(store, at: minute(30))
    let bar = try #require(County.zone("bar", role: .prohibited))
    #expect(try registrar.importZones([bar], from: nil) == ImportSummary(read: 1, changed: 1))
    func permit(_ zone: ZoneID, _ subject: SubjectID = "S1", _ end: Instant = minute(60)) -> Permit
    {
      let period = Period(start: minute(0), end: end)
      return Permit(id: "P1", subject: subject, zone: zone, period: period, approver: "li")
    }
    for (wrong, word) in [
      (permit("home"), "is not prohibited"), (permit("moon"), "no zone moon"),
      (permit("bar", "S9"), "no subject S9"), (permit("bar", "S1", minute(0)), "not after"),
    ] {
      #expect(try refusal(store) { try registrar.grant(wrong) }?.contains(word) == true)
    }
    try registrar.grant(permit("bar"))
    let again = try refusal(store) { try registrar.grant(permit("bar")) }
    #expect(again?.contains("permit P1 is there already") == true)
    #expect(try registrar.revokePermit("P1").period.end == minute(30))
    #expect(try refusal(store) { _ = try registrar.revokePermit("P2") }?.contains("P2") == true)
  }

  @Test func `senders have numbers and keys of their own, and are strangers once revoked`() throws {
    let store = try county()
    let registrar = County.registrar(store)
    let (first, key) = try registrar.addSender(name: "a", kind: .gateway, number: nil)
    let (second, other) = try registrar.addSender(
      name: "b",
      kind: .device(DeviceNumber(.max)),
      number: SenderNumber(.max)
    )
    #expect(first.number.value == 1 && second.number.value == .max && key != other)
    let keys = [first.number: key.bytes, second.number: other.bytes]
    #expect(try store.senderKeys() == keys)
    let taken = try refusal(store) {
      _ = try registrar.addSender(name: "c", kind: .gateway, number: SenderNumber(1))
    }
    #expect(taken?.contains("sender 1 is there already") == true)
    let full = try refusal(store) {
      _ = try registrar.addSender(name: "c", kind: .gateway, number: nil)
    }
    #expect(full == "every sender number is taken")
    try registrar.revokeSender(second.number)
    #expect(try store.senderKeys() == [first.number: key.bytes])
    #expect(try store.registry(of: .sender).count == 1)
    let gone = try refusal(store) { try registrar.revokeSender(second.number) }
    #expect(gone?.contains("there is no sender 4294967295") == true)
  }

  @Test func `a grade whose times contradict each other is refused`() throws {
    let store = try county()
    let registrar = County.registrar(store, at: minute(5))
    var grade = Grade(
      id: "own",
      reportEvery: .minutes(1),
      silentAfter: .minutes(9),
      escapeAfter: .minutes(9)
    )
    let sentence = try refusal(store) { try registrar.setGrade(grade) }
    #expect(sentence?.contains("grade own") == true)
    grade.escapeAfter = .minutes(10)
    try registrar.setGrade(grade)
    grade.silentAfter = .minutes(8)
    try registrar.setGrade(grade)
    let versions = try store.registry(of: .grade).filter { $0.fact.identifier == "own" }
    #expect(versions.map(\.effective.start) == [.distantPast, minute(5)])
  }

  @Test func `a file is taken whole or not at all, and twice changes nothing`() throws {
    let store = try county()
    let registrar = County.registrar(store, at: minute(5))
    func row<Value>(_ line: Int, _ value: Value) -> RegistryFile.Row<Value> {
      RegistryFile.Row(value: value, line: line)
    }
    let good = County.subject("S7")
    let bad = County.subject("S8", grade: "unheard")
    let wrong = try refusal(store) {
      _ = try registrar.importSubjects([row(2, good), row(3, bad)], file: "s.csv")
    }
    #expect(wrong?.contains("line 3, column grade, \"unheard\"") == true)
    let file = [row(2, good)]
    #expect(try registrar.importSubjects(file, file: "s.csv").changed == 1)
    #expect(try registrar.importSubjects(file, file: "s.csv").changed == 0)
    var renamed = good
    renamed.name = "new"
    #expect(try registrar.importSubjects([row(2, renamed)], file: "s.csv").changed == 1)
    let versions = try store.registry(of: .subject).filter { $0.fact.identifier == "S7" }
    #expect(versions.map(\.effective.start) == [.distantPast, minute(5)])
    let leave = County.leave("L1", "S7", from: minute(0), to: minute(60))
    #expect(try registrar.importLeaves([row(2, leave)], file: "l.csv").changed == 1)
    #expect(try registrar.importLeaves([row(2, leave)], file: "l.csv").changed == 0)
    let other = County.leave("L2", "S7", from: minute(0), to: minute(60))
    let overlap = try refusal(store) {
      _ = try registrar.importLeaves([row(9, other)], file: "l.csv")
    }
    #expect(overlap?.contains("line 9: leave L2 overlaps leave L1") == true)
    let device = DeviceAssignment(device: DeviceNumber(9), kind: .phone, subject: "S9")
    let nobody = try refusal(store) {
      _ = try registrar.importDevices([row(2, device)], file: "d.csv")
    }
    #expect(nobody?.contains("\"S9\"") == true)
  }

  @Test func `a device has one wearer at a time`() throws {
    let store = try county()
    let registrar = County.registrar(store, at: minute(5))
    let device = DeviceNumber(1)
    try registrar.assign(
      DeviceAssignment(device: device, kind: .wristband, subject: "S2"),
      from: minute(3)
    )
    let rows = try store.registry(of: .device).filter { $0.fact.identifier == "1" }
    #expect(rows.map(\.effective.start) == [epoch, minute(3)])
    #expect(rows.map(\.effective.end) == [minute(3), .distantFuture])
    try registrar.revokeDevice(device)
    let gone = try refusal(store) { try registrar.revokeDevice(device) }
    #expect(gone?.contains("there is no device 1") == true)
    for body in [
      { try registrar.endSubject("S9", at: minute(1)) }, { try registrar.removeZone("moon") },
    ] as [() throws -> Void] {
      #expect(try refusal(store, body)?.contains("there is no") == true)
    }
  }
}
