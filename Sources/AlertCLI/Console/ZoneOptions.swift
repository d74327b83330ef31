import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

/// The coordinate system of a file of zones.
struct ZoneSystemOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "The coordinate system of the file; EPSG:4490 is CGCS2000.",
        "文件的坐标系；EPSG:4490 为 CGCS2000。"
      ),
      valueName: "wgs84|gcj02|bd09|EPSG:n"
    )
  )
  var crs: CoordinateSystem

  /// The way from it to WGS-84; says how far off it may be.
  func conversion() throws -> Conversion { try Conversion.telling(from: crs) }
}

/// How a file of zones is read.
struct ZoneReadingOptions: ParsableArguments {
  @OptionGroup var system: ZoneSystemOptions

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

  /// What a zone is where the file does not say.
  func defaults() throws -> ZoneDefaults {
    var defaults = ZoneDefaults(
      id: id,
      name: name,
      role: role,
      effect: effect ?? .extends,
      idProperty: idProperty
    )
    if let assignee { defaults.assignee = try Zone.Assignee.option(assignee) }
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
    return defaults
  }

  /// Reads the zones of a file, whole or not at all, and tells what is odd about them.
  func read(_ file: String) throws -> [Zone] {
    try ZoneFile.readTelling(file, try system.conversion(), try defaults())
  }
}

extension Zone.Assignee {
  /// The assignee that an option names.
  static func option(_ text: String) throws -> Zone.Assignee {
    if let assignee = Zone.Assignee(text: text) { return assignee }
    throw CommandError.misused(
      Sentence(
        "--assignee is everyone, jurisdiction:ID, subject:ID or leaves",
        "--assignee 应为 everyone、jurisdiction:编号、subject:编号 或 leaves"
      )
    )
  }
}

extension ZoneFile {
  /// Reads the zones of a file, whole or not at all, and tells what is odd about them.
  static func readTelling(
    _ file: String,
    _ conversion: Conversion,
    _ defaults: ZoneDefaults
  ) throws -> [Zone] {
    let bytes = try InputFile.readFile(at: file)
    let bar = ProgressBar("reading \(file)", "读取 \(file)")
    if bytes.count > 4 << 20 { bar.show() }
    let contents = try read(bytes, file: file, conversion: conversion, defaults: defaults)
    bar.end()
    contents.tellRemarks(limit: 5)
    let more = contents.refusals.count - 1
    if more > 0 {
      let (word, verb) = (more == 1 ? "feature" : "features", "cannot be used")
      Console.note(
        "\(file): \(more) more \(word) \(verb); `fenceline zone check` names them all",
        "\(file)：另有 \(more) 个要素不可用；请用 `fenceline zone check` 查看"
      )
    }
    return try contents.whole()
  }
}

extension ZoneFileContents {
  /// Tells the first of the remarks, and how many more there are.
  func tellRemarks(limit: Int) {
    for remark in remarks.prefix(limit) {
      Console.note(remark.sentence.english, remark.sentence.chinese)
    }
    let more = remarks.count - limit
    if more > 0 {
      Console.note(
        "\(more) remarks more; `fenceline zone check` tells them all",
        "另有 \(more) 条说明；请用 `fenceline zone check` 查看全部"
      )
    }
  }
}

extension Conversion {
  /// Opens the way from a system, and says how far off a converted position may be.
  static func telling(from system: CoordinateSystem) throws -> Conversion {
    let conversion = try Conversion(from: system)
    if let error = conversion.error {
      let size = distanceText(error, in: language)
      Console.note(
        "\(system.text) (\(conversion.name)): positions are converted to within \(size)",
        "\(system.text)（\(conversion.name)）：位置转换误差不超过 \(size)"
      )
    }
    return conversion
  }
}
