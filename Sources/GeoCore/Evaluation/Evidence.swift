/// What the fixes of a subject have decided: the part of its state that a fix changes.
struct Evidence {
  var executionArea: Presence
  var permitted: Presence
  var outsideBy: Double
  var watched: [WatchedZone]

  /// Takes over what has been decided so far.
  init(_ state: SubjectState) {
    executionArea = state.executionArea
    permitted = state.permitted
    outsideBy = state.outsideBy
    watched = state.watched
  }

  /// Begins anew, as if no fix had been seen.
  init() {
    executionArea = Presence()
    permitted = Presence()
    outsideBy = 0
    watched = []
  }

  /// Puts what has been decided into a state.
  func store(in state: inout SubjectState) {
    state.executionArea = executionArea
    state.permitted = permitted
    state.outsideBy = outsideBy
    state.watched = watched
  }

  /// Takes one believed fix into account.
  ///
  /// - Parameters:
  ///   - fix: the fix.
  ///   - standing: how its place stands to what is in force.
  ///   - time: when it counts as seen: its own time, or that of a later change of the rules.
  ///   - noise: what a fix is worth.
  ///   - registry: the zones.
  mutating func observe(
    _ fix: CredibleFix,
    _ standing: Standing,
    at time: Instant,
    _ noise: NoiseRule,
    _ registry: Registry
  ) {
    observe(fix, standing.executionArea, at: time, noise, \.executionArea)
    observe(fix, standing.permitted, at: time, noise, \.permitted)
    if case .outside(let distance) = standing.permitted {
      outsideBy = distance
    } else {
      outsideBy = 0
    }
    guard !watched.isEmpty || !standing.prohibited.isEmpty || !standing.confining.isEmpty else {
      return
    }
    watch(fix, standing, at: time, noise, registry)
  }

  private mutating func observe(
    _ fix: CredibleFix,
    _ side: Standing.Side,
    at time: Instant,
    _ noise: NoiseRule,
    _ presence: WritableKeyPath<Evidence, Presence>
  ) {
    switch side {
    case .unassigned: self[keyPath: presence] = Presence()
    case .inside:
      // Who was not known to be anywhere is believed to be where it may be.
      let isFirst = self[keyPath: presence].state == .unknown
      let weight: Presence.Weight = isFirst ? .decisive : .one
      _ = self[keyPath: presence].observe(isInside: true, weight: weight, at: time)
    case .outside(let distance):
      let weight = noise.weight(of: fix, outsideBy: distance)
      _ = self[keyPath: presence].observe(isInside: false, weight: weight, at: time)
    }
  }

  /// Watches the zones that the fix is on the wrong side of, and those watched before.
  private mutating func watch(
    _ fix: CredibleFix,
    _ standing: Standing,
    at time: Instant,
    _ noise: NoiseRule,
    _ registry: Registry
  ) {
    for slot in standing.prohibited { begin(slot, isProhibited: true, registry) }
    for slot in standing.confining { begin(slot, isProhibited: false, registry) }
    watched = watched.compactMap { old in
      let slots = old.isProhibited ? standing.prohibited : standing.confining
      let isListed = slots.contains { registry.zones[Int($0)]?.zone.id == old.zone }
      guard let zone = registry.zone(old.zone, at: time) else { return nil }
      var new = old
      new.distance = zone.area.signedDistance(to: fix.coordinate).value
      let isInside = new.distance <= 0
      // A prohibited zone around the fix that is not listed is permitted by now; a confining zone
      // that is not listed does not confine now.
      if old.isProhibited ? isInside && !isListed : !isListed { return nil }
      let weight =
        old.isProhibited
        ? noise.weight(of: fix, fromEdge: new.distance)
        : noise.weight(of: fix, outsideBy: new.distance)
      _ = new.presence.observe(isInside: isInside, weight: weight, at: time)
      return new.isBreached || new.presence.runSide != .unknown ? new : nil
    }
  }

  /// Begins to watch a zone, if it is not watched: the subject is on the right side of it so far.
  private mutating func begin(_ slot: Int32, isProhibited: Bool, _ registry: Registry) {
    guard let id = registry.zones[Int(slot)]?.zone.id,
      !watched.contains(where: { $0.zone == id && $0.isProhibited == isProhibited })
    else { return }
    var presence = Presence()
    presence.state = isProhibited ? .outside : .inside
    watched.append(
      WatchedZone(zone: id, isProhibited: isProhibited, presence: presence, distance: 0)
    )
  }
}
