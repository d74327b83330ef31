import Foundation
import Testing

/// A car's real track of 107 minutes with a zone drawn around its first half, sent over UDP.
///
/// Oracle: the file's own points read with a regular expression, and a plain ray cast in binary
/// fractions: the first point of the run that stays outside.
extension EndToEnd {
  @Suite(.enabled(if: FileManager.default.fileExists(atPath: track), "the shared data is not here"))
  struct RealTrackTests {
    private let site: Site
    private let left: Int64

    init() throws {
      let points = try Self.points()
      let ring = Self.ring(around: points.prefix(points.count / 2))
      let lastInside = try #require(points.lastIndex { Self.contains(ring, $0) })
      left = points[lastInside + 1].time
      #expect(points[...lastInside].allSatisfy { Self.contains(ring, $0) })
      #expect(points.count - lastInside > 1_000)
      site = try Site()
      try site.found()
      try site.succeed("zone", "remove", "county")
      let ends = ring + [ring[0]]
      let positions = ends.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
      let zone = """
        {"type":"Feature","id":"half","properties":{"name":"first half","role":"permitted",\
        "assignee":"everyone"},"geometry":{"type":"Polygon","coordinates":[[\(positions)]]}}
        """
      try site.succeed("zone", "import", site.write("half.geojson", zone), "--crs", "wgs84")
    }

    @Test(arguments: ["max", "600x"])
    func `the track raises one alert, begun where it leaves the zone`(speed: String) throws {
      let server = try Server(site)
      let sent = try site.send([track, "--device", "1", "--speed", speed], to: server)
      #expect(sent["kept"] as? Int == sent["fixes"] as? Int)
      let alerts = try site.alerts("--kind", "outOfZone")
      #expect(alerts.count == 1)
      #expect(try milliseconds(alerts.first?["began"]) == left)
      #expect(alerts.first?["ended"] is NSNull)
      // The log replayed gives the same bytes, while the service runs and after it.
      let listed = try site.succeed("alert", "list", "--json", "--facts").output
      #expect(try site.succeed("replay", "--json").output == listed)
      #expect(try server.drain() == 0)
      #expect(try site.succeed("replay", "--json").output == listed)
    }

    @Test func `a replay of the files begins the same alert`() throws {
      let replayed = try site.run([
        "replay", track, "--device", "1", "--json", "--crs", "wgs84",
        "--zones", site.path("half.geojson"), "--jurisdictions", site.path("jurisdictions.csv"),
        "--subjects", site.path("subjects.csv"), "--devices", site.path("devices.csv"),
      ])
      let alerts = replayed.objects.filter { $0["kind"] as? String == "outOfZone" }
      #expect(alerts.count == 1, "\(replayed.error)")
      #expect(try milliseconds(alerts.first?["began"]) == left)
    }

    // MARK: - The oracle

    private struct Point {
      var latitude, longitude: Double
      var time: Int64
    }

    private static func points() throws -> [Point] {
      let text = try String(contentsOfFile: track, encoding: .utf8)
      let style = Date.ISO8601FormatStyle()
      return try text.matches(
        of: /<trkpt lat="([-0-9.]+)" lon="([-0-9.]+)">[^t]*<time>([^<]+)<\/time>/
          .dotMatchesNewlines()
      ).map { match in
        Point(
          latitude: try #require(Double(match.1)),
          longitude: try #require(Double(match.2)),
          time: Int64(try style.parse(String(match.3)).timeIntervalSince1970) * 1_000
        )
      }
    }

    /// A six-cornered zone 55 m around the points' box.
    private static func ring(around points: ArraySlice<Point>) -> [Point] {
      let margin = 0.0005
      let south = (points.map(\.latitude).min() ?? 0) - margin
      let north = (points.map(\.latitude).max() ?? 0) + margin
      let west = (points.map(\.longitude).min() ?? 0) - margin
      let east = (points.map(\.longitude).max() ?? 0) + margin
      let middle = (south + north) / 2
      return [
        Point(latitude: south, longitude: west, time: 0),
        Point(latitude: south, longitude: east, time: 0),
        Point(latitude: middle, longitude: east + 0.01, time: 0),
        Point(latitude: north, longitude: east, time: 0),
        Point(latitude: north, longitude: west, time: 0),
        Point(latitude: middle, longitude: west - 0.01, time: 0),
      ]
    }

    private static func contains(_ ring: [Point], _ point: Point) -> Bool {
      var isInside = false
      for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        guard (a.latitude > point.latitude) != (b.latitude > point.latitude) else { continue }
        let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
        if point.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
      }
      return isInside
    }
  }
}

private let track =
  repository.deletingLastPathComponent()
  .appending(path: "shared/data/tracks/gpsacc_routeA_MotoG3.gpx").path
