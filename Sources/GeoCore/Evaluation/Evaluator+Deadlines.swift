extension Evaluator {
  /// Looks at every deadline that has come by ``now``, in order of time.
  mutating func advanceClock(into output: inout Evaluation) {
    while let entry = queue.popDue(at: now) {
      guard states[Int(entry.subject)].armed == entry.at else { continue }
      states[Int(entry.subject)].armed = .distantFuture
      let deadline = deadline(of: entry.subject)
      guard deadline <= now else {
        arm(entry.subject)
        continue
      }
      review(entry.subject, at: deadline, into: &output)
    }
  }

  /// Puts a subject's next deadline into the queue, unless an earlier entry is there already.
  mutating func arm(_ slot: Int32) {
    let deadline = deadline(of: slot)
    guard deadline < states[Int(slot)].armed else { return }
    states[Int(slot)].armed = deadline
    queue.insert(slot, at: deadline)
  }

  /// Judges a subject anew at an instant: time has passed, or the rules have changed.
  mutating func review(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    let boundary = registry.lastBoundary(of: slot, notAfter: instant, effectEnd(of:_:))
    rejudge(slot, at: instant, since: boundary, into: &output)
    states[Int(slot)].judgedThrough = max(states[Int(slot)].judgedThrough, instant)
    settle(slot, at: instant, isReview: true, into: &output)
    checkSilence(slot, at: instant, into: &output)
    arm(slot)
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
    let old = states[Int(slot)]
    guard let last = old.position else { return }
    var new = Evidence()
    for fix in old.recent where instant - fix.time <= tolerance(of: slot, at: instant) {
      let hits = registry.index.zones(containing: fix.coordinate)
      let standing = standing(of: slot, at: fix.coordinate, when: instant, hits: hits)
      new.observe(fix, standing, at: max(fix.time, boundary), noise, registry)
    }
    if new.executionArea.state == .unknown || new.executionArea.state == old.executionArea.state {
      new.executionArea = old.executionArea
    }
    if new.permitted.state == old.permitted.state { new.permitted = old.permitted }
    // What is watched stays watched while it applies to the last position.
    let hits = registry.index.zones(containing: last.coordinate)
    let standing = standing(of: slot, at: last.coordinate, when: instant, hits: hits)
    let applying = (standing.prohibited + standing.confining).compactMap {
      registry.zones[Int($0)]?.zone.id
    }
    for watched in old.watched where applying.contains(watched.zone) {
      let index = new.watched.firstIndex {
        $0.zone == watched.zone && $0.isProhibited == watched.isProhibited
      }
      if let index, new.watched[index].isBreached == watched.isBreached || watched.isBreached {
        new.watched[index] = watched
      } else if index == nil {
        new.watched.append(watched)
      }
    }
    if case .outside(let distance) = standing.permitted {
      new.outsideBy = distance
    } else {
      new.outsideBy = 0
      // The last known place is permitted by now: an alert about it is over, however old it is.
      if old.permitted.state == .outside, new.permitted.state == .unknown {
        end(.outOfZone, "", slot, at: max(boundary, last.time), .rulesChanged, into: &output)
      }
    }
    store(new, slot, into: &output)
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
    guard let person = registry.subject(slot, at: instant), registry.hasDevice(slot, at: instant)
    else {
      // Nothing is due from who carries no device; the clock starts when it gets one.
      states[Int(slot)].heard = instant
      end(.silent, "", slot, at: instant, .supervisionEnded, into: &output)
      return
    }
    let grade = registry.grade(person.value.grade, at: instant)
    let ruledSince = max(person.effective.start, grade.effective.start)
    let heard = states[Int(slot)].heard
    let (silent, escape) = (heard + grade.value.silentAfter, heard + grade.value.escapeAfter)
    guard instant >= silent else {
      // The grade tolerates more by now.
      end(.silent, "", slot, at: instant, .rulesChanged, into: &output)
      return
    }
    if !isOpen(.silent, "", slot) {
      guard !isGatewaySilent(slot) else {
        states[Int(slot)].isParked = true
        return
      }
      raise(.silent, "", slot, began: max(silent, ruledSince), .noReport, into: &output)
    }
    if instant >= escape { worsenSilence(slot, at: max(escape, ruledSince), into: &output) }
  }

  /// Whether the gateway that brings a subject's reports is itself silent.
  ///
  /// A gateway of one subject cannot be told apart from it.
  private func isGatewaySilent(_ slot: Int32) -> Bool {
    guard let sender = states[Int(slot)].sender, registry.sender(sender)?.kind == .gateway,
      let heard = senderHeard[sender], now - heard > Self.gatewaySilentAfter
    else { return false }
    return states.lazy.filter { $0.sender == sender }.prefix(2).count == 2
  }

  /// The earliest instant at which time alone may change something for a subject.
  private func deadline(of slot: Int32) -> Instant {
    let state = states[Int(slot)]
    var earliest = registry.nextBoundary(of: slot, after: state.judgedThrough, effectEnd(of:_:))
    for dated in registry.subjects[Int(slot)].leaves {
      if let due = reportDue(dated.value, slot), due > state.judgedThrough {
        earliest = min(earliest, due)
      }
    }
    guard !state.isParked, state.heard.isFinite,
      let person = registry.subject(slot, at: now)?.value, registry.hasDevice(slot, at: now)
    else { return earliest }
    let grade = registry.grade(person.grade, at: now).value
    if let silence = state.episodes.first(where: { $0.kind == .silent }) {
      return silence.hasWorsened ? earliest : min(earliest, state.heard + grade.escapeAfter)
    }
    return min(earliest, state.heard + grade.silentAfter)
  }
}
