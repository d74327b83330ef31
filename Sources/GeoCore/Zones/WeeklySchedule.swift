/// The hours of the week in which a zone holds, by the clock on the wall.
///
/// A span such as 22:00–06:00 belongs to the day on which it begins.
public struct WeeklySchedule: Hashable, Sendable {
  /// One span of hours, on some days of the week.
  public struct Span: Hashable, Sendable {
    /// The days on which it begins: bit 0 is Monday, bit 6 Sunday.
    public var days: UInt8

    /// When it begins, in minutes after midnight, 0 to 1,439.
    public var startMinute: Int

    /// When it ends, in minutes after midnight; not after `startMinute` means on the next day.
    public var endMinute: Int

    /// Creates a span.
    ///
    /// - Precondition: some day is set; the minutes are in 0…1,439 and 0…1,440.
    public init(days: UInt8, startMinute: Int, endMinute: Int) {
      precondition(days != 0 && days < 128, "a span begins on some day of the week")
      precondition((0..<1_440).contains(startMinute) && (0...1_440).contains(endMinute))
      self.days = days
      self.startMinute = startMinute
      self.endMinute = endMinute
    }
  }

  /// The spans; within any of them the schedule holds.
  public var spans: [Span]

  /// The time zone whose clock is meant, such as `Asia/Shanghai`.
  public var timeZone: String

  /// Creates a schedule.
  public init(spans: [Span], timeZone: String) {
    self.spans = spans
    self.timeZone = timeZone
  }
}

extension WeeklySchedule {
  /// Whether the schedule holds at `instant`, by the clock of `table`.
  public func holds(at instant: Instant, table: TimeZoneTable) -> Bool {
    let today = table.localDay(of: instant)
    for span in spans {
      if period(of: span, day: today - 1, table: table).contains(instant) { return true }
      if period(of: span, day: today, table: table).contains(instant) { return true }
    }
    return false
  }

  /// The next instant after `instant` at which some span begins or ends; `nil` if none does.
  public func nextBoundary(after instant: Instant, table: TimeZoneTable) -> Instant? {
    var next: Instant?
    // A span begins once a week at the least, and ends by the day after.
    forEachBoundary(days: -1...8, around: instant, table) { boundary in
      if boundary > instant { next = min(next ?? boundary, boundary) }
    }
    return next
  }

  /// The last instant not after `instant` at which some span began or ended.
  public func lastBoundary(notAfter instant: Instant, table: TimeZoneTable) -> Instant? {
    var last: Instant?
    forEachBoundary(days: -9...0, around: instant, table) { boundary in
      if boundary <= instant { last = max(last ?? boundary, boundary) }
    }
    return last
  }

  /// Visits every start and end of spans that begin some days before or after `instant`.
  private func forEachBoundary(
    days: ClosedRange<Int64>,
    around instant: Instant,
    _ table: TimeZoneTable,
    _ visit: (Instant) -> Void
  ) {
    let today = table.localDay(of: instant)
    for span in spans {
      for day in days {
        let period = period(of: span, day: today + day, table: table)
        if period.isEmpty { continue }
        visit(period.start)
        visit(period.end)
      }
    }
  }

  /// When `span` holds if it begins on `day`, counted from 1970-01-01; empty if it does not.
  private func period(of span: Span, day: Int64, table: TimeZoneTable) -> Period {
    // 1970-01-01 was a Thursday: day 0 has weekday 3, counted from Monday.
    let weekday = ((day + 3) % 7 + 7) % 7
    guard span.days & (1 << UInt8(weekday)) != 0 else {
      return Period(start: .distantPast, end: .distantPast)
    }
    let endDay = span.endMinute > span.startMinute ? day : day + 1
    return Period(
      start: table.instant(day: day, minute: span.startMinute, repeated: .first),
      end: table.instant(day: endDay, minute: span.endMinute, repeated: .second)
    )
  }
}
