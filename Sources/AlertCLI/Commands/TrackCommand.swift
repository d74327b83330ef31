import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct TrackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: say(
      "A subject's track: show, export; check files of tracks.",
      "对象的轨迹：查阅、导出；检查轨迹文件。"
    ),
    subcommands: [Show.self, Export.self, TrackCheckCommand.self]
  )

  /// Whose track, and of when.
  struct Choice: ParsableArguments {
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Option(help: ArgumentHelp(say("Whose track.", "对象编号。"), valueName: "id"))
    var subject: SubjectID
    @OptionGroup var during: PeriodOptions

    /// Records the reading and opens the way to it; who cannot be recorded does not read.
    func open(for command: String, reason: String?) throws -> (store: AlertStore, period: Period) {
      let period = try during.period()
      let open = try data.open()
      let isKnown = try open.store.registry(of: .subject).contains { row in
        if case .subject(let known) = row.fact { known.id == subject } else { false }
      }
      guard isKnown else { throw StoreError.unknown(kind: .subject, id: subject.text) }
      try open.store.audit(
        reader: author.name,
        command: command,
        subjects: [subject],
        reason: reason,
        now: open.now
      )
      return (open.store, period)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Show a subject's reports, one a line.", "逐条显示对象的定位上报。"),
      discussion: say(
        "PERMITTED holds each place against what is known today of its time; the reading is recorded.",
        "“是否允许”按今日所知的当时规定判断；查阅会被记录。"
      )
    )
    @OptionGroup var choice: Choice
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp(say("What for; it is recorded.", "查阅事由，将被记录。"), valueName: "text"))
    var reason: String?

    func run() throws {
      let (store, period) = try choice.open(for: "track show", reason: reason)
      let track = try store.shownTrack(
        of: choice.subject,
        in: period,
        by: try store.knownRegistry()
      )
      var table = FixFacts.table
      for report in track {
        let facts = FixFacts(report.fix, isPermitted: report.isPermitted)
        if output.json {
          Console.line(facts.line)
        } else {
          table.append(facts.row(in: language, clock: .china))
        }
      }
      guard !output.json else { return }
      Console.table(table)
      Console.tell(counted(track.count, "report"), "共 \(track.count) 条上报")
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Write a subject's track into a file.", "将对象的轨迹导出为文件。"),
      discussion: say(
        """
        Positions are in WGS-84, exact to 1 cm; a recording loses nothing and is read by `send` and \
        `replay`. The file is for its owner's eyes (0600), and the reading is recorded with its reason.
        """,
        """
        位置为 WGS-84，精确到 1 厘米；recording 不丢失任何信息，可供 `send`、`replay` 读取。
        文件仅所有者可读（0600），查阅及事由会被记录。
        """
      )
    )
    @OptionGroup var choice: Choice
    @Option(help: ArgumentHelp(say("The format.", "格式。"))) var format: WrittenTrackFormat
    @Option(help: ArgumentHelp(say("Where the track goes.", "输出文件。"), valueName: "file"))
    var out: String
    @Option(help: ArgumentHelp(say("What for; it is recorded.", "导出事由，将被记录。"), valueName: "text"))
    var reason: String

    func run() throws {
      guard reason.contains(where: { !$0.isWhitespace }) else {
        throw CommandError.misused(
          Sentence("--reason says what the track is needed for", "--reason 应写明导出事由")
        )
      }
      let command = "track export \(format.rawValue)"
      let (store, period) = try choice.open(for: command, reason: reason)
      let fixes = try store.track(of: choice.subject, in: period)
      let written = TrackFile.write(fixes, as: format, name: choice.subject.text)
      try OutputFile.write(written.text, to: out)
      Console.tell("\(out): \(counted(written.count, "report"))", "\(out)：\(written.count) 条上报")
      if written.leftOut > 0 {
        let name = format.words
        Console.tell(
          "\(written.leftOut) heartbeats are left out: \(name.english) holds positions only",
          "略去 \(written.leftOut) 条心跳：\(name.chinese) 只能保存位置"
        )
      }
    }
  }
}
