import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

extension ZoneCommand {
  /// Explains a file of zones and changes nothing.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Explain a file of zones without importing it.",
        "检查围栏文件并说明，不导入。"
      ),
      discussion: say(
        """
        Every feature is told: what it covers, what is odd about it, and why it cannot be used. The exit
        code is 65 where some feature cannot. No store is needed.
        """,
        "逐个说明要素：范围、异常之处及不可用的原因。有要素不可用时退出码为 65。无需数据目录。"
      )
    )
    @OptionGroup var output: OutputOptions
    @Argument(help: ArgumentHelp(say("The file.", "文件。"))) var file: String
    @OptionGroup var reading: ZoneReadingOptions

    func run() throws {
      var defaults = try reading.defaults()
      defaults.assumesTheRest = true
      let contents = try ZoneFile.read(
        try InputFile.readFile(at: file),
        file: file,
        conversion: try reading.system.conversion(),
        defaults: defaults
      )
      if output.json {
        contents.zones.forEach { Console.line(Self.line(of: $0)) }
      } else {
        Console.table(Self.table(of: contents.zones))
      }
      contents.tellRemarks(limit: .max)
      for refusal in contents.refusals {
        Console.note(refusal.sentence.english, refusal.sentence.chinese)
      }
      tellAssumed(contents.assumed)
      let (zones, refused) = (contents.zones.count, contents.refusals.count)
      Console.note(
        "\(file) (\(contents.format.rawValue)): \(counted(zones, "zone")) can be used, "
          + "\(counted(refused, "feature")) cannot",
        "\(file)（\(contents.format.rawValue)）：\(zones) 个围栏可用，\(refused) 个要素不可用"
      )
      if refused > 0 { throw ExitCode(ExitStatus.badData.rawValue) }
    }

    /// Says what an import will ask for.
    private func tellAssumed(_ names: [String]) {
      guard !names.isEmpty else { return }
      let options = names.map { $0 == "id" ? "--id-property (or --id)" : "--\($0)" }
        .joined(separator: ", ")
      let list = names.joined(separator: ", ")
      Console.note(
        "the file does not say \(list) of every feature: an import needs \(options)",
        "文件未给出每个要素的 \(list)：导入时需要 \(options)"
      )
    }

    private static func table(of zones: [Zone]) -> Table {
      var table = Table([
        Table.Column(Sentence("ZONE", "编号")), Table.Column(Sentence("NAME", "名称")),
        Table.Column(Sentence("ROLE", "作用")), Table.Column(Sentence("FOR", "适用")),
        Table.Column(Sentence("PARTS", "部分"), .right),
        Table.Column(Sentence("VERTICES", "顶点"), .right),
        Table.Column(Sentence("KM²", "平方公里"), .right),
        Table.Column(Sentence("SOUTH WEST", "西南角")),
        Table.Column(Sentence("NORTH EAST", "东北角")),
      ])
      for zone in zones {
        let corners = zone.area.corners
        table.append([
          Table.Cell(zone.id.text), Table.Cell(zone.name),
          Table.Cell(zone.role.words.in(language)), Table.Cell(zone.assignee.text),
          Table.Cell("\(zone.area.partCount)"), Table.Cell("\(zone.area.vertexCount)"),
          Table.Cell(squareKilometers(zone.area)), Table.Cell(corners.southWest),
          Table.Cell(corners.northEast),
        ])
      }
      return table
    }

    private static func line(of zone: Zone) -> JSONLine {
      var line = JSONLine()
      line.add("id", zone.id.text)
      line.add("name", zone.name)
      line.add("role", zone.role.rawValue)
      line.add("assignee", zone.assignee.text)
      line.add("parts", zone.area.partCount)
      line.add("vertices", zone.area.vertexCount)
      line.add("squareMeters", zone.area.squareMeters, decimals: 1)
      let box = zone.area.box
      line.add("south", scaled: box.latitudes.lowerBound, decimals: 7)
      line.add("west", scaled: box.longitudes.lowerBound, decimals: 7)
      line.add("north", scaled: box.latitudes.upperBound, decimals: 7)
      line.add("east", scaled: box.longitudes.upperBound, decimals: 7)
      return line
    }
  }

  /// An area's size in km², with two decimals.
  static func squareKilometers(_ area: Area) -> String {
    let hundredths = Int((area.squareMeters / 10_000).rounded())
    return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
  }
}

extension Area {
  /// How many polygons or circles it is made of.
  fileprivate var partCount: Int {
    switch self {
    case .polygons(let polygons): polygons.count
    case .circle: 1
    }
  }

  /// The corners of its box, latitude first; longitudes run on past 180°.
  fileprivate var corners: (southWest: String, northEast: String) {
    let text = { (latitude: Int64, longitude: Int64) in
      let degrees = [latitude, longitude].map { value in
        let tenths = value.magnitude / 1_000
        let digits = String(tenths % 10_000)
        let decimals = String(repeating: "0", count: 4 - digits.count) + digits
        return (value < 0 ? "-" : "") + "\(tenths / 10_000).\(decimals)"
      }
      return degrees.joined(separator: ",")
    }
    let box = box
    return (
      text(box.latitudes.lowerBound, box.longitudes.lowerBound),
      text(box.latitudes.upperBound, box.longitudes.upperBound)
    )
  }
}
