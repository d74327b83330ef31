/// A time-bounded approval to be outside the execution area (外出请假).
public struct Leave: Hashable, Sendable {
  /// The leave's identifier.
  public var id: LeaveID

  /// Who is on leave.
  public var subject: SubjectID

  /// From when until when; half-open.
  public var period: Period

  /// Where to; `nil` permits any place.
  public var destination: ZoneID?

  /// The zone that the way there has to stay in; `nil` means the wide ellipse of a direct journey.
  public var way: ZoneID?

  /// Why.
  public var reason: String

  /// Who approved it.
  public var approver: String

  /// The level at which it was approved.
  public var approvalLevel: Jurisdiction.Level

  /// When the subject said to be back (销假); `nil` before.
  public var reportedBackAt: Instant?

  /// When it was called off; `nil` if it was not.
  public var cancelledAt: Instant?

  /// Creates a leave.
  public init(
    id: LeaveID,
    subject: SubjectID,
    period: Period,
    destination: ZoneID? = nil,
    way: ZoneID? = nil,
    reason: String,
    approver: String,
    approvalLevel: Jurisdiction.Level,
    reportedBackAt: Instant? = nil,
    cancelledAt: Instant? = nil
  ) {
    self.id = id
    self.subject = subject
    self.period = period
    self.destination = destination
    self.way = way
    self.reason = reason
    self.approver = approver
    self.approvalLevel = approvalLevel
    self.reportedBackAt = reportedBackAt
    self.cancelledAt = cancelledAt
  }

  /// The period in which the leave holds: its own, cut short by a cancellation.
  public var effective: Period {
    guard let cancelledAt else { return period }
    return Period(start: period.start, end: max(period.start, min(period.end, cancelledAt)))
  }
}

/// A time-bounded approval to enter one prohibited zone (进入特定场所审批).
public struct Permit: Hashable, Sendable {
  /// The permit's identifier.
  public var id: PermitID

  /// Who may enter.
  public var subject: SubjectID

  /// Which prohibited zone.
  public var zone: ZoneID

  /// From when until when; half-open.
  public var period: Period

  /// Who approved it.
  public var approver: String

  /// Creates a permit.
  public init(
    id: PermitID,
    subject: SubjectID,
    zone: ZoneID,
    period: Period,
    approver: String
  ) {
    self.id = id
    self.subject = subject
    self.zone = zone
    self.period = period
    self.approver = approver
  }
}
