extension Registry {
  /// Whether a subject was permitted to be at a place at an instant, by all that is known.
  ///
  /// Permitted is what the execution area, or a leave with its grace, holds, outside of every prohibited
  /// zone without a permit, and where a confining zone holds, inside it. A leave after which the subject
  /// reported back ends with the report.
  ///
  /// For showing a track: no noise is taken into account and no alert follows from it.
  ///
  /// - Returns: `nil` where the subject was not supervised then, or nothing was assigned to it.
  public func isPermitted(
    _ id: SubjectID,
    at place: Coordinate,
    when instant: Instant
  ) -> Bool? {
    guard let slot = subjectSlot(id), let person = subject(slot, at: instant)?.value else {
      return nil
    }
    var shared = everyone.extending + everyone.prohibited
    for jurisdiction in path(of: person.jurisdiction) {
      let assigned = jurisdictions[Int(jurisdiction)].zones
      shared += assigned.extending + assigned.prohibited
    }
    let standing = standing(
      of: slot,
      at: place,
      when: instant,
      hits: shared.filter { zones[Int($0)]?.zone.area.contains(place) ?? false },
      isWatching: false
    ) { leave in
      guard leave.cancelledAt == nil else { return leave.effective.end }
      let end = leave.period.end
      let grade = self.subject(slot, at: end)?.value.grade ?? person.grade
      let deadline = end + self.grade(grade, at: end).value.leaveGrace
      return min(deadline, leave.reportedBackAt ?? deadline)
    }
    switch standing.permitted {
    case .unassigned where standing.prohibited.isEmpty && standing.confining.isEmpty: return nil
    case .outside: return false
    case .inside, .unassigned: return standing.prohibited.isEmpty && standing.confining.isEmpty
    }
  }
}
