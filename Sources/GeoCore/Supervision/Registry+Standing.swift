/// How a place stands to what is in force for a subject at an instant.
struct Standing {
  /// Where a place lies against an area.
  enum Side: Equatable {
    /// No such area is assigned: there is nothing to be outside of.
    case unassigned
    /// Inside, by so many metres at least; infinite where the depth was not asked for.
    case inside(Double)
    /// Outside, by so many metres.
    case outside(Double)

    /// The side without the distance.
    var place: Place {
      switch self {
      case .unassigned: .unassigned
      case .inside: .inside
      case .outside: .outside
      }
    }
  }

  /// A side without a distance.
  enum Place: UInt8, Sendable {
    case unassigned = 0
    case inside = 1
    case outside = 2
  }

  /// Against everything that is permitted without a leave.
  var executionArea: Side

  /// Against everything that is permitted now.
  var permitted: Side

  /// The prohibited zones around the place for which there is no permit.
  var prohibited: [Int32] = []

  /// The confining zones in force that the place is outside of; all in force, where some are watched.
  var confining: [Int32] = []
}

extension Registry {
  /// How `place` stands to what is in force for `subject` at `instant`.
  ///
  /// - Parameters:
  ///   - subject: the subject's slot.
  ///   - place: where.
  ///   - instant: when.
  ///   - hits: the slots of all shared zones that contain the place.
  ///   - isWatching: whether confining zones around the place are asked for as well.
  ///   - asksDepth: whether it matters how deep inside the place is.
  ///   - leaveEnds: until when a leave keeps its effect, its grace and report back considered.
  /// - Returns: the standing; a subject that is not supervised then has nothing to be outside of.
  func standing(
    of subject: Int32,
    at place: Coordinate,
    when instant: Instant,
    hits: some Sequence<Int32>,
    isWatching: Bool,
    asksDepth: Bool,
    leaveEnds: (Leave) -> Instant
  ) -> Standing {
    guard let person = self.subject(subject, at: instant)?.value else {
      return Standing(executionArea: .unassigned, permitted: .unassigned)
    }
    var standing = Standing(executionArea: .unassigned, permitted: .unassigned)
    var depth: Double?
    func count(_ slot: Int32) {
      guard let zone = zones[Int(slot)]?.zone, isInForce(slot, at: instant) else { return }
      switch (zone.role, zone.effect) {
      case (.permitted, .extends):
        let distance = asksDepth ? signedDistance(to: place, fromZone: slot)?.value : nil
        depth = max(depth ?? 0, distance.map { -$0 } ?? .infinity)
      case (.permitted, .confines): break
      case (.prohibited, _): standing.prohibited.append(slot)
      }
    }
    for slot in hits where concerns(slot, person) { count(slot) }
    personal.forEachZone(of: subject, containing: place, count)
    if !standing.prohibited.isEmpty {
      standing.prohibited.removeAll { hasPermit(subject, zone: $0, at: instant) }
    }
    standing.executionArea =
      depth.map { .inside($0) } ?? sideOutside(subject, person, place, instant)
    standing.permitted = standing.executionArea
    // The grace of one leave and the next leave hold side by side: what either permits is permitted.
    var isOnLeave = false
    for dated in subjects[Int(subject)].leaves {
      let leave = dated.value
      guard leave.period.start <= instant, instant < leaveEnds(leave) else { continue }
      isOnLeave = true
      let side = permitted(on: leave, standing.executionArea, subject, place, instant)
      standing.permitted =
        switch (standing.permitted, side) {
        case (.outside(let a), .outside(let b)): .outside(min(a, b))
        case (.inside(let a), .inside(let b)): .inside(max(a, b))
        case (.inside, .outside), (_, .unassigned): standing.permitted
        case (_, .inside), (.unassigned, _): side
        }
    }
    guard !isOnLeave else { return standing }
    forEachAssigned(subject, person) { zones in
      for slot in zones.confining {
        let isAround = hits.contains(slot) || personal.contains(place, slot: slot, of: subject)
        if isWatching || !isAround, isInForce(slot, at: instant) {
          standing.confining.append(slot)
        }
      }
    }
    return standing
  }

  /// The side of a place that no extending zone in force contains.
  private func sideOutside(
    _ subject: Int32,
    _ person: Subject,
    _ place: Coordinate,
    _ instant: Instant
  ) -> Standing.Side {
    // Out of the hours of every zone, the distance is to the nearest of them all the same.
    var (nearest, nearestOfAll) = (Double.infinity, Double.infinity)
    forEachExtending(subject, person) { slot in
      guard let version = zones[Int(slot)], version.effective.contains(instant) else { return }
      let distance = signedDistance(to: place, fromZone: slot)?.value ?? .infinity
      nearestOfAll = min(nearestOfAll, max(0, distance))
      if isInForce(slot, at: instant) { nearest = min(nearest, distance) }
    }
    guard nearestOfAll.isFinite else { return .unassigned }
    return .outside(nearest.isFinite ? nearest : nearestOfAll)
  }

