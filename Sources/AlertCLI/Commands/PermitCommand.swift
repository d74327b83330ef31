import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct PermitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "permit",
    abstract: say("Permits to enter prohibited zones.", "进入特定场所审批。"),
    subcommands: [Grant.self, Revoke.self, List.self, Import.self]
  )

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("Grant a permit.", "批准进入。"))
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The permit's identifier.", "审批编号。"))) var id: PermitID
    @Option(help: ArgumentHelp(say("Who may enter.", "对象。"), valueName: "id"))
    var subject: SubjectID
    @Option(help: ArgumentHelp(say("Which prohibited zone.", "禁止区域。"), valueName: "zone"))
    var zone: ZoneID
    @Option(help: ArgumentHelp(say("From when.", "开始时间。"), valueName: "time")) var start: Instant
    @Option(help: ArgumentHelp(say("Until when.", "结束时间。"), valueName: "time")) var end: Instant
    @Option(help: ArgumentHelp(say("Who approved it.", "审批人。"))) var approver: String

    func run() throws {
      let permit = Permit(
        id: id,
        subject: subject,
        zone: zone,
        period: Period(start: start, end: end),
        approver: approver
      )
      try data.open().registrar(author).grant(permit)
      Console.tell("permit \(id) is granted", "已批准 \(id)")
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("End a permit now.", "立即终止审批。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The permit's identifier.", "审批编号。"))) var id: PermitID

    func run() throws {
      _ = try data.open().registrar(author).revokePermit(id)
      Console.tell("permit \(id) is revoked", "已终止 \(id)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List permits.", "列出审批。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      var table = Table([
        Table.Column(Sentence("PERMIT", "编号")), Table.Column(Sentence("SUBJECT", "对象")),
        Table.Column(Sentence("ZONE", "禁止区域")), Table.Column(Sentence("START", "开始")),
        Table.Column(Sentence("END", "结束")), Table.Column(Sentence("APPROVER", "审批人")),
      ])
      for row in try data.open().store.registry(of: .permit) {
        guard case .permit(let permit) = row.fact else { continue }
        table.append([
          Table.Cell(permit.id.text), Table.Cell(permit.subject.text), Table.Cell(permit.zone.text),
          Table.Cell(timeText(permit.period.start, table: .china)),
          Table.Cell(timeText(permit.period.end, table: .china)), Table.Cell(permit.approver),
        ])
      }
      Console.table(table)
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Import permits from CSV, whole or not at all.", "从 CSV 导入审批，全部成功或全部不导入。")
    )
    @OptionGroup var options: ImportOptions
    func run() throws {
      try options.run { registrar, bytes, file in
        try registrar.importPermits(RegistryFile.readPermits(csv: bytes, file: file), file: file)
      }
    }
  }
}
