import AlertStore
import ArgumentParser
import GeoCore
import Presentation

extension AlertCommand {
  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Say who is to do what, and by when.", "交办告警：责任人、处置措施和期限。"),
      discussion: say(
        "The ledger of open cases shows it: `fenceline report --ledger`.",
        "交办内容显示在未办结台账中：`fenceline report --ledger`。"
      )
    )

    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions

    @Argument(help: ArgumentHelp(say("Names, or beginnings of names.", "告警编号或其开头。")))
    var names: [String]

    @Option(help: ArgumentHelp(say("The operator responsible.", "责任人（操作员）。"), valueName: "id"))
    var to: String

    @Option(help: ArgumentHelp(say("What is to be done.", "处置措施。"), valueName: "text"))
    var measure: String

    @Option(
      help: ArgumentHelp(
        say("By when; a date means its first moment.", "办结期限；只写日期时指该日零时。"),
        valueName: "time"
      )
    )
    var due: Instant

    func run() throws {
      guard let operatorID = author.operatorID else { throw CommandError.noOperator }
      guard measure.contains(where: { !$0.isWhitespace }) else {
        throw CommandError.misused(
          Sentence("--measure is empty; say what is to be done", "--measure 为空；请写明处置措施")
        )
      }
      let open = try data.open()
      let assignment = AlertAssignment(assignee: to, measure: measure, due: due)
      let alerts = try open.store.assign(
        assignment,
        to: names,
        operatorID: operatorID,
        now: open.now
      )
      let (action, words) = (AlertStep.Action.assigned.words, assignment.words(table: .china))
      for alert in alerts {
        Console.tell(
          "\(alert.name): \(action.english) \(words.english)",
          "\(alert.name)：\(action.chinese)，\(words.chinese)"
        )
      }
    }
  }
}
