/// What a fix is worth, and which journeys are believed.
struct Credibility: Hashable, Sendable {
  var receivers = ReceiverRules()
  var movement = MovementRules()
  var windows = WindowRules()

  /// The least distance to a position that has to be confirmed at which another one is independent.
  private static let independence = Meters(100)

  /// What a position was made from, beside what the subject's receiver says of others.
  ///
  /// Who says satellites where it has them had none where it says nothing. A network may have made the
  /// position out of a single tower, so that it counts as a tower's, whatever it states: what hides where
  /// it comes from is worth no more than what says so.
  ///
  /// - Parameters:
  ///   - fix: the position.
  ///   - scatter: what the track shows.
  /// - Returns: `unknown` for what has never said anything.
  func origin(of fix: CredibleFix, in scatter: Scatter) -> Fix.Source {
    let age = max(.zero, fix.time - scatter.satellites)
    return fix.source == .unknown && age < windows.satellites ? .cell : fix.source
  }

  /// What positions of a source are worth.
  func worth(of source: Fix.Source) -> ReceiverRules.Worth {
    switch source {
    case .gnss: receivers.gnss
    case .wifi: receivers.wifi
    case .cell: receivers.cell
    case .fused, .unknown: receivers.fused
    }
  }

  /// Whether some vehicle makes the journey between two positions, three errors of each granted.
  ///
  /// On the ground up to the speed of a fast train; by air as long as a flight takes with its boarding,
  /// or without, where the journey before was a flight already.
  ///
  /// - Parameters:
  ///   - a: where it begins.
  ///   - b: where it ends.
  ///   - speed: how fast the journey to `a` was, in metres a second.
  /// - Returns: `false` where none does.
  func isPossible(from a: CredibleFix, to b: CredibleFix, after speed: Double = 0) -> Bool {
    let distance = a.coordinate.distance(to: b.coordinate).value
    let granted = distance - 3 * (a.errorRadius.value + b.errorRadius.value)
    let passed = max(0, (b.time - a.time).seconds)
    let isFlying = speed > movement.groundSpeed.value / 2
    let flown = isFlying ? passed : passed - movement.flightOverhead.seconds
    return granted <= movement.groundSpeed.value * passed
      || granted <= movement.flightSpeed.value * flown
  }

  /// The leap that has to be confirmed once `reading` has come; `nil` where nothing has to be.
  ///
  /// A second position confirms the first where its error is another one: elsewhere, since the subject
  /// goes on, or much later. Who leaps faster than any drive, stands still, and leaps again has not
  /// moved; its receiver fell back to one tower and then to another.
  ///
  /// - Parameters:
  ///   - leap: the leap that waits for being confirmed.
  ///   - last: the last believed position.
  ///   - reading: the new position.
  ///   - correlation: how long its error stays.
  /// - Returns: the leap that waits from now on.
  func pendingLeap(
    after leap: Leap?,
    from last: CredibleFix?,
    to reading: CredibleFix,
    correlation: Milliseconds
  ) -> Leap? {
    guard reading.source != .gnss else { return nil }
    guard var leap else { return self.leap(from: last, to: reading) }
    let distance = leap.fix.coordinate.distance(to: reading.coordinate).value
    let errors = leap.fix.errorRadius.value + reading.errorRadius.value
    guard distance > max(Self.independence.value, errors) else {
      leap.hasStood = true
      let wait = leap.isHasty ? windows.doubt : correlation + correlation
      return reading.time - leap.fix.time >= wait ? nil : leap
    }
    return leap.isHasty && leap.hasStood ? self.leap(from: last, to: reading) : nil
  }

  /// The leap by which a position comes; `nil` where it comes by none.
  private func leap(from last: CredibleFix?, to reading: CredibleFix) -> Leap? {
    guard let last else { return nil }
    let distance = last.coordinate.distance(to: reading.coordinate).value
    let granted = distance - last.errorRadius.value - reading.errorRadius.value
    guard granted > movement.leap.value else { return nil }
    let driven = (reading.time - last.time).seconds - movement.driveOverhead.seconds
    return Leap(fix: reading, isHasty: granted > movement.driveSpeed.value * driven)
  }

  /// The odds of the truth being outside an edge, of which a position lies outside by `distance`
  /// metres.
  ///
  /// What its source gets wrong altogether bounds them, as long as nothing has confirmed the position.
  ///
  /// - Parameters:
  ///   - fix: the position.
  ///   - distance: how far outside it lies, in metres; negative inside.
  ///   - error: the standard deviation of its error along one axis, in decimetres.
  /// - Returns: the odds, positive outside.
  func odds(of fix: CredibleFix, outsideBy distance: Double, error: Int64) -> LogOdds {
    let decimeters = Int64(max(-1e9, min(1e9, distance * 10)).rounded())
    let odds = LogOdds(outsideBy: decimeters, error: max(1, error))
    let isBounded = fix.isUnconfirmed || fix.source == .gnss
    guard isBounded else { return odds }
    let outliers = worth(of: fix.source).outliersPerHundredThousand / 100_000
    let limit = LogOdds(ratio: (1 - outliers) / outliers)
    return min(max(odds, -limit), limit)
  }
}
