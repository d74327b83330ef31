public import GeoCore

/// The instant that an ISO 8601 text names, such as `2026-03-02T18:30:00.250+08:00`.
///
/// The offset (or `Z`) is required: a time without one is a different time in every office. Seconds
/// and their fraction may be left out; digits beyond the millisecond are dropped.
///
/// - Returns: `nil` if `text` is not such a time.
public func parseInstant(_ text: some StringProtocol) -> Instant? {
  var scanner = TimeScanner(text)
  guard let local = scanner.localMilliseconds(), let offset = scanner.offset(), scanner.isAtEnd
  else { return nil }
  return Instant(milliseconds: local - offset * 1_000)
}

/// The instant that a text names by the clock on the wall, such as `2026-03-02 18:00`.
///
/// Takes what ``parseInstant(_:)`` takes, and without an offset the clock of `table`; slashes for
/// dashes (`2026/3/2 18:00`, as spreadsheets write), and a date alone, which means its first moment.
/// A reading that a clock put forward skips means the moment of the change; one that a clock put back
/// shows twice means the first.
///
/// - Returns: `nil` if `text` is not such a time.
public func parseInstant(_ text: some StringProtocol, clockOf table: TimeZoneTable) -> Instant? {
  if let instant = parseInstant(text) { return instant }
  var scanner = TimeScanner(text)
  if let local = scanner.localMilliseconds(), scanner.isAtEnd {
    let (day, rest) = local.dividedByDay
    let (minute, milliseconds) = rest.quotientAndRemainder(dividingBy: 60_000)
    let instant = table.instant(day: day, minute: Int(minute), repeated: .first)
    return instant + Milliseconds(milliseconds)
  }
  scanner = TimeScanner(text)
  guard let date = scanner.date(), scanner.isAtEnd else { return nil }
  return table.instant(day: date.dayNumber, minute: 0, repeated: .first)
}

/// The day that a text names, such as `2026-03-02` or `2026/3/2`.
///
/// - Returns: `nil` if `text` is not such a day, or the calendar has none such.
public func parseDate(_ text: some StringProtocol) -> CivilDate? {
  var scanner = TimeScanner(text)
  guard let date = scanner.date(), scanner.isAtEnd else { return nil }
  return date
}

/// The instant in ISO 8601 by a clock `offsetSeconds` east of UTC: `2026-03-02T18:30:00.000+08:00`.
///
/// The offset is cut to whole minutes, as ISO 8601 has none finer. The distant past and future, which
/// no calendar holds, are written `-infinity` and `infinity`.
public func isoText(of instant: Instant, offsetSeconds: Int) -> String {
  guard instant.isFinite else { return instant == .distantPast ? "-infinity" : "infinity" }
  let offsetMinutes = offsetSeconds / 60
  let offset = Int64(offsetMinutes) * 60_000
  // Added to the time within the day, so that no instant near the ends of the range overflows.
  let (utcDay, utcRest) = instant.milliseconds.dividedByDay
  let (carry, rest) = (utcRest + offset).dividedByDay
  let date = CivilDate(dayNumber: utcDay + carry)
  let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60)
  let seconds = "\(padded(rest / 1_000 % 60, 2)).\(padded(rest % 1_000, 3))"
  let size = Int64(abs(offsetMinutes))
  let zone = "\(offsetMinutes < 0 ? "-" : "+")\(padded(size / 60, 2)):\(padded(size % 60, 2))"
  return "\(day)T\(padded(hour, 2)):\(padded(minute, 2)):\(seconds)\(zone)"
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
  return (value < 0 ? "-" : "") + zeros + digits
}

extension Int64 {
  /// Whole days and the milliseconds since the last midnight.
  fileprivate var dividedByDay: (day: Int64, rest: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: 86_400_000)
    return remainder < 0 ? (quotient - 1, remainder + 86_400_000) : (quotient, remainder)
  }
}

/// Walks over the text of a time.
private struct TimeScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: some StringProtocol) { rest = Array(text.utf8)[...].trimmingSpaces }

  var isAtEnd: Bool { rest.isEmpty }

  /// `2026-03-02` or `2026/3/2`.
  mutating func date() -> CivilDate? {
    guard let year = number(digits: 4...4), let separator = rest.first,
      separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
    else { return nil }
    let digits = separator == UInt8(ascii: "-") ? 2...2 : 1...2
    guard take(separator), let month = number(digits: digits), take(separator),
      let day = number(digits: digits)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// A date and a time of day, as milliseconds from 1970-01-01T00:00 on the same clock.
  mutating func localMilliseconds() -> Int64? {
    guard let date = date() else { return nil }
    guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(UInt8(ascii: " ")) else {
      return nil
    }
    guard let hour = number(digits: 1...2), hour < 24, take(UInt8(ascii: ":")),
      let minute = number(digits: 2...2), minute < 60
    else { return nil }
    var milliseconds: Int64 = 0
    if take(UInt8(ascii: ":")) {
      guard let second = number(digits: 2...2), second < 60 else { return nil }
      milliseconds = second * 1_000
      if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) {
        guard let fraction = fraction() else { return nil }
        milliseconds += fraction
      }
    }
    return date.dayNumber * 86_400_000 + (hour * 60 + minute) * 60_000 + milliseconds
  }

  /// `Z`, `+08:00`, `+0800` or `+08`, in seconds east of UTC.
  mutating func offset() -> Int64? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    let isWest = rest.first == UInt8(ascii: "-")
    guard isWest || rest.first == UInt8(ascii: "+") else { return nil }
    rest.removeFirst()
    guard let hours = number(digits: 2...2), hours <= 14 else { return nil }
    var minutes: Int64 = 0
    if !isAtEnd {
      _ = take(UInt8(ascii: ":"))
      guard let given = number(digits: 2...2), given < 60 else { return nil }
      minutes = given
    }
    return (hours * 60 + minutes) * (isWest ? -60 : 60)
  }

  private mutating func fraction() -> Int64? {
    let digits = rest.prefix { $0.decimalDigit != nil }
    rest = rest.dropFirst(digits.count)
    guard !digits.isEmpty else { return nil }
    let thousandths = digits.prefix(3).compactMap(\.decimalDigit)
    return Int64((thousandths + [0, 0]).prefix(3).reduce(0) { $0 * 10 + $1 })
  }

  private mutating func number(digits: ClosedRange<Int>) -> Int64? {
    let found = rest.prefix(digits.upperBound).prefix { $0.decimalDigit != nil }
    guard digits.contains(found.count) else { return nil }
    rest = rest.dropFirst(found.count)
    return found.compactMap(\.decimalDigit).reduce(0) { $0 * 10 + Int64($1) }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }
}
