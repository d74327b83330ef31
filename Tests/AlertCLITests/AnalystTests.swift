import Foundation
import Testing

/// What an analyst gets from one track and one zone, by the real binary.
///
/// Oracle: the drawn walk. One row is 0.001° of latitude, 111 m; the zone is 112.000–112.010° E and
/// 25.000–25.010° N. The subject is outside from minute 10 to minute 20.
///
/// ```
/// 25.016       D      15
/// 25.015      C       10
/// 25.010  ##########
/// 25.005   A B  E F   0, 5, 20, 25
/// 25.000  ##########
/// ```
extension EndToEnd {
  struct AnalystTests {
    private let site: Site
    private let walk: String
    private let zone: String
    private let start: Int64 = 1_772_447_400_000

    init() throws {
      site = try Site()
      let places = [25.005, 25.005, 25.015, 25.016, 25.005, 25.005, 25.005]
      let points = places.enumerated().map { index, latitude in
        let time = iso(1_772_447_400_000 + Int64(index) * 300_000)
        return "<trkpt lat=\"\(latitude)\" lon=\"112.005\"><time>\(time)</time></trkpt>"
      }
      walk = try site.write(
        "walk.gpx",
        "<gpx version=\"1.1\"><trk><trkseg>\(points.joined(separator: "\n"))</trkseg></trk></gpx>"
      )
      let ring = "[[112,25],[112.01,25],[112.01,25.01],[112,25.01],[112,25]]"
      zone = try site.write(
        "home.geojson",
        "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}"
      )
    }

    private func replay(_ more: String..., language: String = "en") throws -> Site.Outcome {
      try site.run(["replay", walk, "--zones", zone, "--crs", "wgs84"] + more, language: language)
    }

    @Test func `one track and one zone give the figures, the alert and a picture`() throws {
      let picture = site.path("walk.svg")
      let outcome = try replay("--map", picture)
      #expect(outcome.status == 0, "\(outcome.error)")
      let lines = outcome.output.split(separator: "\n").map {
        $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      }
      for line in [
        "fixes 7", "heartbeats 0", "from 2026-03-02 18:30:00 +08:00", "span 30 min",
        "distance 2.2 km", "longest gap 5 min", "inside 20 min", "outside 10 min", "unknown 0 s",
        "not credible 0", "late 0", "duplicate 0", "alerts 1",
      ] {
        #expect(lines.contains(line), "\(line) in \(outcome.output)")
      }
      let alert = try #require(lines.first { $0.hasPrefix("out of zone") })
      #expect(alert.hasPrefix("out of zone 1 2026-03-02 18:40:00 +08:00 18:45:00 18:50:00 665 m"))
      #expect(lines.last == "7 reports, 1 alert")
      #expect(outcome.error.contains("assumed: all fixes are of one subject, 1"))
      #expect(outcome.error.contains("permitted, for everyone"))
      let attributes = try FileManager.default.attributesOfItem(atPath: picture)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      let drawn = try site.text("walk.svg")
      #expect(drawn.contains("03-02 18:40:00 → 18:50:00") && drawn.contains("home"))
      // No store is needed or made.
      #expect(!FileManager.default.fileExists(atPath: site.data))
    }

    @Test func `the same in Chinese`() throws {
      let outcome = try replay("--map", site.path("walk.svg"), language: "zh")
      #expect(outcome.output.contains("在区域外") && outcome.output.contains("10分钟"))
      #expect(outcome.error.contains("假定：所有定位点属于一名对象 1"))
      #expect(try site.text("walk.svg").contains("轨迹：在区域外"))
    }

    @Test func `a picture and a summary change no byte of the facts, and repeat byte for byte`()
      throws
    {
      let facts = try replay("--json").output
      #expect(facts.split(separator: "\n").count == 1)
      let (one, two) = (site.path("1.svg"), site.path("2.svg"))
      #expect(try replay("--json", "--map", one).output == facts)
      #expect(try replay("--json", "--map", two).output == facts)
      #expect(try site.text("1.svg") == site.text("2.svg"))
    }

    @Test func `the summary as JSON says the same as the drawing`() throws {
      let course = try #require(try replay("--json", "--summary").objects.first)
      let figures = [
        "fixes": 7, "heartbeats": 0, "late": 0, "duplicates": 0, "setAside": 0, "alerts": 1,
        "insideSeconds": 1200, "outsideSeconds": 600, "unknownSeconds": 0, "longestGapSeconds": 300,
      ]
      for (name, figure) in figures {
        #expect(course[name] as? Double == Double(figure), "\(name)")
      }
      // 0.021° of latitude; the step of 0.001° is within the errors of its ends.
      #expect(abs((course["distanceMeters"] as? Double ?? 0) - 2_224) < 20)
      #expect(try milliseconds(course["first"]) == start)
      #expect(try milliseconds(course["last"]) == start + 1_800_000)
    }

