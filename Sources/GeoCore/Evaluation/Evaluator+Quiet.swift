extension Evaluator {
  /// Takes a fix in of somebody about whom nothing is pending and nothing follows: inside what is
  /// permitted, as before.
  ///
  /// It leaves exactly the state that ``receive(_:_:_:_:into:_:)`` leaves, and reads and writes a few
  /// hundred bytes for it.
  ///
  /// - Parameters:
  ///   - fix: the fix.
  ///   - index: its place in the batch.
  ///   - number: who sent it.
  ///   - sender: what that sender may report.
  ///   - output: where a step is added if the way to the fix led through what is prohibited.
  /// - Returns: `false` if something has to be decided; nothing has been changed then.
  mutating func takeQuietly(
    _ fix: Fix,
    _ index: Int,
    _ number: SenderNumber,
    _ sender: Sender.Kind?,
    into output: inout Evaluation
  ) -> Bool {
    let reporter = lookups[0].reporters[index]
    guard reporter.wearer >= 0, fix.time > now - rules.windows.late, belated.isEmpty else {
      return false
    }
    if case .device(let own) = sender, own != fix.device { return false }
    let (device, slot) = (Int(reporter.device), Int(reporter.wearer))
    let terms = registry.subjectTerms[slot]
    guard let newest = deviceNewest[device]?.time, newest < fix.time,
      !terms.hasLeaves, terms.during.contains(fix.time),
      !fix.flags.contains(.mock), let reading = credibility.reading(of: fix),
      states[slot].isQuiet(at: fix.time, wears: !reporter.isPhone),
      let last = states[slot].course.position,
      !credibility.mayMatter(reading, after: last, since: states[slot].course.sameSince),
      registry.isPlainlyPermitted(terms, index, lookups[0], at: fix.time)
    else { return false }
    deviceNewest[device] = fix
    let usual = credibility.receivers.gnss.usual.value
    let taken = states[slot].takeQuietly(
      reading,
      from: number,
      at: now,
      wears: !reporter.isPhone,
      usual: usual
    )
    if credibility.mayLead(from: last, to: taken),
      registry.mayCrossProhibited(slot, terms, from: last.coordinate, to: taken.coordinate)
    {
      let scale = scale(of: taken, after: last, reporter.wearer)
      judgeLeg(reporter.wearer, from: last, to: taken, scale, into: &output)
    }
    return true
  }
}

extension Credibility {
  /// Whether a position may be frozen, doubted or unconfirmed.
  ///
  /// By a bound of the distance: where the answer is `false`, it is no more than a drive away.
  fileprivate func mayMatter(
    _ reading: CredibleFix,
    after last: CredibleFix,
    since same: Instant
  ) -> Bool {
    let bound = last.coordinate.distanceBound(to: reading.coordinate)
    let errors = last.errorRadius.value + reading.errorRadius.value
    let passed = (reading.time - last.time).seconds
    guard bound - 3 * errors <= movement.roadSpeed.value * passed else { return true }
    guard reading.source == .gnss else {
      return bound - last.errorRadius.value - reading.errorRadius.value > movement.leap.value
    }
    return reading.coordinate == last.coordinate && reading.time - same >= windows.frozen
  }

  /// Whether a way may be longer than what errors make of standing still.
  fileprivate func mayLead(from start: CredibleFix, to goal: CredibleFix) -> Bool {
    let error = max(start.errorRadius.value, goal.errorRadius.value)
    return start.coordinate.distanceBound(to: goal.coordinate) > 2 * error
  }
}

extension SubjectState {
  /// Whether nothing is pending about a subject that is inside what is permitted, and nothing falls due
  /// up to a fix, the next one in order of time.
  ///
  /// - Parameters:
  ///   - instant: when the fix was taken.
  ///   - wears: whether it comes from a wristband; a phone speaks for who never had one.
  fileprivate func isQuiet(at instant: Instant, wears: Bool) -> Bool {
    heard.isFinite && !isParked && silence == nil && before == nil && armed > instant
      && course.lastFix < instant && course.judgedThrough <= instant
      && (wears || course.wristbandTime == .distantPast)
      && course.permitted.isSettled(on: .inside) && course.executionArea.isSettled(on: .inside)
      && course.aside == nil && course.leap == nil && course.watched.isEmpty
      && course.leaves.isEmpty && course.episodes.isEmpty
      && (course.stretch.map { instant < $0.end } ?? false)
  }

  /// Takes a fix in that changes nothing but where the subject was last, and when it was heard.
  ///
  /// - Parameters:
  ///   - reading: the fix.
  ///   - sender: who brought it.
  ///   - now: when it arrived.
  ///   - wears: whether it comes from a wristband.
  ///   - usual: the greatest error that is assumed of a track, in metres.
  /// - Returns: the fix with what the track before it says of its worth.
  fileprivate mutating func takeQuietly(
    _ reading: CredibleFix,
    from sender: SenderNumber,
    at now: Instant,
    wears: Bool,
    usual: Double
  ) -> CredibleFix {
    var fix = reading
    (heard, pause, self.sender) = (now, .zero, sender)
    course.lastFix = fix.time
    if wears { course.wristbandTime = fix.time }
    if fix.coordinate != course.position?.coordinate { course.sameSince = fix.time }
    course.support = min(SetAside.confirmation, course.support + 1)
    course.scatter.observe(fix, usual: usual)
    let shown = course.scatter.error(usual: usual)
    fix.errorDecimeters = max(fix.errorDecimeters, Int32((shown * 10).rounded()))
    course.recent.append(JudgedFix(fix, executionArea: .inside, permitted: .inside))
    course.outsideBy = 0
    return fix
  }
}

extension Coordinate {
  /// No less than the distance to another place, in metres: the way along a meridian and then along
  /// the equator.
  fileprivate func distanceBound(to other: Coordinate) -> Double {
    let turn = (Int64(longitudeE7) - Int64(other.longitudeE7)).magnitude
    let rise = (Int64(latitudeE7) - Int64(other.latitudeE7)).magnitude
    return Double(min(turn, 3_600_000_000 - turn) + rise) * 0.011_12
  }
}
