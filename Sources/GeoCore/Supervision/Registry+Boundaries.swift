extension Registry {
  /// The first instant after `instant` at which what is asked of a subject may change by itself.
  func nextBoundary(
    of subject: Int32,
    after instant: Instant,
    _ leaveEnds: (Leave, Int32) -> Instant
  ) -> Instant {
    var next = Instant.distantFuture
    forEachBoundary(of: subject, around: instant, leaveEnds) { boundary in
      if boundary > instant { next = min(next, boundary) }
    }
    return next
  }

  /// The last instant not after `instant` at which what is asked of a subject changed by itself.
  func lastBoundary(
    of subject: Int32,
    notAfter instant: Instant,
    _ leaveEnds: (Leave, Int32) -> Instant
  ) -> Instant {
    var last = Instant.distantPast
    forEachBoundary(of: subject, around: instant, leaveEnds) { boundary in
      if boundary <= instant { last = max(last, boundary) }
    }
    return last
  }

  /// Visits the starts and ends of all that is asked of a subject; of schedules, the next and the
  /// last around `instant`.
  private func forEachBoundary(
    of subject: Int32,
    around instant: Instant,
    _ leaveEnds: (Leave, Int32) -> Instant,
    _ visit: (Instant) -> Void
  ) {
    let record = subjects[Int(subject)]
    for version in record.versions {
      visit(version.effective.start)
      visit(version.effective.end)
      for grade in grades[version.value.grade] ?? [] {
        visit(grade.effective.start)
        visit(grade.effective.end)
      }
    }
    for leave in record.leaves {
      visit(leave.value.period.start)
      visit(leaveEnds(leave.value, subject))
      for id in [leave.value.destination, leave.value.way] {
        for slot in id.flatMap({ zoneVersions[$0] }) ?? [] {
          guard let version = zones[Int(slot)] else { continue }
          visit(version.effective.start)
          visit(version.effective.end)
        }
      }
    }
    for permit in record.permits {
      visit(permit.effective.start)
      visit(permit.effective.end)
      visit(permit.value.period.start)
      visit(permit.value.period.end)
    }
    for device in record.devices {
      for assignment in devices[Int(device)].assignments {
        visit(assignment.effective.start)
        visit(assignment.effective.end)
      }
    }
    visitZones(record.zones, around: instant, visit)
    visitZones(everyone, around: instant, visit)
    guard let person = self.subject(subject, at: instant)?.value else { return }
    for slot in path(of: person.jurisdiction) {
      visitZones(jurisdictions[Int(slot)].zones, around: instant, visit)
    }
  }

  private func visitZones(
    _ assigned: AssignedZones,
    around instant: Instant,
    _ visit: (Instant) -> Void
  ) {
    for slot in assigned.changing {
      guard let version = zones[Int(slot)] else { continue }
      visit(version.effective.start)
      visit(version.effective.end)
      guard let schedule = version.zone.schedule, instant.isFinite else { continue }
      let table = clock(schedule.timeZone)
      if let next = schedule.nextBoundary(after: instant, table: table) { visit(next) }
      if let last = schedule.lastBoundary(notAfter: instant, table: table) { visit(last) }
    }
  }
}
