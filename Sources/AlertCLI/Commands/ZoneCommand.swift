import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct ZoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zone",
    abstract: say("Zones: import, list, show, remove.", "电子围栏：导入、列出、显示、移除。"),
    subcommands: [Import.self, List.self, Show.self, Remove.self]
  )

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say("Import zones from GeoJSON.", "从 GeoJSON 导入围栏。"),
      discussion: say(
        """
        The coordinate system has to be stated. A feature's properties id, name, role, effect, assignee,
        schedule and time_zone say what it is (docs/formats.md); the options below stand in where a
        file does not. A new permitted zone is in force from always on, a new prohibited one from now.
        """,
        """
        必须说明坐标系。要素属性 id、name、role、effect、assignee、schedule、time_zone 说明围栏（见
        docs/formats.md）；文件未写明时使用以下选项。新的允许区域视为一直有效，新的禁止区域自现在起生效。
        """
      )
    )
    @OptionGroup var data: StoreOptions
    @OptionGroup var author: AuthorOptions
    @Argument(help: ArgumentHelp(say("The GeoJSON file.", "GeoJSON 文件。"))) var file: String
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
        let hundredths = Int((zone.area.squareMeters / 10_000).rounded())
        table.append([
          Table.Cell(zone.id.text), Table.Cell(zone.name),
          Table.Cell(zone.role.words.in(language) + effect), Table.Cell(zone.assignee.text),
          Table.Cell(zone.schedule.map { scheduleText(of: $0) } ?? "—"),
          Table.Cell("\(zone.area.vertexCount)"),
          Table.Cell("\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"),
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

/// How a file of zones is read.
struct ZoneReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say("The coordinate system of the file.", "文件的坐标系。"),
      valueName: "wgs84|gcj02|bd09|EPSG:n"
    )
  )
  var crs: CoordinateSystem

  @Option(help: ArgumentHelp(say("The id, for a file of one zone.", "编号（文件仅有一个围栏时）。")))
  var id: ZoneID?
  @Option(help: ArgumentHelp(say("The name, for a file of one zone.", "名称（文件仅有一个围栏时）。")))
  var name: String?
  @Option(help: ArgumentHelp(say("permitted or prohibited.", "permitted 允许，prohibited 禁止。")))
  var role: Zone.Role?
  @Option(help: ArgumentHelp(say("extends or confines.", "extends 扩展，confines 限制。")))
  var effect: Zone.Effect?
  @Option(
    help: ArgumentHelp(
      say(
        "everyone, jurisdiction:ID, subject:ID or leaves.",
        "everyone、jurisdiction:编号、subject:编号 或 leaves。"
      )
    )
  )
  var assignee: String?
  @Option(
    help: ArgumentHelp(
      say("When it holds, such as \"Mon-Fri 22:00-06:00\".", "时间表，如“周一-周五 22:00-06:00”。")
    )
  )
  var schedule: String?
  @Option(
    help: ArgumentHelp(say("The property that holds the id.", "作为编号的属性名。"), valueName: "name")
  )
  var idProperty: String?

  /// Reads the zones of a file.
  func read(_ file: String) throws -> [Zone] {
    var defaults = ZoneDefaults(
      id: id,
      name: name,
      role: role,
      effect: effect ?? .extends,
      idProperty: idProperty
    )
    if let assignee {
      guard let parsed = Zone.Assignee(text: assignee) else {
        throw CommandError.misused(
          Sentence(
            "--assignee is everyone, jurisdiction:ID, subject:ID or leaves",
            "--assignee 应为 everyone、jurisdiction:编号、subject:编号 或 leaves"
          )
        )
      }
      defaults.assignee = parsed
    }
    if let schedule {
      guard let parsed = parseSchedule(schedule, timeZone: TimeZoneTable.china.name) else {
        throw CommandError.misused(
          Sentence(
            "--schedule is written like \"Mon-Fri 22:00-06:00; Sat,Sun 20:00-08:00\"",
            "--schedule 的写法如“周一至周五 22:00-06:00; 周六,周日 20:00-08:00”"
          )
        )
      }
      defaults.schedule = parsed
    }
    let bytes = try InputFile.readFile(at: file)
    return try ZoneFile.readZones(
      geoJSON: bytes,
      file: file,
      conversion: try Conversion(from: crs),
      defaults: defaults
    )
  }
}
