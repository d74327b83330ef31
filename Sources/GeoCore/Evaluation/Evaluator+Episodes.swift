extension Evaluator {
  /// Brings a subject's episodes in line with what has been decided.
  ///
  /// - Parameters:
  ///   - slot: the subject.
  ///   - instant: the event time up to which it is decided.
  ///   - isReview: whether the rules or the time changed, and not the place.
  ///   - output: where the steps are added.
  mutating func settlePlaces(
    _ slot: Int32,
    at instant: Instant,
    isReview: Bool,
    into output: inout Evaluation
  ) {
    settleOutOfZone(slot, isReview: isReview, into: &output)
    settleWatched(slot, at: instant, isReview: isReview, into: &output)
  }

  /// Ends everything about a subject that is no longer supervised, and forgets where it was.
  mutating func endSupervision(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    for episode in states[Int(slot)].course.episodes {
      end(episode.kind, episode.cause, slot, at: instant, .supervisionEnded, into: &output)
    }
    store(Evidence(), slot, at: instant, into: &output)
    states[Int(slot)].course.recent.removeAll()
    (states[Int(slot)].course.aside, states[Int(slot)].course.leap) = (nil, nil)
    (states[Int(slot)].course.support, states[Int(slot)].course.scatter) = (0, Scatter())
    for index in states[Int(slot)].course.leaves.indices {
      states[Int(slot)].course.leaves[index].phase = .closed
    }
  }

  mutating func settleOutOfZone(
    _ slot: Int32,
    isReview: Bool,
    into output: inout Evaluation
  ) {
    let presence = states[Int(slot)].course.permitted
    let through = states[Int(slot)].course.through
    switch presence.state {
    case .unknown: return
    case .inside:
      let reason: Transition.Reason = isReview ? .rulesChanged : .returned
      end(.outOfZone, "", slot, at: presence.since, reason, into: &output)
    case .outside:
      // An absence that is an overstay already is one alert, not two.
      let isOverdue = states[Int(slot)].course.leaves.contains { $0.phase == .overdue }
      guard !isOverdue, !isOpen(.outOfZone, "", slot) else { return }
      let leaves = registry.subjects[Int(slot)].leaves
      // An overstay that a cancellation ended goes on as an absence from there.
      let began = leaves.reduce(presence.since) { began, dated in
        guard let cancelledAt = dated.value.cancelledAt, cancelledAt <= through,
          overstayDeadline(of: dated.value, slot) < cancelledAt
        else { return began }
        return max(began, cancelledAt)
      }
      let leave = leaves.last { dated in
        dated.value.period.start <= began && began < effectEnd(of: dated.value, slot)
      }?.value.id
      raise(
        .outOfZone,
        "",
        slot,
        began: began,
        leave == nil ? .absenceWithoutLeave : .offDestination,
        leave: leave,
        outsideBy: states[Int(slot)].course.outsideBy,
        odds: presence.odds,
        into: &output
      )
    }
  }

  mutating func settleWatched(
    _ slot: Int32,
    at instant: Instant,
    isReview: Bool,
    into output: inout Evaluation
  ) {
    let watched = states[Int(slot)].course.watched
    if watched.isEmpty, states[Int(slot)].course.episodes.isEmpty { return }
    for episode in states[Int(slot)].course.episodes {
      guard episode.kind == .prohibitedZone || episode.kind == .curfew else { continue }
      let isProhibited = episode.kind == .prohibitedZone
      let zone = watched.first { $0.zone.text == episode.cause && $0.isProhibited == isProhibited }
      if let zone, zone.isBreached { continue }
      let seen: Transition.Reason = isProhibited ? .left : .returned
      end(
        episode.kind,
        episode.cause,
        slot,
        at: max(episode.began, zone?.presence.since ?? instant),
        isReview ? .rulesChanged : seen,
        into: &output
      )
    }
    for zone in watched where zone.isBreached {
      let kind: AlertKind = zone.isProhibited ? .prohibitedZone : .curfew
      guard !isOpen(kind, zone.zone.text, slot) else { continue }
      raise(
        kind,
        zone.zone.text,
        slot,
        began: zone.presence.since,
        zone.isProhibited ? .enteredProhibited : .outsideConfinement,
        outsideBy: abs(zone.distance),
        odds: zone.presence.odds,
        into: &output
      )
    }
    states[Int(slot)].course.watched.removeAll { !$0.isBreached && $0.presence.runSide == .unknown }
  }
}

// MARK: - Steps

