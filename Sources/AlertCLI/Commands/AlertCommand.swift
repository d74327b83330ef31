import AlertStore
import ArgumentParser
import GeoCore
import Presentation

struct AlertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alert",
    abstract: say("List alerts and take steps on them.", "查看和处置告警。"),
    subcommands: [
      List.self, Show.self, Acknowledge.self, Progress.self, Assign.self, Note.self, Resolve.self,
      CannotResolve.self, Verify.self,
    ]
  )

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("List alerts, oldest first.", "列出告警，最早的在前。")
    )

    @OptionGroup var data: StoreOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var author: AuthorOptions
    @OptionGroup var within: JurisdictionOptions

    @Option(help: ArgumentHelp(say("Only this subject.", "仅限该对象。"), valueName: "id"))
    var subject: SubjectID?

    @Option(help: ArgumentHelp(say("Only these kinds.", "仅限这些类型。")))
    var kind: [AlertKind] = []

    @Option(help: ArgumentHelp(say("Only these states.", "仅限这些处置状态。")))
    var state: [AlertRecord.State] = []

    @Flag(
      help: ArgumentHelp(
        say(
          "With --json: only what the engine says, as `replay --json` writes it.",
          "与 --json 合用：只输出引擎的事实，与 `replay --json` 逐字节一致。"
        )
      )
    )
    var facts = false

    func run() throws {
      let open = try data.open()
      let roster = try Roster(open.store, at: open.now)
      var filter = AlertFilter()
      filter.subjects = subject.map { [$0] }
      filter.kinds = Set(kind)
      filter.states = Set(state)
      let alerts = try open.store.alerts(filter).filter {
        roster.isIn(within.jurisdiction, $0.key.subject)
      }
      if output.json {
        try open.store.audit(
          reader: author.name,
          command: "alert list --json",
          subjects: alerts.map(\.key.subject),
          now: open.now
        )
        for alert in alerts {
          let line = AlertFacts(alert)
          Console.line(facts ? line.line : line.line(with: roster.context(of: alert.key.subject)))
        }
      } else {
        Console.table(AlertTable.table(of: alerts, roster, now: open.now))
      }
    }
  }

  /// What the commands that take a step have in common.
  struct StepOptions: ParsableArguments {
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions

    @Argument(help: ArgumentHelp(say("Names, or beginnings of names.", "告警编号或其开头。")))
    var names: [String]

    /// Takes the step on all alerts or on none, and tells how they stand.
    func take(_ action: AlertStep.Action, note: String?) throws {
      guard let operatorID = author.operatorID else { throw CommandError.noOperator }
      let open = try data.open()
      let alerts = try open.store.take(
        action,
        on: names,
        operatorID: operatorID,
        note: note,
        now: open.now
      )
      for alert in alerts {
        let state = alert.state.words
        Console.tell("\(alert.name): \(state.english)", "\(alert.name)：\(state.chinese)")
      }
    }
  }

  struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Take alerts on: somebody sees to them.", "确认告警：已有人处理。")
    )
    @OptionGroup var step: StepOptions
    @Option(help: ArgumentHelp(say("A remark.", "备注。"))) var note: String?
    func run() throws { try step.take(.state(.acknowledged), note: note) }
  }

  struct Progress: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Say that the work has begun.", "标记为处置中。")
    )
    @OptionGroup var step: StepOptions
    @Option(help: ArgumentHelp(say("A remark.", "备注。"))) var note: String?
    func run() throws { try step.take(.state(.inProgress), note: note) }
  }

  struct Note: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Add a remark.", "添加备注。")
    )
    @OptionGroup var step: StepOptions
    @Option(help: ArgumentHelp(say("The remark.", "备注内容。"))) var text: String
    func run() throws { try step.take(.note, note: text) }
  }

  struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Close alerts that are dealt with.", "办结已处置的告警。")
    )
    @OptionGroup var step: StepOptions
    @Option(help: ArgumentHelp(say("A remark.", "备注。"))) var note: String?
    func run() throws { try step.take(.state(.resolved), note: note) }
  }

  struct CannotResolve: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cannot-resolve",
      abstract: say(
        "Close alerts that cannot be dealt with; they stay on the ledger.",
        "标记无法处置的告警；保留在台账中。"
      )
    )
    @OptionGroup var step: StepOptions
    @Option(help: ArgumentHelp(say("Why not.", "无法处置的原因。"))) var reason: String
    func run() throws { try step.take(.state(.cannotResolve), note: reason) }
  }
}
