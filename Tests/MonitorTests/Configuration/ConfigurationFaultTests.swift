import GeoCore
import Testing

@testable import Monitor

/// What is wrong with configuration files: each kind of mistake, its line, its key and its sentence, by
/// eye.
struct ConfigurationFaultTests {
  private func faults(_ text: String, grades: Set<GradeID>? = nil) -> [ConfigurationFault] {
    do throws(ConfigurationError) {
      _ = try ConfigurationFile.read(text, file: "rules.yaml", grades: grades)
      return []
    } catch {
      return error.faults
    }
  }

  /// One mistake: the file, and what is said of it in English.
  struct Case: CustomTestStringConvertible {
    var text: String
    var told: String
    var testDescription: String { told }

    init(_ text: String, _ told: String) { (self.text, self.told) = (text, told) }
  }

  private static let cases = [
    Case(
      "movement:\n  ground sped: 90 m/s\n",
      "line 2, movement.ground sped: there is no such key; did you mean \"ground speed\"?"
    ),
    Case(
      "movement:\n  ground_speed: 90 m/s\n",
      "line 2, movement.ground_speed: there is no such key; did you mean \"ground speed\"?"
    ),
    Case(
      "window:\n  leg: 5 min\n",
      "line 1, window: there is no such key; did you mean \"windows\"?"
    ),
    Case(
      "# mine\nxyzzy: 1\n",
      "line 2, xyzzy: there is no such key; what can stand here is evidence, receivers, movement, "
        + "windows, leaves, scores"
    ),
    Case(
      "receivers:\n  gnss:\n    floor: 5 m\n    usual: 9 m\n    floor: 6 m\n",
      "line 5, floor: this key stands on line 3 already; take one out"
    ),
    Case(
      "windows: {leg: 5 min, leg: 6 min}\n",
      "line 1, leg: this key stands on line 1 already; take one out"
    ),
    Case(
      "windows:\n  leg:\n    most: 5 min\n",
      "line 2, windows.leg: one value has to stand here, such as 5 min"
    ),
    Case(
      "windows:\n  leg: [5 min]\n",
      "line 2, windows.leg: one value has to stand here, such as 5 min"
    ),
    Case(
      "windows: 5 min\n",
      "line 1, windows: keys have to stand here, each on a line of its own, such as `late: 72 h`"
    ),
    Case(
      "receivers:\n- gnss\n",
      "line 1, receivers: keys have to stand here, each on a line of its own, such as `windows:`"
    ),
    Case(
      "5 min\n",
      "line 1: keys have to stand here, each on a line of its own, such as `windows:`"
    ),
    Case(
      "windows:\n  leg:\n",
      "line 2, windows.leg: the value is missing; write one, such as 5 min, or take the line out"
    ),
    Case(
      "receivers:\n  cell:\n    floor: 300\n",
      "line 3, receivers.cell.floor: \"300\" has no unit; add m, km, as in 500 m"
    ),
    Case(
      "windows:\n  leg: 5m\n",
      "line 2, windows.leg: \"m\" is no unit for this; write ms, s, min, h, d, as in 5 min"
    ),
    Case(
      "receivers:\n  wifi:\n    outliers: 5 %\n",
      "line 3, receivers.wifi.outliers: \"%\" is no unit for this; write in 100000, as in "
        + "2000 in 100000"
    ),
    Case(
      "evidence:\n  other:\n    miss: 1 %\n",
      "line 3, evidence.other.miss: \"1 %\" has a unit, \"%\", and may have none; write it as "
        + plain(ErrorRates().miss)
    ),
    Case(
      "windows:\n  leg: soon\n",
      "line 2, windows.leg: \"soon\" is no number; write it as 5 min"
    ),
    Case("windows:\n  leg: ~\n", "line 2, windows.leg: \"~\" is no number; write it as 5 min"),
    Case(
      "evidence:\n  other:\n    miss: .inf\n",
      "line 3, evidence.other.miss: \".inf\" is no number; write it as "
        + plain(ErrorRates().miss)
    ),
    Case(
      "scores:\n  curfew: 2.5\n",
      "line 2, scores.curfew: \"2.5\" has to be a whole number, as in 3"
    ),
    Case(
      "windows:\n  leg: 2 h\n",
      "line 2, windows.leg: 2 h is out of range; it may be from 1 s to 1 h"
    ),
    Case(
      "evidence:\n  strict:\n    false alarm: 0.5\n",
      "line 3, evidence.strict.false alarm: 0.5 is out of range; it may be from 0.000000001 to 0.49"
    ),
    Case(
      "movement:\n  alarm distance: -1 km\n",
      "line 2, movement.alarm distance: -1 km is out of range; it may be from 100 m to 20000 km"
    ),
    Case(
      "receivers:\n  gnss:\n    floor: 50 m\n",
      "line 3, receivers.gnss.floor: 50 m is above receivers.gnss.usual, which is 40 m; "
        + "lower the one or raise the other"
    ),
    Case(
      "movement:\n  ground speed: 200 m/s\n  flight speed: 540 km/h\n",
      "line 3, movement.flight speed: 150 m/s is below movement.ground speed, which is 200 m/s; "
        + "raise the one or lower the other"
    ),
    Case(
      "leaves:\n  county limit: 200 d\n",
      "line 2, leaves.county limit: 200 d is above leaves.greatest length, which is 180 d; "
        + "lower the one or raise the other"
    ),
    Case(
      "windows:\n\tleg: 5 min\n",
      "line 2: this is no YAML (found character that cannot start any token); a key stands as "
        + "`floor: 10 m`, indented with spaces"
    ),
    Case(
      "windows:\n  leg: 5 min\n late: 3 h\n",
      "line 3: this is no YAML (did not find expected key); a key stands as `floor: 10 m`, "
        + "indented with spaces"
    ),
    Case(
      "windows: leg: 5 min\n",
      "line 1: this is no YAML (mapping values are not allowed in this context); a key stands as "
        + "`floor: 10 m`, indented with spaces"
    ),
    Case(
      "windows:\n  leg: \"5 min\n",
      "line 3: this is no YAML (found unexpected end of stream); a key stands as `floor: 10 m`, "
        + "indented with spaces"
    ),
    Case(
      "windows:\n  leg: 5 \u{1}min\n",
      "line 2: this is no YAML (control characters are not allowed); a key stands as `floor: 10 m`, "
        + "indented with spaces"
    ),
    Case(
      "windows:\n  leg: 5 min\n---\nleaves:\n",
      "line 3: a second document begins here (---); leave one in the file"
    ),
    Case(
      "windows: &w\n  leg: 5 min\n",
      "line 1: an anchor or an alias (& or *) stands here; write the value itself"
    ),
    Case(
      "? [windows]\n: 1\n",
      "line 1: keys have to stand here, each on a line of its own, such as `windows:`"
    ),
  ]

