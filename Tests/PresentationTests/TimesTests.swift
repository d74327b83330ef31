import Foundation
import GeoCore
import Presentation
import Testing

/// Times, spans, distances and positions; times against Foundation's calendar and formatter.
struct TimesTests {
  /// New York around 2026: summer time from 8 March, 07:00 UTC, to 1 November, 06:00 UTC.
  static let newYork = TimeZoneTable(
    name: "America/New_York",
    firstOffsetSeconds: -5 * 3_600,
    transitions: [
      .init(at: Instant(milliseconds: 1_772_953_200_000), offsetSeconds: -4 * 3_600),
      .init(at: Instant(milliseconds: 1_793_512_800_000), offsetSeconds: -5 * 3_600),
    ]
  )

  /// Late in 1589; before 1582 Foundation's calendar is the Julian one and no oracle.
  static let gregorianStart: Int64 = -12_000_000_000_000

  /// Moments of all ages, some at the edge of a day, a leap day or a change of the clock.
  static let moments: [Int64] =
    [
      0, -1, -999, 1_772_447_400_000, 951_782_400_000, 951_868_799_999, 1_772_953_199_999,
      1_772_953_200_000, 4_102_444_799_999, -2_203_891_200_001, 253_402_300_799_999,
    ] + (0..<200).map { $0 &* 7_919_777_777_123 % 200_000_000_000_000 - 30_000_000_000_000 }

  @Test func `a moment in Shanghai is what Foundation says, to the millisecond`() throws {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.timeZone = TimeZone(secondsFromGMT: 8 * 3_600)
    formatter.calendar.timeZone = formatter.timeZone
    for milliseconds in Self.moments where milliseconds > Self.gregorianStart {
      let instant = Instant(milliseconds: milliseconds)
      let whole = (Double(milliseconds) / 1_000).rounded(.down)
      let date = Date(timeIntervalSince1970: whole)
      formatter.dateFormat = "yyyy-MM-dd HH:mm:ss xxx"
      #expect(timeText(instant, table: .china) == formatter.string(from: date))
      formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
      let fraction = String(milliseconds - Int64(whole) * 1_000 + 1_000).dropFirst()
      #expect(
        isoText(instant, table: .china) == "\(formatter.string(from: date)).\(fraction)+08:00"
      )
    }
  }

  @Test func `the same moment is read back from ISO text in any zone`() throws {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for milliseconds in Self.moments where milliseconds > Self.gregorianStart {
      let instant = Instant(milliseconds: milliseconds)
      let texts = [isoText(instant), isoText(instant, table: Self.newYork)].compactMap { $0 }
      #expect(texts.count == 2)
      for text in texts {
        let date = try Date(text, strategy: style)
        #expect(Int64((date.timeIntervalSince1970 * 1_000).rounded()) == milliseconds, "\(text)")
      }
    }
  }

  @Test func `summer time begins where the table says`() {
    let change = Instant(milliseconds: 1_772_953_200_000)
    #expect(timeText(change - Milliseconds(1), table: Self.newYork) == "2026-03-08 01:59:59 -05:00")
    #expect(timeText(change, table: Self.newYork) == "2026-03-08 03:00:00 -04:00")
  }

  @Test func `an offset with seconds is cut to minutes and the moment stays right`() {
    let old = TimeZoneTable(name: "Asia/Shanghai", firstOffsetSeconds: 29_143)
    let text = isoText(Instant(milliseconds: 0), table: old)
    #expect(text == "1970-01-01T08:05:00.000+08:05")
  }

  @Test func `an unbounded moment is a dash and not a year`() {
    #expect(timeText(.distantPast, table: .china) == "—")
    #expect(isoText(.distantFuture) == nil)
  }

  @Test func `spans are told in two units`() {
    let spans: [(Int64, String, String)] = [
      (999, "0 s", "0秒"), (59_999, "59 s", "59秒"), (60_000, "1 min", "1分钟"),
      (7_500_000, "2 h 05 min", "2小时05分"), (172_800_000, "2 d 0 h", "2天0小时"),
      (-7_500_000, "-2 h 05 min", "-2小时05分"),
    ]
    for (milliseconds, english, chinese) in spans {
      #expect(durationText(Milliseconds(milliseconds), in: .english) == english)
      #expect(durationText(Milliseconds(milliseconds), in: .chinese) == chinese)
    }
    #expect(!durationText(Milliseconds(.min), in: .english).isEmpty)
  }

  @Test func `an age says before or after`() {
    let now = Instant(milliseconds: 1_000_000_000)
    #expect(ageText(of: now - .minutes(5), at: now, in: .english) == "5 min ago")
    #expect(ageText(of: now + .minutes(5), at: now, in: .chinese) == "5分钟后")
    #expect(ageText(of: now, at: now, in: .chinese) == "刚刚")
    #expect(ageText(of: .distantPast, at: now, in: .chinese) == "—")
  }

  @Test func `distances never read 1000 m or 100.0 km`() {
    let lengths: [(Double, String)] = [
      (0.4, "0 m"), (340.4, "340 m"), (999.4, "999 m"), (999.6, "1.0 km"), (12_431, "12.4 km"),
      (99_949, "99.9 km"), (99_951, "100 km"), (120_400, "120 km"), (.infinity, "—"),
    ]
    for (meters, text) in lengths { #expect(distanceText(Meters(meters), in: .english) == text) }
    #expect(distanceText(Meters(12_431), in: .chinese) == "12.4公里")
  }

  @Test func `positions stand in the order that their maps ask for`() throws {
    let place = try #require(Coordinate(latitudeE7: 282_060_000, longitudeE7: 1_201_500_000))
    #expect(place.wgs84Text == "28.206000,120.150000")
    #expect(place.gcj02Text == "120.154541,28.202870")
    #expect(place.text(in: .english).contains("GCJ-02 lon,lat 120.154541"))
    let south = try #require(Coordinate(latitudeE7: -5, longitudeE7: -15))
    #expect(south.wgs84Text == "-0.000001,-0.000002")
    let zero = try #require(Coordinate(latitudeE7: -4, longitudeE7: 4))
    #expect(zero.wgs84Text == "0.000000,0.000000")
  }
}
