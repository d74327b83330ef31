// What: one report of a track, as a row and as a JSON line. Oracle: what was put into the fix, and
// its GCJ-02 position by a script outside of the project, to six decimals.

import GeoCore
import Presentation
import Testing

@Suite struct FixFactsTests {
  private var fix: Fix {
    var fix = Fix(
      device: DeviceNumber(.max),
      time: Instant(milliseconds: 1_772_447_400_500),
      coordinate: Coordinate(latitudeE7: 399_087_000, longitudeE7: 1_163_974_999),
      source: .cell
    )
    (fix.accuracyDecimeters, fix.speedCentimeters, fix.batteryPercent) = (8_500, 1_234, 5)
    fix.flags.formUnion([.noFix, .stored])
    return fix
  }

  private func row(_ fix: Fix, _ isPermitted: Bool?, _ language: Language) -> [String] {
    FixFacts(fix, isPermitted: isPermitted).row(in: language, clock: .china).map(\.text)
  }

  @Test func `a row says everything in both languages`() {
    #expect(
      row(fix, false, .english) == [
        "2026-03-02 18:30:00 +08:00", "18446744073709551615", "39.908700,116.397500",
        "116.403743,39.910103", "±850 m", "cell towers", "44.4 km/h", "—", "5 %", "no fix, stored",
        "no",
      ]
    )
    #expect(
      row(fix, true, .chinese).suffix(7) == [
        "±850米", "基站", "44.4 公里/小时", "—", "5 %", "未定位、补传", "是",
      ]
    )
  }

  @Test func `a heartbeat has no place, and what is not said is a dash`() {
    let heartbeat = Fix(device: DeviceNumber(7), time: Instant(milliseconds: 0))
    #expect(
      row(heartbeat, nil, .english) == [
        "1970-01-01 08:00:00 +08:00", "7", "heartbeat", "—", "—", "—", "—", "—", "—", "—", "—",
      ]
    )
    #expect(
      FixFacts(heartbeat, isPermitted: nil).line.text
        == """
        {"time":"1970-01-01T00:00:00.000Z","device":7,"latitude":null,"longitude":null,\
        "gcj02Latitude":null,"gcj02Longitude":null,"accuracy":null,"source":"unknown","speed":null,\
        "heading":null,"satellites":null,"hdop":null,"battery":null,"flags":[],"permitted":null}
        """
    )
  }

  @Test func `a line is exact`() {
    let line = FixFacts(fix, isPermitted: false).line.text
    for part in [
      "\"time\":\"2026-03-02T10:30:00.500Z\"", "\"device\":18446744073709551615",
      "\"latitude\":39.9087000,\"longitude\":116.3974999", "\"accuracy\":850.0", "\"speed\":12.34",
      "\"flags\":[\"noFix\",\"stored\"]", "\"permitted\":false",
    ] {
      #expect(line.contains(part), "\(part) in \(line)")
    }
  }

  @Test func `every flag that has a meaning has words`() {
    for bit in 1..<8 {
      let flag = Fix.Flags(rawValue: 1 << bit)
      #expect(flag.words.english != "—" && flag.words.chinese != "—")
    }
    #expect(Fix.Flags.hasPosition.words == Sentence("—", "—"))
  }
}
