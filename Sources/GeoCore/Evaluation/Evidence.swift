/// What the fixes of a subject have decided: the part of its state that a fix changes.
struct Evidence {
  var executionArea: Presence
  var permitted: Presence
  var outsideBy: Double
  var watched: [WatchedZone]

  /// Takes over what has been decided so far.
  init(_ course: Course) {
    executionArea = course.executionArea
    permitted = course.permitted
    outsideBy = course.outsideBy
    watched = course.watched
  }

  /// Begins anew, as if no fix had been seen.
  init() {
    executionArea = Presence()
    permitted = Presence()
    outsideBy = 0
    watched = []
  }

  /// Puts what has been decided into a course.
  func store(in course: inout Course) {
    course.executionArea = executionArea
    course.permitted = permitted
    course.outsideBy = outsideBy
    course.watched = watched
  }

  /// How a fix is weighed.
  struct Scale {
    /// What fixes are worth.
    var credibility: Credibility
    /// What the fix was made from, beside the others of its track.
    var origin: Fix.Source
    /// The least error that the track and the origin bear out, in decimetres.
    var leastError: Int64
    /// How sure a decision has to be.
    var rates: Limits
    /// What the fix before counts for beside this one, of 1,024.
    var weight: Int32

    /// The odds of the truth being outside an edge, of which a position lies outside by `distance`
    /// metres; its error is taken for `error` decimetres at least.
    func odds(of fix: CredibleFix, outsideBy distance: Double, error: Int64 = 0) -> LogOdds {
      var fix = fix
      fix.source = origin
      let error = max(error, leastError, Int64(fix.errorDecimeters))
      return credibility.odds(of: fix, outsideBy: distance, error: error)
    }
  }

  /// Takes one believed fix into account.
  ///
  /// What was decided for a time after `time` is left alone: the fix is older than the rules that
  /// decided it.
  ///
  /// - Parameters:
  ///   - fix: the fix.
  ///   - standing: how its place stands to what is in force.
  ///   - time: when it counts as seen: its own time, or that of a later change of the rules.
  ///   - scale: how it is weighed.
  ///   - registry: the zones.
  mutating func observe(
    _ fix: CredibleFix,
    _ standing: Standing,
    at time: Instant,
    _ scale: Scale,
    _ registry: Registry
  ) {
    Self.observe(fix, standing.executionArea, at: time, scale, &executionArea)
    Self.observe(fix, standing.permitted, at: time, scale, &permitted)
    if case .outside(let distance) = standing.permitted {
      outsideBy = distance
    } else {
      outsideBy = 0
    }
    for slot in standing.prohibited { begin(slot, isProhibited: true, registry) }
    if !standing.confining.isEmpty {
      for slot in standing.confining where isOutside(slot, fix, registry) {
        begin(slot, isProhibited: false, registry)
      }
    }
    if !watched.isEmpty { watch(fix, standing, at: time, scale, registry) }
  }

  private static func observe(
    _ fix: CredibleFix,
    _ side: Standing.Side,
    at time: Instant,
    _ scale: Scale,
    _ presence: inout Presence
  ) {
    if presence.state != .unknown, presence.since > time { return }
    let distance: Double
    switch side {
    case .unassigned: return presence = Presence()
    case .inside(let depth):
      if presence.isSettled(on: .inside) { return }
      distance = -depth
    case .outside(let metres):
      if presence.isSettled(on: .outside) { return }
      distance = metres
    }
    let odds = scale.odds(of: fix, outsideBy: distance)
    _ = presence.observe(odds, weight: scale.weight, at: time, scale.rates.need(accused: .outside))
  }

  private func isOutside(_ slot: Int32, _ fix: CredibleFix, _ registry: Registry) -> Bool {
    !(registry.zones[Int(slot)]?.zone.area.contains(fix.coordinate) ?? true)
  }

  /// Judges the zones that are watched; forgets those that nothing is to be said of any more.
  private mutating func watch(
    _ fix: CredibleFix,
    _ standing: Standing,
    at time: Instant,
    _ scale: Scale,
    _ registry: Registry
  ) {
    watched = watched.compactMap { old in
      if old.isBreached, old.presence.since > time { return old }
      let slots = old.isProhibited ? standing.prohibited : standing.confining
      let listed = slots.first { registry.zones[Int($0)]?.zone.id == old.zone }
      let version = listed.flatMap { registry.zones[Int($0)] }
      guard let version = version ?? registry.zoneVersion(old.zone, at: time) else { return nil }
      var new = old
      new.row = version.row
      new.distance = version.zone.area.signedDistance(to: fix.coordinate).value
      let isInside = new.distance <= 0
      // A prohibited zone around the fix that is not listed is permitted by now; a confining zone
      // that is not listed does not confine now.
      if listed == nil, old.isProhibited ? isInside : true { return nil }
      // One that was just cleared is kept until its episode has been ended as of then.
      let hasChanged = new.presence.observe(
        scale.odds(of: fix, outsideBy: new.distance),
        weight: scale.weight,
        at: time,
        scale.rates.need(accused: old.isProhibited ? .inside : .outside)
      )
      return hasChanged || new.isBreached || new.presence.runSide != .unknown ? new : nil
    }
  }

  /// Begins to watch a zone, if it is not watched: the subject is on the right side of it so far.
  private mutating func begin(_ slot: Int32, isProhibited: Bool, _ registry: Registry) {
    guard let version = registry.zones[Int(slot)],
      !watched.contains(where: { $0.zone == version.zone.id && $0.isProhibited == isProhibited })
    else { return }
    var presence = Presence()
    presence.state = isProhibited ? .outside : .inside
    watched.append(
      WatchedZone(
        zone: version.zone.id,
        row: version.row,
        isProhibited: isProhibited,
        presence: presence,
        distance: 0
      )
    )
  }
}
