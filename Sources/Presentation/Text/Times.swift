public import GeoCore

/// A moment by the clock of `table`: `2026-03-02 18:30:00 +08:00`; "—" for an unbounded one.
///
/// Milliseconds are cut off, not rounded: a deadline never seems to have passed before it did.
public func timeText(_ instant: Instant, table: TimeZoneTable) -> String {
  guard instant.isFinite else { return "—" }
  let wall = WallClock(instant, table: table)
  return "\(wall.date) \(wall.time) \(wall.offset)"
}

/// A moment to the minute by the clock of `table`, for columns: `2026-03-02 18:30`; "—" for an
/// unbounded one.
public func minuteText(_ instant: Instant, table: TimeZoneTable) -> String {
  guard instant.isFinite else { return "—" }
  let wall = WallClock(instant, table: table)
  return "\(wall.date) \(wall.time.prefix(5))"
}

/// The day by the clock of `table`: `2026-03-02`; "—" for an unbounded moment.
public func dateText(_ instant: Instant, table: TimeZoneTable) -> String {
  instant.isFinite ? WallClock(instant, table: table).date : "—"
}

/// The time of day by the clock of `table`: `18:30:00`; "—" for an unbounded moment.
public func clockText(_ instant: Instant, table: TimeZoneTable) -> String {
  instant.isFinite ? WallClock(instant, table: table).time : "—"
}

/// A moment by the clock of `table`, exact to the millisecond: `2026-03-02T18:30:00.000+08:00`
/// (RFC 3339, section 5.6); "—" for an unbounded one.
public func isoText(_ instant: Instant, table: TimeZoneTable) -> String {
  guard instant.isFinite else { return "—" }
  let wall = WallClock(instant, table: table)
  return "\(wall.date)T\(wall.time).\(padded(wall.millisecond, 3))\(wall.offset)"
}

/// A moment in UTC, exact to the millisecond: `2026-03-02T10:30:00.000Z` (RFC 3339, section 5.6).
///
/// - Returns: `nil` for the distant past and the distant future, which are no moments.
public func isoText(_ instant: Instant) -> String? {
  guard instant.isFinite else { return nil }
  let wall = WallClock(instant, offsetSeconds: 0)
  return "\(wall.date)T\(wall.time).\(padded(wall.millisecond, 3))Z"
}

/// What a calendar and a clock on the wall show.
///
/// RFC 3339 writes offsets in minutes; an older one with seconds (Shanghai's +08:05:43 before 1901)
/// is shown by its whole minutes, clock and offset alike, so that the moment stays right.
private struct WallClock {
  let day: Int64
  let second: Int64
  let millisecond: Int64
  let offsetMinutes: Int

  init(_ instant: Instant, table: TimeZoneTable) {
    self.init(instant, offsetSeconds: table.offsetSeconds(at: instant))
  }

  init(_ instant: Instant, offsetSeconds: Int) {
    offsetMinutes = offsetSeconds / 60
    let (seconds, millisecond) = floorDivision(instant.milliseconds, 1_000)
    self.millisecond = millisecond
    (day, second) = floorDivision(seconds + Int64(offsetMinutes) * 60, 86_400)
  }

  var date: String {
    let (year, month, day) = civil(day)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  var time: String {
    "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }

  var offset: String {
    let minutes = Int64(abs(offsetMinutes))
    let sign = offsetMinutes < 0 ? "-" : "+"
    return "\(sign)\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }
}

/// Quotient and remainder, rounding down; the remainder is not negative.
private func floorDivision(_ a: Int64, _ b: Int64) -> (quotient: Int64, remainder: Int64) {
  let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
  return remainder < 0 ? (quotient - 1, remainder + b) : (quotient, remainder)
}

/// The day of the Gregorian calendar that is `day` days after 1970-01-01.
///
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
private func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let (era, dayOfEra) = floorDivision(day + 719_468, 146_097)
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shifted = (5 * dayOfYear + 2) / 153
  let month = shifted < 10 ? shifted + 3 : shifted - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}
