import GeoCore

/// A rule such as `EST5EDT,M3.2.0,M11.1.0` (POSIX.1-2017, section 8.3; RFC 8536, section 3.3).
struct POSIXTimeZone: Hashable {
  /// A day of each year on which the clock changes, and the second of that day.
  struct Change: Hashable {
    enum Day: Hashable {
      /// Day 1 to 365; 29 February is never counted.
      case julian(Int64)
      /// Day 0 to 365; 29 February is counted.
      case dayOfYear(Int64)
      /// The `week`-th `weekday` (Sunday 0) of `month`; the fifth is the last.
      case weekday(month: Int64, week: Int64, weekday: Int64)
    }

    var day: Day
    var second: Int64
  }

  /// Standard time, in seconds east of UTC.
  var standardOffset: Int

  /// Summer time: its offset, and when it begins and ends; `nil` where there is none.
  var summer: Summer?

  /// Summer time.
  struct Summer: Hashable {
    var offset: Int
    var start: Change
    var end: Change
  }
}

extension POSIXTimeZone {
  /// Creates the rule that `text` writes; `nil` if it is none.
  init?(_ text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    guard scanner.name(), let west = scanner.clock() else { return nil }
    standardOffset = Int(-west)
    guard !scanner.rest.isEmpty else { return }
    guard scanner.name() else { return nil }
    var offset = standardOffset + 3600
    if scanner.rest.first != UInt8(ascii: ","), let west = scanner.clock() { offset = Int(-west) }
    guard let start = scanner.change(), let end = scanner.change(), scanner.rest.isEmpty else {
      return nil
    }
    summer = Summer(offset: offset, start: start, end: end)
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    /// An abbreviation: letters, or anything in angle brackets.
    mutating func name() -> Bool {
      if take("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let isLetter: (UInt8) -> Bool = {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF)
      }
      let letters = rest.prefix(while: isLetter)
      rest = rest.dropFirst(letters.count)
      return letters.count >= 3
    }

    /// `[+-]hh[:mm[:ss]]`, in seconds; hours from −167 to 167.
    mutating func clock() -> Int64? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var seconds = number(), seconds <= 167 else { return nil }
      seconds *= 3600
      for unit in [Int64(60), 1] where take(":") {
        guard let count = number(), count < 60 else { return nil }
        seconds += count * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// `,M3.2.0/2`, `,J60` or `,59`; the time is 02:00 where none is written.
    mutating func change() -> Change? {
      guard take(",") else { return nil }
      let day: Change.Day
      if take("M") {
        guard let month = number(), (1...12).contains(month), take("."),
          let week = number(), (1...5).contains(week), take("."),
          let weekday = number(), (0...6).contains(weekday)
        else { return nil }
        day = .weekday(month: month, week: week, weekday: weekday)
      } else if take("J") {
        guard let number = number(), (1...365).contains(number) else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(), (0...365).contains(number) else { return nil }
        day = .dayOfYear(number)
      }
      guard take("/") else { return Change(day: day, second: 7200) }
      return clock().map { Change(day: day, second: $0) }
    }

    private mutating func number() -> Int64? {
      let digits = rest.prefix(3).prefix { $0.decimalDigit != nil }
      rest = rest.dropFirst(digits.count)
      guard !digits.isEmpty else { return nil }
      return digits.compactMap(\.decimalDigit).reduce(0) { $0 * 10 + Int64($1) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: scalar) else { return false }
      rest.removeFirst()
      return true
    }
  }
}

extension POSIXTimeZone.Change {
  /// The second of the change in `year`, by the clock that holds before it.
  func localSecond(year: Int64) -> Int64 {
    dayNumber(year: year) * 86_400 + second
  }

  private func dayNumber(year: Int64) -> Int64 {
    let newYear = firstDay(year, month: 1)
    switch day {
    case .dayOfYear(let day): return newYear + day
    case .julian(let day):
      let isLeap = firstDay(year + 1, month: 1) - newYear == 366
      return newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = firstDay(year, month: month)
      // 1970-01-01 was a Thursday, weekday 4.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      let day = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      let next = month == 12 ? firstDay(year + 1, month: 1) : firstDay(year, month: month + 1)
      return day < next ? day : day - 7
    }
  }

  private func firstDay(_ year: Int64, month: Int64) -> Int64 {
    CivilDate(year: year, month: month, day: 1)?.dayNumber ?? 0
  }
}

extension TimeZoneTable {
  /// The table with the changes by `rule` after its last transition, to the end of
  /// ``TimeZoneFile/lastYear``.
  func continued(by rule: POSIXTimeZone) -> TimeZoneTable {
    guard let summer = rule.summer else { return self }
    let last = transitions.last?.at ?? Instant(milliseconds: 0)
    let firstYear = CivilDate(dayNumber: last.milliseconds / 86_400_000).year
    guard firstYear <= TimeZoneFile.lastYear else { return self }
    let later = (firstYear...TimeZoneFile.lastYear).flatMap { year in
      [
        (summer.start.localSecond(year: year) - Int64(rule.standardOffset), summer.offset),
        (summer.end.localSecond(year: year) - Int64(summer.offset), rule.standardOffset),
      ]
    }
    .map { Transition(at: Instant(milliseconds: $0.0 * 1_000), offsetSeconds: $0.1) }
    .filter { $0.at > last }
    .sorted { $0.at < $1.at }
    return TimeZoneTable(
      name: name,
      firstOffsetSeconds: firstOffsetSeconds,
      transitions: transitions + later
    )
  }
}
