import ArgumentParser
import GeoCore
import GeoFormats
import Monitor
import Presentation

/// Files that stand for a registry where no store is used.
struct RegistryFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(say("Zones (GeoJSON, KML, CSV).", "围栏（GeoJSON、KML、CSV）。"), valueName: "file")
  )
  var zones: [String] = []
  @Option(
    help: ArgumentHelp(
      say("Their coordinate system.", "围栏坐标系。"),
      valueName: "wgs84|gcj02|bd09|EPSG:n"
    )
  )
  var crs: CoordinateSystem?
  @Option(
    help: ArgumentHelp(
      say("The role of zones that state none.", "未写明的围栏的作用。"),
      valueName: "permitted|prohibited"
    )
  )
  var role: Zone.Role?
  @Option(
    help: ArgumentHelp(
      say(
        "Whom zones concern that do not say: everyone, jurisdiction:ID, subject:ID or leaves.",
        "未写明的围栏的适用对象：everyone、jurisdiction:编号、subject:编号 或 leaves。"
      )
    )
  )
  var assignee: String?
  @Option(help: ArgumentHelp(say("Jurisdictions (CSV).", "辖区（CSV）。"), valueName: "file"))
  var jurisdictions: String?
  @Option(help: ArgumentHelp(say("Subjects (CSV).", "对象（CSV）。"), valueName: "file"))
  var subjects: String?
  @Option(help: ArgumentHelp(say("Devices (CSV).", "装置（CSV）。"), valueName: "file"))
  var devices: String?
  @Option(
    help: ArgumentHelp(
      say(
        "The grade of subjects, where no file tells of any.",
        "未提供对象文件时的分级处遇。"
      )
    )
  )
  var grade: GradeID?
  @Option(help: ArgumentHelp(say("Leaves (CSV).", "请假（CSV）。"), valueName: "file"))
  var leaves: String?
  @Option(help: ArgumentHelp(say("Permits (CSV).", "审批（CSV）。"), valueName: "file"))
  var permits: String?

  /// Whether no file says who wears what, so that it is assumed.
  var assumesWearers: Bool { subjects == nil && devices == nil }

  /// The registry that the files make, in force from always on.
  func book(for fixes: [Fix], of tracks: [String]) throws -> RegistryBook {
    if grade != nil, !assumesWearers {
      throw CommandError.misused(
        Sentence(
          "--grade is for replays without --subjects; write the grade into that file",
          "--grade 仅用于未给出 --subjects 的回放；请在对象文件中写明分级处遇"
        )
      )
    }
    var book = RegistryBook()
    try read(jurisdictions) { bytes, file in
      book.add(try RegistryFile.readJurisdictions(csv: bytes, file: file)) { .jurisdiction($0) }
    }
    let read = try zones.flatMap(self.read(zones:))
    if let twice = Dictionary(grouping: read, by: \.id).first(where: { $0.value.count > 1 }) {
      throw CommandError.misused(
        Sentence(
          "two files of zones have a zone \(twice.key); give each zone an id of its own",
          "两个围栏文件都含有编号 \(twice.key)；每个围栏的编号必须不同"
        )
      )
    }
    if assumesWearers {
      try assume(fixes, read, tracks, &book)
    } else {
      try self.read(subjects) { bytes, file in
        book.add(try RegistryFile.readSubjects(csv: bytes, file: file)) { .subject($0) }
      }
      try self.read(devices) { bytes, file in
        book.add(try RegistryFile.readDevices(csv: bytes, file: file)) { .device($0) }
      }
      try book.add(read)
    }
    try self.read(leaves) { bytes, file in
      book.add(try RegistryFile.readLeaves(csv: bytes, file: file)) { .leave($0) }
    }
    try self.read(permits) { bytes, file in
      book.add(try RegistryFile.readPermits(csv: bytes, file: file)) { .permit($0) }
    }
    return book
  }

  private func read(_ file: String?, _ body: ([UInt8], String) throws -> Void) throws {
    guard let file else { return }
    try body(try InputFile.readFile(at: file), file)
  }

  private func read(zones file: String) throws -> [Zone] {
    guard let crs else {
      throw CommandError.misused(
        Sentence(
          "say which coordinate system the zones are in: --crs wgs84, gcj02, bd09 or EPSG:n",
          "请说明围栏的坐标系：--crs wgs84、gcj02、bd09 或 EPSG:n"
        )
      )
    }
    var defaults = ZoneDefaults(
      id: ZoneID(typed: Self.stem(of: file)) ?? "zone",
      name: Self.stem(of: file),
      role: role
    )
    if let assignee { defaults.assignee = try Zone.Assignee.option(assignee) }
    defaults.assumesTheRest = assumesWearers
    if zones.count > 1 { defaults.numberPrefix = Self.stem(of: file) + "-" }
    return try ZoneFile.readTelling(file, try Conversion.telling(from: crs), defaults)
  }

  /// Assumes who wears the devices, and says so.
  private func assume(
    _ fixes: [Fix],
    _ zones: [Zone],
    _ tracks: [String],
    _ book: inout RegistryBook
  ) throws {
    let grade = grade ?? "standard"
    let wearers = AssumedWearers(
      of: fixes.map(\.device),
      zones: zones,
      grade: grade,
      name: tracks.count == 1 ? Self.stem(of: tracks[0]) : say("subject", "对象")
    )
    try book.add(wearers)
    let count = wearers.subjects.count
    if let only = wearers.subjects.first, count == 1 {
      Console.note(
        "assumed: all fixes are of one subject, \(only.id), grade \(grade), with a wristband",
        "假定：所有定位点属于一名对象 \(only.id)，分级处遇 \(grade)，佩戴腕带"
      )
    } else {
      Console.note(
        "assumed: each of the \(count) devices is the wristband of a subject of its own, grade \(grade)",
        "假定：\(count) 个装置各为一名对象的腕带，分级处遇 \(grade)"
      )
    }
    Console.note(
      "assumed: zones that do not say so are \((role ?? .permitted).rawValue), for "
        + "\(assignee ?? "everyone")",
      "假定：未写明的围栏为 \((role ?? .permitted).rawValue)，适用于 \(assignee ?? "everyone")"
    )
    if wearers.strayZones > 0 {
      Console.note(
        "\(wearers.strayZones) zones are of subjects whom no device is taken for, and concern nobody; "
          + "say who wears what with --subjects and --devices",
        "\(wearers.strayZones) 个围栏属于未与任何装置对应的对象，不适用于任何人；请用 --subjects 和 --devices 指明佩戴人"
      )
    }
    if wearers.widenedZones > 0 {
      Console.note(
        "assumed for everyone: \(counted(wearers.widenedZones, "zone")) of jurisdictions",
        "假定：\(wearers.widenedZones) 个辖区围栏适用于所有对象"
      )
    }
  }

  /// A file's name without its folder and ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
