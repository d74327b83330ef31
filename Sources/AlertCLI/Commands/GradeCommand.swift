import AlertStore
import ArgumentParser
import GeoCore
import Monitor
import Presentation

struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: say("Supervision grades: what is tolerated.", "分级处遇：时限设置。"),
    subcommands: [List.self, Set.self]
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List grades.", "列出处遇等级。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      let open = try data.open()
      var table = Table([
        Table.Column(Sentence("GRADE", "等级")), Table.Column(Sentence("REPORT", "上报间隔")),
        Table.Column(Sentence("SILENT", "失联")), Table.Column(Sentence("ESCAPE", "脱管")),
        Table.Column(Sentence("GRACE", "请假宽限")), Table.Column(Sentence("REPORT BACK", "销假时限")),
      ])
      for grade in try GradeCommand.grades(open) {
        let spans = [
          grade.reportEvery, grade.silentAfter, grade.escapeAfter, grade.leaveGrace,
          grade.reportBackWithin,
        ]
        table.append(
          [Table.Cell("\(grade.id) \(grade.id.words.chinese)")]
            + spans.map { Table.Cell(durationText($0, in: language)) }
        )
      }
      Console.table(table)
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Change a grade from now on, or make one.", "修改等级（立即生效）或新建等级。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The grade.", "等级。"))) var id: GradeID
    @Option(
      help: ArgumentHelp(
        say("How often a device reports (15m).", "上报间隔（15m）。"),
        valueName: "duration"
      )
    )
    var report: Milliseconds?
    @Option(
      help: ArgumentHelp(
        say("After how long it is silent (2h).", "失联时限（2h）。"),
        valueName: "duration"
      )
    )
    var silent: Milliseconds?
    @Option(
      help: ArgumentHelp(
        say("After how long that is an escape (1d).", "脱管时限（1d）。"),
        valueName: "duration"
      )
    )
    var escape: Milliseconds?
    @Option(
      help: ArgumentHelp(say("The grace on a leave (30m).", "请假宽限（30m）。"), valueName: "duration")
    )
    var grace: Milliseconds?
    @Option(
      help: ArgumentHelp(say("The time to report back (24h).", "销假时限（24h）。"), valueName: "duration")
    )
    var reportBack: Milliseconds?

    func run() throws {
      let open = try data.open()
      let known = try GradeCommand.grades(open).first { $0.id == id }
      var grade = known ?? Grade.defaults[1]
      grade.id = id
      grade.reportEvery = report ?? grade.reportEvery
      grade.silentAfter = silent ?? grade.silentAfter
      grade.escapeAfter = escape ?? grade.escapeAfter
      grade.leaveGrace = grace ?? grade.leaveGrace
      grade.reportBackWithin = reportBack ?? grade.reportBackWithin
      try open.registrar(author).setGrade(grade)
      Console.tell("grade \(id) is set", "等级 \(id) 已设置")
    }
  }

  static func grades(_ open: OpenStore) throws -> [Grade] {
    try open.store.registry(of: .grade).compactMap { row in
      if case .grade(let grade) = row.fact, row.effective.contains(open.now) { grade } else { nil }
    }
  }
}
