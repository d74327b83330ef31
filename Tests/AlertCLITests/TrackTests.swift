import Foundation
import Testing

/// `track show`, `track export` and `track check`, and every format of tracks sent over UDP.
///
/// Oracle: the fixes that the test wrote itself, and the square county that they lie in or not.
extension EndToEnd {
  struct TrackTests {
    private let site: Site

    /// S1 is inside at 10:00, outside at 10:05, and only heard of at 10:10; times by China's clock.
    private static let reports = """
      time,device,latitude,longitude,accuracy,hdop,satellites,speed,battery,source,flags
      2026-03-02T10:00:00.250+08:00,1,25.55,112.05,8.5,1.2,9,10,80,gnss,
      2026-03-02T10:05:00+08:00,1,25.5500001,112.13,,,,,79,wifi,sos|charging
      2026-03-02T10:10:00+08:00,1,,,,,,,5,,
      2026-03-02T10:15:00+08:00,1,25.55,112.13,,,,,,gnss,noFix

      """

    init() throws {
      site = try Site()
      try site.found(subjects: 2)
      let server = try Server(site)
      let file = try site.write("reports.csv", Self.reports)
      try site.send([file, "--speed", "max"], to: server)
      #expect(try server.drain() == 0)
    }

    @Test func `a track is shown with what was permitted, and the reading is on record`() throws {
      let outcome = try site.succeed("track", "show", "--subject", "S1", "--reason", "call back")
      let lines = outcome.output.split(separator: "\n").map(String.init)
      #expect(lines.count == 6 && lines[5] == "4 reports")
      #expect(lines[0].hasPrefix("TIME") && lines[0].hasSuffix("PERMITTED"))
      #expect(lines[1].contains("2026-03-02 10:00:00 +08:00") && lines[1].hasSuffix(" yes"))
      for text in ["25.550000,112.050000", "±9 m", "satellites", "36.0 km/h", "9/1.2", "80 %"] {
        #expect(lines[1].contains(text), "\(text) in \(lines[1])")
      }
      #expect(lines[2].contains("SOS, charging") && lines[2].hasSuffix(" no"))
      #expect(lines[3].contains("heartbeat") && lines[3].hasSuffix(" —"))
      #expect(lines[4].contains("no fix") && lines[4].hasSuffix(" —"))
      let objects = try site.succeed("track", "show", "--subject", "S1", "--json").objects
      #expect(objects.map { $0["permitted"] as? Bool } == [true, false, nil, nil])
      #expect(objects.map { $0["latitude"] as? Double } == [25.55, 25.5500001, nil, 25.55])
      #expect(try milliseconds(objects[0]["time"]) == 1_772_416_800_250)
      #expect(objects[1]["flags"] as? [String] == ["sos", "charging"])
      let gcj02 = try #require(objects[0]["gcj02Longitude"] as? Double)
      #expect((0.001...0.01).contains(gcj02 - 112.05))
      let audit = try site.succeed("audit").output.split(separator: "\n")
      #expect(audit.count == 3 && audit[1].contains("track show") && audit[1].hasSuffix("—"))
      #expect(audit[2].hasSuffix("call back") && audit[2].contains("li"))
    }

    @Test func `a track is shown in Chinese and of a period`() throws {
      let arguments = ["track", "show", "--subject", "S1", "--from", "2026-03-02T10:05"]
      let shown = try site.run(arguments + ["--to", "2026-03-02T10:15"], language: "zh").output
      let lines = shown.split(separator: "\n").map(String.init)
      #expect(lines.count == 4 && lines[0].contains("是否允许") && lines[3] == "共 2 条上报")
      #expect(lines[1].contains("求助、充电中") && lines[1].hasSuffix(" 否"))
      #expect(lines[2].contains("心跳"))
      let nobody = try site.succeed("track", "show", "--subject", "S2").output
      #expect(nobody.hasSuffix("0 reports\n"))
    }

