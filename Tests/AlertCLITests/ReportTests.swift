import Foundation
import Testing

/// Figures, ledger and score sheets by the real binary.
///
/// Oracle: an hour that is counted by hand, two hours ago; standard asks for a report in 15 minutes.
///
/// ```
///      0         15        30 31 32                  60 minutes
/// S1   in        in        out out out               47 minutes covered; outside from 30 on
/// S2   in                                            15 minutes covered
/// ```
extension EndToEnd {
  struct ReportTests {
    private let site: Site
    private let server: Server
    private let start: Int64
    private var hour: [String] { ["--from", iso(start), "--to", iso(start + 3_600_000)] }
    private var day: [String] { ["--from", iso(start), "--to", iso(start + 86_400_000)] }

    init() throws {
      site = try Site()
      try site.found(subjects: 2)
      try site.succeed("operator", "add", "wu", "--name", "吴敏")
      server = try Server(site)
      start = now / 60_000 * 60_000 - 7_200_000
      let story: [(minute: Int64, device: Int, Site.Place)] = [
        (0, 1, .inside), (0, 2, .inside), (15, 1, .inside), (30, 1, .outside), (31, 1, .outside),
        (32, 1, .outside),
      ]
      try site.send(
        story.map { Site.Fix(start + $0.minute * 60_000, $0.device, $0.2) },
        to: server
      )
    }

    private func report(_ arguments: String..., language: String = "en") throws -> Site.Outcome {
      try site.run(["report"] + arguments, language: language)
    }

    private func report(_ arguments: [String], language: String = "en") throws -> Site.Outcome {
      try site.run(["report"] + arguments, language: language)
    }

    @Test func `the figures of an hour are those that were counted by hand`() throws {
      let rows = try report(["--jurisdiction", "C", "--json"] + hour).objects
      #expect(rows.map { $0["jurisdiction"] as? String } == ["C", "O"])
      for row in rows {
        #expect(row["subjects"] as? Int == 2)
        #expect(row["dueSeconds"] as? Int == 2 * 3_600)
        #expect(row["locatedSeconds"] as? Int == (47 + 15) * 60)
        // 62 of 120 are 51.6666 %, cut off.
        #expect(row["locatedPercent"] as? Double == 51.66)
        // The service came to know of it two hours later.
        #expect(row["alerts"] as? Int == 0 && row["medianCloseSeconds"] is NSNull)
      }
      let now = try report(["--jurisdiction", "C", "--json"] + day)
      #expect(now.objects.first?["kind.outOfZone"] as? Int == 1)
      #expect(now.objects.first?["state.open"] as? Int == 1)
      #expect(now.error.contains("not over"))
    }

    @Test func `a table is in both languages and fits`() throws {
      let english = try report(["--jurisdiction", "C"] + hour).output
      for part in ["Supervision and leaves", "LOCATED", "51.66%", "青岚县", "城关司法所"] {
        #expect(english.contains(part), "\(english)")
      }
      let chinese = try report(["--jurisdiction", "C"] + hour, language: "zh").output
      for part in ["监管与请假", "定位监管率", "51.66%", "未按期销假"] {
        #expect(chinese.contains(part), "\(chinese)")
      }
      #expect(!chinese.contains { $0.isASCII && $0.isLetter }, "\(chinese)")
    }

    @Test func `CSV opens in a spreadsheet: a byte order mark, CRLF, plain numbers`() throws {
      let text = try report(["--jurisdiction", "C", "--csv"] + hour).output
      #expect(text.unicodeScalars.first == "\u{FEFF}")
      let lines = text.dropFirst().split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(lines.count == 4 && lines.last == "" && !lines.contains { $0.contains("\n") })
      let header = lines[0].split(separator: ",").map(String.init)
      let fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(header.first == "jurisdiction" && header.count == fields.count)
      let row = Dictionary(uniqueKeysWithValues: zip(header, fields))
      #expect(row["locatedPercent"] == "51.66" && row["locatedSeconds"] == "3720")
      for (name, value) in row where name.hasSuffix("Seconds") || name.hasPrefix("kind.") {
        #expect(value.allSatisfy { $0.isASCII && $0.isNumber }, "\(name): \(value)")
      }
      let chinese = try report(
        ["--jurisdiction", "C", "--format", "csv"] + hour,
        language: "zh"
      ).output
      #expect(chinese.contains("定位监管率（%）,在线率（%）"))
      #expect(chinese.split(separator: "\r\n")[1].hasPrefix("C,青岚县,"))
      // In a file nobody else can read it.
      #expect(try report(["--jurisdiction", "C", "--csv", "--out", "r.csv"] + hour).output == "")
      #expect(try site.text("r.csv") == text)
      let attributes = try FileManager.default.attributesOfItem(atPath: site.path("r.csv"))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `an assignment is on the ledger, in the alert's life and in the stream`() throws {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      let bare = try report("--jurisdiction", "O", "--ledger", "--json").objects
      #expect(bare.map { $0["alert"] as? String } == [name])
      #expect(bare[0]["responsible"] is NSNull && bare[0]["due"] is NSNull)
      try site.succeed("alert", "acknowledge", name)
      let seen = try report("--jurisdiction", "O", "--ledger", "--json").objects
      #expect(seen[0]["responsible"] as? String == "li" && seen[0]["measure"] is NSNull)
      let told = try site.succeed(
        "alert",
        "assign",
        name,
        "--to",
        "wu",
        "--measure",
        "上门核查",
        "--due",
        "2026-03-05 18:00"
      ).output
      #expect(told.contains("assigned to wu, due 2026-03-05 18:00: 上门核查"))
      let line = try #require(
        try report("--jurisdiction", "C", "--ledger", "--json").objects.first
      )
      #expect(line["responsibleName"] as? String == "吴敏")
      #expect(line["due"] as? String == "2026-03-05T10:00:00.000Z")
      #expect(line["isOverdue"] as? Bool == true && line["state"] as? String == "acknowledged")
      let table = try report("--jurisdiction", "C", "--ledger", language: "zh").output
      #expect(table.contains("上门核查") && table.contains("未办结 1 件，其中逾期 1 件"))
      #expect(try site.succeed("alert", "show", name).output.contains("li  assigned to wu, due"))
      let stream = try site.succeed("watch", "--once", "--json").objects.last
      #expect(stream?["step"] as? String == "assigned")
      #expect((stream?["assignment"] as? [String: Any])?["assignee"] as? String == "wu")
      try site.succeed("alert", "resolve", name)
      #expect(try report("--jurisdiction", "C", "--ledger", "--json").output == "")
      #expect(try report("--jurisdiction", "C", "--ledger").output.contains("0 open cases"))
    }

