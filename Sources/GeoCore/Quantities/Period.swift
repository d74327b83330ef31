/// A stretch of time, half-open: it holds its start and not its end.
///
/// Adjacent periods neither overlap nor leave a gap. ``Instant/distantPast`` and
/// ``Instant/distantFuture`` make a side unbounded.
public struct Period: Hashable, Sendable {
  /// The first moment that belongs to the period.
  public var start: Instant

  /// The first moment after the period.
  public var end: Instant

  /// Creates the period from `start` to `end`; it is empty where `end <= start`.
  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }

  /// All of time.
  public static let always = Period(start: .distantPast, end: .distantFuture)

  /// Whether no moment belongs to the period.
  public var isEmpty: Bool { end <= start }

  /// Whether `instant` belongs to the period.
  public func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

  /// Whether some moment belongs to both periods.
  public func overlaps(_ other: Period) -> Bool {
    max(start, other.start) < min(end, other.end)
  }
}
