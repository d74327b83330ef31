/// Whether a subject is inside an area, as far as the evidence has decided.
///
/// A sequential test in both directions: a cumulative sum of log odds (Page, *Continuous inspection
/// schemes*, Biometrika 41, 1954) with the limits of Wald's test (*Sequential analysis*, 1947). The
/// newest position counts in full, the earlier ones of its run by how far their errors are
/// independent of the next. Against somebody, a position counts by what it exceeds a reference: to
/// hover at an edge proves nothing, however long. The change is dated back to the first fix of the
/// run, where the track crossed the edge.
public struct Presence: Hashable, Sendable {
  /// What the evidence says.
  public enum State: UInt8, CaseIterable, Sendable {
    /// The evidence has not decided.
    case unknown = 0
    /// Inside.
    case inside = 1
    /// Outside.
    case outside = 2

    /// The other of two sides.
    var opposite: State {
      switch self {
      case .unknown: .unknown
      case .inside: .outside
      case .outside: .inside
      }
    }
  }

  /// How much evidence a decision takes.
  struct Need {
    /// The side that the subject should not be on.
    var accused: State
    /// To decide for that side.
    var toAccuse: LogOdds
    /// To decide for the other.
    var toClear: LogOdds
  }

  /// What a position has to exceed to count against somebody: to lie on that side with 33 to 1.
  private static let reference = LogOdds(3_584)

  /// A position further than its error from the edge.
  static let likely = LogOdds(1_708)

  /// What the evidence says.
  public internal(set) var state: State = .unknown

  /// Since when: event time.
  public internal(set) var since: Instant = .distantPast

  /// The evidence by which it was decided.
  public internal(set) var odds = LogOdds.even

  /// The first fix of the unbroken run on the other side; meaningless while ``runSide`` is unknown.
  var runStart: Instant = .distantPast

  /// The side of the run; `unknown` means that there is none.
  var runSide: State = .unknown

  /// What the fixes of the run before the last count for together.
  var gathered = LogOdds.even

  /// The last fix of the run, for its side.
  var last = LogOdds.even

  /// Whether a fix on `side` would leave everything as it is: nothing speaks for the other side.
  func isSettled(on side: State) -> Bool { state == side && runSide == .unknown }

  /// Takes one fix into account.
  ///
  /// A fix on the old side ends the run where it is as clear as the reference, or where nothing has been
  /// gathered; otherwise it counts against the run.
  ///
  /// - Parameters:
  ///   - outside: the odds of the truth being outside.
  ///   - weight: what the fix before counts for beside this one, of 1,024.
  ///   - time: when it counts as seen.
  ///   - need: how much evidence a decision takes.
  /// - Returns: whether the state changed.
  mutating func observe(
    _ outside: LogOdds,
    weight: Int32,
    at time: Instant,
    _ need: Need
  ) -> Bool {
    let side: State = outside > .even ? .outside : .inside
    let strength = outside > .even ? outside : -outside
    if runSide != .unknown {
      // The fix before counts now that another one follows, for the side of the run.
      let counts = runSide == need.accused ? last - Self.reference : last
      gathered = max(.even, gathered + counts.weighted(weight))
      last = side == runSide ? strength : -strength
      if side != runSide, gathered == .even || strength >= Self.reference { endRun() }
    }
    guard side != state else { return false }
    if runSide == .unknown { (runSide, runStart, last) = (side, time, strength) }
    guard side == runSide else { return false }
    let sum = gathered + strength
    guard sum >= (side == need.accused ? need.toAccuse : need.toClear) else { return false }
    (state, since, odds) = (side, runStart, sum)
    endRun()
    return true
  }

  /// Forgets the run on the other side.
  mutating func endRun() { (runSide, gathered, last) = (.unknown, .even, .even) }

  /// Whether the last word was outside, decided or not.
  var isAway: Bool {
    state == .outside || (runSide == .outside && gathered + last >= Self.likely)
  }
}
