import AlertStore
import ArgumentParser
import GeoCore
import Presentation

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: say("Who read whose position, newest first.", "位置查阅记录，最新的在前。")
  )
  @OptionGroup var data: StoreOptions
  @Option(help: ArgumentHelp(say("Only this subject.", "仅限该对象。"), valueName: "id"))
  var subject: SubjectID?
  @Option(help: ArgumentHelp(say("The most lines.", "最多行数。"))) var limit = 100

  func run() throws {
    var table = Table([
      Table.Column(Sentence("AT", "时间")),
      Table.Column(Sentence("READER", "查阅人")),
      Table.Column(Sentence("COMMAND", "命令")),
      Table.Column(Sentence("SUBJECT", "对象")),
      Table.Column(Sentence("REASON", "事由")),
    ])
    for entry in try data.open().store.auditEntries(of: subject, limit: limit) {
      table.append([
        Table.Cell(timeText(entry.at, table: .china)), Table.Cell(entry.reader),
        Table.Cell(entry.command), Table.Cell(entry.subject.text), Table.Cell(entry.reason ?? "—"),
      ])
    }
    Console.table(table)
  }
}
