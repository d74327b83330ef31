public import GeoCore

/// The weekly schedule that `text` names: `Mon-Fri 22:00-06:00; Sat,Sun 20:00-08:00`.
///
/// Days are `Mon` to `Sun` or 周一 to 周日, in lists and ranges; without days a span is daily. Spans
/// are kept apart by `;`. An end at or before its start is on the next day; `24:00` ends the day.
/// Full-width digits and marks of a Chinese keyboard are read as plain ones.
///
/// - Returns: `nil` if `text` is not such a schedule.
public func parseSchedule(_ text: some StringProtocol, timeZone: String) -> WeeklySchedule? {
  var spans: [WeeklySchedule.Span] = []
  for part in text.halfWidth.split(separator: ";") {
    let words = part.split(whereSeparator: \.isWhitespace)
    guard let hours = words.last,
      let days = words.count == 1 ? 0x7F : parseDays(words.dropLast().joined())
    else { return nil }
    let ends = hours.split(separator: "-", omittingEmptySubsequences: false).map(parseMinute)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1_440 else { return nil }
    spans.append(WeeklySchedule.Span(days: days, startMinute: start, endMinute: end))
  }
  return spans.isEmpty ? nil : WeeklySchedule(spans: spans, timeZone: timeZone)
}

/// The schedule's spans as ``parseSchedule(_:timeZone:)`` reads them.
public func scheduleText(of schedule: WeeklySchedule) -> String {
  schedule.spans.map { span in
    let days = (0..<7).filter { span.days & 1 << $0 != 0 }.map { dayNames[$0] }
    let hours = "\(clockText(span.startMinute))-\(clockText(span.endMinute))"
    // Without days a span is daily, in every language.
    guard days.count < 7 else { return hours }
    return days.joined(separator: ",") + " " + hours
  }.joined(separator: "; ")
}

private let dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

/// The days as a mask: bit 0 is Monday.
private func parseDays(_ text: String) -> UInt8? {
  var mask: UInt8 = 0
  for item in text.split(whereSeparator: { ",、".contains($0) }) {
    let ends = item.split(
      omittingEmptySubsequences: false,
      whereSeparator: { "-至".contains($0) }
    ).map(parseDay)
    guard let first = ends.first, let start = first, let last = ends.last, let end = last,
      ends.count <= 2
    else { return nil }
    // A range runs on over the weekend: Sat-Mon is three days.
    for day in start...(end < start ? end + 7 : end) { mask |= 1 << UInt8(day % 7) }
  }
  return mask == 0 ? nil : mask
}

/// The day of the week, Monday 0.
private func parseDay(_ text: Substring) -> Int? {
  if let day = dayNames.firstIndex(where: { $0.lowercased() == text.lowercased() }) { return day }
  guard text.count == 2, text.first == "周", let name = text.last else { return nil }
  if name == "天" { return 6 }
  return Array("一二三四五六日").firstIndex(of: name)
}

/// Minutes after midnight of `22:00`; up to `24:00`.
private func parseMinute(_ text: Substring) -> Int? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
    parts.allSatisfy({ $0.utf8.allSatisfy { $0.decimalDigit != nil } }),
    let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1_440
  else { return nil }
  return hour * 60 + minute
}

private func clockText(_ minute: Int) -> String {
  let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
  return (hour < 10 ? "0" : "") + String(hour) + (rest < 10 ? ":0" : ":") + String(rest)
}
