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

/// A fix of a subject, and how its place stood to what was permitted.
public struct ShownFix: Hashable, Sendable {
  /// The fix.
  public var fix: Fix

  /// Where; `nil` of a heartbeat, a repeated position and a mocked one.
  public var place: Coordinate?

  /// Whether that was inside what was permitted.
  public var presence: Presence.State

  /// Whether the subject was permitted to be there; `nil` where there is no credible place, or nothing
  /// was assigned.
  public var isPermitted: Bool?
}

extension AlertStore {
  /// All that is known today, to hold tracks against.
  public func knownRegistry() throws(StoreError) -> Registry {
    var known = Registry()
    let recorded = try registry()
    _ = known.apply(RegistryChange(revision: 1, superseded: [], recorded: recorded))
    return known
  }

  /// The fixes of a subject in a period, in order of time, each held against what is known to have been
  /// permitted at its own time.
  public func shownTrack(
    of subject: SubjectID,
    in period: Period,
    by known: Registry
  ) throws(StoreError) -> [ShownFix] {
    try track(of: subject, in: period).map { fix in
      guard let place = fix.coordinate, fix.flags.isDisjoint(with: [.noFix, .mock]) else {
        return ShownFix(fix: fix, place: nil, presence: .unknown, isPermitted: nil)
      }
      let standing = known.standing(of: subject, at: place, when: fix.time)
      return ShownFix(
        fix: fix,
        place: place,
        presence: standing.presence,
        isPermitted: standing.isPermitted
      )
    }
  }
}
