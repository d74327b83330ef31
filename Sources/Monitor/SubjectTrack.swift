public import AlertStore
public import GeoCore

extension AlertStore {
  /// The fixes of a subject in a period, in order of time: history and log together.
  public func track(of subject: SubjectID, in period: Period) throws(StoreError) -> [Fix] {
    var worn: [(device: DeviceNumber, period: Period)] = []
    for row in try registry(of: .device) {
      guard case .device(let assignment) = row.fact, assignment.subject == subject else { continue }
      let both = Period(
        start: max(row.effective.start, period.start),
        end: min(row.effective.end, period.end)
      )
      if !both.isEmpty { worn.append((assignment.device, both)) }
    }
    var (fixes, sequence) = try FixHistory(of: self).fixes(of: worn)
    while true {
      let inputs = try fixInputs(after: sequence, limit: 500)
      guard let last = inputs.last else { break }
      sequence = last.sequence
      for case .fixes(let batch) in inputs.map(\.input) {
        fixes += batch.fixes.filter { fix in
          worn.contains { $0.device == fix.device && $0.period.contains(fix.time) }
        }
      }
    }
    return fixes.sorted { $0.time < $1.time }
  }
}

/// A place where a subject was.
public struct PlacedFix: Hashable, Sendable {
  /// Where.
  public var place: Coordinate
  /// When.
  public var time: Instant
  /// Whether that was inside what is permitted.
  public var state: Presence.State
}

extension AlertStore {
  /// The places of a subject in a period, each with whether a zone permitted it then without a
  /// leave.
  ///
  /// For pictures: no noise is taken into account and no alert follows from it.
  public func placedTrack(
    of subject: Subject,
    in period: Period
  ) throws(StoreError) -> [PlacedFix] {
    let jurisdictions = try jurisdictionPath(of: subject.jurisdiction)
    let permitted = try registry(of: .zone).compactMap { row -> (Period, Zone)? in
      guard case .zone(let zone) = row.fact, zone.role == .permitted, zone.effect == .extends else {
        return nil
      }
      return zone.concerns(subject.id, in: jurisdictions) ? (row.effective, zone) : nil
    }
    return try track(of: subject.id, in: period).compactMap { fix in
      guard let place = fix.coordinate, fix.flags.isDisjoint(with: [.noFix, .mock]) else {
        return nil
      }
      let isInside = permitted.contains { $0.contains(fix.time) && $1.area.contains(place) }
      return PlacedFix(place: place, time: fix.time, state: isInside ? .inside : .outside)
    }
  }

  /// A jurisdiction and those above it.
  func jurisdictionPath(
    of id: JurisdictionID
  ) throws(StoreError) -> Set<JurisdictionID> {
    var parents: [JurisdictionID: JurisdictionID] = [:]
    for row in try registry(of: .jurisdiction) {
      if case .jurisdiction(let it) = row.fact { parents[it.id] = it.parent }
    }
    var path: Set<JurisdictionID> = [id]
    var next = parents[id]
    while let parent = next, path.insert(parent).inserted { next = parents[parent] }
    return path
  }
}
