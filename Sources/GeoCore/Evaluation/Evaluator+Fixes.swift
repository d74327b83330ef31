extension Evaluator {
  /// Judges the fixes of a batch in their order and settles their outcomes.
  mutating func evaluate(_ batch: inout FixBatch, into output: inout Evaluation) {
    for datagram in batch.datagrams { hear(datagram.sender) }
    lookUpZones(of: batch)
    for datagram in batch.datagrams {
      let sender = registry.sender(datagram.sender)?.kind
      for index in datagram.fixes where batch.outcomes[index].isAccepted {
        batch.outcomes[index] = judge(
          batch.fixes[index],
          hitsAt: placeOfFix[index],
          from: datagram.sender,
          sender,
          into: &output
        )
      }
    }
  }

  /// Finds the shared zones around every position of the batch at once.
  private mutating func lookUpZones(of batch: FixBatch) {
    places.removeAll(keepingCapacity: true)
    placeOfFix.removeAll(keepingCapacity: true)
    for fix in batch.fixes {
      placeOfFix.append(Int32(places.count))
      if let place = fix.coordinate { places.append(place) }
    }
    // A local reference, not a copy: the span must not borrow the evaluator while it fills `hits`.
    let places = places
    registry.index.zones(containing: places.span, into: &hits)
  }

  /// Judges one fix and says what becomes of it.
  private mutating func judge(
    _ fix: Fix,
    hitsAt place: Int32,
    from number: SenderNumber,
    _ sender: Sender.Kind?,
    into output: inout Evaluation
  ) -> FixOutcome {
    guard let device = registry.deviceSlot(fix.device) else { return .unknownDevice }
    if case .device(let own) = sender, own != fix.device { return .notThisSender }
    if let newest = deviceNewest[Int(device)], fix.time <= newest.time {
      return fix.isRepetition(of: newest) ? .duplicate : .late
    }
    deviceNewest[Int(device)] = fix
    if let wearer = registry.assignment(ofDevice: device, at: now)?.subject,
      let slot = registry.subjectSlot(wearer)
    {
      report(slot, from: number, into: &output)
    }
    guard let assignment = registry.assignment(ofDevice: device, at: fix.time),
      let slot = registry.subjectSlot(assignment.subject),
      let person = registry.subject(slot, at: fix.time)?.value,
      registry.isSupervised(slot, at: now),
      let reading = noise.reading(of: fix)
    else { return .kept }
    switch assignment.kind {
    case .wristband: states[Int(slot)].wristbandTime = fix.time
    case .phone:
      let freshness = registry.grade(person.grade, at: fix.time).value.reportEvery
      let age = fix.time - states[Int(slot)].wristbandTime
      if age <= freshness + freshness { return .kept }
    }
    if let last = states[Int(slot)].position, reading.time < last.time { return .kept }
    believe(reading, slot, hitsAt: place, into: &output)
    return .kept
  }

  /// A report of a subject arrived: it is not silent.
  private mutating func report(
    _ slot: Int32,
    from sender: SenderNumber,
    into output: inout Evaluation
  ) {
    // A later deadline may stay in the queue: the entry is early. A new one has to go in.
    let isNew = states[Int(slot)].isParked
    // Before supervision begins the silence clock does not run.
    if states[Int(slot)].heard.isFinite { states[Int(slot)].heard = now }
    states[Int(slot)].pause = .zero
    states[Int(slot)].sender = sender
    states[Int(slot)].isParked = false
    let wasSilent = end(.silent, "", slot, at: now, .reported, into: &output)
    if isNew || wasSilent { arm(slot) }
  }

  /// Sets a fix aside that no journey explains, until a second one confirms it; judges the others.
  private mutating func believe(
    _ reading: CredibleFix,
    _ slot: Int32,
    hitsAt place: Int32,
    into output: inout Evaluation
  ) {
    if let last = states[Int(slot)].position, !noise.isPossible(from: last, to: reading) {
      guard let aside = states[Int(slot)].setAside, noise.isPossible(from: aside, to: reading)
      else {
        states[Int(slot)].setAside = reading
        note(reading, slot, isBelieved: false, into: &output)
        return
      }
      take(aside, slot, hits: registry.index.zones(containing: aside.coordinate), into: &output)
    }
    states[Int(slot)].setAside = nil
    take(reading, slot, hits: hits.slots(of: Int(place)), into: &output)
  }

  /// Takes a believed fix into account.
  private mutating func take(
    _ fix: CredibleFix,
    _ slot: Int32,
    hits: some Sequence<Int32>,
    into output: inout Evaluation
  ) {
    note(fix, slot, isBelieved: true, into: &output)
    let standing = standing(of: slot, at: fix.coordinate, when: fix.time, hits: hits)
    let wasUnknown = states[Int(slot)].permitted.state == .unknown
    if states[Int(slot)].recent.count == SubjectState.recentLimit {
      states[Int(slot)].recent.removeFirst()
    }
    states[Int(slot)].recent.append(JudgedFix(fix, standing))
    var evidence = Evidence(states[Int(slot)])
    evidence.observe(fix, standing, at: fix.time, noise, registry)
    let hasDecided = evidence.permitted.state != states[Int(slot)].permitted.state
    store(evidence, slot, at: fix.time, into: &output)
    if fix.time < states[Int(slot)].judgedThrough, let boundary = boundary(missedBy: fix, slot) {
      if hasDecided { settleOutOfZone(slot, isReview: false, into: &output) }
      settleWatched(slot, at: fix.time, isReview: false, into: &output)
      judgeBelated(fix, slot, boundary, into: &output)
      arm(slot)
      return
    }
    let hasMoved = advanceLeaves(slot, at: now, into: &output)
    settlePlaces(slot, at: fix.time, isReview: false, into: &output)
    if hasMoved {
      judgePlaces(slot, at: fix.time, seenAt: fix.time, leavesAt: now, into: &output)
    }
    if hasMoved || wasUnknown { arm(slot) }
  }

  /// Tells what is thought of a position, where that is asked for.
  private func note(
    _ fix: CredibleFix,
    _ slot: Int32,
    isBelieved: Bool,
    into output: inout Evaluation
  ) {
    guard output.keepsReadings else { return }
    let id = registry.subjects[Int(slot)].id
    output.readings.append(PositionReading(subject: id, fix: fix, isBelieved: isBelieved))
  }

  /// The last change of the rules that has been judged already, if it came after a fix.
  private func boundary(missedBy fix: CredibleFix, _ slot: Int32) -> Instant? {
    let judged = states[Int(slot)].judgedThrough
    let boundary = registry.lastBoundary(of: slot, notAfter: judged, effectEnd(of:_:))
    return fix.time < boundary ? boundary : nil
  }

  /// Judges a fix by the present rules that is older than they are.
  ///
  /// Stored fixes arrive after the clock has passed a boundary. Each is judged by the rules of its own
  /// time first, then by the present ones, as it would have been at the boundary. Of a long backlog
  /// that holds for its end alone: what is older than two reports at the boundary was not the last word
  /// then, and what the grade does not tolerate said nothing.
  private mutating func judgeBelated(
    _ fix: CredibleFix,
    _ slot: Int32,
    _ boundary: Instant,
    into output: inout Evaluation
  ) {
    let judged = states[Int(slot)].judgedThrough
    let person = registry.subject(slot, at: judged)?.value
    let every = registry.grade(person?.grade ?? "standard", at: judged).value.reportEvery
    guard boundary - fix.time <= min(tolerance(of: slot, at: judged), every + every) else {
      _ = advanceLeaves(slot, at: now, into: &output)
      return
    }
    // The fix itself has not been weighed by the present rules: what was decided by them is not kept
    // just because it lies as it did.
    let last = states[Int(slot)].recent.count - 1
    states[Int(slot)].recent[last].permitted = .unassigned
    judgePlaces(slot, at: judged, seenAt: boundary, leavesAt: now, into: &output)
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
      isWatching: !states[Int(slot)].watched.isEmpty
    ) { leave in effectEnd(of: leave, slot) }
  }

  /// Replaces what the evidence has decided, and tells of a change of presence.
  mutating func store(
    _ evidence: Evidence,
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) {
    let before = states[Int(slot)].permitted.state
    evidence.store(in: &states[Int(slot)])
    if before != .unknown, evidence.permitted.state == .unknown {
      states[Int(slot)].permitted.since = instant
    }
    let after = states[Int(slot)].permitted
    guard after.state != before else { return }
    let id = registry.subjects[Int(slot)].id
    output.presences.append(PresenceChange(subject: id, state: after.state, since: after.since))
  }
}

extension Fix {
  /// The fix without what differs when the same report is sent again: its age and the stored flag.
  public var withoutDelivery: Fix {
    var fix = self
    fix.ageMilliseconds = Self.unsaid32
    fix.flags.remove(.stored)
    return fix
  }

  /// Whether this is the same report as `other`, sent again.
  public func isRepetition(of other: Fix) -> Bool { withoutDelivery == other.withoutDelivery }
}
