import Foundation
import Testing

/// The life of an alert as operators drive it, by the real binary over real UDP.
///
/// Oracle: the story itself. One subject leaves the county, so there is one alert; everything that the
/// commands say afterwards is what was done to it.
extension EndToEnd {
  struct AlertStoryTests {
    private let site: Site
    private let server: Server
    private let left: Int64

    /// Two subjects: both are at home; one leaves, and is seen outside three times.
    init() throws {
      site = try Site()
      try site.found(subjects: 2)
      server = try Server(site)
      left = now - 600_000
      // Eight kilometres in two minutes: a journey that a car makes.
      try site.send(
        [
          Site.Fix(left - 240_000, 1, .inside), Site.Fix(left - 239_000, 2, .inside),
          Site.Fix(left - 120_000, 1, .inside), Site.Fix(left - 119_000, 2, .inside),
          Site.Fix(left, 1, .outside), Site.Fix(left + 1_000, 2, .inside),
          Site.Fix(left + 60_000, 1, .outside), Site.Fix(left + 120_000, 1, .outside),
        ],
        to: server
      )
    }

    @Test func `who leaves the county raises one alert, begun at the first fix outside`() throws {
      let alerts = try site.alerts()
      #expect(alerts.count == 1)
      let alert = try #require(alerts.first)
      #expect(alert["subject"] as? String == "S1")
      #expect(alert["kind"] as? String == "outOfZone")
      #expect(alert["reason"] as? String == "absenceWithoutLeave")
      let began = try milliseconds(alert["began"])
      #expect(began == left)
      #expect(alert["ended"] is NSNull)
      #expect(alert["state"] as? String == "open")
      #expect(alert["office"] as? String == "城关司法所")
    }

    @Test func `an operator acknowledges, notes, works on and resolves; show tells every step`()
      throws
    {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      try site.succeed("alert", "acknowledge", name, "--note", "看到")
      try site.succeed("alert", "note", name, "--text", "已电话联系")
      try site.succeed("alert", "progress", String(name.prefix(6)))
      try site.succeed("alert", "resolve", name.lowercased(), "--note", "已返回")
      #expect(try site.alerts().first?["state"] as? String == "resolved")
      let shown = try site.succeed("alert", "show", name).output
      var rest = Substring(shown)
      for step in ["raised", "acknowledged — 看到", "已电话联系", "in progress", "resolved — 已返回"] {
        let found = try #require(rest.range(of: step), "\(step) in order in:\n\(shown)")
        rest = rest[found.upperBound...]
      }
      #expect(shown.components(separatedBy: "  li  ").count == 5, "\(shown)")
      let chinese = try site.run(["alert", "show", name], language: "zh").output
      #expect(chinese.contains("越界") && chinese.contains("不假外出") && chinese.contains("已处置"))
      // A closed alert takes notes only.
      #expect(try site.run(["alert", "acknowledge", name]).status == 65)
      #expect(try site.run(["alert", "note", name, "--text", "补记"]).status == 0)
    }

    @Test func `show draws where the alert is, in the terminal and as a picture`() throws {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      let picture = site.path("alert.svg")
      let shown = try site.succeed("alert", "show", name, "--map", picture).output
      let lines = shown.split(separator: "\n")
      #expect(lines.contains { $0.contains("●") && $0.contains { "\u{2801}"..."\u{28FF}" ~= $0 } })
      #expect(lines.contains { $0.hasPrefix("  |-") && $0.hasSuffix("km") }, "\(shown)")
      #expect(lines.last?.contains("5 fixes from ") == true, "\(shown)")
      #expect(!shown.contains("\u{1B}"))
      let drawn = try site.text("alert.svg")
      #expect(drawn.contains(name) && drawn.contains("county"))
      let chinese = try site.run(["alert", "show", name], language: "zh").output
      #expect(chinese.contains("● 告警") && chinese.contains("5 个定位点"))
      #expect(try site.run(["alert", "show", name, name, "--map", picture]).status == 64)
      // Each of the readings is recorded.
      let audit = try site.succeed("audit").output
      #expect(audit.components(separatedBy: "alert show").count == 3)
    }

