extension Registry {
  /// How far around a place a subject may be without a change of how it stands to what is in force.
  ///
  /// - Parameters:
  ///   - subject: the subject's slot.
  ///   - place: where.
  ///   - instant: when.
  ///   - leaveEnds: until when a leave keeps its effect.
  /// - Returns: metres, ``SmallBox/longest`` at the most; 0 where it is not inside what is permitted, or
  ///   on leave.
  /// - Complexity: the zones around the place, the confining ones and all prohibited ones that concern
  ///   the subject.
  func clearance(
    of subject: Int32,
    around place: Coordinate,
    at instant: Instant,
    leaveEnds: (Leave) -> Instant
  ) -> Double {
    guard let person = self.subject(subject, at: instant)?.value,
      !isOnLeave(subject, at: instant, leaveEnds)
    else { return 0 }
    let standing = standing(
      of: subject,
      at: place,
      when: instant,
      hits: index.zones(containing: place),
      isWatching: true,
      asksDepth: true,
      leaveEnds: leaveEnds
    )
    guard case .inside(let depth) = standing.permitted, standing.prohibited.isEmpty else {
      return 0
    }
    var clearance = min(depth, SmallBox.longest)
    for slot in standing.confining {
      clearance = min(clearance, -(signedDistance(to: place, fromZone: slot)?.value ?? 0))
    }
    forEachAssigned(subject, person) { assigned in
      for slot in assigned.prohibited {
        guard let zone = zones[Int(slot)]?.zone,
          zone.area.box.mayComeNear(place, within: clearance), isInForce(slot, at: instant),
          !hasPermit(subject, zone: slot, at: instant)
        else { continue }
        clearance = min(clearance, signedDistance(to: place, fromZone: slot)?.value ?? 0)
      }
    }
    return max(0, clearance)
  }
}

extension Box {
  /// No unit of 10⁻⁷ degree of latitude is shorter, nor one of longitude beside its cosine, in metres.
  private static let metersPerUnit = 0.011_05

  /// Whether something in the box may lie within some metres of a place; `true` says nothing.
  fileprivate func mayComeNear(_ place: Coordinate, within distance: Double) -> Bool {
    let units = distance / Self.metersPerUnit
    let latitude = Double(place.latitudeE7)
    guard Double(latitudes.lowerBound) <= latitude + units,
      latitude - units <= Double(latitudes.upperBound)
    else { return false }
    let furthest = min(abs(latitude) + units, 890_000_000)
    let turn = units / Coordinate.cosine(ofLatitudeE7: furthest)
    let longitude = Double(nearestLongitude(of: place))
    return Double(longitudes.lowerBound) <= longitude + turn
      && longitude - turn <= Double(longitudes.upperBound)
  }
}
