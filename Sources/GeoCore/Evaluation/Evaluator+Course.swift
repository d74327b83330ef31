extension Evaluator {
  /// Judges a subject's next fix in order of time.
  ///
  /// Deadlines up to the fix come first. What is decided depends on the course, the registry and the fix
  /// alone, and not on when it arrived.
  ///
  /// - Parameters:
  ///   - fix: the fix.
  ///   - device: its device, which the subject wears at its time.
  ///   - slot: the subject.
  ///   - output: where the steps are added.
  mutating func judge(
    _ fix: Fix,
    of device: Int32,
    _ slot: Int32,
    into output: inout Evaluation
  ) {
    keepCheckpoint(slot, before: fix.time, into: &output)
    advanceCourse(slot, through: fix.time, into: &output)
    states[Int(slot)].course.lastFix = fix.time
    guard let assignment = registry.assignment(ofDevice: device, at: fix.time),
      let person = registry.subject(slot, at: fix.time)?.value,
      registry.isSupervised(slot, at: fix.time),
      let reading = reader.reading(of: fix)
    else { return }
    if fix.flags.contains(.mock) {
      setAside(reading, slot, .mockLocation, into: &output)
      return
    }
    switch assignment.kind {
    case .wristband: states[Int(slot)].course.wristbandTime = fix.time
    case .phone:
      let freshness = registry.grade(person.grade, at: fix.time).value.reportEvery
      let age = fix.time - states[Int(slot)].course.wristbandTime
      if age <= freshness + freshness { return }
    }
    believe(reading, slot, into: &output)
  }

  /// Judges a position, unless it is one that nothing is to be believed of.
  private mutating func believe(
    _ reading: CredibleFix,
    _ slot: Int32,
    into output: inout Evaluation
  ) {
    if isFrozen(reading, slot) {
      note(reading, slot, .frozen, into: &output)
      return
    }
    if let last = states[Int(slot)].course.position, isDoubted(reading, after: last, slot) {
      guard isOutweighed(by: reading, slot) else {
        let distance = last.coordinate.distance(to: reading.coordinate)
        let isAlarming = distance >= rules.movement.alarmDistance
        setAside(reading, slot, isAlarming ? .impossibleJourney : nil, into: &output)
        return
      }
      // The last position was the wrong one.
      states[Int(slot)].course.recent.removeAll()
      states[Int(slot)].course.support = 0
    }
    states[Int(slot)].course.aside = nil
    if isOpen(.implausible, "", slot) {
      end(.implausible, "", slot, at: reading.time, .plausibleAgain, into: &output)
    }
    let support = states[Int(slot)].course.support
    states[Int(slot)].course.support = min(SetAside.confirmation, support + 1)
    take(weighed(reading, slot), slot, into: &output)
  }

  /// Whether a satellite receiver has said the very same for too long.
  private mutating func isFrozen(_ reading: CredibleFix, _ slot: Int32) -> Bool {
    guard reading.coordinate == states[Int(slot)].course.position?.coordinate else {
      states[Int(slot)].course.sameSince = reading.time
      return false
    }
    guard reading.source == .gnss else { return false }
    return reading.time - states[Int(slot)].course.sameSince >= rules.windows.frozen
  }

  /// Whether no journey leads from the last believed position to this one, or to those that agree with
  /// it and came a while ago: who cannot have been there then is not there now.
  private func isDoubted(
    _ reading: CredibleFix,
    after last: CredibleFix,
    _ slot: Int32
  ) -> Bool {
    let course = states[Int(slot)].course
    guard credibility.isPossible(from: last, to: reading, after: course.speed) else { return true }
    guard let aside = course.aside, reading.time - aside.first.time < rules.windows.doubt else {
      return false
    }
    let toAside = aside.last.coordinate.distance(to: reading.coordinate).value
    return 2 * toAside < last.coordinate.distance(to: reading.coordinate).value
  }

  /// Adds a position that no journey explains to those that agree with it, and says whether they are
  /// more than what stands behind the last believed one.
  private mutating func isOutweighed(by reading: CredibleFix, _ slot: Int32) -> Bool {
    var aside = SetAside(first: reading, last: reading, count: 1)
    if let known = states[Int(slot)].course.aside,
      credibility.isPossible(from: known.last, to: reading)
    {
      let count = min(SetAside.confirmation, known.count + 1)
      aside = SetAside(first: known.first, last: reading, count: count)
    }
    states[Int(slot)].course.aside = aside
    return aside.count > states[Int(slot)].course.support
      && aside.count == SetAside.confirmation
  }

  /// Sets a position aside; with a reason, that is an alert by itself.
  private mutating func setAside(
    _ reading: CredibleFix,
    _ slot: Int32,
    _ reason: Transition.Reason?,
    into output: inout Evaluation
  ) {
    note(reading, slot, .implausible, into: &output)
    guard let reason, !isOpen(.implausible, "", slot) else { return }
    raise(
      .implausible,
      "",
      slot,
      began: reading.time,
      reason,
      position: reading,
      into: &output
    )
  }

  /// A position with what the track before it says of its worth.
  private mutating func weighed(_ reading: CredibleFix, _ slot: Int32) -> CredibleFix {
    var reading = reading
    let last = states[Int(slot)].course.position
    let origin = credibility.origin(of: reading, in: states[Int(slot)].course.scatter)
    states[Int(slot)].course.leap = credibility.pendingLeap(
      after: states[Int(slot)].course.leap,
      from: last,
      to: reading,
      correlation: credibility.worth(of: origin).correlation
    )
    reading.isUnconfirmed = states[Int(slot)].course.leap != nil
    states[Int(slot)].course.scatter.observe(reading, usual: rules.receivers.gnss.usual.value)
    return reading
  }

  /// Takes a believed fix into account.
  private mutating func take(
    _ fix: CredibleFix,
    _ slot: Int32,
    into output: inout Evaluation
  ) {
    note(fix, slot, nil, into: &output)
    let previous = states[Int(slot)].course.position
    let hits = registry.index.zones(containing: fix.coordinate)
    let standing = self.standing(of: slot, at: fix.coordinate, when: fix.time, hits: hits)
    let wasUnknown = states[Int(slot)].course.permitted.state == .unknown
    states[Int(slot)].course.recent.append(JudgedFix(fix, standing))
    var evidence = Evidence(states[Int(slot)].course)
    let scale = scale(of: fix, after: previous, slot)
    evidence.observe(fix, standing, at: fix.time, scale, registry)
    store(evidence, slot, at: fix.time, into: &output)
    if let previous { judgeLeg(slot, from: previous, to: fix, scale, into: &output) }
    let hasMoved = advanceLeaves(slot, at: fix.time, into: &output)
    settlePlaces(slot, at: fix.time, isReview: false, into: &output)
    if hasMoved {
      forgetCalm(slot)
      judgePlaces(slot, at: fix.time, into: &output)
    }
    if hasMoved || wasUnknown { arm(slot) }
  }

  /// How a fix of a subject is weighed.
  ///
  /// One that nothing has confirmed tells nothing new beside the one before.
  func scale(
    of fix: CredibleFix,
    after previous: CredibleFix?,
    _ slot: Int32
  ) -> Evidence.Scale {
    let scatter = states[Int(slot)].course.scatter
    let origin = credibility.origin(of: fix, in: scatter)
    let worth = credibility.worth(of: origin)
    var weight: Int32 = 1_024
    if let previous {
      weight = LogOdds.weight(after: fix.time - previous.time, correlation: worth.correlation)
      if fix.isUnconfirmed { weight = 0 }
    }
    let grade = registry.subject(slot, at: fix.time)?.value.grade ?? "standard"
    let shown = scatter.error(usual: rules.receivers.gnss.usual.value)
    return Evidence.Scale(
      credibility: credibility,
      origin: origin,
      leastError: Int64((max(shown, worth.floor.value) * 10).rounded()),
      rates: limits[grade] ?? otherLimits,
      weight: weight
    )
  }

  /// Tells what is thought of a position, where that is asked for.
  private func note(
    _ fix: CredibleFix,
    _ slot: Int32,
    _ fault: PositionReading.Fault?,
    into output: inout Evaluation
  ) {
    guard output.keepsReadings else { return }
    let id = registry.subjects[Int(slot)].id
    output.readings.append(PositionReading(subject: id, fix: fix, fault: fault))
  }

  /// How a place stands to what is in force for a subject at an instant.
  func standing(
    of slot: Int32,
    at place: Coordinate,
    when instant: Instant,
    hits: some Sequence<Int32>
  ) -> Standing {
    registry.standing(
      of: slot,
      at: place,
      when: instant,
      hits: hits,
      isWatching: !states[Int(slot)].course.watched.isEmpty,
      asksDepth: !states[Int(slot)].course.executionArea.isSettled(on: .inside)
        || !states[Int(slot)].course.permitted.isSettled(on: .inside)
    ) { leave in effectEnd(of: leave, slot) }
  }

  /// Replaces what the evidence has decided, and tells of a change of presence.
  mutating func store(
    _ evidence: Evidence,
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) {
    let before = states[Int(slot)].course.permitted.state
    evidence.store(in: &states[Int(slot)].course)
    if before != .unknown, evidence.permitted.state == .unknown {
      states[Int(slot)].course.permitted.since = instant
    }
    tellPresence(slot, unlike: before, into: &output)
  }

  /// Tells of a change of presence.
  func tellPresence(
    _ slot: Int32,
    unlike before: Presence.State,
    into output: inout Evaluation
  ) {
    let after = states[Int(slot)].course.permitted
    guard after.state != before else { return }
    let id = registry.subjects[Int(slot)].id
    output.presences.append(PresenceChange(subject: id, state: after.state, since: after.since))
  }
}

extension Course {
  /// How fast the last believed journey was, in metres a second.
  fileprivate var speed: Double {
    guard recent.count >= 2 else { return 0 }
    let (a, b) = (recent[recent.count - 2].fix, recent[recent.count - 1].fix)
    let passed = (b.time - a.time).seconds
    return passed > 0 ? a.coordinate.distance(to: b.coordinate).value / passed : 0
  }
}
