import AlertStore
import GeoCore
import Presentation

/// Names for what the registry only numbers: subjects, offices, zones.
struct Roster {
  private(set) var subjects: [SubjectID: Subject] = [:]
  private(set) var jurisdictions: [JurisdictionID: Jurisdiction] = [:]
  private(set) var zones: [ZoneID: Zone] = [:]

  /// Reads the registry as it is in force at `now`; where nothing is, what was in force last.
  init(_ store: AlertStore, at now: Instant) throws {
    for row in try store.registry(of: .jurisdiction) {
      if case .jurisdiction(let jurisdiction) = row.fact {
        jurisdictions[jurisdiction.id] = jurisdiction
      }
    }
    for row in try store.registry(of: .subject).sorted(by: Self.isEarlier) {
      if case .subject(let subject) = row.fact,
        row.effective.contains(now) || subjects[subject.id] == nil
      {
        subjects[subject.id] = subject
      }
    }
    for row in try store.registry(of: .zone).sorted(by: Self.isEarlier) {
      if case .zone(let zone) = row.fact { zones[zone.id] = zone }
    }
  }

  private static func isEarlier(_ a: RegistryRow, _ b: RegistryRow) -> Bool {
    a.effective.start < b.effective.start
  }

  /// What operators want to know of a subject beside an alert.
  func context(of id: SubjectID) -> AlertContext {
    guard let subject = subjects[id] else {
      return AlertContext(
        name: "—",
        office: "—",
        grade: "standard",
        isKeySubject: false,
        jurisdictions: []
      )
    }
    return AlertContext(
      name: subject.name,
      office: jurisdictions[subject.jurisdiction]?.name ?? subject.jurisdiction.text,
      grade: subject.grade,
      isKeySubject: subject.isKeySubject,
      jurisdictions: path(of: subject.jurisdiction).reversed()
    )
  }

  /// What operators call a jurisdiction.
  func name(of id: JurisdictionID) -> String { jurisdictions[id]?.name ?? id.text }

  /// Whether a subject belongs to a jurisdiction or one below it; `nil` asks for everyone.
  func isIn(_ jurisdiction: JurisdictionID?, _ id: SubjectID) -> Bool {
    guard let jurisdiction else { return true }
    guard let subject = subjects[id] else { return false }
    return path(of: subject.jurisdiction).contains(jurisdiction)
  }

  /// What an alert is about, by name: the zone, or the leave's identifier.
  func causeName(_ alert: AlertRecord) -> String {
    zones[ZoneID(alert.key.cause)]?.name ?? alert.key.cause
  }

  private func path(of id: JurisdictionID) -> [JurisdictionID] {
    var path: [JurisdictionID] = []
    var next: JurisdictionID? = id
    while let current = next, !path.contains(current) {
      path.append(current)
      next = jurisdictions[current]?.parent
    }
    return path
  }
}
