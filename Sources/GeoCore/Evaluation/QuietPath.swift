/// Takes fixes in that decide nothing: of calm subjects, in their box.
///
/// It leaves exactly the state that the evaluator's whole judging would leave, and reads and writes two
/// hundred bytes for it. Made for each batch.
struct QuietPath {
  /// What fixes are taken for.
  private let reader: PositionReader
  /// When the batch came.
  private let now: Instant
  /// The greatest error that is assumed of a track, in metres.
  private let usual: Double
  /// How far anybody gets on the ground in a millisecond, in decimetres.
  private let groundSpeed: Double
  /// The way from which on a position has to be confirmed, in decimetres.
  private let leap: Double
  /// After how long the very same position is frozen.
  private let frozen: Milliseconds

  /// How many fixes ahead of the one that is taken in memory is asked for.
  private static let lead = 24

  /// Creates the quiet path of one batch.
  init(_ reader: PositionReader, _ rules: DecisionRules, at now: Instant) {
    self.reader = reader
    self.now = now
    usual = rules.receivers.gnss.usual.value
    groundSpeed = rules.movement.groundSpeed.value / 100
    leap = rules.movement.leap.value * 10
    frozen = rules.windows.frozen
  }

  /// Takes the fixes of a batch in, one after the other, up to one about which something has to be decided.
  ///
  /// - Parameters:
  ///   - range: the fixes, by their indices in the batch.
  ///   - fixes: the batch's fixes.
  ///   - outcomes: what becomes of each; settled where it is taken in.
  ///   - reporters: who reports by each.
  ///   - newest: the times of the newest fixes of devices, by slot.
  ///   - states: what is remembered of subjects, by slot.
  /// - Returns: the index of that fix; the end of the range if there is none.
  func take(
    _ range: Range<Int>,
    of fixes: [Fix],
    _ outcomes: inout [FixOutcome],
    _ reporters: [Reporter],
    _ newest: inout [Instant],
    _ states: inout [SubjectState]
  ) -> Int {
    let (fixes, reporters) = (fixes.span, reporters.span)
    var outcomes = outcomes.mutableSpan
    var newest = newest.mutableSpan
    var states = states.mutableSpan
    for index in range {
      let ahead = index + Self.lead
      if ahead < reporters.count, reporters[ahead].wearer >= 0 {
        newest.fetch(Int(reporters[ahead].device), bytes: MemoryLayout<Instant>.size)
        states.fetch(Int(reporters[ahead].wearer), bytes: SubjectState.quietBytes)
      }
      guard outcomes[index].isAccepted else { continue }
      let reporter = reporters[index]
      guard reporter.wearer >= 0 else { return index }
      let time = fixes[index].time
      guard newest[Int(reporter.device)] < time,
        take(fixes[index], reporter, &states[Int(reporter.wearer)])
      else { return index }
      newest[Int(reporter.device)] = time
      outcomes[index] = .kept
    }
    return range.upperBound
  }

  /// Takes a fix in, if nothing has to be decided.
  ///
  /// - Returns: whether it did; if not, nothing has been changed.
  @inline(__always)
  private func take(_ fix: borrowing Fix, _ reporter: Reporter, _ state: inout SubjectState) -> Bool
  {
    guard fix.time < state.calm.until, state.course.lastFix < fix.time,
      state.course.judgedThrough <= fix.time
    else { return false }
    if fix.flags.contains(.hasPosition) {
      guard state.calm.box.contains(latitudeE7: fix.latitudeE7, longitudeE7: fix.longitudeE7),
        !fix.flags.contains(.mock),
        !reporter.isPhone || state.course.wristbandTime == .distantPast,
        let last = state.course.position
      else { return false }
      if let reading = reader.reading(of: fix) {
        guard !mayMatter(reading, after: last, since: state.course.sameSince) else { return false }
        state.course.take(reading, after: last, isPhone: reporter.isPhone, usual: usual)
      }
    }
    state.course.lastFix = fix.time
    (state.heard, state.sender) = (now, reporter.sender)
    return true
  }

  /// Whether a position may be frozen, doubted or unconfirmed.
  ///
  /// By a bound of the distance: where the answer is `false`, it is no more than a drive away.
  @inline(__always)
  private func mayMatter(
    _ reading: CredibleFix,
    after last: CredibleFix,
    since same: Instant
  ) -> Bool {
    let bound = 10 * last.coordinate.distanceBound(to: reading.coordinate)
    let errors = Double(last.errorDecimeters + reading.errorDecimeters)
    let passed = Double(reading.time.milliseconds &- last.time.milliseconds)
    guard bound - 3 * errors <= groundSpeed * passed else { return true }
    guard reading.source == .gnss else { return bound - errors > leap }
    return reading.coordinate == last.coordinate
      && reading.time - same >= frozen
  }
}

extension Course {
  /// Takes a position in that changes nothing but where the subject was last.
  ///
  /// - Parameters:
  ///   - fix: the position.
  ///   - last: the one before.
  ///   - isPhone: whether it comes from a phone.
  ///   - usual: the greatest error that is assumed of a track, in metres.
  @inline(__always)
  fileprivate mutating func take(
    _ fix: CredibleFix,
    after last: CredibleFix,
    isPhone: Bool,
    usual: Double
  ) {
    if !isPhone { wristbandTime = fix.time }
    if fix.coordinate != last.coordinate { sameSince = fix.time }
    if support < SetAside.confirmation { support += 1 }
    scatter.observe(fix, usual: usual)
    recent.append(JudgedFix(fix, executionArea: .inside, permitted: .inside))
  }
}

extension MutableSpan {
  /// Asks for the first bytes of an element.
  @inline(__always)
  fileprivate func fetch(_ index: Int, bytes: Int) {
    unsafe withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      let place = unsafe UnsafeRawPointer(first + index)
      var offset = 0
      while offset < bytes {
        unsafe prefetch(place + offset, 0, 3, 1)
        offset += 64
      }
      unsafe prefetch(place + bytes - 1, 0, 3, 1)
    }
  }
}
