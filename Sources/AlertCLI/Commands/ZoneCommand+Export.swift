import AlertStore
import ArgumentParser
import GeoCore
import Presentation
import GeoFormats

extension ZoneCommand {
  /// How zones are written.
  enum WrittenFormat: String, ExpressibleByArgument, CaseIterable {
    case geojson, csv
  }

  /// Writes zones for other programs.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: say(
        "Write zones as GeoJSON, or as CSV with WKT, in WGS-84.",
        "以 GeoJSON 或含 WKT 的 CSV 输出围栏（WGS-84）。"
      ),
      discussion: say(
        """
        Written are the zones in force now, or those that are named, in force last. An import reads them
        back exactly.
        """,
        "输出当前有效的围栏，或指定围栏最近的版本；可原样重新导入。"
      )
    )
    @OptionGroup var data: StoreOptions
    @Argument(help: ArgumentHelp(say("Only these zones.", "仅限这些围栏。"))) var ids: [ZoneID] = []
    @Option(help: ArgumentHelp(say("The format.", "格式。"))) var format: WrittenFormat = .geojson
    @Option(
      help: ArgumentHelp(
        say("Where the zones go, else standard output.", "输出文件，默认为标准输出。"),
        valueName: "file"
      )
    )
    var out: String?

    func run() throws {
      let open = try data.open()
      let zones = try ids.isEmpty ? inForce(open) : named(open)
      let text =
        switch format {
        case .geojson: ZoneFile.geoJSON(of: zones)
        case .csv: ZoneFile.csv(of: zones)
        }
      guard let out else { return Console.write(Array(text.utf8)) }
      try OutputFile.write(text, to: out)
      Console.tell("\(out): \(counted(zones.count, "zone"))", "\(out)：\(zones.count) 个围栏")
    }

    private func inForce(_ open: OpenStore) throws -> [Zone] {
      try open.store.registry(of: .zone).compactMap { row -> Zone? in
        guard case .zone(let zone) = row.fact, row.effective.contains(open.now) else { return nil }
        return zone
      }.sorted { $0.id < $1.id }
    }

    private func named(_ open: OpenStore) throws -> [Zone] {
      let known = try Roster(open.store, at: open.now).zones
      return try ids.map { id in
        guard let zone = known[id] else { throw StoreError.unknown(kind: .zone, id: id.text) }
        return zone
      }
    }
  }
}
