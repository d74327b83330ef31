import AlertStore
import Testing

@testable import GeoCore
@testable import Monitor

/// Who is where, from history and log together: examples with the fixes that were put in as the
/// oracle.
struct RollCallTests {
  private func county() throws -> AlertStore {
    let store = try Scratch().open()
    try County.register(in: store, subjects: 3)
    return store
  }

  private func log(_ store: AlertStore, _ fixes: [Fix], _ sequence: Int64) throws {
    let batch = County.batch(fixes, at: minute(sequence))
    var output = Evaluation()
    output.presences = [PresenceChange(subject: "S1", state: .inside, since: epoch)]
    try store.commit([LoggedInput(sequence: sequence, input: .fixes(batch))], output)
  }

  @Test(arguments: [0, 1, 2])
  func `a roll call does not depend on how far the history is`(carried: Int) throws {
    let store = try county()
    var heartbeat = Fix(device: DeviceNumber(1), time: minute(25))
    heartbeat.batteryPercent = 9
    try log(store, [County.fix(1, minute(20)), County.fix(2, minute(-200))], 1)
    try log(store, [heartbeat], 2)
    let inputs = try store.fixInputs(after: 0, limit: 9)
    try FixHistory(of: store).add(Array(inputs.prefix(carried)))
    let roll = try RollCall(store, at: minute(30)).entries
    #expect(roll.map(\.subject.id) == ["S1", "S2", "S3"])
    #expect(roll[0].presence == .inside && roll[0].since == epoch)
    #expect(roll[0].lastReport == heartbeat)
    #expect(roll[0].lastPosition == County.fix(1, minute(20)))
    // The device of S2 was not S2's yet when it sent that.
    #expect(roll[1].lastReport == nil && roll[1].presence == .unknown)
    // A position that the grade does not tolerate any more says nothing.
    let later = try RollCall(store, at: minute(51)).entries
    #expect(later[0].presence == .unknown && later[0].since == nil)
    #expect(try RollCall(store, at: minute(50)).entries[0].presence == .inside)
    #expect(try store.track(of: "S1", in: .always) == [County.fix(1, minute(20)), heartbeat])
  }

  @Test func `a position of hours ago counts while the grade tolerates it`() throws {
    let store = try county()
    let lenient = County.subject("S1", grade: "lenient")
    _ = try store.edit(author: "t", command: "t", now: epoch) { editor in
      try editor.put(.subject(lenient), in: Period(start: epoch, end: .distantFuture))
    }
    let heartbeats = (2..<11).map { Fix(device: DeviceNumber(1), time: minute(60 * $0)) }
    try log(store, [County.fix(1, minute(1))] + heartbeats, 1)
    try FixHistory(of: store).add(try store.fixInputs(after: 0, limit: 9))
    let entry = try RollCall(store, at: minute(600)).entries[0]
    #expect(entry.presence == .inside)
    #expect(entry.lastPosition?.time == minute(1) && entry.lastReport?.time == minute(600))
  }

  @Test func `leaves and silences are on the roll`() throws {
    let store = try county()
    try County.registrar(store).grant(
      County.leave("L1", "S2", from: minute(0), to: minute(60))
    )
    var output = Evaluation()
    output.transitions = [
      Transition(
        alert: AlertKey(subject: "S3", kind: .silent, cause: "", began: epoch),
        step: .raised,
        at: epoch,
        knownAt: epoch,
        reason: .noReport
      )
    ]
    try store.commit([], output)
    let roll = try RollCall(store, at: minute(59)).entries
    #expect(roll.map(\.leave) == [nil, "L1", nil])
    #expect(roll.map(\.isSilent) == [false, false, true])
    #expect(try RollCall(store, at: minute(60)).entries[1].leave == nil)
  }

  @Test func `a track is of the wearer, not of the device`() throws {
    let store = try county()
    try County.registrar(store).assign(
      DeviceAssignment(device: DeviceNumber(1), kind: .wristband, subject: "S2"),
      from: minute(10)
    )
    let fixes = (0..<20).map { County.fix(1, minute($0)) }
    try log(store, Array(fixes.prefix(5)), 1)
    try FixHistory(of: store).add(try store.fixInputs(after: 0, limit: 9))
    try log(store, Array(fixes.dropFirst(5)), 2)
    #expect(try store.track(of: "S1", in: .always) == Array(fixes.prefix(10)))
    #expect(try store.track(of: "S2", in: .always) == Array(fixes.dropFirst(10)))
    let period = Period(start: minute(3), end: minute(7))
    #expect(try store.track(of: "S1", in: period) == Array(fixes[3..<7]))
  }
}
