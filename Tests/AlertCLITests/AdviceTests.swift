import Foundation
import Testing

/// The mistakes of beginners: each is answered by a sentence that says what to do next.
///
/// Oracle: what they should have typed, written here by hand; in both languages.
extension EndToEnd {
  struct AdviceTests {
    private let site: Site

    init() throws {
      site = try Site()
      try site.found()
    }

    /// A command line, and what has to stand in the first line of its refusal.
    struct Mistake: CustomTestStringConvertible {
      var typed: String
      var advice: [String]

      init(_ typed: String, _ advice: String...) { (self.typed, self.advice) = (typed, advice) }

      var testDescription: String { typed }

      /// Words kept apart by spaces; `_` stands for a space within one.
      var arguments: [String] {
        typed.split(separator: " ").map { $0.replacingOccurrences(of: "_", with: " ") }
      }
    }

    static let mistakes = [
      // Commands.
      Mistake(
        "subjects list",
        "`fenceline subjects`",
        "`fenceline subject`?",
        "`fenceline subject`？"
      ),
      Mistake("alert lst", "`fenceline alert list`"),
      Mistake("hlep", "`fenceline help`"),
      Mistake("frobnicate", "`fenceline --help`"),
      Mistake("device add 1 --subject S1", "assign, revoke, list, import", "assign、revoke"),
      Mistake("alert --json list", "--json", "list, show", "list、show"),
      // Options.
      Mistake("subject add S2 --nmae A --jurisdiction O", "--nmae", "--name?", "--name？"),
      Mistake("subject add S2 -name A --jurisdiction O", "-name", "--name?", "--name？"),
      Mistake("subject add S2 ——name A --jurisdiction O", "——name", "write --name", "请写 --name"),
      Mistake("subject add S2 —name A --jurisdiction O", "—name", "write --name", "请写 --name"),
      Mistake("zone check z.geojson －－ｃｒｓ wgs84", "write --crs", "请写 --crs"),
      Mistake("watch --frobnicate", "`fenceline watch --help`"),
      // What is missing.
      Mistake("zone import z.geojson", "--crs is missing", "gcj02 (Amap", "缺少 --crs", "gcj02（高德"),
      Mistake("device assign 1 --subject S1", "--kind is missing", "phone", "缺少 --kind", "手机"),
      Mistake("alert resolve", "<names>", "编号"),
      // Values.
      Mistake("zone import z.geojson --crs wsg84", "wgs84 (GPS)", "wgs84（GPS）"),
      Mistake("zone import z.geojson --crs ｗｇｓ84", "plain characters", ": wgs84", "：wgs84"),
      Mistake("watch --kind outofzone", "outOfZone?", "outOfZone？"),
      Mistake("watch --kind 越界", "outOfZone, prohibitedZone", "outOfZone、prohibitedZone"),
      Mistake("jurisdiction add X --name x --level 司法所", "one of province", "office 司法所"),
      Mistake("device assign A7 --subject S1 --kind phone", "digits only", "只用数字"),
      Mistake("serve --listen 7700", "127.0.0.1:7700"),
      Mistake("serve --listen 127.0.0.1：7700", "127.0.0.1:7700"),
      Mistake("grade set strict --silent 30min", "30m"),
      Mistake("subject add S_2 --name A --jurisdiction O", "without spaces", "不含空格"),
      // Times.
      Mistake("leave extend L1 --end 2026年3月2日", "2026-03-02 18:00"),
      Mistake("leave extend L1 --end 20260302", "2026-03-02 18:00"),
      Mistake("leave extend L1 --end 2026－03－02_18：00", "plain", "半角", "2026-03-02 18:00"),
      Mistake(
        "leave extend L1 --end 2026-03-02 18:00 --approver x --level office",
        "“18:00”",
        "quotes",
        "引号"
      ),
      // What is not there.
      Mistake("subject add S2 --name A --jurisdiction nowhere", "`fenceline jurisdiction add`"),
      Mistake("device assign 2 --subject S9 --kind phone", "`fenceline subject add`"),
      Mistake("report", "--jurisdiction", "--from 2026-03-01"),
      Mistake("sender add --name g --key-file gateway.key", "name another", "换一个文件名"),
    ]