    @Test func `an assignment needs operators who are known, a measure and an open alert`() throws {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      func assign(_ id: String, to: String, _ measure: String = "m") throws -> Int32 {
        let task = ["--to", to, "--measure", measure, "--due", "2026-03-05"]
        return try site.run(["alert", "assign", id] + task).status
      }
      #expect(try assign(name, to: "nobody") == 67)
      #expect(try assign("ZZZZZZ", to: "wu") == 67)
      #expect(try assign(name, to: "wu", " ") == 64)
      #expect(try site.run(["alert", "assign", name, "--to", "wu"]).status == 64)
      site.operatorID = nil
      #expect(try assign(name, to: "wu") == 64)
      site.operatorID = "li"
      try site.succeed("alert", "resolve", name)
      #expect(try assign(name, to: "wu") == 65)
      #expect(!(try site.succeed("alert", "show", name).output.contains("assigned")))
    }

    @Test func `a sheet shows every deduction and the alert that it comes from`() throws {
      let name = try #require(try site.alerts().first?["alert"] as? String)
      let rows = try report(["--jurisdiction", "O", "--scores", "--json"] + hour).objects
      #expect(rows.map { $0["subject"] as? String } == ["S1", "S2"])
      // Online 47 of 60 minutes are 78.33 %, three steps below 95; 15 of 60 are 25 %, fourteen.
      #expect(rows.map { $0["score"] as? Int } == [97, 86])
      #expect(rows[0]["outsideSeconds"] as? Int == 30 * 60)
      let sheet = try report(["--subject", "S1", "--scores"] + day)
      #expect(sheet.output.contains("人1 S1 · 城关司法所 · standard"))
      let lines = sheet.output.split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("     5  out of zone") && $0.hasSuffix(name) })
      #expect(lines.contains { $0.contains("outside without leave for 1 h") })
      let chinese = try report(["--subject", "S1", "--scores"] + day, language: "zh").output
      #expect(chinese.contains("不假外出1小时") && chinese.contains("扣分项目"))
      let list = try report(["--jurisdiction", "C", "--scores"] + hour).output
      #expect(list.contains("2 subjects"))
      let csv = try report(["--subject", "S1", "--scores", "--csv"] + day).output
      #expect(csv.contains("5,out of zone,") && csv.contains(",\(name)\r\n"))
    }

    @Test func `what cannot be is refused in one sentence, in both languages`() throws {
      let refusals: [([String], Int32, String, String)] = [
        (["--jurisdiction", "nowhere"] + hour, 67, "jurisdiction nowhere", "没有辖区 nowhere"),
        (["--jurisdiction", "nowhere", "--ledger"], 67, "nowhere", "nowhere"),
        (["--subject", "nobody", "--scores"] + hour, 67, "subject nobody", "没有社区矫正对象 nobody"),
        (["--jurisdiction", "C", "--from", "2026-03-02", "--to", "2026-03-01"], 65, "--to", "为空"),
        (["--jurisdiction", "C", "--from", "2026-03-02", "--to", "2026-03-02"], 65, "--to", "为空"),
        (
          ["--jurisdiction", "C", "--from", "2026-03-02"], 64, "--to 2026-04-01", "--to 2026-04-01"
        ),
        (hour, 64, "--jurisdiction ID", "报表的范围"),
        (["--jurisdiction", "C", "--ledger", "--scores"] + hour, 64, "--ledger", "请选其一"),
        (["--jurisdiction", "C", "--csv", "--json"] + hour, 64, "one format", "请选其一"),
        (["--subject", "S1", "--scores", "--jurisdiction", "C"] + hour, 64, "choose", "请选其一"),
        (["--subject", "S1"] + hour, 64, "--scores", "须与 --scores 合用"),
      ]
      for (arguments, status, english, chinese) in refusals {
        let told = try report(arguments)
        #expect(told.status == status && told.output == "", "\(arguments): \(told.error)")
        #expect(told.error.contains(english), "\(told.error)")
        #expect(told.error.split(separator: "\n").count == 1)
        let zh = try report(arguments, language: "zh")
        #expect(zh.error.contains(chinese) && zh.error.hasPrefix("fenceline："), "\(zh.error)")
      }
    }

    @Test func `no report is a reading of positions`() throws {
      _ = try report(["--jurisdiction", "C", "--json"] + hour)
      _ = try report(["--jurisdiction", "C", "--ledger", "--json"])
      _ = try report(["--jurisdiction", "C", "--scores", "--json"] + hour)
      #expect(try site.succeed("audit").output.split(separator: "\n").count == 1)
    }
  }
}
