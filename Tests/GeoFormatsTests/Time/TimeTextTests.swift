// What: texts of instants, durations and schedules. Oracle: Foundation's ISO8601DateFormatter, and
// values worked out by hand.

import Foundation
import GeoCore
import GeoFormats
import Testing

@Suite struct TimeTextTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-03-02T18:30:00.000+08:00", 1_772_447_400_000),
      ("2026-03-02T10:30:00.25Z", 1_772_447_400_250), ("2026-03-02T10:30Z", 1_772_447_400_000),
      ("2026-03-02 18:30:00,1239+0800", 1_772_447_400_123), ("1969-12-31T23:59:59.999Z", -1),
      ("2024-02-29T00:00:00-05", 1_709_182_800_000),
    ] as [(String, Int64)]
  )
  func `a time with an offset is read to the millisecond`(text: String, milliseconds: Int64) {
    #expect(parseInstant(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026-03-02", "2026-03-02T18:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
    "2026-03-02T24:00:00Z", "2026-03-02T18:60:00Z", "2026-03-02T18:00:00+99:00", "yesterday",
    "2026-03-02T18:00:00Zulu", "2026-03-02T18:00:00.Z", "1772447400000", "2026-00-10T00:00:00Z",
  ])
  func `what is no time, or one without an offset, is not read`(text: String) {
    #expect(parseInstant(text) == nil)
  }

  @Test func `a time without an offset needs a clock`() {
    let expected = parseInstant("2026-03-02T18:00:00+08:00")
    for text in ["2026-03-02 18:00", "2026/3/2 18:00", "2026-03-02T18:00:00.000"] {
      #expect(parseInstant(text, clockOf: .china) == expected)
    }
    #expect(parseInstant("2026-03-02T10:00:00Z", clockOf: .china) == expected)
    let midnight = parseInstant("2026-03-02T00:00:00+08:00")
    #expect(parseInstant("2026-03-02", clockOf: .china) == midnight)
    #expect(parseInstant("2026-02-30 10:00", clockOf: .china) == nil)
  }

  @Test(arguments: [7, 8] as [UInt64])
  func `a written time is Foundation's and reads back`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for _ in 0..<2_000 {
      let milliseconds = Int64.random(in: -8_000_000_000_000...8_000_000_000_000, using: &numbers)
      let offset = Int.random(in: -56...56, using: &numbers) * 900
      let instant = Instant(milliseconds: milliseconds)
      let text = isoText(of: instant, offsetSeconds: offset)
      #expect(parseInstant(text) == instant, "seed \(seed): \(text)")
      let date = try #require(formatter.date(from: text), "seed \(seed): \(text)")
      #expect(abs(date.timeIntervalSince1970 * 1_000 - Double(milliseconds)) < 1, "\(text)")
    }
  }

  @Test func `times are written as the office reads them`() {
    let instant = Instant(milliseconds: 1_772_447_400_000)
    #expect(isoText(of: instant, offsetSeconds: 28_800) == "2026-03-02T18:30:00.000+08:00")
    #expect(
      isoText(of: Instant(milliseconds: -1), offsetSeconds: -9_000)
        == "1969-12-31T21:29:59.999-02:30"
    )
    #expect(isoText(of: .distantFuture, offsetSeconds: 0) == "infinity")
  }

  @Test(
    arguments: [
      ("30m", 1_800), ("2h", 7_200), ("1d", 86_400), ("90s", 90), ("1h30m", 5_400),
      (" 1d2h3m4s ", 93_784),
    ] as [(String, Int64)]
  )
  func `a duration is read`(text: String, seconds: Int64) {
    #expect(parseDuration(text) == .seconds(seconds))
  }

  @Test(arguments: ["", "30", "m", "30m1h", "1h1h", "-1h", "1.5h", "1 h", "9999999999d", "１h"])
  func `what is no duration is not read`(text: String) {
    #expect(parseDuration(text) == nil)
  }

  @Test func `a schedule of every form is read`() throws {
    let daily = try #require(parseSchedule("22:00-6:00", timeZone: "UTC"))
    #expect(daily.spans == [WeeklySchedule.Span(days: 127, startMinute: 1_320, endMinute: 360)])
    let weekend = try #require(
      parseSchedule("周六至周一 00:00-24:00；tue,周三 08:30-09:00", timeZone: "UTC")
    )
    #expect(weekend.spans.map(\.days) == [0b110_0001, 0b000_0110])
    #expect(weekend.spans.map(\.endMinute) == [1_440, 540])
    #expect(scheduleText(of: weekend) == "Mon,Sat,Sun 00:00-24:00; Tue,Wed 08:30-09:00")
    #expect(parseSchedule(scheduleText(of: weekend), timeZone: "UTC") == weekend)
  }

  @Test(arguments: [
    "", ";", "Mon", "Mon 22:00", "Mon 24:00-06:00", "Mon 22:00-25:00", "Foo 22:00-06:00",
    "Mon-Tue-Wed 22:00-06:00", "Mon 22-06", "Mon 2200-0600", "22:00-06:00-07:00",
  ])
  func `what is no schedule is not read`(text: String) {
    #expect(parseSchedule(text, timeZone: "UTC") == nil)
  }
}