    @Test(arguments: mistakes)
    func `a beginner's mistake is answered by what to do next`(_ mistake: Mistake) throws {
      let english = try site.run(mistake.arguments)
      let chinese = try site.run(mistake.arguments, language: "zh")
      #expect(english.status >= 64 && english.status == chinese.status, "\(english.error)")
      #expect(english.output.isEmpty && chinese.output.isEmpty)
      let lines = (english.error.prefix { $0 != "\n" }, chinese.error.prefix { $0 != "\n" })
      #expect(lines.1.containsHan, "\(lines.1)")
      for words in mistake.advice {
        // Words with a Chinese character or mark are of the Chinese sentence, the others of both or
        // of the English one.
        let isChinese = words.containsHan || words.contains { "？：（、".contains($0) }
        let line = isChinese ? lines.1 : lines.0
        #expect(line.contains(words), "\(line)")
      }
    }

    @Test func `a zone without a role is told the option, and without an id too`() throws {
      let area = site.square("home", role: "permitted", for: "everyone", 25.5, 112, 25.6, 112.1)
      for (property, advice) in [
        ("\"role\":\"permitted\",", "--role permitted|prohibited"),
        (",\"assignee\":\"everyone\"", "--assignee everyone|"), ("\"id\":\"home\",", "--id ID"),
      ] {
        #expect(area.contains(property))
        let bare = area.replacingOccurrences(of: property, with: "")
        let file = try site.write("bare.geojson", bare)
        let outcome = try site.run(["zone", "import", file, "--crs", "wgs84"])
        #expect(outcome.status == 65 && outcome.error.contains(advice), "\(outcome.error)")
      }
    }

    @Test func `who sends is told of fixes that nobody carries the device of and of wrong clocks`()
      throws
    {
      let server = try Server(site)
      let options = ["--to", server.address, "--key-file", site.key]
      let strange = try site.write("strange.csv", [Site.Fix(now, 77, .inside)])
      let sent = try site.run(["send", strange] + options)
      #expect(sent.status == 0 && sent.output.contains("unknown device 1"))
      #expect(sent.error.contains("`fenceline device assign 77 --subject ID"), "\(sent.error)")
      let early = try site.write("early.csv", [Site.Fix(now + 3_600_000, 1, .inside)])
      let ahead = try site.run(["send", early] + options + ["--speed", "max"], language: "zh")
      #expect(ahead.output.contains("时间超前 1"), "\(ahead.output)")
      #expect(ahead.error.contains("--end now"), "\(ahead.error)")
      #expect(try server.drain() == 0)
    }

    @Test func `where nobody answers the sender says so while it tries`() throws {
      let server = try Server(site)
      let address = server.address
      #expect(try server.drain() == 0)
      let file = try site.write("fix.csv", [Site.Fix(now, 1, .inside)])
      let arguments = ["send", file, "--to", address, "--key-file", site.key]
      let sending = try Running(site, arguments)
      try poll(seconds: 20, "a remark") { sending.error.contains("\n") }
      #expect(sending.isRunning)
      #expect(sending.error.hasPrefix("\(address) does not answer"), "\(sending.error)")
      sending.signal(SIGKILL)
      _ = try sending.wait(seconds: 20)
    }

    @Test func `an alert that is closed twice says what can still be added`() throws {
      let server = try Server(site)
      let fixes = (0..<3).map { Site.Fix(now - 120_000 + $0 * 60_000, 1, .outside) }
      try site.send([Site.Fix(now - 600_000, 1, .inside)] + fixes, to: server)
      let name = try #require(try site.alerts().first?["alert"] as? String)
      try site.succeed("alert", "resolve", name)
      for language in ["en", "zh"] {
        let again = try site.run(["alert", "resolve", name], language: language)
        #expect(again.status == 65)
        #expect(again.error.contains("`fenceline alert note \(name) --text"), "\(again.error)")
      }
      #expect(try server.drain() == 0)
    }
  }
}