  /// The side of a place outside the execution area against what a leave permits beside it.
  private func permitted(
    on leave: Leave,
    _ executionArea: Standing.Side,
    _ subject: Int32,
    _ place: Coordinate,
    _ instant: Instant
  ) -> Standing.Side {
    guard case .outside(let toExecutionArea) = executionArea else { return executionArea }
    guard let slot = leave.destination.flatMap({ zoneSlot($0, at: instant) }),
      let destination = zones[Int(slot)]?.zone.area,
      let toDestination = signedDistance(to: place, fromZone: slot)?.value
    else { return .inside(.infinity) }
    if toDestination <= 0 { return .inside(-toDestination) }
    var nearest = min(toExecutionArea, toDestination)
    if let way = leave.way.flatMap({ zoneSlot($0, at: instant) }),
      let toWay = signedDistance(to: place, fromZone: way)?.value
    {
      if toWay <= 0 { return .inside(-toWay) }
      nearest = min(nearest, toWay)
    } else {
      let direct = directDistance(from: subject, to: destination, at: instant)
      let beyond = toExecutionArea + toDestination - (1.3 * direct + 20_000)
      if beyond <= 0 { return .inside(-beyond / 2) }
      nearest = min(nearest, beyond / 2)
    }
    return .outside(nearest)
  }

  /// The distance between a subject's execution area and a destination, in metres.
  ///
  /// Found by going back and forth between the nearest places of the two, which settles on the
  /// shortest way between convex areas and near it between others.
  private func directDistance(
    from subject: Int32,
    to destination: Area,
    at instant: Instant
  ) -> Double {
    guard let person = self.subject(subject, at: instant)?.value else { return 0 }
    var areas: [Area] = []
    forEachExtending(subject, person) { slot in
      if isInForce(slot, at: instant), let area = zones[Int(slot)]?.zone.area { areas.append(area) }
    }
    return areas.map { $0.directDistance(to: destination) }.min() ?? 0
  }
}

// MARK: - Zones in force

extension Registry {
  /// Whether a zone version is in effect and its schedule holds at `instant`.
  func isInForce(_ slot: Int32, at instant: Instant) -> Bool {
    guard let version = zones[Int(slot)], version.effective.contains(instant) else { return false }
    guard let schedule = version.zone.schedule else { return true }
    return schedule.holds(at: instant, table: clock(schedule.timeZone))
  }

  /// Whether a zone of everyone or of a jurisdiction concerns a subject.
  func concerns(_ slot: Int32, _ person: Subject) -> Bool {
    guard let version = zones[Int(slot)] else { return false }
    guard let jurisdiction = version.jurisdiction else { return true }
    return path(of: person.jurisdiction).contains(jurisdiction)
  }

  /// Whether a subject may enter a prohibited zone at `instant`.
  func hasPermit(_ subject: Int32, zone slot: Int32, at instant: Instant) -> Bool {
    guard let id = zones[Int(slot)]?.zone.id else { return false }
    return subjects[Int(subject)].permits.contains { permit in
      permit.value.zone == id && permit.effective.contains(instant)
        && permit.value.period.contains(instant)
    }
  }

  /// The version of a watched zone that asks something of `subject` at `instant`.
  ///
  /// It is in force, and for a prohibited zone there is no permit. Whether a leave suspends it is for
  /// the caller to know.
  func versionAsked(of subject: Int32, _ watched: WatchedZone, at instant: Instant) -> Int32? {
    guard let person = self.subject(subject, at: instant)?.value else { return nil }
    return zoneVersions[watched.zone]?.first { slot in
      guard let zone = zones[Int(slot)]?.zone, isInForce(slot, at: instant) else { return false }
      let isMeant: Bool =
        switch zone.assignee {
        case .everyone, .jurisdiction: concerns(slot, person)
        case .subject(let id): id == person.id
        case .leaves: false
        }
      guard isMeant, (zone.role == .prohibited) == watched.isProhibited else { return false }
      return watched.isProhibited
        ? !hasPermit(subject, zone: slot, at: instant) : zone.effect == .confines
    }
  }

  /// Whether a leave holds for a subject at `instant`, its grace included.
  func isOnLeave(_ subject: Int32, at instant: Instant, _ leaveEnds: (Leave) -> Instant) -> Bool {
    subjects[Int(subject)].leaves.contains { dated in
      dated.value.period.start <= instant && instant < leaveEnds(dated.value)
    }
  }

  /// Visits the zones that concern a subject: its own, everyone's, and those of its jurisdictions.
  func forEachAssigned(_ subject: Int32, _ person: Subject, _ body: (AssignedZones) -> Void) {
    body(subjects[Int(subject)].zones)
    body(everyone)
    for slot in path(of: person.jurisdiction) { body(jurisdictions[Int(slot)].zones) }
  }

  func forEachExtending(_ subject: Int32, _ person: Subject, _ body: (Int32) -> Void) {
    forEachAssigned(subject, person) { $0.extending.forEach(body) }
  }
}