    @Test(arguments: ["gpx", "csv", "geojson", "recording"])
    func `a track is exported, for its owner only, with the reason on record`(
      format: String
    ) throws {
      let out = site.path("S1." + format)
      let said = try site.succeed(
        "track",
        "export",
        "--subject",
        "S1",
        "--format",
        format,
        "--out",
        out,
        "--reason",
        "检察院调取"
      ).output
      let keepsHeartbeats = ["csv", "recording"].contains(format)
      #expect(said.contains(keepsHeartbeats ? "4 reports" : "3 reports"))
      #expect(said.contains("1 heartbeats are left out") == !keepsHeartbeats)
      let attributes = try FileManager.default.attributesOfItem(atPath: out)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      for language in ["en", "zh"] {
        let audit = try site.run(["audit", "--subject", "S1"], language: language).output
        let entry = try #require(audit.split(separator: "\n").last)
        #expect(entry.contains("track export \(format)") && entry.hasSuffix("检察院调取"))
        #expect(audit.hasPrefix(language == "en" ? "AT" : "时间"))
      }
      let checked = try site.run(["track", "check", out, "--json"]).objects[0]
      #expect(checked["fixes"] as? Int == 3 && checked["skipped"] as? Int == 0)
      #expect(checked["heartbeats"] as? Int == (keepsHeartbeats ? 1 : 0))
      #expect(checked["north"] as? Double == 25.5500001 && checked["west"] as? Double == 112.05)
      guard format != "gpx" else { return }
      // Sent once more, all that the format kept is known already, or older than the newest.
      let server = try Server(site)
      let sent = try site.send([out, "--speed", "max"], to: server)
      #expect(sent["fixes"] as? Int == (keepsHeartbeats ? 4 : 3))
      #expect(sent["kept"] == nil, "\(sent)")
    }

