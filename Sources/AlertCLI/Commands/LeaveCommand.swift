import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct LeaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave",
    abstract: say("Leaves: grant, extend, report back, cancel.", "外出请假：批准、续假、销假、取消。"),
    subcommands: [
      Grant.self, Extend.self, ReportBack.self, Cancel.self, List.self, Show.self, Import.self,
    ]
  )

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("Grant a leave.", "批准请假。"))
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The leave's identifier.", "请假编号。"))) var id: LeaveID
    @Option(help: ArgumentHelp(say("Who goes.", "请假对象。"), valueName: "id"))
    var subject: SubjectID
    @Option(help: ArgumentHelp(say("From when.", "开始时间。"), valueName: "time")) var start: Instant
    @Option(help: ArgumentHelp(say("Until when.", "结束时间。"), valueName: "time")) var end: Instant
    @Option(
      help: ArgumentHelp(
        say("The zone to go to; without it, anywhere.", "目的地围栏；不填则不限。"),
        valueName: "zone"
      )
    )
    var destination: ZoneID?
    @Option(help: ArgumentHelp(say("The zone of the way there.", "途经区域围栏。"), valueName: "zone"))
    var way: ZoneID?
    @Option(help: ArgumentHelp(say("Why.", "事由。"))) var reason: String
    @Option(help: ArgumentHelp(say("Who approved it.", "审批人。"))) var approver: String
    @Option(help: ArgumentHelp(say("At which level.", "审批级别。"))) var level: Jurisdiction.Level

    func run() throws {
      let leave = Leave(
        id: id,
        subject: subject,
        period: Period(start: start, end: end),
        destination: destination,
        way: way,
        reason: reason,
        approver: approver,
        approvalLevel: level
      )
      try data.open().registrar(author).grant(leave)
      Console.tell("leave \(id) is granted", "已批准请假 \(id)")
    }
  }

  struct Extend: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("Move a leave's end.", "续假。"))
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The leave's identifier.", "请假编号。"))) var id: LeaveID
    @Option(help: ArgumentHelp(say("The new end.", "新的结束时间。"), valueName: "time")) var end: Instant
    @Option(help: ArgumentHelp(say("Who approved it.", "审批人。"))) var approver: String
    @Option(help: ArgumentHelp(say("At which level.", "审批级别。"))) var level: Jurisdiction.Level

    func run() throws {
      let registrar = try data.open().registrar(author)
      let leave = try registrar.extend(id, until: end, approver: approver, level: level)
      let until = timeText(leave.period.end, table: .china)
      Console.tell("leave \(id) ends \(until)", "请假 \(id) 延至 \(until)")
    }
  }

  struct ReportBack: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report-back",
      abstract: say("Enter that a subject reported back.", "销假登记。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The leave's identifier.", "请假编号。"))) var id: LeaveID
    @Option(help: ArgumentHelp(say("When; without it, now.", "销假时间；默认为现在。"), valueName: "time"))
    var at: Instant?

    func run() throws {
      let open = try data.open()
      _ = try open.registrar(author).reportBack(id, at: at ?? open.now)
      Console.tell("leave \(id) is reported back", "请假 \(id) 已销假")
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Call a leave off from now on.", "取消请假，立即生效。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The leave's identifier.", "请假编号。"))) var id: LeaveID

    func run() throws {
      _ = try data.open().registrar(author).cancel(id)
      Console.tell("leave \(id) is cancelled", "已取消请假 \(id)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List leaves.", "列出请假。"))
    @OptionGroup var data: StoreOptions
    @OptionGroup var within: JurisdictionOptions
    @Option(help: ArgumentHelp(say("Only this subject.", "仅限该对象。"), valueName: "id"))
    var subject: SubjectID?

    func run() throws {
      let open = try data.open()
      let roster = try Roster(open.store, at: open.now)
      var table = Table([
        Table.Column(Sentence("LEAVE", "编号")), Table.Column(Sentence("SUBJECT", "对象")),
        Table.Column(Sentence("NAME", "姓名")), Table.Column(Sentence("START", "开始")),
        Table.Column(Sentence("END", "结束")), Table.Column(Sentence("DESTINATION", "目的地")),
        Table.Column(Sentence("STATE", "状态")),
      ])
      for leave in try LeaveCommand.leaves(open.store)
      where roster.isIn(within.jurisdiction, leave.subject)
        && (subject == nil || subject == leave.subject)
      {
        table.append([
          Table.Cell(leave.id.text), Table.Cell(leave.subject.text),
          Table.Cell(roster.context(of: leave.subject).name),
          Table.Cell(timeText(leave.period.start, table: .china)),
          Table.Cell(timeText(leave.period.end, table: .china)),
          Table.Cell(leave.destination?.text ?? say("anywhere", "不限")),
          Table.Cell(LeaveCommand.state(of: leave, at: open.now)),
        ])
      }
      Console.table(table)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("Show a leave.", "显示请假详情。"))
    @OptionGroup var data: StoreOptions
    @Argument(help: ArgumentHelp(say("The leave's identifier.", "请假编号。"))) var id: LeaveID

    func run() throws {
      let open = try data.open()
      guard let leave = try LeaveCommand.leaves(open.store).first(where: { $0.id == id }) else {
        throw StoreError.unknown(kind: .leave, id: id.text)
      }
      let roster = try Roster(open.store, at: open.now)
      Console.line("\(leave.id)  \(LeaveCommand.state(of: leave, at: open.now))")
      Console.line("  \(roster.context(of: leave.subject).name) \(leave.subject)  \(leave.reason)")
      let start = timeText(leave.period.start, table: .china)
      Console.line("  \(start) – \(timeText(leave.period.end, table: .china))")
      Console.line(
        "  \(say("approved by", "审批")) \(leave.approver), \(leave.approvalLevel.words.in(language))"
      )
      if let reported = leave.reportedBackAt {
        Console.line("  \(say("reported back", "销假")) \(timeText(reported, table: .china))")
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Import leaves from CSV, whole or not at all.", "从 CSV 导入请假，全部成功或全部不导入。")
    )
    @OptionGroup var options: ImportOptions
    func run() throws {
      try options.run { registrar, bytes, file in
        try registrar.importLeaves(RegistryFile.readLeaves(csv: bytes, file: file), file: file)
      }
    }
  }

  static func leaves(_ store: AlertStore) throws -> [Leave] {
    try store.registry(of: .leave).compactMap {
      if case .leave(let leave) = $0.fact { leave } else { nil }
    }.sorted { ($0.period.start, $0.id) < ($1.period.start, $1.id) }
  }

  static func state(of leave: Leave, at now: Instant) -> String {
    if leave.cancelledAt != nil { return say("cancelled", "已取消") }
    if leave.reportedBackAt != nil { return say("reported back", "已销假") }
    if now < leave.period.start { return say("to come", "未开始") }
    return now < leave.period.end
      ? say("in force", "请假中") : say("over, not reported back", "已到期未销假")
  }
}
