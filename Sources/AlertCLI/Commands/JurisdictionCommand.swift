import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct JurisdictionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jurisdiction",
    abstract: say("The tree of jurisdictions.", "辖区。"),
    subcommands: [Add.self, Import.self, List.self]
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Add one jurisdiction.", "添加一个辖区。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("Its identifier, such as 431024.", "编号，如 431024。")))
    var id: JurisdictionID
    @Option(help: ArgumentHelp(say("What it is called.", "名称。"))) var name: String
    @Option(
      help: ArgumentHelp(
        say("province, city, county or office.", "province 省，city 市，county 县，office 司法所。")
      )
    )
    var level: Jurisdiction.Level
    @Option(help: ArgumentHelp(say("The one above it.", "上级辖区。"), valueName: "id"))
    var parent: JurisdictionID?

    func run() throws {
      let jurisdiction = Jurisdiction(id: id, name: name, level: level, parent: parent)
      try data.open().registrar(author).add(jurisdiction)
      Console.tell("jurisdiction \(id) is added", "已添加辖区 \(id)")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Import from CSV: id,name,level,parent.", "从 CSV 导入：id,name,level,parent。")
    )
    @OptionGroup var options: ImportOptions
    func run() throws {
      try options.run { registrar, bytes, file in
        let rows = try RegistryFile.readJurisdictions(csv: bytes, file: file)
        return try registrar.importJurisdictions(rows, file: file)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List them.", "列出辖区。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      var table = Table([
        Table.Column(Sentence("ID", "编号")), Table.Column(Sentence("NAME", "名称")),
        Table.Column(Sentence("LEVEL", "级别")), Table.Column(Sentence("ABOVE", "上级")),
      ])
      for row in try data.open().store.registry(of: .jurisdiction) {
        guard case .jurisdiction(let it) = row.fact else { continue }
        table.append([
          Table.Cell(it.id.text), Table.Cell(it.name), Table.Cell(it.level.words.in(language)),
          Table.Cell(it.parent?.text ?? "—"),
        ])
      }
      Console.table(table)
    }
  }
}
