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
    for episode in states[Int(slot)].episodes {
      end(episode.kind, episode.cause, slot, at: instant, .supervisionEnded, into: &output)
    }
    store(Evidence(), slot, at: instant, into: &output)
    states[Int(slot)].recent.removeAll()
    states[Int(slot)].setAside = nil
    for index in states[Int(slot)].leaves.indices {
      states[Int(slot)].leaves[index].phase = .closed
    }
  }

  mutating func settleOutOfZone(
    _ slot: Int32,
    isReview: Bool,
    into output: inout Evaluation
  ) {
    let presence = states[Int(slot)].permitted
    switch presence.state {
    case .unknown: return
    case .inside:
      let reason: Transition.Reason = isReview ? .rulesChanged : .returned
      end(.outOfZone, "", slot, at: presence.since, reason, into: &output)
    case .outside:
      // An absence that is an overstay already is one alert, not two.
      let isOverdue = states[Int(slot)].leaves.contains { $0.phase == .overdue }
      guard !isOverdue, !isOpen(.outOfZone, "", slot) else { return }
      let leaves = registry.subjects[Int(slot)].leaves
      // An overstay that a cancellation ended goes on as an absence from there.
      let began = leaves.reduce(presence.since) { began, dated in
        guard let cancelledAt = dated.value.cancelledAt, cancelledAt <= now,
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
        outsideBy: states[Int(slot)].outsideBy,
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
    let watched = states[Int(slot)].watched
    if watched.isEmpty, states[Int(slot)].episodes.isEmpty { return }
    for episode in states[Int(slot)].episodes {
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
        into: &output
      )
    }
    states[Int(slot)].watched.removeAll { !$0.isBreached && $0.presence.runSide == .unknown }
  }
}

// MARK: - Steps

extension Evaluator {
  /// Whether an episode goes on.
  func isOpen(_ kind: AlertKind, _ cause: String, _ slot: Int32) -> Bool {
    states[Int(slot)].episodes.contains { $0.kind == kind && $0.cause == cause }
  }

  /// Begins an episode.
  mutating func raise(
    _ kind: AlertKind,
    _ cause: String,
    _ slot: Int32,
    began: Instant,
    _ reason: Transition.Reason,
    leave: LeaveID? = nil,
    outsideBy: Double? = nil,
    into output: inout Evaluation
  ) {
    let episode = Episode(kind: kind, cause: cause, began: began, leave: leave)
    states[Int(slot)].episodes.append(episode)
    append(.raised, episode, slot, at: began, reason, outsideBy: outsideBy, into: &output)
  }

  /// Ends an episode, if it goes on.
  ///
  /// - Returns: whether it did.
  @discardableResult
  mutating func end(
    _ kind: AlertKind,
    _ cause: String,
    _ slot: Int32,
    at instant: Instant,
    _ reason: Transition.Reason,
    into output: inout Evaluation
  ) -> Bool {
    guard let episode = remove(kind, cause, slot) else { return false }
    append(.ended, episode, slot, at: max(instant, episode.began), reason, into: &output)
    return true
  }

  /// Takes an episode back that never was.
  mutating func withdraw(
    _ kind: AlertKind,
    _ cause: String,
    _ slot: Int32,
    _ reason: Transition.Reason,
    into output: inout Evaluation
  ) {
    guard let episode = remove(kind, cause, slot) else { return }
    append(.withdrawn, episode, slot, at: episode.began, reason, into: &output)
  }

  /// Tells that a silence has become an escape, once.
  mutating func worsenSilence(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    let index = states[Int(slot)].episodes.firstIndex { $0.kind == .silent && !$0.hasWorsened }
    guard let index else { return }
    states[Int(slot)].episodes[index].hasWorsened = true
    let episode = states[Int(slot)].episodes[index]
    append(.worsened, episode, slot, at: max(instant, episode.began), .escape, into: &output)
  }

  private mutating func remove(_ kind: AlertKind, _ cause: String, _ slot: Int32) -> Episode? {
    guard !states[Int(slot)].episodes.isEmpty,
      let index = states[Int(slot)].episodes.firstIndex(where: {
        $0.kind == kind && $0.cause == cause
      })
    else { return nil }
    return states[Int(slot)].episodes.remove(at: index)
  }

  private func append(
    _ step: Transition.Step,
    _ episode: Episode,
    _ slot: Int32,
    at instant: Instant,
    _ reason: Transition.Reason,
    outsideBy: Double? = nil,
    into output: inout Evaluation
  ) {
    let subject = registry.subjects[Int(slot)].id
    output.transitions.append(
      Transition(
        alert: AlertKey(
          subject: subject,
          kind: episode.kind,
          cause: episode.cause,
          began: episode.began
        ),
        step: step,
        at: instant,
        knownAt: now,
        reason: reason,
        leave: episode.leave,
        position: states[Int(slot)].position,
        outsideBy: outsideBy.map { Meters($0) }
      )
    )
  }
}
