import ArgumentParser
import GeoCore
import GeoFormats
import Presentation

extension ZoneCommand {
  /// Looks places up in a file of zones; no store is needed.
  struct Locate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Tell which zones of a file contain each of many points.",
        "查找一批位置各在文件中的哪些围栏内。"
      ),
      discussion: say(
        """
        The points are a CSV with the columns id, latitude, longitude. The answer is CSV (the zones' ids
        kept apart by spaces) or with --json lines such as {"id":"7","zones":["A","B"]}. With --summary
        only the number of points, a hash of the answers, and nanoseconds per point for the lookups.
        """,
        """
        位置为 CSV 文件，含 id、latitude、longitude 三列。输出 CSV（围栏编号以空格分隔），
        或用 --json 输出 {"id":"7","zones":["A","B"]} 形式的行。用 --summary 只输出位置数、
        结果的散列值和每个位置的查找纳秒数。
        """
      )
    )
    @Option(help: ArgumentHelp(say("The file of zones.", "围栏文件。"), valueName: "file"))
    var zones: String
    @OptionGroup var system: ZoneSystemOptions
    @Option(help: ArgumentHelp(say("The file of points (CSV).", "位置文件（CSV）。"), valueName: "file"))
    var points: String
    @Option(
      help: ArgumentHelp(
        say("The coordinate system of the points.", "位置的坐标系。"),
        valueName: "wgs84|gcj02|bd09|EPSG:n"
      )
    )
    var pointsCrs: CoordinateSystem = .wgs84
    @Option(
      help: ArgumentHelp(say("The property that holds the id.", "作为编号的属性名。"), valueName: "name")
    )
    var idProperty: String?
    @OptionGroup var output: OutputOptions
    @Flag(help: ArgumentHelp(say("Only the count, the hash and the speed.", "只输出数量、散列值和速度。")))
    var summary = false

    func run() throws {
      let zones = try readZones()
      let file = try PointFile(
        csv: try InputFile.readFile(at: points),
        file: points,
        conversion: try Conversion.telling(from: pointsCrs)
      )
      for line in file.skipped.prefix(5) {
        Console.note(
          "\(points), line \(line.line): passed over: \(line.reason.english)",
          "\(points) 第 \(line.line) 行：已跳过：\(line.reason.chinese)"
        )
      }
      if file.skippedCount > 5 {
        Console.note(
          "\(points): \(file.skippedCount) lines passed over in all",
          "\(points)：共跳过 \(file.skippedCount) 行"
        )
      }
      let areas = zones.enumerated().lazy.map { (slot: Int32($0), area: $1.area) }
      let index = ZoneIndex(areas, density: .dense)
      let places = file.points.map(\.coordinate)
      var (hits, hash, took) = (ZoneHits(), AnswerHash(), Duration.zero)
      let clock = ContinuousClock()
      if !summary, !output.json { Console.write(Array(CSVText.line(["id", "zones"]).utf8)) }
      for start in stride(from: 0, to: places.count, by: Self.batch) {
        let batch = places[start..<min(start + Self.batch, places.count)]
        took += clock.measure { index.zones(containing: batch.span, into: &hits) }
        var text: [UInt8] = []
        for offset in batch.indices {
          let slots = hits.slots(of: offset - start)
          let id = file.points[offset].id
          if summary {
            hash.add(point: id, zones: slots.lazy.map { zones[Int($0)].id })
          } else {
            text += answer(id, slots.map { zones[Int($0)].id.text })
          }
        }
        if !text.isEmpty { Console.write(text) }
      }
      if summary { tellSummary(places.count, hash, took) }
    }

    /// How many points are looked up at once.
    private static let batch = 4_096

    private func readZones() throws -> [Zone] {
      var defaults = ZoneDefaults(idProperty: idProperty)
      defaults.assumesTheRest = true
      return try ZoneFile.readTelling(zones, try system.conversion(), defaults)
    }

    private func answer(_ id: String, _ zones: [String]) -> [UInt8] {
      guard output.json else {
        return Array(CSVText.line([id, zones.joined(separator: " ")]).utf8)
      }
      var line = JSONLine()
      line.add("id", id)
      line.add("zones", JSONArray(zones))
      return line.bytes
    }

    private func tellSummary(_ count: Int, _ hash: AnswerHash, _ took: Duration) {
      let digits = String(hash.value, radix: 16)
      let hash = String(repeating: "0", count: 16 - digits.count) + digits
      let nanoseconds = count == 0 ? 0 : Double(took.nanoseconds) / Double(count)
      guard !output.json else {
        var line = JSONLine()
        line.add("points", count)
        line.add("hash", hash)
        line.add("nanosecondsPerPoint", nanoseconds, decimals: 1)
        return Console.line(line)
      }
      let speed =
        "\(Int((nanoseconds * 10).rounded()) / 10).\(Int((nanoseconds * 10).rounded()) % 10)"
      Console.tell(
        "\(counted(count, "point")), hash \(hash), \(speed) ns per point",
        "\(count) 个位置，散列值 \(hash)，每个位置 \(speed) 纳秒"
      )
    }
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
