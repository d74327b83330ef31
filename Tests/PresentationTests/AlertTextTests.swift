import Foundation
import GeoCore
import Presentation
import Testing

/// An alert as JSON and as a line on the screen, against texts written by hand.
struct AlertTextTests {
  /// 2026-03-02 18:30:00 in Shanghai.
  let deadline = Instant(milliseconds: 1_772_447_400_000)

  let context = AlertContext(
    name: "张三",
    office: "仙都司法所",
    grade: "strict",
    isKeySubject: true,
    jurisdictions: ["33", "3311", "331122"]
  )

  /// An overstay, 12.4 km away.
  func overstay() throws -> AlertRecord {
    let place = try #require(Coordinate(latitudeE7: 282_060_001, longitudeE7: 1_201_500_000))
    let fix = CredibleFix(
      coordinate: place,
      time: deadline - .minutes(12),
      errorDecimeters: 85,
      source: .gnss
    )
    let transition = Transition(
      alert: AlertKey(subject: "S-1", kind: .leaveOverstay, cause: "L-9", began: deadline),
      step: .raised,
      at: deadline,
      knownAt: deadline + .seconds(90),
      reason: .leaveOver,
      leave: "L-9",
      position: fix,
      outsideBy: Meters(12_431.04)
    )
    return try #require(AlertRecord(raised: transition))
  }

  func line(_ action: AlertStep.Action, _ reason: Transition.Reason?) throws -> WatchLine {
    let alert = try overstay()
    let isEngine = reason != nil
    let step = AlertStep(
      number: 7,
      alert: alert.name,
      action: action,
      at: deadline,
      knownAt: isEngine ? alert.raisedAt : deadline,
      operatorID: isEngine ? nil : "wang",
      note: isEngine ? nil : "called\u{1B}[2J",
      reason: reason
    )
    return WatchLine(step: step, alert: alert, context: context)
  }

  @Test func `the facts of an alert are these bytes`() throws {
    var alert = try overstay()
    alert.odds = LogOdds(9_100)
    let text = """
      {"alert":"\(alert.name)","subject":"S-1","kind":"leaveOverstay","cause":"L-9",\
      "reason":"leaveOver","leave":"L-9","began":"2026-03-02T10:30:00.000Z",\
      "raisedAt":"2026-03-02T10:31:30.000Z","worsened":null,"ended":null,"endReason":null,\
      "withdrawnAt":null,"outsideByMeters":12431.0,"probability":0.99986,"position":{"latitude":28.2060001,\
      "longitude":120.1500000,"time":"2026-03-02T10:18:00.000Z","errorMeters":8.5,"source":"gnss"}}
      """
    #expect(AlertFacts(alert).line.text == text)
  }

  @Test func `an alert without a place has null and not zero`() throws {
    let alert = AlertRecord(
      name: "A",
      key: AlertKey(subject: "S", kind: .silent, cause: "", began: deadline),
      raisedAt: deadline,
      reason: .noReport,
      state: .open
    )
    let text = AlertFacts(alert).line.text
    #expect(text.hasSuffix(#""outsideByMeters":null,"probability":null,"position":null}"#))
    #expect(text.contains(#""leave":null"#))
  }

  @Test func `the fuller line begins with the facts and adds whom it is about`() throws {
    let alert = try overstay()
    let (facts, full) = (AlertFacts(alert).line.text, AlertFacts(alert).line(with: context))
    #expect(full.text.hasPrefix(facts.dropLast()))
    let value = try JSONSerialization.jsonObject(with: Data(full.bytes))
    let object = try #require(value as? [String: Any])
    #expect(object["state"] as? String == "open")
    #expect(object["severity"] as? String == "critical")
    #expect(object["name"] as? String == "张三")
    #expect(object["jurisdictions"] as? [String] == ["33", "3311", "331122"])
    #expect(object["isKeySubject"] as? Bool == true)
  }

  @Test func `a raised alert is told on one line in each language`() throws {
    let line = try line(.engine(.raised), .leaveOver)
    let name = line.alert.name
    #expect(
      line.text(in: .english, table: .china) == """
        2026-03-02 18:31:30 +08:00 !!! leave overstay  张三 (S-1) [key] | 仙都司法所, strict | \
        raised: leave is over, return not seen, at 18:30:00 | 12.4 km outside | \
        last fix 13 min ago | WGS-84 lat,lon 28.206000,120.150000  \
        GCJ-02 lon,lat 120.154541,28.202870 | \(name)
        """
    )
    #expect(
      line.text(in: .chinese, table: .china) == """
        2026-03-02 18:31:30 +08:00 !!! 请假超时  张三 (S-1)【重点】 | 仙都司法所, 严管 | \
        告警产生：请假到期未归，发生于18:30:00 | 区域外12.4公里 | 最后定位13分钟前 | \
        WGS-84 纬度,经度 28.206000,120.150000  GCJ-02 经度,纬度 120.154541,28.202870 | \(name)
        """
    )
  }

  @Test func `a later step does not pass the first position off as the last`() throws {
    let text = try line(.engine(.ended), .returned).text(in: .english, table: .china)
    #expect(text.contains(" ok  leave overstay"))
    #expect(text.contains("fix when raised, 13 min ago"))
    #expect(!text.contains("outside"))
  }

  @Test func `an operator's note stays text`() throws {
    let text = try line(.state(.acknowledged), nil).text(in: .english, table: .china)
    #expect(text.contains("acknowledged, by wang “called\u{FFFD}[2J”"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `colour is only there when asked for`() throws {
    let line = try line(.engine(.raised), .leaveOver)
    let (plain, colored) = (
      line.text(in: .chinese, table: .china),
      line.text(in: .chinese, table: .china, isColored: true)
    )
    #expect(colored.contains("\u{1B}[1;31m!!! 请假超时\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }
}