extension Evaluator {
  /// Whether an episode of a course goes on.
  func isOpen(_ kind: AlertKind, _ cause: String, _ slot: Int32) -> Bool {
    states[Int(slot)].course.episodes.contains { $0.kind == kind && $0.cause == cause }
  }

  /// Begins an episode of a course.
  ///
  /// - Parameters:
  ///   - kind: what it is about.
  ///   - cause: the zone or leave that it is about.
  ///   - slot: the subject.
  ///   - began: when it began.
  ///   - reason: why.
  ///   - leave: the leave that it concerns.
  ///   - position: where the subject was; the last believed position, unless it is said.
  ///   - outsideBy: how far on the wrong side that was, in metres.
  ///   - odds: the evidence.
  ///   - output: where the step is added.
  mutating func raise(
    _ kind: AlertKind,
    _ cause: String,
    _ slot: Int32,
    began: Instant,
    _ reason: Transition.Reason,
    leave: LeaveID? = nil,
    position: CredibleFix? = nil,
    outsideBy: Double? = nil,
    odds: LogOdds? = nil,
    into output: inout Evaluation
  ) {
    let episode = Episode(kind: kind, cause: cause, began: began, reason: reason, leave: leave)
    var step = step(.raised, episode, slot, at: began, reason)
    step.position = position ?? step.position
    step.outsideBy = outsideBy.map { Meters($0) }
    step.odds = odds
    states[Int(slot)].course.episodes.append(episode)
    noteRaised(episode, step, slot)
    output.transitions.append(step)
  }

  /// Ends an episode of a course, if it goes on.
  mutating func end(
    _ kind: AlertKind,
    _ cause: String,
    _ slot: Int32,
    at instant: Instant,
    _ reason: Transition.Reason,
    into output: inout Evaluation
  ) {
    guard let episode = remove(kind, cause, slot) else { return }
    let step = step(.ended, episode, slot, at: max(instant, episode.began), reason)
    noteEnded(step, slot)
    output.transitions.append(step)
  }

  /// Takes an episode of a course back that never was.
  mutating func withdraw(
    _ kind: AlertKind,
    _ cause: String,
    _ slot: Int32,
    _ reason: Transition.Reason,
    into output: inout Evaluation
  ) {
    guard let episode = remove(kind, cause, slot) else { return }
    let step = step(.withdrawn, episode, slot, at: episode.began, reason)
    noteWithdrawn(step, slot)
    output.transitions.append(step)
  }

  private mutating func remove(_ kind: AlertKind, _ cause: String, _ slot: Int32) -> Episode? {
    guard !states[Int(slot)].course.episodes.isEmpty,
      let index = states[Int(slot)].course.episodes.firstIndex(where: {
        $0.kind == kind && $0.cause == cause
      })
    else { return nil }
    return states[Int(slot)].course.episodes.remove(at: index)
  }

  private func step(
    _ step: Transition.Step,
    _ episode: Episode,
    _ slot: Int32,
    at instant: Instant,
    _ reason: Transition.Reason
  ) -> Transition {
    Transition(
      alert: AlertKey(
        subject: registry.subjects[Int(slot)].id,
        kind: episode.kind,
        cause: episode.cause,
        began: episode.began
      ),
      step: step,
      at: instant,
      knownAt: now,
      reason: reason,
      leave: episode.leave,
      position: states[Int(slot)].course.position
    )
  }
}

// MARK: - Silence

extension Evaluator {
  /// Begins a silence: what is judged by when reports arrive, and not by what they say.
  mutating func raiseSilence(_ slot: Int32, began: Instant, into output: inout Evaluation) {
    let episode = Episode(kind: .silent, cause: "", began: began, reason: .noReport)
    states[Int(slot)].silence = episode
    output.transitions.append(step(.raised, episode, slot, at: began, .noReport))
  }

  /// Ends a silence, if the subject is silent.
  ///
  /// - Returns: whether it was.
  @discardableResult
  mutating func endSilence(
    _ slot: Int32,
    at instant: Instant,
    _ reason: Transition.Reason,
    into output: inout Evaluation
  ) -> Bool {
    guard let episode = states[Int(slot)].silence else { return false }
    states[Int(slot)].silence = nil
    let at = max(instant, episode.began)
    output.transitions.append(step(.ended, episode, slot, at: at, reason))
    return true
  }

  /// Tells that a silence has become an escape, once.
  mutating func worsenSilence(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    guard var episode = states[Int(slot)].silence, !episode.hasWorsened else { return }
    episode.hasWorsened = true
    states[Int(slot)].silence = episode
    let at = max(instant, episode.began)
    output.transitions.append(step(.worsened, episode, slot, at: at, .escape))
  }
}
