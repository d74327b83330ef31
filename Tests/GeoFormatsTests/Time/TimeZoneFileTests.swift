// What: TZif files into tables, and schedules by them across summer time. Oracle: Foundation's
// Calendar, which reads the same rules by code of its own (ICU).

import Foundation
import GeoCore
import GeoFormats
import Testing

@Suite struct TimeZoneFileTests {
  static let isPresent = FileManager.default.fileExists(
    atPath: "/usr/share/zoneinfo/America/New_York"
  )

  func calendar(_ name: String) throws -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    return calendar
  }

  @Test(
    .enabled(if: isPresent),
    arguments: [
      "Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu",
      "Africa/Casablanca",
    ]
  )
  func `every offset from 1970 to 2099 is Foundation's`(name: String) throws {
    let table = try TimeZoneFile.read(named: name)
    let zone = try #require(TimeZone(identifier: name))
    var wrong = 0
    // A step that is no multiple of a day meets every hour of it.
    for second in stride(from: Int64(0), to: 4_102_444_800, by: 100_003) {
      let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
      let given = table.offsetSeconds(at: Instant(milliseconds: second * 1_000))
      if given != expected { wrong += 1 }
    }
    #expect(wrong == 0, "\(name): \(wrong) offsets differ")
  }

  @Test(.enabled(if: isPresent)) func `China had summer time until 1991 and has none since`() throws
  {
    let table = try TimeZoneFile.read(named: "Asia/Shanghai")
    let summer = try #require(parseInstant("1990-07-01T00:00:00Z"))
    let now = try #require(parseInstant("2026-07-01T00:00:00Z"))
    #expect(table.offsetSeconds(at: summer) == 32_400 && table.offsetSeconds(at: now) == 28_800)
  }

  @Test(.enabled(if: isPresent)) func `a clock reading in New York is the instant of Foundation's`()
    throws
  {
    let table = try TimeZoneFile.read(named: "America/New_York")
    let calendar = try calendar("America/New_York")
    var compared = 0
    // Each hour and half hour of every day of 2026, gap (8 March) and overlap (1 November) included.
    for day in Int64(20_454)..<20_819 {
      let noon = Date(timeIntervalSince1970: Double(day) * 86_400 + 17 * 3_600)
      let midnight = calendar.startOfDay(for: noon)
      for minute in stride(from: 0, to: 1_440, by: 30) {
        for (repeated, policy) in [
          (TimeZoneTable.Repeated.first, Calendar.RepeatedTimePolicy.first), (.second, .last),
        ] {
          let expected = try #require(
            calendar.date(
              bySettingHour: minute / 60,
              minute: minute % 60,
              second: 0,
              of: midnight,
              matchingPolicy: .nextTime,
              repeatedTimePolicy: policy
            )
          )
          let given = table.instant(day: day, minute: minute, repeated: repeated)
          compared += 1
          #expect(
            given.milliseconds == Int64(expected.timeIntervalSince1970) * 1_000,
            "\(day) \(minute)"
          )
        }
      }
    }
    #expect(compared == 35_040)
  }

  @Test(.enabled(if: isPresent))
  func `a night at home is an hour shorter or longer when clocks change`()
    throws
  {
    let table = try TimeZoneFile.read(named: "America/New_York")
    let schedule = try #require(parseSchedule("22:00-06:00", timeZone: "America/New_York"))
    for (evening, hours) in [
      ("2026-03-06T22:00:00-05:00", 8.0), ("2026-03-07T22:00:00-05:00", 7.0),
      ("2026-10-31T22:00:00-04:00", 9.0),
    ] {
      let start = try #require(parseInstant(evening))
      #expect(schedule.holds(at: start, table: table))
      #expect(!schedule.holds(at: start - Milliseconds(1), table: table))
      let end = try #require(schedule.nextBoundary(after: start, table: table))
      #expect((end - start).seconds == hours * 3_600, "\(evening)")
      #expect(schedule.holds(at: end - Milliseconds(1), table: table))
      #expect(!schedule.holds(at: end, table: table))
    }
  }

  @Test(.enabled(if: isPresent)) func `a span within the gap or the overlap has its stated length`()
    throws
  {
    let table = try TimeZoneFile.read(named: "America/New_York")
    let schedule = try #require(parseSchedule("Sun 01:30-02:30", timeZone: "America/New_York"))
    let spring = try #require(parseInstant("2026-03-08T01:30:00-05:00"))
    let springEnd = try #require(schedule.nextBoundary(after: spring, table: table))
    // 02:30 is skipped: the span ends as the clock is put forward.
    #expect((springEnd - spring).seconds == 1_800)
    let autumn = try #require(parseInstant("2026-11-01T01:30:00-04:00"))
    #expect(schedule.lastBoundary(notAfter: autumn, table: table) == autumn)
    let autumnEnd = try #require(schedule.nextBoundary(after: autumn, table: table))
    #expect((autumnEnd - autumn).seconds == 7_200)
  }

  @Test func `the rule at a file's end goes on to 2099`() throws {
    // A version 2 file of no transitions, as `zic -b slim` writes for a zone of pure rule.
    let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let type: [UInt8] = [0xFF, 0xFF, 0xB9, 0xB0, 0, 0] + Array("EST\0".utf8)
    let block = header + counts + type
    let bytes = block + block + Array("\nEST5EDT,M3.2.0,M11.1.0\n".utf8)
    let table = try TimeZoneFile.table(name: "x", tzif: bytes)
    #expect(table.firstOffsetSeconds == -18_000 && table.transitions.count == 260)
    let summer = try #require(parseInstant("2026-03-08T07:00:00Z"))
    #expect(table.offsetSeconds(at: summer) == -14_400)
    #expect(table.offsetSeconds(at: summer - Milliseconds(1)) == -18_000)
    let version1 = Array("TZif\0".utf8) + block.dropFirst(5)
    #expect(try TimeZoneFile.table(name: "x", tzif: version1).transitions.isEmpty)
    for length in 0..<bytes.count {
      #expect(throws: TimeZoneFileError.self) {
        try TimeZoneFile.table(name: "x", tzif: Array(bytes[..<length]))
      }
    }
  }

  @Test(arguments: [
    "../../etc/passwd", "/etc/passwd", "", "Asia//Shanghai", "Asia/Shang hai", "Asia/..", "a\0b",
  ])
  func `a name that is no time zone's is refused unread`(name: String) {
    let told = message { _ = try TimeZoneFile.read(named: name) }.english
    #expect(told.contains("is not a name of the IANA database"))
  }

  @Test func `a time zone that is missing or damaged is told`() {
    let missing = message { _ = try TimeZoneFile.read(named: "Mars/Olympus") }.english
    #expect(missing.contains("\"Mars/Olympus\"") && missing.contains("no such file"))
    let damaged = message { _ = try TimeZoneFile.table(name: "x", tzif: Array("TZoom".utf8)) }
    #expect(damaged.english.contains("damaged at byte 5") && damaged.chinese.contains("第 5 字节"))
  }
}