    @Test func `a prohibited zone is told by --role, whom it concerns by --assignee`() throws {
      let outcome = try replay("--role", "prohibited", "--json")
      #expect(outcome.objects.first?["kind"] as? String == "prohibitedZone")
      #expect(try replay("--assignee", "leaves", "--json").output.isEmpty)
      // The only subject that zones are of is the one who walks.
      let own = try replay("--assignee", "subject:S7", "--json")
      #expect(own.objects.first?["subject"] as? String == "S7")
    }

    @Test func `what does not go together is refused, and the system is never guessed`() throws {
      let bare = try site.run(["replay", walk, "--zones", zone])
      #expect(bare.status == 64 && bare.error.contains("--crs"))
      #expect(try replay("--assignee", "someone").status == 64)
      let people = try site.write("people.csv", "id,name,jurisdiction,grade\nS1,人,O,strict\n")
      #expect(try replay("--device", "1", "--subjects", people, "--grade", "strict").status == 64)
      #expect(try replay("--map", "/nowhere/x.svg").status == 73)
    }

    @Test func `each of several devices gets a subject, and the picture shows who has alerts`()
      throws
    {
      let fixes = [0, 5, 10, 15].flatMap { minute in
        [1, 2].map { device in
          Site.Fix(
            start + Int64(minute) * 60_000,
            device,
            Site.Place(latitude: device == 1 && minute > 4 ? 25.05 : 25.005, longitude: 112.005)
          )
        }
      }
      let file = try site.write("two.csv", fixes)
      let picture = site.path("two.svg")
      let outcome = try site.run(
        ["replay", file, "--zones", zone, "--crs", "wgs84", "--map", picture]
      )
      #expect(outcome.error.contains("each of the 2 devices"))
      #expect(outcome.output.contains("SUBJECT") && outcome.output.contains("LONGEST GAP"))
      #expect(outcome.output.contains("8 reports, 1 alert"))
      let ends = try site.text("two.svg").components(separatedBy: "height=\"7.0\"").count - 1
      #expect(ends == 2, "one last fix on the map and one in the legend")
    }

    @Test func `the picture of the evening is the one in the documents, byte for byte`() throws {
      let samples = repository.appending(path: "sample-tracks").path + "/"
      let picture = site.path("evening.svg")
      try site.succeed(
        "replay",
        samples + "tracks.csv",
        "--zones",
        samples + "zones.geojson",
        "--crs",
        "wgs84",
        "--jurisdictions",
        samples + "jurisdictions.csv",
        "--subjects",
        samples + "subjects.csv",
        "--devices",
        samples + "devices.csv",
        "--leaves",
        samples + "leaves.csv",
        "--permits",
        samples + "permits.csv",
        "--until",
        "2026-03-02T22:30",
        "--title",
        "An evening in a county that does not exist",
        "--map",
        picture
      )
      let kept = repository.appending(path: "docs/pictures/evening.svg")
      let isSame = try site.text("evening.svg") == String(contentsOf: kept, encoding: .utf8)
      #expect(isSame, "draw it anew with ./scripts/pictures and look at it")
    }

    @Test func `progress goes to a terminal only, and is gone at the end`() throws {
      let lines = (0..<60_000).map { "\(start + Int64($0) * 1_000),1,25.005,112.005\n" }
      let file = try site.write("long.csv", "time,device,latitude,longitude\n" + lines.joined())
      let words = ["replay", file, "--zones", zone, "--crs", "wgs84"]
      let piped = try site.run(words)
      #expect(piped.status == 0 && !(piped.error + piped.output).contains("\u{1B}"))
      let script = "import pty,sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
      let shown = try Running(
        site,
        ["TERM=xterm", "python3", "-c", script, binary.path] + words,
        program: "/usr/bin/env"
      )
      #expect(try shown.wait(seconds: 120) == 0)
      #expect(shown.output.contains("replaying [") && shown.output.contains(" %"))
      let last = try #require(shown.output.range(of: "replaying [", options: .backwards))
      #expect(shown.output[last.upperBound...].contains("\r\u{1B}[K"), "the line is taken back")
    }
  }
}
