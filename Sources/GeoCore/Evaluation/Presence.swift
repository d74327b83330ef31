/// Whether a subject is inside an area, as far as the evidence has decided.
///
/// A plain rule against noise: to change sides takes two fixes that count for the other side with
/// none for this side between them, or one that is decisive. The change is dated back to the first
/// fix of that run, where the track crossed the edge.
public struct Presence: Hashable, Sendable {
  /// What the evidence says.
  public enum State: UInt8, CaseIterable, Sendable {
    /// The evidence has not decided.
    case unknown = 0
    /// Inside.
    case inside = 1
    /// Outside.
    case outside = 2
  }

  /// How much a fix counts for the side that it lies on.
  enum Weight: UInt8 {
    /// It lies within its own error of the edge.
    case none
    /// One of the two that it takes.
    case one
    /// It decides alone.
    case decisive
  }

  /// What the evidence says.
  public internal(set) var state: State = .unknown

  /// Since when: event time.
  public internal(set) var since: Instant = .distantPast

  /// The first fix of the unbroken run on the other side; meaningless while ``runSide`` is unknown.
  var runStart: Instant = .distantPast

  /// The side of the run; `unknown` means that there is none.
  var runSide: State = .unknown

  /// How many fixes of the run counted.
  var runCount: UInt8 = 0

  /// Takes one fix into account.
  ///
  /// - Returns: whether the state changed.
  mutating func observe(isInside: Bool, weight: Weight, at time: Instant) -> Bool {
    let side: State = isInside ? .inside : .outside
    guard side != state else {
      // A fix that does not count breaks no run either.
      if weight != .none { runSide = .unknown }
      return false
    }
    if runSide != side {
      guard weight != .none || runSide == .unknown else { return false }
      (runSide, runStart, runCount) = (side, time, 0)
    }
    switch weight {
    case .none: return false
    case .one: runCount += 1
    case .decisive: runCount = 2
    }
    guard runCount >= 2 else { return false }
    (state, since, runSide) = (side, runStart, .unknown)
    return true
  }

  /// Whether the last that counted was outside, decided or not.
  var isAway: Bool {
    state == .outside || (runSide == .outside && runCount > 0)
  }
}
