internal import Foundation
internal import GRDB
public import GeoCore

/// The kinds of facts in the bitemporal registry; each has a table of its own.
///
/// All tables have the same first columns (row, id, effective from and until, recorded and
/// superseded by which revision); what differs is here.
public enum FactKind: String, CaseIterable, Sendable {
  case jurisdiction, grade, timeZone = "time_zone", subject, device, zone, leave, permit, sender

  struct Column {
    var name: String
    var type: String
  }

  /// The columns beside those that all have.
  var columns: [Column] {
    switch self {
    case .jurisdiction: text("name", "level") + optionalText("parent")
    case .grade:
      integer("report_every", "silent_after", "escape_after", "leave_grace", "report_back_within")
    case .timeZone: [Column(name: "transitions", type: "BLOB NOT NULL")]
    case .subject: text("name", "jurisdiction", "grade") + integer("is_key_subject")
    case .device: text("kind", "subject")
    case .zone:
      text("name", "role", "effect", "assignee_kind") + optionalText("assignee", "schedule")
        + [Column(name: "area", type: "BLOB NOT NULL")]
    case .leave:
      text("subject") + integer("start", "until") + optionalText("destination", "way")
        + text("reason", "approver", "approval_level")
        + [
          Column(name: "reported_back_at", type: "INTEGER"),
          Column(name: "cancelled_at", type: "INTEGER"),
        ]
    case .permit: text("subject", "zone") + integer("start", "until") + text("approver")
    case .sender: text("name") + [Column(name: "device", type: "INTEGER")]
    }
  }

  private func text(_ names: String...) -> [Column] {
    names.map { Column(name: $0, type: "TEXT NOT NULL") }
  }

  private func optionalText(_ names: String...) -> [Column] {
    names.map { Column(name: $0, type: "TEXT") }
  }

  private func integer(_ names: String...) -> [Column] {
    names.map { Column(name: $0, type: "INTEGER NOT NULL") }
  }
}

extension RegistryFact {
  /// What kind of fact it is.
  public var kind: FactKind {
    switch self {
    case .jurisdiction: .jurisdiction
    case .grade: .grade
    case .timeZone: .timeZone
    case .subject: .subject
    case .device: .device
    case .zone: .zone
    case .leave: .leave
    case .permit: .permit
    case .sender: .sender
    }
  }

  /// The identifier of what the fact is about.
  public var identifier: String {
    switch self {
    case .jurisdiction(let jurisdiction): jurisdiction.id.text
    case .grade(let grade): grade.id.text
    case .timeZone(let table): table.name
    case .subject(let subject): subject.id.text
    case .device(let assignment): String(assignment.device.value)
    case .zone(let zone): zone.id.text
    case .leave(let leave): leave.id.text
    case .permit(let permit): permit.id.text
    case .sender(let sender): String(sender.number.value)
    }
  }

  /// The values of the columns in which the tables differ, in the order of ``FactKind/columns``.
  var values: [(any DatabaseValueConvertible)?] {
    switch self {
    case .jurisdiction(let it): return [it.name, it.level.rawValue, it.parent?.text]
    case .grade(let it):
      return [
        it.reportEvery.count, it.silentAfter.count, it.escapeAfter.count, it.leaveGrace.count,
        it.reportBackWithin.count,
      ]
    case .timeZone(let it): return [Data(it.record)]
    case .subject(let it): return [it.name, it.jurisdiction.text, it.grade.text, it.isKeySubject]
    case .device(let it): return [it.kind.rawValue, it.subject.text]
    case .zone(let it):
      let (kind, assignee) = it.assignee.columns
      return [
        it.name, it.role.rawValue, it.effect.rawValue, kind, assignee, it.schedule?.text,
        Data(it.area.record),
      ]
    case .leave(let it):
      return [
        it.subject.text, it.period.start.milliseconds, it.period.end.milliseconds,
        it.destination?.text, it.way?.text, it.reason, it.approver, it.approvalLevel.rawValue,
        it.reportedBackAt?.milliseconds, it.cancelledAt?.milliseconds,
      ]
    case .permit(let it):
      return [
        it.subject.text, it.zone.text, it.period.start.milliseconds, it.period.end.milliseconds,
        it.approver,
      ]
    case .sender(let it):
      guard case .device(let device) = it.kind else { return [it.name, nil] }
      return [it.name, Int64(bitPattern: device.value)]
    }
  }
}
