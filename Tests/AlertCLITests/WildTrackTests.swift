import Foundation
import Testing

/// A real phone that lies: nine fixes in Florida and one in Shanghai, of a day around the Bay.
extension EndToEnd {
  @Suite(.enabled(if: FileManager.default.fileExists(atPath: lies), "the shared data is not here"))
  struct WildTrackTests {
    @Test func `no lie is a zone alert, and each is shown as implausible`() throws {
      let site = try Site()
      let bay = """
        {"type":"Polygon","coordinates":[[[-123.2,36.8],[-121.2,36.8],[-121.2,38.4],[-123.2,38.4],\
        [-123.2,36.8]]]}
        """
      let zone = try site.write("bay.geojson", bay)
      let replayed = try site.run(["replay", lies, "--zones", zone, "--crs", "wgs84", "--json"])
      let alerts = replayed.objects
      let kinds = Set(alerts.compactMap { $0["kind"] as? String })
      #expect(kinds.isSubset(of: ["implausible", "silent"]), "\(replayed.error)")
      let began = alerts.filter { $0["kind"] as? String == "implausible" }
        .compactMap { $0["began"] as? String }
      #expect(began.contains { $0.hasPrefix("2015-08-21T15:10") }, "Florida: \(began)")
      #expect(began.contains { $0.hasPrefix("2015-08-22T01:38") }, "Shanghai: \(began)")
      #expect(began.count <= 4)
    }
  }
}

private let lies =
  repository.deletingLastPathComponent()
  .appending(path: "shared/data/tracks/emission_shankari_2015-aug-21.json").path
