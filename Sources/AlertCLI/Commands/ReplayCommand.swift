import AlertStore
import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: say("Which alerts do these inputs lead to?", "回放：这些数据会产生哪些告警？"),
    discussion: say(
      """
      Without track files the input log of the store is replayed: the alerts are those of the live
      service, byte for byte. With track files a registry from files is used, on a virtual clock, and no
      store.
      """,
      """
      不给出轨迹文件时，回放数据目录的输入日志，所得告警与实时服务逐字节一致。给出轨迹文件时，
      按文件中的登记信息在虚拟时钟上回放，不使用数据目录。
      """
    )
  )

  @OptionGroup var track: TrackOptions
  @OptionGroup var data: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp(say("Only this subject.", "仅限该对象。"), valueName: "id"))
  var subject: SubjectID?
  @Option(
    help: ArgumentHelp(say("Only alerts raised from then on.", "仅限此后产生的告警。"), valueName: "time")
  )
  var from: Instant?
  @Option(
    help: ArgumentHelp(say("Only alerts raised before then.", "仅限此前产生的告警。"), valueName: "time")
  )
  var to: Instant?

  @Option(help: ArgumentHelp(say("Zones (GeoJSON).", "围栏（GeoJSON）。"), valueName: "file")) var zones:
    [String] = []
  @Option(
    help: ArgumentHelp(
      say("Their coordinate system.", "围栏坐标系。"),
      valueName: "wgs84|gcj02|bd09|EPSG:n"
    )
  )
  var crs: CoordinateSystem?
  @Option(help: ArgumentHelp(say("Jurisdictions (CSV).", "辖区（CSV）。"), valueName: "file"))
  var jurisdictions: String?
  @Option(help: ArgumentHelp(say("Subjects (CSV).", "对象（CSV）。"), valueName: "file")) var subjects:
    String?
  @Option(help: ArgumentHelp(say("Devices (CSV).", "装置（CSV）。"), valueName: "file")) var devices:
    String?
  @Option(help: ArgumentHelp(say("Leaves (CSV).", "请假（CSV）。"), valueName: "file")) var leaves:
    String?
  @Option(help: ArgumentHelp(say("Permits (CSV).", "审批（CSV）。"), valueName: "file")) var permits:
    String?
  @Option(help: ArgumentHelp(say("How far the clock runs on.", "时钟继续运行至。"), valueName: "time"))
  var until: Instant?

  func run() throws {
    let replay: Replay
    if track.tracks.isEmpty {
      let open = try data.open()
      replay = try Replay(log: open.store)
      let subjects = replay.alerts.map(\.key.subject)
      try open.store.audit(
        reader: author.name,
        command: "replay",
        subjects: subjects,
        now: open.now
      )
    } else {
      let fixes = try track.read()
      guard !fixes.isEmpty else { throw CommandError.noFixes }
      replay = Replay(fixes: fixes, registry: try registry(), until: until)
    }
    let period = Period(start: from ?? .distantPast, end: to ?? .distantFuture)
    let alerts = replay.alerts.filter {
      (subject == nil || subject == $0.key.subject) && period.contains($0.raisedAt)
    }
    if output.json {
      for alert in alerts { Console.line(AlertFacts(alert).line) }
      return
    }
    var table = Table([
      Table.Column(Sentence("KIND", "类型")), Table.Column(Sentence("SUBJECT", "对象")),
      Table.Column(Sentence("ABOUT", "涉及")), Table.Column(Sentence("BEGAN", "开始")),
      Table.Column(Sentence("ENDED", "结束")), Table.Column(Sentence("ALERT", "编号")),
    ])
    for alert in alerts {
      table.append([
        Table.Cell(alert.key.kind.words.in(language)), Table.Cell(alert.key.subject.text),
        Table.Cell(alert.key.cause), Table.Cell(timeText(alert.key.began, table: .china)),
        Table.Cell(alert.ended.map { timeText($0, table: .china) } ?? say("goes on", "持续中")),
        Table.Cell(alert.name),
      ])
    }
    Console.table(table)
    let fixes = replay.outcomes.values.reduce(0, +)
    Console.tell("\(fixes) fixes, \(alerts.count) alerts", "\(fixes) 个定位点，\(alerts.count) 条告警")
    if let strange = replay.outcomes[.unknownDevice] {
      Console.note(
        "\(strange) fixes are of devices that nobody carries; see --devices and --subjects",
        "\(strange) 个定位点的装置无人佩戴；见 --devices 和 --subjects"
      )
    }
  }

  /// The registry that the files make, in force from always on.
  private func registry() throws -> [RegistryRow] {
    var book = RegistryBook()
    if let jurisdictions {
      let rows = try RegistryFile.readJurisdictions(
        csv: try InputFile.readFile(at: jurisdictions),
        file: jurisdictions
      )
      book.add(rows) { .jurisdiction($0) }
    }
    if let subjects {
      let rows = try RegistryFile.readSubjects(
        csv: try InputFile.readFile(at: subjects),
        file: subjects
      )
      book.add(rows) { .subject($0) }
    }
    if let devices {
      let rows = try RegistryFile.readDevices(
        csv: try InputFile.readFile(at: devices),
        file: devices
      )
      book.add(rows) { .device($0) }
    }
    for file in zones {
      guard let crs else {
        throw CommandError.misused(
          Sentence(
            "say which coordinate system the zones are in: --crs wgs84, gcj02 or bd09",
            "请说明围栏的坐标系：--crs wgs84、gcj02 或 bd09"
          )
        )
      }
      let bytes = try InputFile.readFile(at: file)
      let conversion = try Conversion(from: crs)
      try book.add(
        try ZoneFile.readZones(bytes, file: file, conversion: conversion)
      )
    }
    if let leaves {
      let rows = try RegistryFile.readLeaves(csv: try InputFile.readFile(at: leaves), file: leaves)
      book.add(rows) { .leave($0) }
    }
    if let permits {
      let rows = try RegistryFile.readPermits(
        csv: try InputFile.readFile(at: permits),
        file: permits
      )
      book.add(rows) { .permit($0) }
    }
    return book.rows
  }
}
