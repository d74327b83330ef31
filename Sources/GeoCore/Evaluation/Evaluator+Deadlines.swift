extension Evaluator {
  /// Looks at every deadline that has come by `instant`, in order of time.
  mutating func advanceClock(to instant: Instant, into output: inout Evaluation) {
    while let entry = queue.popDue(at: instant) {
      guard states[Int(entry.subject)].armed == entry.at else { continue }
      states[Int(entry.subject)].armed = .distantFuture
      let deadline = deadline(of: entry.subject)
      // A deadline that has moved goes back, so that all are looked at in order of time.
      guard deadline <= entry.at else {
        arm(entry.subject)
        extendCalm(entry.subject)
        continue
      }
      review(entry.subject, at: deadline, into: &output)
    }
  }

  /// Puts a subject's next deadline into the queue, unless an earlier entry is there already.
  ///
  /// While a course is judged anew only its own deadlines count, and the queue is left alone.
  mutating func arm(_ slot: Int32) {
    let deadline = isJudgingAnew ? courseDeadline(of: slot) : deadline(of: slot)
    guard deadline < states[Int(slot)].armed else { return }
    states[Int(slot)].armed = deadline
    states[Int(slot)].calm.until = min(states[Int(slot)].calm.until, deadline)
    if !isJudgingAnew { queue.insert(slot, at: deadline) }
  }

  /// Judges a subject anew at an instant: time has passed, or the rules have changed.
  mutating func review(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    states[Int(slot)].calm.until = .distantPast
    if courseDeadline(of: slot) <= instant { reviewCourse(slot, at: instant, into: &output) }
    checkSilence(slot, at: instant, into: &output)
    arm(slot)
  }

  /// Brings a course on to an instant, deadline by deadline.
  mutating func advanceCourse(
    _ slot: Int32,
    through instant: Instant,
    into output: inout Evaluation
  ) {
    // What is armed may be early, never late.
    while states[Int(slot)].armed <= instant {
      let deadline = courseDeadline(of: slot)
      guard deadline <= instant else {
        // In the queue an early entry stays where it is.
        if isJudgingAnew { states[Int(slot)].armed = deadline }
        return
      }
      if isJudgingAnew { states[Int(slot)].armed = .distantFuture }
      reviewCourse(slot, at: deadline, into: &output)
      arm(slot)
    }
  }

  /// Judges a course anew at an instant: time has passed, or the rules have changed.
  mutating func reviewCourse(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    forgetCalm(slot)
    // A fix that was on its way may belong before the checkpoint: that one is then made again.
    if !isJudgingAnew, states[Int(slot)].before == nil {
      states[Int(slot)].before = EarlierCourse(states[Int(slot)].course)
    }
    keepCheckpoint(slot, before: instant, into: &output)
    let judged = states[Int(slot)].course.judgedThrough
    states[Int(slot)].course.judgedThrough = max(judged, instant)
    if registry.isSupervised(slot, at: instant) {
      judgePlaces(slot, at: instant, into: &output)
    } else {
      endSupervision(slot, at: instant, into: &output)
    }
  }

  /// Judges the newest fixes by the rules of an instant.
  mutating func judgePlaces(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    // A leave that is found to be over changes the rules once more; each leave is over once.
    repeat {
      let boundary = registry.lastBoundary(of: slot, notAfter: instant) { effectEnd(of: $0, $1) }
      rejudge(slot, at: instant, since: boundary, into: &output)
    } while advanceLeaves(slot, at: instant, into: &output)
    settlePlaces(slot, at: instant, isReview: true, into: &output)
  }

  /// Judges the newest believed fixes by the rules of `instant`, as if they had just been seen.
  ///
  /// Fixes older than the grade tolerates say nothing about now: what is permitted becomes unknown.
  /// What they said of the execution area stays, for it says where the subject was last.
  private mutating func rejudge(
    _ slot: Int32,
    at instant: Instant,
    since boundary: Instant,
    into output: inout Evaluation
  ) {
    guard !states[Int(slot)].course.recent.isEmpty else { return }
    let old = Evidence(states[Int(slot)].course)
    var new = Evidence()
    var previous: CredibleFix?
    var (hasFresh, areaMoved, permittedMoved, isLastFreed) = (false, false, false, false)
    var last = Standing(executionArea: .unassigned, permitted: .unassigned)
    let tolerance = tolerance(of: slot, at: instant)
    for index in states[Int(slot)].course.recent.indices {
      let seen = states[Int(slot)].course.recent[index]
      let hits = registry.index.zones(containing: seen.fix.coordinate)
      last = standing(of: slot, at: seen.fix.coordinate, when: instant, hits: hits)
      let judged = JudgedFix(seen.fix, last)
      areaMoved = areaMoved || judged.executionArea != seen.executionArea
      permittedMoved = permittedMoved || judged.permitted != seen.permitted
      isLastFreed = seen.permitted == .outside && judged.permitted != .outside
      states[Int(slot)].course.recent[index] = judged
      guard instant - seen.fix.time <= tolerance else { continue }
      hasFresh = true
      let scale = scale(of: seen.fix, after: previous, slot)
      new.observe(seen.fix, last, at: max(seen.fix.time, boundary), scale, registry)
      previous = seen.fix
    }
    if last.executionArea == .unassigned {
      new.executionArea = Presence()
    } else if !areaMoved || [.unknown, old.executionArea.state].contains(new.executionArea.state) {
      new.executionArea = old.executionArea
    }
    let isSame = new.permitted.state == old.permitted.state
    if !hasFresh {
      // Unknown by now; a run goes on when the next fix comes.
      new.permitted = old.permitted
      if isDecided(old) { (new.permitted.state, new.permitted.since) = (.unknown, instant) }
      if permittedMoved { new.permitted.endRun() }
    } else if permittedMoved ? isSame && isDecided(old) : isSame || isDecided(old) {
      new.permitted = old.permitted
    }
    keepWatching(old.watched, slot, at: instant, hasFresh: hasFresh, in: &new)
    if case .outside(let distance) = last.permitted {
      new.outsideBy = distance
    } else {
      new.outsideBy = 0
      // The last known place is permitted by now: an alert about it is over, however old it is.
      if isLastFreed, new.permitted.state == .unknown {
        let time = states[Int(slot)].course.position?.time ?? boundary
        end(.outOfZone, "", slot, at: max(boundary, time), .rulesChanged, into: &output)
      }
    }
    store(new, slot, at: instant, into: &output)
  }

  private func isDecided(_ evidence: Evidence) -> Bool { evidence.permitted.state != .unknown }

  /// Goes on watching the zones that still ask the same, and those that the evidence cannot clear.
  private func keepWatching(
    _ old: [WatchedZone],
    _ slot: Int32,
    at instant: Instant,
    hasFresh: Bool,
    in new: inout Evidence
  ) {
    guard !old.isEmpty else { return }
    let isOnLeave = registry.isOnLeave(slot, at: instant) { effectEnd(of: $0, slot) }
    for var watched in old {
      guard watched.isProhibited || !isOnLeave,
        let asked = registry.versionAsked(of: slot, watched, at: instant),
        let version = registry.zones[Int(asked)],
        let place = states[Int(slot)].course.position?.coordinate
      else { continue }
      let index = new.watched.firstIndex {
        $0.zone == watched.zone && $0.isProhibited == watched.isProhibited
      }
      let isStillWrong = version.zone.area.contains(place) == watched.isProhibited
      let isSame = version.row == watched.row
      let isBreach = watched.isBreached && (index.map { new.watched[$0].isBreached } ?? !hasFresh)
      guard isSame || isBreach && isStillWrong else { continue }
      watched.row = version.row
      if let index { new.watched[index] = watched } else { new.watched.append(watched) }
    }
  }

  /// How old a fix may be and still say where the subject is.
  func tolerance(of slot: Int32, at instant: Instant) -> Milliseconds {
    guard let person = registry.subject(slot, at: instant)?.value else { return .zero }
    return registry.grade(person.grade, at: instant).value.silentAfter
  }

  /// Raises, worsens or ends a silence by the clock.
  private mutating func checkSilence(
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) {
    states[Int(slot)].isParked = false
    guard let person = registry.subject(slot, at: instant), registry.hasDevice(slot, at: instant)
    else {
      // Nothing is due from who carries no device; the clock starts when it gets one.
      (states[Int(slot)].heard, states[Int(slot)].pause) = (.distantPast, .zero)
      endSilence(slot, at: instant, .supervisionEnded, into: &output)
      return
    }
    if states[Int(slot)].heard == .distantPast { states[Int(slot)].heard = instant }
    let grade = registry.grade(person.value.grade, at: instant)
    let ruledSince = max(person.effective.start, grade.effective.start)
    let heard = states[Int(slot)].heard
    let silent = heard + grade.value.silentAfter
    guard instant >= silent else {
      // The grade tolerates more by now.
      states[Int(slot)].pause = .zero
      endSilence(slot, at: instant, .rulesChanged, into: &output)
      return
    }
    if states[Int(slot)].silence == nil {
      guard !isGatewaySilent(slot, at: instant) else {
        states[Int(slot)].isParked = true
        return
      }
      raiseSilence(slot, began: max(silent, ruledSince), into: &output)
    }
    let escape = heard + states[Int(slot)].pause + grade.value.escapeAfter
    if instant >= escape { worsenSilence(slot, at: max(escape, ruledSince), into: &output) }
  }

  /// The earliest instant at which time alone may change something for a subject.
  private func deadline(of slot: Int32) -> Instant {
    calmDeadline(of: slot) ?? min(courseDeadline(of: slot), silenceDeadline(of: slot))
  }

  /// The earliest instant at which time alone may change something of a subject's course.
  ///
  /// Everything is asked of the rules at `judgedThrough`: up to the next boundary they stay the same.
  private func courseDeadline(of slot: Int32) -> Instant {
    let judged = states[Int(slot)].course.judgedThrough
    var earliest = boundary(of: slot)
    guard registry.isSupervised(slot, at: judged) else { return earliest }
    if states[Int(slot)].course.permitted.state != .unknown,
      let last = states[Int(slot)].course.position
    {
      let stale = last.time + tolerance(of: slot, at: judged) + Milliseconds(1)
      earliest = min(earliest, max(stale, judged))
    }
    return earliest
  }

  /// The earliest instant at which time alone may change what is asked of a subject.
  func boundary(of slot: Int32) -> Instant {
    let judged = states[Int(slot)].course.judgedThrough
    var earliest = registry.nextBoundary(of: slot, after: judged) { effectEnd(of: $0, $1) }
    for dated in registry.subjects[Int(slot)].leaves {
      if let due = reportDue(dated.value, slot), due > judged { earliest = min(earliest, due) }
    }
    return earliest
  }

  /// The instant at which a subject's silence begins or worsens by the clock.
  private func silenceDeadline(of slot: Int32) -> Instant {
    let (state, judged) = (states[Int(slot)], states[Int(slot)].course.judgedThrough)
    guard !state.isParked, state.heard.isFinite, registry.hasDevice(slot, at: judged),
      let person = registry.subject(slot, at: judged)?.value
    else { return .distantFuture }
    let grade = registry.grade(person.grade, at: judged).value
    if let silence = state.silence {
      return silence.hasWorsened ? .distantFuture : state.heard + state.pause + grade.escapeAfter
    }
    return state.heard + grade.silentAfter
  }
}
