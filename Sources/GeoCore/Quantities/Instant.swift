/// A moment, in milliseconds since 1970-01-01T00:00:00Z (leap seconds ignored, as POSIX does).
///
/// GeoCore never asks what time it is: every instant arrives as an argument, which is what makes
/// an evaluation repeatable.
public struct Instant: Hashable, Sendable, BitwiseCopyable {
  /// Milliseconds since the Unix epoch.
  public var milliseconds: Int64

  /// Creates the moment `milliseconds` after the Unix epoch.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Before every fix and every rule: "always" as the start of a period.
  public static let distantPast = Instant(milliseconds: .min)

  /// After every fix and every rule: "until further notice" as the end of a period.
  public static let distantFuture = Instant(milliseconds: .max)

  /// The number of the hour that it lies in, counted from the Unix epoch.
  public var hour: Int64 { milliseconds.quotient(floor: Milliseconds.hours(1).count) }

  /// Whether this is a moment of the calendar, and not ``distantPast`` or ``distantFuture``.
  public var isFinite: Bool { self != .distantPast && self != .distantFuture }
}

extension Instant: Comparable {
  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
}

extension Instant {
  /// The moment `span` later; the distant past and the distant future stay where they are.
  public static func + (instant: Instant, span: Milliseconds) -> Instant {
    guard instant.isFinite else { return instant }
    let (sum, overflow) = instant.milliseconds.addingReportingOverflow(span.count)
    guard overflow else { return Instant(milliseconds: sum) }
    return span.count < 0 ? .distantPast : .distantFuture
  }

  /// The moment `span` earlier.
  public static func - (instant: Instant, span: Milliseconds) -> Instant {
    guard instant.isFinite else { return instant }
    let (difference, overflow) = instant.milliseconds.subtractingReportingOverflow(span.count)
    guard overflow else { return Instant(milliseconds: difference) }
    return span.count < 0 ? .distantFuture : .distantPast
  }

  /// The time from `b` to `a`.
  ///
  /// Saturates at ±292 million years, so that a distance from the distant past is merely long.
  public static func - (a: Instant, b: Instant) -> Milliseconds {
    let (difference, overflow) = a.milliseconds.subtractingReportingOverflow(b.milliseconds)
    return Milliseconds(overflow ? (a > b ? .max : .min) : difference)
  }
}