  @Test(arguments: cases)
  func `a mistake is one sentence with its line and key`(_ it: Case) {
    let faults = faults(it.text)
    #expect(faults.map(\.sentence.english) == [it.told])
    for fault in faults { #expect(fault.sentence.chinese.hasPrefix("第 \(fault.line) 行")) }
  }

  @Test func `a grade that nobody knows is told of where grades are known`() {
    let text = "evidence:\n  stirct:\n    miss: 0.01\n  probation:\n    miss: 0.01\n"
    let told = faults(text, grades: ["strict", "standard"]).map(\.sentence.english)
    #expect(
      told == [
        "line 2, evidence.stirct: there is no such grade; did you mean \"strict\"?",
        "line 4, evidence.probation: there is no such grade; look with `fenceline grade list`, or "
          + "make it with `fenceline grade set`",
      ]
    )
    #expect(faults(text) == [])
  }

  @Test func `all mistakes are told at once, by line`() throws {
    let text = "windows:\n  leg: 5\n  lat: 3 h\nmovement:\n  ground speed: fast\n"
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationFile.read(text, file: "rules.yaml")
    }
    #expect(
      try #require(error).sentence
        == Sentence(
          "rules.yaml has 3 mistakes and is not taken: line 2, windows.leg: \"5\" has no unit; add "
            + "ms, s, min, h, d, as in 5 min; line 3, windows.lat: there is no such key; did you mean "
            + "\"late\"?; line 5, movement.ground speed: \"fast\" is no number; write it as 100 m/s.",
          "rules.yaml 有 3 处错误，未采用：第 2 行 windows.leg：“5”没有单位；请加上 ms、s、min、h、d，如 5 min；"
            + "第 3 行 windows.lat：没有此键；是否应为“late”？；第 5 行 movement.ground speed：“fast”不是数字；"
            + "请写作 100 m/s。"
        )
    )
  }

  @Test func `one mistake is one sentence with the file`() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationFile.read("windows:\n  leg: 5\n", file: "rules.yaml")
    }
    #expect(
      try #require(error).sentence
        == Sentence(
          "rules.yaml, line 2, windows.leg: \"5\" has no unit; add ms, s, min, h, d, as in 5 min.",
          "rules.yaml 第 2 行 windows.leg：“5”没有单位；请加上 ms、s、min、h、d，如 5 min。"
        )
    )
  }
}
