import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct ZoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zone",
    abstract: say(
      "Zones: import, check, list, show, export, remove, look places up.",
      "电子围栏：导入、检查、列出、显示、导出、移除、查找位置。"
    ),
    subcommands: [
      Import.self, Check.self, List.self, Show.self, Export.self, Remove.self, Locate.self,
    ]
  )

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Import zones from GeoJSON, KML, or CSV with WKT.",
        "从 GeoJSON、KML 或含 WKT 的 CSV 导入围栏。"
      ),
      discussion: say(
        """
        The coordinate system has to be stated. A feature's properties id, name, role, effect, assignee,
        schedule and timeZone say what it is (docs/formats.md); the options below stand in where a
        file does not. A new permitted zone is in force from always on, a new prohibited one from now.
        """,
        """
        必须说明坐标系。要素属性 id、name、role、effect、assignee、schedule、timeZone 说明围栏（见
        docs/formats.md）；文件未写明时使用以下选项。新的允许区域视为一直有效，新的禁止区域自现在起生效。
        """
      )
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The file.", "文件。"))) var file: String
    @OptionGroup var reading: ZoneReadingOptions
    @Option(help: ArgumentHelp(say("In force from then on.", "生效时间。"), valueName: "time"))
    var from: Instant?

    func run() throws {
      let zones = try reading.read(file)
      let registrar = try data.open().registrar(author)
      ImportOptions.tell(try registrar.importZones(zones, from: from), file)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: say("List zones.", "列出围栏。"))
    @OptionGroup var data: StoreOptions

    func run() throws {
      let open = try data.open()
      var table = Table([
        Table.Column(Sentence("ZONE", "编号")), Table.Column(Sentence("NAME", "名称")),
        Table.Column(Sentence("ROLE", "作用")), Table.Column(Sentence("FOR", "适用")),
        Table.Column(Sentence("SCHEDULE", "时间表")),
        Table.Column(Sentence("VERTICES", "顶点"), .right),
        Table.Column(Sentence("KM²", "平方公里"), .right), Table.Column(Sentence("FROM", "生效")),
        Table.Column(Sentence("UNTIL", "失效")),
      ])
      for row in try open.store.registry(of: .zone) {
        guard case .zone(let zone) = row.fact else { continue }
        let effect = zone.effect == .confines ? "·" + zone.effect.words.in(language) : ""
        table.append([
          Table.Cell(zone.id.text), Table.Cell(zone.name),
          Table.Cell(zone.role.words.in(language) + effect), Table.Cell(zone.assignee.text),
          Table.Cell(zone.schedule.map { scheduleText(of: $0) } ?? "—"),
          Table.Cell("\(zone.area.vertexCount)"),
          Table.Cell(squareKilometers(zone.area)),
          Table.Cell(timeText(row.effective.start, table: .china)),
          Table.Cell(timeText(row.effective.end, table: .china)),
        ])
      }
      Console.table(table)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Write a zone as GeoJSON in WGS-84.", "以 GeoJSON（WGS-84）输出围栏。")
    )
    @OptionGroup var data: StoreOptions
    @Argument(help: ArgumentHelp(say("The zone's identifier.", "围栏编号。"))) var id: ZoneID

    func run() throws {
      let zones = try data.open().store.registry(of: .zone).compactMap { row -> Zone? in
        if case .zone(let zone) = row.fact, zone.id == id { zone } else { nil }
      }
      guard let zone = zones.last else { throw StoreError.unknown(kind: .zone, id: id.text) }
      Console.line(ZoneFile.geoJSON(of: [zone]))
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Take a zone out of force from now on.", "移除围栏，立即生效。")
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The zone's identifier.", "围栏编号。"))) var id: ZoneID

    func run() throws {
      try data.open().registrar(author).removeZone(id)
      Console.tell("zone \(id) is out of force", "围栏 \(id) 已失效")
    }
  }
}
