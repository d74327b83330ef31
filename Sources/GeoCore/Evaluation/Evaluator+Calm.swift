extension SubjectState {
  /// Whether nothing is pending about a subject that is inside what is permitted.
  var isQuiet: Bool {
    heard.isFinite && !isParked && silence == nil && before == nil
      && course.permitted.isSettled(on: .inside) && course.executionArea.isSettled(on: .inside)
      && course.aside == nil && course.leap == nil && course.watched.isEmpty
      && course.episodes.isEmpty && course.leaves.allSatisfy { $0.isWaiting }
  }
}

extension LeaveTrack {
  /// Whether nothing about the leave changes by a fix inside the execution area.
  fileprivate var isWaiting: Bool {
    switch phase {
    case .running, .overdue: false
    case .back, .closed: true
    }
  }
}

extension Evaluator {
  /// Finds out whether the next fixes of a subject, of whom one has just been judged, will decide
  /// nothing.
  mutating func seekCalm(_ slot: Int32) {
    let index = Int(slot)
    guard states[index].isQuiet, let last = states[index].course.position?.coordinate,
      let stretch = states[index].course.stretch
    else { return }
    if !states[index].calm.box.contains(last) {
      look(around: last, slot, at: states[index].course.through)
    }
    guard states[index].calmTerms.isClear else { return }
    states[index].calm.until = min(states[index].armed, stretch.end)
  }

  /// Looks for the box around a place, as the rules are at an instant.
  private mutating func look(around place: Coordinate, _ slot: Int32, at time: Instant) {
    let index = Int(slot)
    let clearance = registry.clearance(of: slot, around: place, at: time) { leave in
      effectEnd(of: leave, slot)
    }
    let isClear = clearance >= Self.leastClearance
    let radius = isClear ? clearance : Self.leastClearance
    let box = SmallBox(around: place, radius: radius)
    states[index].calm.box = box ?? .nothing
    states[index].calmTerms.isClear = isClear && box != nil
    if isClear, states[index].calmTerms.boundary == .distantPast {
      states[index].calmTerms.boundary = boundary(of: slot)
      states[index].calmTerms.silentAfter = tolerance(of: slot, at: time)
    }
  }

  /// A box nearer to an edge than this, in metres, is left too soon to be worth finding.
  private static let leastClearance = 40.0

  /// Makes a calm fit for a fix where only a checkpoint or the box stands between the fix and the quiet
  /// path: keeps the checkpoint, and finds a box around the fix that holds the last position as well.
  ///
  /// - Parameters:
  ///   - fix: a fix that the quiet path did not take.
  ///   - reporter: who reports by it.
  ///   - output: where the checkpoint is added.
  /// - Returns: whether something has been done, and the quiet path may take the fix now.
  mutating func renewCalm(
    for fix: Fix,
    by reporter: Reporter,
    into output: inout Evaluation
  ) -> Bool {
    guard reporter.wearer >= 0, !output.keepsReadings,
      deviceNewest[Int(reporter.device)] < fix.time
    else { return false }
    let (slot, index) = (reporter.wearer, Int(reporter.wearer))
    let calm = states[index].calm
    guard calm.until != .distantPast, fix.time < states[index].armed,
      states[index].course.through < fix.time
    else { return false }
    if calm.until <= fix.time {
      keepCheckpoint(slot, before: fix.time, into: &output)
      extendCalm(slot)
      return true
    }
    guard let place = fix.coordinate, let last = states[index].course.position?.coordinate,
      !calm.box.contains(place)
    else { return false }
    look(around: place, slot, at: fix.time)
    if states[index].calmTerms.isClear, states[index].calm.box.contains(last) { return true }
    states[index].calm.until = .distantPast
    return false
  }

  /// Lets a calm go on after an early entry of the queue has been put back.
  mutating func extendCalm(_ slot: Int32) {
    let index = Int(slot)
    guard states[index].calm.until != .distantPast, let stretch = states[index].course.stretch
    else { return }
    states[index].calm.until = min(states[index].armed, stretch.end)
  }

  /// The next deadline of a subject, as far as its calm tells; `nil` where there is none.
  ///
  /// The same as is found from the registry, at a fraction of the cost: of those who report, one deadline
  /// in each of their grade's silences has moved.
  func calmDeadline(of slot: Int32) -> Instant? {
    let index = Int(slot)
    guard states[index].calm.until != .distantPast, let last = states[index].course.position?.time
    else { return nil }
    let terms = states[index].calmTerms
    let stale = max(last + terms.silentAfter + Milliseconds(1), states[index].course.judgedThrough)
    return min(terms.boundary, stale, states[index].heard + terms.silentAfter)
  }

  /// Forgets a box: what is asked of the subject may have changed.
  mutating func forgetCalm(_ slot: Int32) {
    states[Int(slot)].calm = Calm()
    states[Int(slot)].calmTerms = CalmTerms()
  }
}
