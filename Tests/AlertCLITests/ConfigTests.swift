import Foundation
import Testing

/// `config show`, `check` and `set`, and the configuration of `serve` and `replay`.
///
/// Oracle: the files that the test writes; what is shown is read back by the commands themselves.
extension EndToEnd {
  struct ConfigTests {
    private let site: Site

    init() throws {
      site = try Site()
      try site.found()
    }

    @Test(arguments: ["en", "zh"])
    func `the default file is whole, and differs from no default`(language: String) throws {
      let shown = try site.run(["config", "show", "--defaults"], language: language)
      #expect(shown.status == 0)
      #expect(shown.output.containsHan == (language == "zh"))
      for key in ["evidence:", "  strict:", "  gnss:", "    floor: 10 m", "  late: 72 h"] {
        #expect(shown.output.contains("\n\(key)\n"), "\(key)")
      }
      let file = try site.write("rules.yaml", shown.output)
      let checked = try site.run(["config", "check", file], language: language)
      #expect(checked.status == 0, "\(checked.error)")
      #expect(checked.output == (language == "zh" ? "没有差异\n" : "nothing differs\n"))
    }

    @Test func `a file that is set is in force, with who set it`() throws {
      #expect(try site.succeed("config", "show").output.contains("since none was adopted"))
      let file = try site.write("rules.yaml", "windows:\n  late: 5 h # as ordered\n")
      let checked = try site.succeed("config", "check", file, "--json").objects
      #expect(checked.count == 1)
      #expect(checked.first?["key"] as? String == "windows.late")
      #expect(checked.first?["before"] as? String == "72 h")
      #expect(checked.first?["after"] as? String == "5 h")
      let set = try site.succeed("config", "set", file).output
      #expect(set.contains("windows.late") && set.contains("72 h") && set.contains("5 h"))
      let shown = try site.succeed("config", "show").output
      #expect(shown.contains("adopted by li at"))
      #expect(shown.contains("\n  late: 5 h\n"))
      #expect(try site.succeed("config", "set", file).output == "nothing differs\n")
      let keys = try site.succeed("config", "show", "--json").objects
      let late = keys.first { $0["key"] as? String == "windows.late" }
      #expect(late?["value"] as? String == "5 h" && late?["default"] as? String == "72 h")
      // What is shown can be set: it says the same.
      let again = try site.write("again.yaml", shown)
      #expect(try site.succeed("config", "set", again).output == "nothing differs\n")
    }

    @Test func `each of several mistakes has a line of its own`() throws {
      let text = "windows:\n  leg: 5\n  lat: 3 h\n"
      let file = try site.write("wrong.yaml", text)
      let checked = try site.run(["config", "check", file])
      #expect(checked.status == 65)
      let lines = checked.error.split(separator: "\n")
      #expect(lines.count == 3, "\(checked.error)")
      #expect(lines.first?.hasPrefix("\(file), line 2, windows.leg: \"5\" has no unit;") == true)
      #expect(lines.last == "fenceline: \(file) has 2 mistakes; correct them")
      let chinese = try site.run(["config", "check", file], language: "zh")
      #expect(chinese.error.contains("第 3 行 windows.lat：没有此键；是否应为“late”？"))
    }

    @Test func `a grade has to be in the store where one is named`() throws {
      let file = try site.write("rules.yaml", "evidence:\n  stirct:\n    miss: 0.01\n")
      #expect(
        try site.succeed("config", "check", file).error.contains("assumed: stirct is a grade")
      )
      let refused = try site.run(["config", "check", file, "--data", site.data])
      #expect(refused.status == 65)
      #expect(refused.error.contains("did you mean \"strict\"?"), "\(refused.error)")
    }

    @Test func `a running service adopts a file without a restart, and a start with --config does`()
      throws
    {
      var server = try Server(site)
      let file = try site.write("rules.yaml", "windows:\n  late: 5 h\n")
      try site.succeed("config", "set", file)
      try poll(seconds: 20, "the rules are adopted") {
        server.running.error.contains("rules adopted")
          && server.running.error.split(separator: "\n").count { $0.contains("rules adopted") } == 2
      }
      #expect(try server.drain() == 0)
      let other = try site.write("other.yaml", "windows:\n  late: 6 h\n")
      for told in [true, false] {
        server = try Server(site, ["--config", other])
        #expect(server.running.error.contains("windows.late: 6 h, and was 5 h") == told)
        #expect(try server.drain() == 0)
      }
      #expect(try site.succeed("config", "show").output.contains("\n  late: 6 h\n"))
      #expect(try site.succeed("replay", "--json").output.isEmpty)
    }

    @Test func `track files are replayed by a file, a log by what it says itself`() throws {
      let zone = site.square("home", role: "permitted", for: "everyone", 25.5, 112, 25.6, 112.1)
      let zones = try site.write("home.geojson", zone)
      let fixes = (0..<20).map { Site.Fix(1_767_225_600_000 + $0 * 60_000, 1, .outside) }
      let track = try site.write("walk.csv", fixes)
      let file = try site.write(
        "rules.yaml",
        try site.succeed("config", "show", "--defaults").output
      )
      let replay = ["replay", track, "--zones", zones, "--crs", "wgs84", "--json"]
      let plain = try site.run(replay)
      #expect(plain.status == 0, "\(plain.error)")
      #expect(plain.objects.count == 1)
      #expect(try site.run(replay + ["--config", file]).output == plain.output)
      let wrong = try site.write("wrong.yaml", "window:\n")
      #expect(try site.run(replay + ["--config", wrong]).status == 65)
      #expect(try site.run(["replay", "--config", file]).status == 64)
    }
  }
}
