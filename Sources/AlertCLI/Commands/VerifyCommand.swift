import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

extension AlertCommand {
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Compare the alerts with a list of those that must have come; exit 1 if they differ.",
        "将告警与应出现的清单比较；不一致时退出码为 1。"
      ),
      discussion: say(
        "The list is CSV: subject,kind,cause,began,tolerance_seconds[,ended][,why].",
        "清单为 CSV：subject,kind,cause,began,tolerance_seconds[,ended][,why]。"
      )
    )

    @OptionGroup var data: StoreOptions

    @Option(help: ArgumentHelp(say("The list.", "清单文件。"), valueName: "file"))
    var expected: String

    func run() throws {
      let bytes = try InputFile.readFile(at: expected)
      let wanted = try RegistryFile.readExpectedAlerts(csv: bytes, file: expected)
      let open = try data.open()
      var filter = AlertFilter()
      filter.leavesOutWithdrawn = true
      var left = try open.store.alerts(filter)
      let roster = try Roster(open.store, at: open.now)
      var table = Table([
        Table.Column(Sentence("", "")),
        Table.Column(Sentence("KIND", "类型")),
        Table.Column(Sentence("SUBJECT", "对象")),
        Table.Column(Sentence("ABOUT", "涉及")),
        Table.Column(Sentence("EXPECTED", "预期开始")),
        Table.Column(Sentence("SEEN", "实际开始")),
      ])
      var missing = 0
      for alert in wanted {
        let seen = left.firstIndex(where: alert.matches).map { left.remove(at: $0) }
        if seen == nil { missing += 1 }
        table.append(
          row(seen == nil ? "✗" : "✓", alert.kind, alert.subject, alert.cause, alert.began, seen)
        )
      }
      for alert in left {
        let key = alert.key
        table.append(row("+", key.kind, key.subject, key.cause, nil, alert))
      }
      Console.table(table)
      let names = Set(wanted.map(\.subject)).compactMap { roster.subjects[$0] }.count
      Console.tell(
        "\(wanted.count) expected of \(names) subjects, \(missing) missing, \(left.count) unexpected",
        "预期 \(wanted.count) 条（\(names) 名对象），缺少 \(missing) 条，多出 \(left.count) 条"
      )
      guard missing == 0, left.isEmpty else {
        throw CommandError.different(missing: missing, unexpected: left.count)
      }
    }

    private func row(
      _ mark: String,
      _ kind: AlertKind,
      _ subject: SubjectID,
      _ cause: String,
      _ began: Instant?,
      _ seen: AlertRecord?
    ) -> [Table.Cell] {
      let style: Style = mark == "✓" ? .green : .boldRed
      return [
        Table.Cell(mark, style),
        Table.Cell(kind.words.in(language)),
        Table.Cell(subject.text),
        Table.Cell(cause),
        Table.Cell(began.map { timeText($0, table: .china) } ?? "—"),
        Table.Cell(seen.map { timeText($0.key.began, table: .china) } ?? "—"),
      ]
    }
  }
}
