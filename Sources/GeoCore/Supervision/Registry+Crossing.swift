/// A prohibited zone that the straight way between two fixes leads through.
struct ProhibitedCrossing {
  /// The slot of the zone's version.
  var slot: Int32
  /// The zone.
  var zone: ZoneID
  /// The shares of the way at which it enters and leaves.
  var shares: (enters: Double, leaves: Double)
  /// How deep inside the way comes, in metres.
  var depth: Double
}

extension Registry {
  /// Whether any zone is prohibited to a subject: its own, its jurisdictions', or everyone's.
  func hasProhibitedZones(_ subject: Int32, at instant: Instant) -> Bool {
    if !everyone.prohibited.isEmpty || !subjects[Int(subject)].zones.prohibited.isEmpty {
      return true
    }
    guard let person = self.subject(subject, at: instant)?.value else { return false }
    return path(of: person.jurisdiction).contains { slot in
      !jurisdictions[Int(slot)].zones.prohibited.isEmpty
    }
  }

  /// The prohibited zones that a straight way leads through, of which it begins and ends outside.
  ///
  /// - Parameters:
  ///   - subject: the subject's slot.
  ///   - start: where the way begins.
  ///   - end: where it ends.
  ///   - instant: when it ends.
  /// - Returns: the zones in force for which there is no permit.
  func prohibitedCrossings(
    of subject: Int32,
    from start: Coordinate,
    to end: Coordinate,
    at instant: Instant
  ) -> [ProhibitedCrossing] {
    guard let person = self.subject(subject, at: instant)?.value else { return [] }
    let shared = index.crossings(from: start, to: end).map(\.slot)
      .filter { zones[Int($0)].map(\.isShared) ?? false && concerns($0, person) }
    return (shared + subjects[Int(subject)].zones.prohibited).compactMap { slot in
      guard let zone = zones[Int(slot)]?.zone, zone.role == .prohibited,
        isInForce(slot, at: instant), !hasPermit(subject, zone: slot, at: instant),
        let enters = zone.area.crossing(from: start, to: end), enters > 0,
        let backwards = zone.area.crossing(from: end, to: start), backwards > 0
      else { return nil }
      let shares = (enters: enters, leaves: max(enters, 1 - backwards))
      let depths = (1...3).compactMap { quarter in
        let share = shares.enters + (shares.leaves - shares.enters) * Double(quarter) / 4
        return start.between(end, share: share)
          .flatMap { signedDistance(to: $0, fromZone: slot) }.map { -$0.value }
      }
      let depth = depths.max() ?? 0
      return ProhibitedCrossing(slot: slot, zone: zone.id, shares: shares, depth: depth)
    }
  }
}

extension ZoneVersion {
  /// Whether it is assigned to everyone or a jurisdiction, and not to one subject or to leaves.
  fileprivate var isShared: Bool {
    switch zone.assignee {
    case .everyone, .jurisdiction: true
    case .subject, .leaves: false
    }
  }
}

extension Coordinate {
  /// A place on the straight way to another, in longitude and latitude, the short way round.
  fileprivate func between(_ other: Coordinate, share: Double) -> Coordinate? {
    let (turn, rise) = step(to: other)
    var longitude = Int64(longitudeE7) + Int64((Double(turn) * share).rounded())
    if longitude >= 1_800_000_000 { longitude -= 3_600_000_000 }
    if longitude < -1_800_000_000 { longitude += 3_600_000_000 }
    let latitude = Int64(latitudeE7) + Int64((Double(rise) * share).rounded())
    return Coordinate(latitudeE7: Int32(latitude), longitudeE7: Int32(longitude))
  }
}