    /// A file of one fix at noon in China, and what reading it takes.
    static let files: [(name: String, text: String, options: [String])] = [
      (
        "a.gpx",
        "<gpx><trk><trkseg><trkpt lat=\"25.55\" lon=\"112.05\"><time>2026-03-03T04:00:00Z</time>"
          + "</trkpt><trkpt lat=</trkseg></trk></gpx>",
        ["--device", "2"]
      ),
      (
        "b.csv", "id,time,long,lat\n2,2026-03-03 12:00:00,112.05,25.55\n",
        ["--clock", "Asia/Shanghai"]
      ),
      ("c.csv", "id,time,long,lat\n2,2026-03-03 04:00:00,112.05,25.55\n", ["--clock", "UTC"]),
      (
        "d.nmea",
        "$GPGGA,040000.000,2533.0000,N,11203.0000,E,1,09,0.8,468.770,M,0.0,M,,\n",
        ["--device", "2", "--date", "2026-03-03"]
      ),
      (
        "e.plt",
        "Geolife trajectory\nWGS 84\nAltitude is in Feet\nReserved 3\n0,2\n0\n"
          + "25.55,112.05,0,492,39744.1,2026-03-03,04:00:00\n",
        ["--device", "2"]
      ),
      (
        "f.json",
        "[{\"metadata\":{\"key\":\"background/location\"},\"data\":{\"latitude\":25.55,"
          + "\"longitude\":112.05,\"ts\":1772510400}}]",
        ["--device", "2"]
      ),
      (
        "g.geojson",
        "{\"type\":\"Feature\",\"properties\":{\"coordTimes\":[\"2026-03-03T12:00:00+08:00\"]},"
          + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[112.05,25.55]]}}",
        ["--device", "2"]
      ),
      (
        "h.rec",
        "{\"format\":\"fenceline recording\",\"version\":1}\n{\"device\":2,\"time\":1772510400000,"
          + "\"latitudeE7\":255500000,\"longitudeE7\":1120500000,\"flags\":1,\"source\":null}\n",
        []
      ),
    ]

    @Test func `every format is sent, and says the same place and time`() throws {
      let server = try Server(site)
      for (index, file) in Self.files.enumerated() {
        let path = try site.write(file.name, file.text)
        let sent = try site.send([path, "--speed", "max"] + file.options, to: server)
        // The second file on says what is known already, but where a format names its source.
        let outcome = index == 0 ? "kept" : file.name == "d.nmea" ? "late" : "duplicate"
        #expect(sent[outcome] as? Int == 1, "\(file.name): \(sent)")
      }
      let shown = try site.succeed("track", "show", "--subject", "S2", "--json").objects
      #expect(Set(shown.compactMap { $0["latitude"] as? Double }) == [25.55])
      for object in shown { #expect(try milliseconds(object["time"]) == 1_772_510_400_000) }
    }

    @Test func `what a file of tracks holds is told, and what was passed over`() throws {
      let lines = (0..<8).map { _ in "noon,25.55,112.05\n" }.joined()
      let good = "2026-03-02T10:00:00+08:00,25.55,-179.9\n2026-03-02T10:01:00+08:00,-25.55,179.9\n"
      let heartbeat = "2026-03-02T10:02:00+08:00,,\n"
      let path = try site.write("x.csv", "time,lat,lon\n" + lines + good + heartbeat)
      let told = try site.succeed("track", "check", path).output
      #expect(
        told == """
          \(path): CSV, 2 fixes, 1 heartbeat
            from 2026-03-02T10:00:00.000+08:00 to 2026-03-02T10:02:00.000+08:00
            WGS-84 lat,lon -25.550000,179.900000 … 25.550000,-179.900000
            line 2: passed over: The time "noon" is not ISO 8601 with an offset, nor milliseconds since 1970.
            line 3: passed over: The time "noon" is not ISO 8601 with an offset, nor milliseconds since 1970.
            line 4: passed over: The time "noon" is not ISO 8601 with an offset, nor milliseconds since 1970.
            line 5: passed over: The time "noon" is not ISO 8601 with an offset, nor milliseconds since 1970.
            line 6: passed over: The time "noon" is not ISO 8601 with an offset, nor milliseconds since 1970.
            and 3 more passed over

          """
      )
      let all = try site.succeed("track", "check", path, "--all").output
      #expect(all.contains("line 9: passed over") && !all.contains("more passed over"))
      let chinese = try site.run(["track", "check", path], language: "zh").output
      #expect(chinese.contains("2 个定位点，1 条心跳") && chinese.contains("另有 3 行已跳过"))
    }

    @Test func `a file that is refused does not keep the others from being told of`() throws {
      let good = try site.write("good.csv", Self.reports)
      let bad = try site.write("bad.kml", "<?xml version=\"1.0\"?><kml/>")
      let outcome = try site.run(["track", "check", bad, good, "none.csv"])
      #expect(outcome.status == 65)
      #expect(outcome.error == "fenceline: 2 of 3 files are refused\n")
      #expect(outcome.output.contains("bad.kml: this looks like KML"))
      #expect(outcome.output.contains("good.csv: CSV, 3 fixes, 1 heartbeat"))
      let objects = try site.run(["track", "check", bad, good, "--json"]).objects
      #expect(
        objects.count == 2 && objects[0]["refused"] != nil && objects[1]["fixes"] as? Int == 3
      )
      // A look at a file is no look at a subject of the store.
      #expect(try site.succeed("audit").output.split(separator: "\n").count == 1)
    }

    @Test func `a recording replays to the alerts of the table that it was made from`() throws {
      let out = site.path("S1.recording")
      try site.succeed(
        "track",
        "export",
        "--subject",
        "S1",
        "--format",
        "recording",
        "--out",
        out,
        "--reason",
        "test"
      )
      let files = [
        "--jurisdictions", site.path("jurisdictions.csv"), "--subjects", site.path("subjects.csv"),
        "--devices", site.path("devices.csv"), "--zones", site.path("county.geojson"), "--crs",
        "wgs84",
        "--until", "2026-03-02T12:00", "--json",
      ]
      let fromTable = try site.run(["replay", site.path("reports.csv")] + files)
      let fromRecording = try site.run(["replay", out] + files)
      #expect(fromTable.status == 0 && !fromTable.output.isEmpty, "\(fromTable.error)")
      #expect(fromRecording.output == fromTable.output)
    }
  }
}
