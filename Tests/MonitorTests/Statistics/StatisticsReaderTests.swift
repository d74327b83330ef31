import AlertStore
import Testing

@testable import GeoCore
@testable import Monitor

/// Figures read from a store: an hour that is counted by hand, by the definitions of `docs/figures.md`.
///
/// ```
///               0         10        20        30        40        50        60 minutes
/// S1  device 1  R  R (3)                      ┊ handed to S2
///     alert                                             silent              escape (59)
/// S2  device 2            H
///     device 1                                ┊                           R (58)
/// ```
///
/// Strict: a report every 5 minutes. S1 is covered 0–8, located. S2 10–15 by a heartbeat, 58–60 located.
struct StatisticsReaderTests {
  private let hour = Period(start: minute(0), end: minute(60))

  private func county(carried: Int = 0) throws -> AlertStore {
    let store = try Scratch().open()
    try County.register(in: store, subjects: 2)
    try County.registrar(store).assign(
      DeviceAssignment(device: DeviceNumber(1), kind: .wristband, subject: "S2"),
      from: minute(30)
    )
    try store.add(Operator(id: "li", name: "li", jurisdiction: nil), now: epoch)
    let silence = AlertKey(subject: "S1", kind: .silent, cause: "", began: minute(38))
    func step(_ step: Transition.Step, _ at: Int64, _ reason: Transition.Reason) -> Evaluation {
      var output = Evaluation()
      output.transitions = [
        Transition(alert: silence, step: step, at: minute(at), knownAt: minute(at), reason: reason)
      ]
      return output
    }
    let fixes = [
      [County.fix(1, minute(0)), County.fix(1, minute(3))],
      // As a sender that lost an acknowledgement sends it again.
      [Fix(device: DeviceNumber(2), time: minute(10)), County.fix(1, minute(3))],
      [County.fix(1, minute(58)), County.fix(1, minute(61))],
    ]
    let steps = [Evaluation(), step(.raised, 40, .noReport), step(.worsened, 59, .escape)]
    for (index, batch) in fixes.enumerated() {
      let input = Input.fixes(County.batch(batch, at: minute(70), counter: UInt64(index)))
      try store.commit([LoggedInput(sequence: Int64(index) + 1, input: input)], steps[index])
    }
    _ = try store.take(
      .state(.acknowledged),
      on: [silence.name],
      operatorID: "li",
      note: nil,
      now: minute(45)
    )
    let inputs = try store.fixInputs(after: 0, limit: 9)
    try FixHistory(of: store).add(Array(inputs.prefix(carried)))
    return store
  }

  private func minutes(
    _ due: Int64,
    _ worn: Int64,
    _ online: Int64,
    _ located: Int64
  ) -> SupervisedTime {
    SupervisedTime(
      due: .minutes(due),
      worn: .minutes(worn),
      online: .minutes(online),
      located: .minutes(located)
    )
  }

  @Test(arguments: [0, 1, 2, 3])
  func `figures do not depend on how far the history is`(carried: Int) throws {
    let store = try county(carried: carried)
    let reader = try StatisticsReader(store, period: hour, now: minute(90))
    let rows = try reader.statistics(of: "office").rows
    #expect(rows.map(\.jurisdiction.id) == ["office"])
    let figures = rows[0].figures
    #expect(figures.subjects == 2)
    #expect(figures.time == minutes(120, 90, 15, 10))
    #expect(figures.alertsByKind == [.silent: 1])
    #expect(figures.alertsByState == [.acknowledged: 1])
    #expect(figures.escaped == 1)
    #expect(figures.medianToAcknowledge == .minutes(5) && figures.medianToClose == nil)
    // Everything is in the history now, as a service would have carried it.
    #expect(try FixHistory(of: store).progress() == 3)
    #expect(try FixHistory(of: store).fixes(of: [(DeviceNumber(1), .always)]).fixes.count == 5)
  }

