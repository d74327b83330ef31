import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct SubjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subject",
    abstract: say(
      "Subjects: add, import, roll call, show, end.",
      "社区矫正对象：添加、导入、点名、显示、解除。"
    ),
    subcommands: [Add.self, Import.self, List.self, Show.self, End.self]
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Add one subject.", "添加一名对象。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The file number.", "编号。"))) var id: SubjectID
    @Option(help: ArgumentHelp(say("The name.", "姓名。"))) var name: String
    @Option(help: ArgumentHelp(say("The judicial office.", "所属司法所。"), valueName: "id"))
    var jurisdiction: JurisdictionID
    @Option(
      help: ArgumentHelp(
        say(
          "strict, standard, lenient, or one of `grade list`.",
          "strict 严管，standard 普管，lenient 宽管，或 `grade list` 中的处遇。"
        )
      )
    )
    var grade: GradeID = "standard"
    @Flag(help: ArgumentHelp(say("A key subject: shown first.", "重点对象：优先显示。")))
    var keySubject = false
    @Option(
      help: ArgumentHelp(say("Under supervision since then.", "监督起始时间。"), valueName: "time")
    )
    var from: Instant?

    func run() throws {
      let subject = Subject(
        id: id,
        name: name,
        jurisdiction: jurisdiction,
        grade: grade,
        isKeySubject: keySubject
      )
      try data.open().registrar(author).add(subject, from: from)
      Console.tell("subject \(id) is added", "已添加对象 \(id)")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Import subjects from CSV, whole or not at all.", "从 CSV 导入对象，全部成功或全部不导入。"),
      discussion: say(
        "Columns: id,name,jurisdiction,grade[,key][,from][,until].",
        "列：id,name,jurisdiction,grade[,key][,from][,until]。"
      )
    )
    @OptionGroup var options: ImportOptions
    func run() throws {
      try options.run { registrar, bytes, file in
        try registrar.importSubjects(RegistryFile.readSubjects(csv: bytes, file: file), file: file)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("The roll call: who is where.", "点名：对象当前情况。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var within: JurisdictionOptions
    @Flag(help: ArgumentHelp(say("Outside what is permitted.", "越界的。"))) var outside = false
    @Flag(help: ArgumentHelp(say("Whereabouts not known.", "下落未知的。"))) var unknown = false
    @Flag(help: ArgumentHelp(say("Silent.", "失联的。"))) var silent = false
    @Flag(help: ArgumentHelp(say("On leave.", "请假中的。"))) var onLeave = false

    func run() throws {
      let open = try data.open()
      let roster = try Roster(open.store, at: open.now)
      let entries = try RollCall(open.store, at: open.now).entries.filter { entry in
        roster.isIn(within.jurisdiction, entry.subject.id)
          && (!outside || entry.presence == .outside) && (!unknown || entry.presence == .unknown)
          && (!silent || entry.isSilent) && (!onLeave || entry.leave != nil)
      }
      if output.json {
        for entry in entries { Console.line(json(of: entry)) }
        return
      }
      var table = Table([
        Table.Column(Sentence("SUBJECT", "对象")), Table.Column(Sentence("NAME", "姓名")),
        Table.Column(Sentence("OFFICE", "司法所")), Table.Column(Sentence("GRADE", "处遇")),
        Table.Column(Sentence("PRESENCE", "在位")), Table.Column(Sentence("SINCE", "自")),
        Table.Column(Sentence("LAST REPORT", "最近上报")), Table.Column(Sentence("LEAVE", "请假")),
        Table.Column(Sentence("SILENT", "失联")),
      ])
      for entry in entries {
        let isBad = entry.presence == .outside || entry.isSilent
        table.append([
          Table.Cell(entry.subject.id.text), Table.Cell(entry.subject.name),
          Table.Cell(roster.context(of: entry.subject.id).office),
          Table.Cell(entry.subject.grade.words.in(language)),
          Table.Cell(entry.presence.words.in(language), isBad ? .boldRed : nil),
          Table.Cell(entry.since.map { timeText($0, table: .china) } ?? "—"),
          Table.Cell(
            entry.lastReport.map { ageText(of: $0.time, at: open.now, in: language) } ?? "—"
          ),
          Table.Cell(entry.leave?.text ?? "—"),
          Table.Cell(entry.isSilent ? say("yes", "是") : "—"),
        ])
      }
      Console.table(table)
      Console.tell(counted(entries.count, "subject"), "共 \(entries.count) 名对象")
    }

    private func json(of entry: RollCall.Entry) -> JSONLine {
      var line = JSONLine()
      line.add("subject", entry.subject.id.text)
      line.add("name", entry.subject.name)
      line.add("jurisdiction", entry.subject.jurisdiction.text)
      line.add("grade", entry.subject.grade.text)
      line.add("presence", "\(entry.presence)")
      line.add("since", entry.since.flatMap { isoText($0) })
      line.add("lastReport", entry.lastReport.flatMap { isoText($0.time) })
      line.add("leave", entry.leave?.text)
      line.add("silent", entry.isSilent)
      return line
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("A subject, its place and its alerts.", "显示对象、位置和告警。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The subject's identifier.", "对象编号。"))) var id: SubjectID

    func run() throws {
      let open = try data.open()
      let entries = try RollCall(open.store, at: open.now).entries
      guard let entry = entries.first(where: { $0.subject.id == id }) else {
        throw StoreError.unknown(kind: .subject, id: id.text)
      }
      try open.store.audit(
        reader: author.name,
        command: "subject show",
        subjects: [id],
        now: open.now
      )
      let roster = try Roster(open.store, at: open.now)
      let context = roster.context(of: id)
      Console.line(
        "\(entry.subject.name) \(id)  \(context.office)  \(context.grade.words.in(language))"
      )
      Console.line("  \(say("presence", "在位"))  \(entry.presence.words.in(language))")
      if let fix = entry.lastPosition, let place = fix.coordinate {
        let age = ageText(of: fix.time, at: open.now, in: language)
        Console.line("  \(say("position", "位置"))  \(place.text(in: language)) · \(age)")
      }
      var filter = AlertFilter()
      filter.subjects = [id]
      Console.table(AlertTable.table(of: try open.store.alerts(filter), roster, now: open.now))
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("End a subject's supervision.", "解除对象的监管。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The subject's identifier.", "对象编号。"))) var id: SubjectID
    @Option(help: ArgumentHelp(say("When; without it, now.", "时间；默认为现在。"), valueName: "time"))
    var at: Instant?

    func run() throws {
      let open = try data.open()
      try open.registrar(author).endSubject(id, at: at ?? open.now)
      Console.tell("the supervision of \(id) is ended", "已解除对 \(id) 的监管")
    }
  }
}
