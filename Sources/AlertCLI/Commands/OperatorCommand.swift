import AlertStore
import ArgumentParser
import GeoCore
import Presentation

struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator",
    abstract: say("Who works at the centre.", "操作员。"),
    subcommands: [Add.self, List.self]
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Add an operator.", "添加操作员。")
    )
    @OptionGroup var data: StoreOptions
    @Argument(help: ArgumentHelp(say("A short name without spaces.", "简短标识，不含空格。")))
    var id: String
    @Option(help: ArgumentHelp(say("The full name.", "姓名。"))) var name: String
    @OptionGroup var within: JurisdictionOptions

    func run() throws {
      guard Identifier<Operator>(typed: id) != nil else {
        throw CommandError.misused(
          Sentence(
            "\"\(id)\" is not a short name: 1 to 64 bytes without spaces, commas and quotes",
            "“\(id)”不是有效标识：应为 1 至 64 字节，不含空格、逗号和引号"
          )
        )
      }
      let open = try data.open()
      let person = Operator(id: id, name: name, jurisdiction: within.jurisdiction)
      try open.store.add(person, now: open.now)
      Console.tell("operator \(id) is added", "已添加操作员 \(id)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("List the operators.", "列出操作员。")
    )
    @OptionGroup var data: StoreOptions

    func run() throws {
      var table = Table([
        Table.Column(Sentence("ID", "标识")),
        Table.Column(Sentence("NAME", "姓名")),
        Table.Column(Sentence("JURISDICTION", "辖区")),
      ])
      for person in try data.open().store.operators() {
        table.append([
          Table.Cell(person.id), Table.Cell(person.name),
          Table.Cell(person.jurisdiction?.text ?? say("all", "全部")),
        ])
      }
      Console.table(table)
    }
  }
}
