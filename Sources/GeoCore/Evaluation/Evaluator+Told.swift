extension Evaluator {
  /// Keeps in mind that an episode of a course was told.
  mutating func noteRaised(_ episode: Episode, _ step: Transition, _ slot: Int32) {
    if let index = indexOfTold(step.alert, slot) {
      if states[Int(slot)].told[index].isSettled { return }
      states[Int(slot)].told.remove(at: index)
    }
    forgetTold(slot)
    let through = states[Int(slot)].course.through
    states[Int(slot)].told.append(ToldEpisode(episode: episode, raised: step, raisedBy: through))
  }

  /// Keeps in mind that the end of an episode was told.
  mutating func noteEnded(_ step: Transition, _ slot: Int32) {
    guard let index = indexOfTold(step.alert, slot), !states[Int(slot)].told[index].isSettled else {
      return
    }
    states[Int(slot)].told[index].ended = step
    states[Int(slot)].told[index].isSettled = isAdopting
    states[Int(slot)].told[index].endedBy = states[Int(slot)].course.through
  }

  /// Keeps in mind that an episode was taken back.
  mutating func noteWithdrawn(_ step: Transition, _ slot: Int32) {
    noteEnded(step, slot)
    guard let index = indexOfTold(step.alert, slot) else { return }
    states[Int(slot)].told[index].isWithdrawn = true
  }

  private func indexOfTold(_ key: AlertKey, _ slot: Int32) -> Int? {
    states[Int(slot)].told.firstIndex { $0.key == key }
  }

  /// Forgets what was over before any fix that can still change it.
  private mutating func forgetTold(_ slot: Int32) {
    let through = states[Int(slot)].course.through
    let last = through - rules.windows.late - Checkpoint.stretch - Checkpoint.stretch
    states[Int(slot)].told.removeAll { told in told.endedBy.map { $0 < last } ?? false }
  }

  /// Tells how a course that was judged anew differs from what was told of it before.
  ///
  /// An alert is known by its content: one that began at another time is another alert, and the first
  /// is withdrawn with that reason.
  mutating func tellDifference(
    _ slot: Int32,
    from old: [ToldEpisode],
    into output: inout Evaluation
  ) {
    let new = states[Int(slot)].told
    for told in old where !told.isWithdrawn && !told.isSettled {
      guard !new.contains(where: { $0.key == told.key && !$0.isWithdrawn }) else { continue }
      let isElsewhere = new.contains { $0.isSame(as: told) && !$0.isWithdrawn }
      var step = told.raised
      (step.step, step.at, step.knownAt) = (.withdrawn, told.episode.began, now)
      let reason: Transition.Reason =
        told.episode.kind == .leaveOverstay ? .returnedInTime : .lateFixes
      (step.reason, step.odds) = (isElsewhere ? .otherBeginning : reason, nil)
      output.transitions.append(step)
      withdrawTold(told, step, slot)
    }
    for told in new where !told.isWithdrawn && !told.isSettled {
      guard let known = old.first(where: { $0.key == told.key }) else {
        output.transitions.append(told.raised)
        if let ended = told.ended { output.transitions.append(ended) }
        continue
      }
      tell(told, after: known, into: &output)
    }
    for told in old where told.isWithdrawn { keepWithdrawn(told, slot) }
    // What was raised and taken back while the course was judged anew was never told.
    states[Int(slot)].told.removeAll { told in
      told.isWithdrawn && !old.contains { $0.key == told.key }
    }
  }

  /// Tells how an alert differs from what was told of it before.
  private func tell(
    _ told: ToldEpisode,
    after known: ToldEpisode,
    into output: inout Evaluation
  ) {
    var step = told.raised
    step.knownAt = now
    step.reason = .lateFixes
    if known.isWithdrawn {
      step.step = .reinstated
      output.transitions.append(step)
    }
    let wasEnded = known.isWithdrawn ? nil : known.ended
    switch (wasEnded, told.ended) {
    case (nil, let ended?): output.transitions.append(ended)
    case (let before?, let ended?):
      // The same end for the same reason is no news.
      if (before.at, before.reason) != (ended.at, ended.reason) { output.transitions.append(ended) }
    case (_?, nil):
      step.step = .resumed
      output.transitions.append(step)
    case (nil, nil): break
    }
  }

  private mutating func withdrawTold(_ told: ToldEpisode, _ step: Transition, _ slot: Int32) {
    var told = told
    (told.isWithdrawn, told.ended) = (true, step)
    told.endedBy = states[Int(slot)].course.through
    keepWithdrawn(told, slot)
  }

  /// Keeps in mind what was taken back: it may come again.
  private mutating func keepWithdrawn(_ told: ToldEpisode, _ slot: Int32) {
    guard indexOfTold(told.key, slot) == nil else { return }
    states[Int(slot)].told.append(told)
  }
}

extension ToldEpisode {
  /// What had been told at an event time; `nil` where nothing had.
  func asKnown(through instant: Instant) -> ToldEpisode? {
    if isSettled { return self }
    guard raisedBy <= instant, !isWithdrawn else { return nil }
    guard let endedBy, endedBy > instant else { return self }
    var told = self
    (told.ended, told.endedBy) = (nil, nil)
    return told
  }

  /// Whether both are about the same thing at overlapping times.
  func isSame(as other: ToldEpisode) -> Bool {
    guard (episode.kind, episode.cause) == (other.episode.kind, other.episode.cause) else {
      return false
    }
    let end = ended?.at ?? .distantFuture
    let otherEnd = other.ended?.at ?? .distantFuture
    return episode.began <= otherEnd && other.episode.began <= end
  }
}
