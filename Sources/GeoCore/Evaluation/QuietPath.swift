/// Takes fixes in of subjects about whom nothing is pending and nothing follows: inside what is
/// permitted, as before.
///
/// It leaves exactly the state that the evaluator's whole judging would leave, and reads and writes a few
/// hundred bytes for it. Made for each batch.
struct QuietPath {
  /// What fixes are worth.
  let credibility: Credibility
  /// When the batch came.
  let now: Instant
  /// The greatest error that is assumed of a track, in metres.
  let usual: Double

  /// Creates the quiet path of one batch.
  init(_ credibility: Credibility, at now: Instant) {
    self.credibility = credibility
    self.now = now
    usual = credibility.receivers.gnss.usual.value
  }

  /// The way to a fix.
  struct Way {
    var start: CredibleFix
    var goal: CredibleFix
  }

  /// Takes a fix in, if nothing has to be decided.
  ///
  /// - Parameters:
  ///   - fix: the fix, at a place that is plainly permitted.
  ///   - isPhone: whether it comes from a phone.
  ///   - sender: who brought it.
  ///   - newest: the newest fix of its device.
  ///   - state: what is remembered of its subject.
  /// - Returns: the way to the fix; `nil` if something has to be decided: nothing has been changed then.
  @inline(__always)
  func take(
    _ fix: Fix,
    isPhone: Bool,
    from sender: SenderNumber,
    _ newest: inout Fix?,
    _ state: inout SubjectState
  ) -> Way? {
    guard let known = newest?.time, known < fix.time,
      !fix.flags.contains(.mock), state.isQuiet(at: fix.time, isPhone: isPhone),
      let last = state.course.position, let reading = credibility.reading(of: fix),
      !mayMatter(reading, after: last, since: state.course.sameSince)
    else { return nil }
    newest = fix
    (state.heard, state.pause, state.sender) = (now, .zero, sender)
    state.course.take(reading, isPhone: isPhone, usual: usual)
    return Way(start: last, goal: reading)
  }

  /// Whether a position may be frozen, doubted or unconfirmed.
  ///
  /// By a bound of the distance: where the answer is `false`, it is no more than a drive away.
  private func mayMatter(
    _ reading: CredibleFix,
    after last: CredibleFix,
    since same: Instant
  ) -> Bool {
    let bound = last.coordinate.distanceBound(to: reading.coordinate)
    let errors = last.errorRadius.value + reading.errorRadius.value
    let passed = (reading.time - last.time).seconds
    guard bound - 3 * errors <= credibility.movement.groundSpeed.value * passed else { return true }
    guard reading.source == .gnss else {
      return bound - last.errorRadius.value - reading.errorRadius.value
        > credibility.movement.leap.value
    }
    return reading.coordinate == last.coordinate
      && reading.time - same >= credibility.windows.frozen
  }
}

extension QuietPath.Way {
  /// Whether it may be longer than what errors make of standing still.
  var mayLead: Bool {
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
  ///   - isPhone: whether it comes from a phone, which speaks for who never had a wristband.
  /// - Returns: `false` where anything is or may be.
  @inline(__always)
  fileprivate func isQuiet(at instant: Instant, isPhone: Bool) -> Bool {
    guard heard.isFinite, !isParked, silence == nil, before == nil, armed > instant,
      course.lastFix < instant, course.judgedThrough <= instant,
      !isPhone || course.wristbandTime == .distantPast,
      course.permitted.isSettled(on: .inside), course.executionArea.isSettled(on: .inside),
      course.aside == nil, course.leap == nil, course.watched.isEmpty, course.leaves.isEmpty,
      course.episodes.isEmpty, let stretch = course.stretch
    else { return false }
    return instant < stretch.end
  }
}

extension Course {
  /// Takes a fix in that changes nothing but where the subject was last.
  ///
  /// - Parameters:
  ///   - fix: the fix.
  ///   - isPhone: whether it comes from a phone.
  ///   - usual: the greatest error that is assumed of a track, in metres.
  @inline(__always)
  fileprivate mutating func take(_ fix: CredibleFix, isPhone: Bool, usual: Double) {
    lastFix = fix.time
    if !isPhone { wristbandTime = fix.time }
    if fix.coordinate != position?.coordinate { sameSince = fix.time }
    support = min(SetAside.confirmation, support + 1)
    scatter.observe(fix, usual: usual)
    recent.append(JudgedFix(fix, executionArea: .inside, permitted: .inside))
    outsideBy = 0
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
