public import AlertStore
public import GeoCore

/// What lies around an alert: the zones that it is about, and where the subject was.
public struct AlertSurroundings: Sendable {
  /// From an hour before the alert began to an hour after it ended, or after it began where it goes on.
  public let period: Period

  /// The zones concerned, as they were when the alert began.
  ///
  /// Of a prohibited zone or a curfew that zone; else what was permitted to the subject, and the
  /// destination and way of the leave.
  public let zones: [Zone]

  /// The fixes of the subject in the period.
  public let track: [JudgedFix]

  /// How long before and after an alert is looked at.
  public static let margin = Milliseconds.hours(1)

  /// Reads what lies around an alert.
  public init(
    of alert: AlertRecord,
    subject: Subject?,
    in store: AlertStore
  ) throws(StoreError) {
    let began = alert.key.began
    let period = Period(
      start: began - Self.margin,
      end: max(alert.ended ?? began, began) + Self.margin
    )
    self.period = period
    zones = try store.zonesConcerned(by: alert, of: subject)
    let known = try store.knownRegistry()
    track = try store.judgedTrack(of: alert.key.subject, in: period, by: known)
  }
}

extension AlertStore {
  fileprivate func zonesConcerned(
    by alert: AlertRecord,
    of subject: Subject?
  ) throws(StoreError) -> [Zone] {
    let began = alert.key.began
    let all = try registry(of: .zone).compactMap { row -> Zone? in
      guard case .zone(let zone) = row.fact, row.effective.contains(began) else { return nil }
      return zone
    }
    if alert.key.kind == .prohibitedZone || alert.key.kind == .curfew {
      return all.filter { $0.id.text == alert.key.cause }
    }
    var named: Set<ZoneID> = []
    for row in try registry(of: .leave) {
      guard case .leave(let leave) = row.fact, leave.id == alert.leave else { continue }
      named.formUnion([leave.destination, leave.way].compactMap { $0 })
    }
    let jurisdictions: Set<JurisdictionID> =
      if let subject { try jurisdictionPath(of: subject.jurisdiction) } else { [] }
    return all.filter { zone in
      let isPermitted = zone.role == .permitted && zone.effect == .extends
      return named.contains(zone.id)
        || isPermitted && zone.concerns(subject?.id, in: jurisdictions)
    }
  }
}

extension Zone {
  /// Whether the zone is assigned to a subject, a jurisdiction that it belongs to, or everyone.
  func concerns(_ subject: SubjectID?, in jurisdictions: Set<JurisdictionID>) -> Bool {
    switch assignee {
    case .everyone: true
    case .jurisdiction(let id): jurisdictions.contains(id)
    case .subject(let id): id == subject
    case .leaves: false
    }
  }
}