    @Test func `several alerts take a step together, and one unknown name lets none take it`()
      throws
    {
      try site.send(
        [Site.Fix(left + 240_000, 2, .outside), Site.Fix(left + 360_000, 2, .outside)],
        to: server
      )
      let names = try site.alerts().compactMap { $0["alert"] as? String }
      #expect(names.count == 2)
      let wrong = try site.run(["alert", "acknowledge"] + names + ["ZZZZZZ"])
      #expect(wrong.status == 67)
      #expect(try site.alerts().allSatisfy { $0["state"] as? String == "open" })
      #expect(try site.run(["alert", "acknowledge"] + names).status == 0)
      #expect(try site.alerts().allSatisfy { $0["state"] as? String == "acknowledged" })
    }

    @Test func `a step needs an operator who is known`() throws {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      site.operatorID = "nobody"
      #expect(try site.run(["alert", "resolve", name]).status == 67)
      site.operatorID = nil
      #expect(try site.run(["alert", "resolve", name]).status == 64)
      #expect(try site.alerts().first?["state"] as? String == "open")
    }

    @Test func `a watch with a cursor file sees every step once over its restarts`() throws {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      var seen: [Int] = []
      var steps: [String] = []
      func watch() throws {
        let watch = ["watch", "--once", "--json", "--cursor-file", site.path("cursor")]
        for line in try site.run(watch).objects {
          seen.append(try #require(line["cursor"] as? Int))
          steps.append(try #require(line["step"] as? String))
        }
      }
      try watch()
      try watch()
      try site.succeed("alert", "acknowledge", name)
      try watch()
      try site.send(
        [Site.Fix(now - 30_000, 1, .inside), Site.Fix(now - 15_000, 1, .inside)],
        to: server
      )
      try site.succeed("alert", "resolve", name)
      try watch()
      try watch()
      #expect(steps == ["raised", "acknowledged", "ended", "resolved"])
      #expect(seen == seen.sorted() && Set(seen).count == seen.count)
    }

    @Test func `a live watch shows a step while it runs, and Ctrl-C ends it with exit 0`() throws {
      let watch = try Running(site, ["watch", "--after", "0"])
      try poll(seconds: 20, "the first line") { watch.output.contains("raised") }
      let name = try #require(try site.alerts().first?["alert"] as? String)
      try site.succeed("alert", "acknowledge", name)
      try poll(seconds: 20, "the acknowledgement") { watch.output.contains("by li") }
      let lines = watch.output.split(separator: "\n")
      #expect(lines.count == 2)
      // Name, office, grade, metres outside, both coordinate systems.
      for part in ["人1", "城关司法所", "standard", "3.0 km outside", "WGS-84", "GCJ-02"] {
        #expect(lines[0].contains(part), "\(part) in \(lines[0])")
      }
      watch.signal(SIGINT)
      #expect(try watch.wait(seconds: 20) == 0)
    }

    @Test func `every reading of a position is in the audit, with who read whose`() throws {
      #expect(try site.succeed("audit").output.split(separator: "\n").count == 1)
      try site.succeed("subject", "show", "S2")
      #expect(try site.alerts().count == 1)
      site.operatorID = nil
      try site.succeed("map", "--subject", "S1", "--out", site.path("map.svg"))
      let lines = try site.succeed("audit").output.split(separator: "\n").dropFirst()
      let entries = lines.map { $0.split(separator: " ", omittingEmptySubsequences: true) }
      // The reason stands last; none was given.
      #expect(entries.map { $0.suffix(2) } == [["S1", "—"], ["S1", "—"], ["S2", "—"]])
      #expect(lines.first?.contains(" map ") == true && lines.first?.contains("os:") == true)
      #expect(lines.dropFirst().allSatisfy { $0.contains(" li ") })
      #expect(try site.text("map.svg").contains("<svg"))
    }
  }
}
