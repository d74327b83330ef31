/// How a place stood to what was permitted to a subject, for showing a track.
///
/// By all that is known, and without noise: no alert follows from it.
public struct PlaceStanding: Hashable, Sendable {
  /// Inside what was permitted, by the execution area or a leave with its grace; outside; or unknown,
  /// where the subject was not supervised or nothing was assigned to it.
  public var presence: Presence.State

  /// Whether the subject was permitted to be there; `nil` where nothing was assigned.
  ///
  /// That is inside, outside of every prohibited zone without a permit, and where a confining zone held,
  /// inside it.
  public var isPermitted: Bool?
}

extension Registry {
  /// How a place stands to what is permitted to a subject at an instant.
  ///
  /// A leave after which the subject reported back ends with the report.
  public func standing(
    of id: SubjectID,
    at place: Coordinate,
    when instant: Instant
  ) -> PlaceStanding {
    guard let slot = subjectSlot(id), let person = subject(slot, at: instant)?.value else {
      return PlaceStanding(presence: .unknown, isPermitted: nil)
    }
    let standing = standing(
      of: slot,
      at: place,
      when: instant,
      hits: index.zones(containing: place),
      isWatching: false,
      asksDepth: false
    ) { leave in
      guard leave.cancelledAt == nil else { return leave.effective.end }
      let end = leave.period.end
      let grade = self.subject(slot, at: end)?.value.grade ?? person.grade
      let deadline = end + self.grade(grade, at: end).value.leaveGrace
      return min(deadline, leave.reportedBackAt ?? deadline)
    }
    let isFree = standing.prohibited.isEmpty && standing.confining.isEmpty
    switch standing.permitted {
    case .unassigned: return PlaceStanding(presence: .unknown, isPermitted: isFree ? nil : false)
    case .outside: return PlaceStanding(presence: .outside, isPermitted: false)
    case .inside: return PlaceStanding(presence: .inside, isPermitted: isFree)
    }
  }
}
