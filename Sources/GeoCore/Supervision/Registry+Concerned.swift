extension Registry {
  /// The zones that an alert is about, as they were when it began.
  ///
  /// Of a prohibited zone or a curfew that zone; else what was permitted to the subject, and the
  /// destination and way of the leave that it concerns.
  public func zonesConcerned(by alert: AlertKey, leave: LeaveID?) -> [Zone] {
    let began = alert.began
    if alert.kind == .prohibitedZone || alert.kind == .curfew {
      return zone(ZoneID(alert.cause), at: began).map { [$0] } ?? []
    }
    guard let slot = subjectSlot(alert.subject) else { return [] }
    var found: [Zone] = []
    if let person = subject(slot, at: began)?.value {
      forEachExtending(slot, person) { number in
        guard let version = zones[Int(number)], version.effective.contains(began) else { return }
        found.append(version.zone)
      }
    }
    for dated in subjects[Int(slot)].leaves where dated.value.id == leave {
      for id in [dated.value.destination, dated.value.way].compactMap(\.self) {
        if !found.contains(where: { $0.id == id }), let zone = zone(id, at: began) {
          found.append(zone)
        }
      }
    }
    return found
  }
}