  @Test func `a period that is not over is counted up to now`() throws {
    let reader = try StatisticsReader(try county(), period: hour, now: minute(40))
    #expect(reader.period == Period(start: minute(0), end: minute(40)))
    let figures = try reader.statistics(of: "office").rows[0].figures
    // The alert was raised at the very end, which does not belong to the period.
    #expect(figures.time == minutes(80, 70, 13, 8) && figures.alerts == 0 && figures.escaped == 0)
    let future = Period(start: minute(99), end: minute(120))
    let none = try StatisticsReader(try county(), period: future, now: minute(90))
    #expect(none.period.isEmpty)
    #expect(try none.statistics(of: "office").rows[0].figures.subjects == 0)
  }

  @Test func `sheets are of everyone who was under supervision there`() throws {
    let store = try county()
    let reader = try StatisticsReader(store, period: hour, now: minute(90))
    var sheets: [ScoreSheet] = []
    try reader.forEachSheet(of: "office") { sheets.append($0) }
    #expect(sheets.map(\.subject.id) == ["S1", "S2"])
    // S1: a silence, its escape, and 8 of 30 minutes with the device (26.66 %, thirteen steps below 95).
    #expect(sheets[0].deductions.map(\.points) == [3, 20, 13])
    #expect(try reader.sheet(of: "S1").score == 64)
    // S2: 7 of 60 minutes, 11.66 %, sixteen steps.
    #expect(sheets[1].deductions.map(\.points) == [16])
    #expect(sheets[1].time == minutes(60, 60, 7, 2))
  }

  @Test func `who is unknown, or was not supervised, is refused; so is an empty period`() throws {
    let store = try county()
    try County.registrar(store).endSubject("S2", at: minute(20))
    let later = Period(start: minute(30), end: minute(60))
    let reader = try StatisticsReader(store, period: later, now: minute(90))
    #expect(throws: StoreError.unknown(kind: .jurisdiction, id: "nowhere")) {
      try reader.statistics(of: "nowhere")
    }
    #expect(throws: StoreError.unknown(kind: .jurisdiction, id: "nowhere")) {
      try reader.forEachSheet(of: "nowhere") { _ in }
    }
    #expect(throws: StoreError.unknown(kind: .subject, id: "nobody")) {
      try reader.sheet(of: "nobody")
    }
    #expect(throws: StatisticsError.notSupervised("S2", later)) { try reader.sheet(of: "S2") }
    #expect(try reader.statistics(of: "office").rows[0].figures.subjects == 1)
    for end in [minute(30), minute(29)] {
      let period = Period(start: minute(30), end: end)
      #expect(throws: StatisticsError.emptyPeriod(period)) {
        try StatisticsReader(store, period: period, now: minute(90))
      }
    }
    #expect(throws: StatisticsError.emptyPeriod(.always)) {
      try StatisticsReader(store, period: .always, now: minute(90))
    }
    let ages = Period(start: epoch - .days(36_525) - Milliseconds(1), end: epoch)
    #expect(throws: StatisticsError.tooLong(ages)) {
      try StatisticsReader(store, period: ages, now: minute(90))
    }
  }

  @Test func `a history ahead of its log is made anew before anything is counted`() throws {
    let store = try county()
    let ghosts = County.batch((0..<60).map { County.fix(1, minute($0)) }, at: minute(70))
    try FixHistory(of: store).add([LoggedInput(sequence: 9, input: .fixes(ghosts))])
    let reader = try StatisticsReader(store, period: hour, now: minute(90))
    #expect(try reader.statistics(of: "office").rows[0].figures.time == minutes(120, 90, 15, 10))
  }

  @Test func `no position is read, and so nothing is put into the audit`() throws {
    let store = try county()
    _ = try StatisticsReader(store, period: hour, now: minute(90)).statistics(of: "office")
    #expect(try store.auditEntries(of: nil, limit: 9).isEmpty)
  }
}
