/// All that one subject adds to the figures of a period.
public struct SubjectAccount: Sendable {
  /// Whom it is about.
  public var subject: SubjectID

  /// The period; half-open.
  public var period: Period

  /// The subject as it stood in each period of its supervision, in order; not only within ``period``.
  public var versions: [(effective: Period, subject: Subject)]

  /// The stretches of supervision within the period, each with what its devices covered.
  public var stretches: [(stretch: SupervisedStretch, time: SupervisedTime)]

  /// The subject's alerts that may concern the period; those that do not are passed over.
  public var alerts: [HandledAlert]

  /// The subject's leaves.
  public var leaves: [Leave]

  /// Creates an account.
  public init(
    subject: SubjectID,
    period: Period,
    versions: [(effective: Period, subject: Subject)],
    stretches: [(stretch: SupervisedStretch, time: SupervisedTime)],
    alerts: [HandledAlert],
    leaves: [Leave]
  ) {
    self.subject = subject
    self.period = period
    self.versions = versions
    self.stretches = stretches
    self.alerts = alerts
    self.leaves = leaves
  }
}

extension SubjectAccount {
  /// The jurisdiction that the subject belonged to at `instant`; without supervision then, the last
  /// one before, else the first.
  public func jurisdiction(at instant: Instant) -> JurisdictionID? {
    let past = versions.last { $0.effective.start <= instant }
    return (past ?? versions.first)?.subject.jurisdiction
  }

  /// All time of the period together.
  public var time: SupervisedTime {
    stretches.reduce(into: SupervisedTime()) { $0 += $1.time }
  }

  /// The alerts that count: raised within the period and not withdrawn.
  public var raised: [HandledAlert] {
    alerts.filter { $0.alert.withdrawnAt == nil && period.contains($0.alert.raisedAt) }
  }

  /// The silences that became an escape within the period and were not withdrawn.
  public var escapes: [AlertRecord] {
    alerts.map(\.alert).filter { alert in
      guard alert.key.kind == .silent, alert.withdrawnAt == nil, let worsened = alert.worsened
      else { return false }
      return period.contains(worsened)
    }
  }

  /// The absences without leave, each with the part of it that lies within the period.
  public var absences: [(alert: AlertRecord, within: Period)] {
    alerts.compactMap { handled in
      let alert = handled.alert
      guard alert.key.kind == .outOfZone, alert.reason == .absenceWithoutLeave,
        alert.withdrawnAt == nil
      else { return nil }
      let outside = Period(start: alert.key.began, end: alert.ended ?? .distantFuture)
      let within = outside.intersection(period)
      return within.isEmpty ? nil : (alert, within)
    }
  }

  /// The leaves that began within the period; one that was cancelled before it began was none.
  public var leavesBegun: [Leave] {
    leaves.filter { period.contains($0.period.start) && !$0.effective.isEmpty }
  }
}
