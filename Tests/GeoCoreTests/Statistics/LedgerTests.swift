import Testing

@testable import GeoCore

/// Medians, what operators did, and the lines of the ledger: examples counted by hand.
struct LedgerTests {
  @Test func `a median is the middle one, or the mean of the two in the middle`() {
    func median(_ minutes: Int64...) -> Milliseconds? { minutes.map(Milliseconds.minutes).median }
    #expect(median() == nil)
    #expect(median(7) == .minutes(7))
    #expect(median(9, 1) == .minutes(5))
    #expect(median(9, 1, 2) == .minutes(2))
    #expect(median(100, 2, 4, 1) == .minutes(3))
    #expect([Milliseconds(1), Milliseconds(2)].median == Milliseconds(1))
  }

  private func step(
    _ action: AlertStep.Action,
    _ reading: String,
    by id: String? = "li",
    _ assignment: AlertAssignment? = nil
  ) -> AlertStep {
    AlertStep(
      number: 0,
      alert: "A",
      action: action,
      at: at(reading),
      knownAt: at(reading),
      operatorID: id,
      assignment: assignment
    )
  }

  @Test func `whoever was named last is responsible, else whoever took it on last`() {
    let task = AlertAssignment(assignee: "wu", measure: "visit", due: at("18:00"))
    var steps = [step(.engine(.raised), "08:00", by: nil), step(.note, "08:05")]
    #expect(AlertHandling(steps).responsible == nil && AlertHandling(steps).acknowledgedAt == nil)
    steps.append(step(.state(.acknowledged), "08:10", by: "li"))
    #expect(AlertHandling(steps).responsible == "li")
    steps.append(step(.state(.inProgress), "08:20", by: "he"))
    #expect(AlertHandling(steps).responsible == "he")
    #expect(AlertHandling(steps).acknowledgedAt == at("08:10"))
    steps.append(step(.assigned, "08:30", by: "li", task))
    #expect(AlertHandling(steps).responsible == "wu" && AlertHandling(steps).assignment == task)
    steps.append(step(.state(.inProgress), "08:40", by: "he"))
    #expect(AlertHandling(steps).responsible == "wu")
    steps.append(step(.state(.resolved), "09:00", by: "he"))
    #expect(AlertHandling(steps).resolvedAt == at("09:00"))
  }

  @Test func `to assign is not to acknowledge, and to give up is not to resolve`() {
    let task = AlertAssignment(assignee: "wu", measure: "visit", due: at("18:00"))
    let assigned = AlertHandling([step(.assigned, "08:30", task)])
    #expect(assigned.acknowledgedAt == nil && assigned.responsible == "wu")
    let given = AlertHandling([step(.state(.cannotResolve), "08:30")])
    #expect(given.acknowledgedAt == at("08:30") && given.resolvedAt == nil)
    #expect(given.responsible == nil)
  }

  @Test func `a line is overdue from its due moment on, and gone when it is resolved`() {
    let key = AlertKey(subject: "S", kind: .silent, cause: "", began: at("08:00"))
    let task = AlertAssignment(assignee: "wu", measure: "visit", due: at("10:00"))
    var alert = AlertRecord(
      name: key.name,
      key: key,
      raisedAt: at("08:30"),
      reason: .noReport,
      state: .open
    )
    func entry(_ reading: String, _ steps: [AlertStep]) -> LedgerEntry? {
      LedgerEntry(HandledAlert(alert, AlertHandling(steps)), at: at(reading))
    }
    let steps = [step(.assigned, "08:40", task)]
    #expect(entry("09:59:59.999", steps)?.overdue == nil)
    #expect(entry("10:00", steps)?.overdue == .zero)
    #expect(entry("11:00", steps)?.overdue == .hours(1))
    #expect(entry("11:00", steps)?.age == .minutes(150))
    #expect(entry("11:00", [])?.overdue == nil && entry("11:00", [])?.responsible == nil)
    // It stays on the ledger when it cannot be resolved, and when it was withdrawn.
    alert.state = .cannotResolve
    alert.withdrawnAt = at("09:00")
    #expect(entry("11:00", steps) != nil)
    alert.state = .resolved
    #expect(entry("11:00", steps) == nil)
  }
}
