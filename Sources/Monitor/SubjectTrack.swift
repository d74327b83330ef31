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

/// A fix of a subject, and whether the subject was permitted to be there.
public struct JudgedFix: Hashable, Sendable {
  /// The fix.
  public var fix: Fix

  /// Whether the place was permitted then; `nil` where there is no credible place, nothing was assigned,
  /// or the subject was not supervised.
  public var isPermitted: Bool?
}

extension AlertStore {
  /// The fixes of a subject in a period, in order of time, each held against what is known today to have
  /// been permitted at its own time.
  public func judgedTrack(
    of subject: SubjectID,
    in period: Period
  ) throws(StoreError) -> [JudgedFix] {
    var known = Registry()
    _ = known.apply(RegistryChange(revision: 1, superseded: [], recorded: try registry()))
    return try track(of: subject, in: period).map { fix in
      guard let place = fix.coordinate, fix.flags.isDisjoint(with: [.noFix, .mock]) else {
        return JudgedFix(fix: fix, isPermitted: nil)
      }
      let isPermitted = known.isPermitted(subject, at: place, when: fix.time)
      return JudgedFix(fix: fix, isPermitted: isPermitted)
    }
  }
}

extension AlertStore {
  /// The places of a subject in a period, each with whether a zone permitted it then without a
  /// leave.
  ///
  /// For pictures: no noise is taken into account and no alert follows from it.
  public func placedTrack(
    of subject: Subject,
    in period: Period
  ) throws(StoreError) -> [(place: Coordinate, time: Instant, state: Presence.State)] {
    let jurisdictions = try jurisdictionPath(of: subject.jurisdiction)
    let permitted = try registry(of: .zone).compactMap { row -> (Period, Zone)? in
      guard case .zone(let zone) = row.fact, zone.role == .permitted, zone.effect == .extends else {
        return nil
      }
      let concerns =
        switch zone.assignee {
        case .everyone: true
        case .jurisdiction(let id): jurisdictions.contains(id)
        case .subject(let id): id == subject.id
        case .leaves: false
        }
      return concerns ? (row.effective, zone) : nil
    }
    return try track(of: subject.id, in: period).compactMap { fix in
      guard let place = fix.coordinate, fix.flags.isDisjoint(with: [.noFix, .mock]) else {
        return nil
      }
      let isInside = permitted.contains { $0.contains(fix.time) && $1.area.contains(place) }
      return (place, fix.time, isInside ? .inside : .outside)
    }
  }

  /// A jurisdiction and those above it.
  private func jurisdictionPath(
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
