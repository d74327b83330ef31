@testable import GeoCore

/// A morning in two offices of county C, from 08:00 to 12:00, that is counted by hand.
///
/// ```
///                    08:00          09:00          10:00          11:00          12:00
/// A  supervised      ├──────── O1, standard (15) ──┼──────── O1, strict (5) ─────┤
///    device 1    R   │R  H                        R│  H
///    alerts          silent!     (withdrawn)                      escape         silent (too late)
/// B  supervised      ├──────── O1, lenient (30) ───┼──────── O2, lenient (30) ───┤
///    device 2        │          R   ┊ handed to E
///    alerts                              absence───┼──────┤ curfew
/// E  supervised      ├──────── O2, standard (15) ─────────────────┤ ended
///    device 2                       ┊R
///    alerts                              overstay of L1     report back of L1
/// D  supervised      ├──────── X, standard: another county ──────────────────────┤
/// ```
///
/// `R` is a report with a position, `H` a heartbeat: A's 07:50 R, 08:10 R, 08:20 H, 09:58 R, 10:10 H;
/// device 2's 08:50 R, 09:05 R.
struct CountedMorning {
  static let period = Period(start: at("08:00"), end: at("12:00"))

  static let jurisdictions = [
    Jurisdiction(id: "C", name: "county", level: .county, parent: nil),
    Jurisdiction(id: "O2", name: "second", level: .office, parent: "C"),
    Jurisdiction(id: "O1", name: "first", level: .office, parent: "C"),
    Jurisdiction(id: "X", name: "other", level: .county, parent: nil),
  ]

  var registry = Registry()

  private static let reports: [DeviceNumber: [DeviceReport]] = [
    DeviceNumber(1): [
      ("07:50", true), ("08:10", true), ("08:20", false), ("09:58", true), ("10:10", false),
    ].map { DeviceReport(time: at($0), isLocated: $1) },
    DeviceNumber(2): ["08:50", "09:05"].map { DeviceReport(time: at($0), isLocated: true) },
  ]

  init() {
    var facts: [(RegistryFact, Period)] = Grade.defaults.map { (.grade($0), .always) }
    func subject(_ id: SubjectID, _ office: JurisdictionID, _ grade: GradeID, _ period: Period) {
      let subject = Subject(id: id, name: id.text, jurisdiction: office, grade: grade)
      facts.append((.subject(subject), period))
    }
    func device(_ number: UInt64, _ id: SubjectID, _ period: Period) {
      let device = DeviceNumber(number)
      facts.append(
        (.device(DeviceAssignment(device: device, kind: .phone, subject: id)), period)
      )
    }
    func leave(_ id: LeaveID, _ subject: SubjectID, _ start: String, cancelled: String? = nil) {
      let leave = Leave(
        id: id,
        subject: subject,
        period: Period(start: at(start), end: at(start) + .hours(20)),
        reason: "",
        approver: "",
        approvalLevel: .county,
        cancelledAt: cancelled.map(at)
      )
      facts.append((.leave(leave), .always))
    }
    subject("A", "O1", "standard", Period(start: .distantPast, end: at("10:00")))
    subject("A", "O1", "strict", Period(start: at("10:00"), end: .distantFuture))
    subject("B", "O1", "lenient", Period(start: at("06:00"), end: at("10:00")))
    subject("B", "O2", "lenient", Period(start: at("10:00"), end: .distantFuture))
    subject("D", "X", "standard", .always)
    subject("E", "O2", "standard", Period(start: at("06:00"), end: at("11:00")))
    device(1, "A", .always)
    device(2, "B", Period(start: .distantPast, end: at("09:00")))
    device(2, "E", Period(start: at("09:00"), end: .distantFuture))
    leave("L1", "E", "07:00")
    leave("L2", "A", "08:00")
    leave("L3", "A", "12:00")
    leave("L4", "B", "11:00", cancelled: "10:00")
    leave("L5", "B", "10:00")
    let rows = facts.enumerated().map { number, fact in
      RegistryRow(number: Int64(number + 1), effective: fact.1, fact: fact.0)
    }
    _ = registry.apply(RegistryChange(revision: 1, superseded: [], recorded: rows))
  }

  /// The account of a subject, as a reader of a store puts it together.
  func account(of id: SubjectID, in period: Period = Self.period) -> SubjectAccount {
    let stretches = registry.stretches(of: id, in: period)
    var meter = SupervisionMeter(stretches)
    for worn in registry.devicesWorn(by: id, in: meter.reportingPeriod) {
      meter.add(Self.reports[worn.device] ?? [], wornIn: worn.period)
    }
    return SubjectAccount(
      subject: id,
      period: period,
      versions: registry.versions(of: id),
      stretches: zip(stretches, meter.times).map { ($0, $1) },
      alerts: alerts.filter { $0.alert.key.subject == id },
      leaves: registry.leaves(of: id)
    )
  }

  /// Every alert of the morning, and some around it that do not count.
  var alerts: [HandledAlert] {
    [
      // The first moment of the period belongs to it; the last one does not.
      alert("A", .silent, raised: "08:00", worsened: "11:00"),
      alert("A", .silent, raised: "12:00"),
      alert("A", .outOfZone, raised: "09:00", withdrawn: "09:10"),
      // Raised before, closed within.
      alert("A", .prohibitedZone, raised: "07:59", ended: "08:10", [(.resolved, "08:30")]),
      alert(
        "B",
        .outOfZone,
        began: "09:30",
        raised: "09:31",
        ended: "10:30",
        [(.acknowledged, "09:41"), (.resolved, "10:31")]
      ),
      alert("B", .curfew, raised: "10:05", [(.acknowledged, "10:25"), (.cannotResolve, "10:30")]),
      alert("E", .leaveOverstay, "L1", raised: "09:30", ended: "10:00", [(.resolved, "10:00")]),
      alert("E", .reportBackMissing, "L1", raised: "10:40", [(.inProgress, "11:04")]),
      alert("D", .outOfZone, raised: "09:00"),
    ]
  }

  private func alert(
    _ subject: SubjectID,
    _ kind: AlertKind,
    _ cause: String = "",
    began: String? = nil,
    raised: String,
    worsened: String? = nil,
    ended: String? = nil,
    withdrawn: String? = nil,
    _ steps: [(AlertRecord.State, String)] = []
  ) -> HandledAlert {
    let key = AlertKey(
      subject: subject,
      kind: kind,
      cause: cause,
      began: at(began ?? raised)
    )
    var alert = AlertRecord(
      name: key.name,
      key: key,
      raisedAt: at(raised),
      reason: kind == .outOfZone ? .absenceWithoutLeave : .noReport,
      state: steps.last?.0 ?? .open
    )
    alert.worsened = worsened.map(at)
    alert.ended = ended.map(at)
    alert.withdrawnAt = withdrawn.map(at)
    let taken = steps.enumerated().map { number, step in
      AlertStep(
        number: Int64(number),
        alert: key.name,
        action: .state(step.0),
        at: at(step.1),
        knownAt: at(step.1),
        operatorID: "li"
      )
    }
    return HandledAlert(alert, AlertHandling(taken))
  }
}
