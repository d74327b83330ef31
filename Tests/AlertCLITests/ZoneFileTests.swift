import Foundation
import Testing

/// Files of zones at the command: checked, imported, exported.
///
/// Oracle: what is drawn in the files, and the exit codes of the documented table.
extension EndToEnd {
  struct ZoneFileTests {
    private let site: Site

    init() throws { site = try Site() }

    private static let tie = """
      id,name,role,assignee,wkt
      A,bow tie,prohibited,everyone,"POLYGON ((112 25, 112.02 25.02, 112.02 25, 112 25.02, 112 25))"
      B,road,prohibited,everyone,"LINESTRING (112 25, 112.1 25.1)"

      """

    @Test func `a check tells everything and changes nothing`() throws {
      let file = try site.write("zones.csv", Self.tie)
      let told = try site.run(["zone", "check", file, "--crs", "wgs84"])
      #expect(told.status == 65)
      #expect(told.output.contains("bow tie") && told.output.contains("25.0000,112.0000"))
      #expect(told.error.contains("line 2, feature 1 (A), ring 1 (the shell), vertex"))
      #expect(
        told.error.contains("crosses itself or another at latitude 25.0100000, longitude 112.01")
      )
      #expect(told.error.contains("line 3, feature 2 (B): a line is the middle of a corridor"))
      #expect(told.error.contains("1 zone can be used, 1 feature cannot"))
      let chinese = try site.run(["zone", "check", file, "--crs", "wgs84"], language: "zh")
      #expect(chinese.error.contains("环自相交") && chinese.error.contains("1 个围栏可用，1 个要素不可用"))
      #expect(!FileManager.default.fileExists(atPath: site.data))
    }

    @Test func `what a file says cannot steer the terminal`() throws {
      let steering = "id,wkt\na\u{1B}[2J\u{7},\"POLYGON ((1 1, 2 1, 2 2, 1 1))\"\n"
      let told = try site.run(["zone", "check", site.write("z.csv", steering), "--crs", "wgs84"])
      #expect(told.status == 65 && told.error.contains("the identifier \"a\u{FFFD}[2J\u{FFFD}\""))
      let track = "time,lat,lon\n2026-01-01T00:00:00Z,\u{1B}]0;x\u{7},2\n"
      let read = try site.run(["track", "check", site.write("t.csv", track)])
      #expect(!(told.error + read.output + read.error).contains("\u{1B}"))
      #expect(read.output.contains("\u{FFFD}]0;x"))
    }

    @Test func `what is written to a device goes there and replaces nothing`() throws {
      try site.found()
      let link = site.path("null")
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
      try site.succeed("zone", "export", "--out", link)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/null")
      let full = try site.run(["zone", "export", "--out", "/dev/full"])
      #expect(full.status == 73 && full.error.contains("/dev/full cannot be written"))
    }

    @Test func `an import is whole or not at all, and says what is odd`() throws {
      try site.found()
      let file = try site.write("zones.csv", Self.tie)
      let refused = try site.run(["zone", "import", file, "--crs", "wgs84"])
      #expect(refused.status == 65 && refused.error.contains("needs the property width"))
      let wide = Self.tie.replacing("assignee,wkt", with: "assignee,width,wkt")
        .replacing("everyone,\"", with: "everyone,40,\"")
      let taken = try site.run(["zone", "import", site.write("wide.csv", wide), "--crs", "wgs84"])
      #expect(taken.status == 0 && taken.error.contains("the zone is taken as drawn"))
      #expect(taken.output.contains("2 read, 2 new or changed"))
    }

    @Test(arguments: ["geojson", "csv"])
    func `what is exported is imported back as it was`(format: String) throws {
      try site.found()
      let wide =
        "id,name,role,assignee,schedule,radius,width,wkt\n"
        + "家,\"a, \"\"b\"\"\",permitted,subject:S1,22:00-06:00,150.25,,POINT (112.05 25.55)\n"
        + "R,路,permitted,leaves,,,30,\"LINESTRING (112 25, 112.1 25.1)\"\n"
      try site.succeed("zone", "import", site.write("wide.csv", wide), "--crs", "EPSG:4490")
      let out = site.path("out.\(format)")
      try site.succeed("zone", "export", "--format", format, "--out", out)
      let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let again = try site.succeed("zone", "import", out, "--crs", "wgs84").output
      #expect(again.contains("3 read, 0 new or changed"), "\(again)")
      let printed = try site.succeed("zone", "export", "--format", format).output
      #expect(try printed == site.text("out.\(format)"))
      #expect(try site.run(["zone", "export", "nowhere"]).status == 67)
    }

    @Test func `a survey's zone is imported in its own system and refused in another`() throws {
      try site.found()
      let ring = "[639000,2834000],[640000,2834000],[640000,2835000],[639000,2834000]"
      let text = """
        {"type":"Feature","properties":{"id":"GK","role":"prohibited","assignee":"everyone"},\
        "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
        """
      let file = try site.write("gk.geojson", text)
      let refused = try site.run(["zone", "import", file, "--crs", "wgs84"])
      #expect(refused.status == 65 && refused.error.contains("are these metres?"))
      let unknown = try site.run(["zone", "import", file, "--crs", "EPSG:99999"])
      #expect(
        unknown.status == 65 && unknown.error.contains("no coordinate system of the EPSG registry")
      )
      #expect(try site.run(["zone", "import", file, "--crs", "mars"]).status == 64)
      try site.succeed("zone", "import", file, "--crs", "EPSG:4546")
      let shown = try site.succeed("zone", "show", "GK").output
      #expect(shown.contains("[112.38") && shown.contains(",25.60"))
    }

    @Test func `places are looked up without a store`() throws {
      let zones = try site.write(
        "zones.csv",
        Self.tie.split(separator: "\n").prefix(2).joined(separator: "\n")
      )
      let points = try site.write(
        "points.csv",
        "编号,纬度,经度\np,25.0050,112.0010\nq,25.0100,112.0050\nr,91,0\ns,25.01,112.03\n"
      )
      let command = ["zone", "locate", "--zones", zones, "--crs", "wgs84", "--points", points]
      let answer = try site.run(command)
      #expect(answer.output == "id,zones\r\np,A\r\nq,A\r\ns,\r\n")
      #expect(
        answer.error.contains("line 4: passed over: Latitude 91, longitude 0 is not on the globe")
      )
      let lines = try site.run(command + ["--json"]).output.split(separator: "\n")
      let expected = [("p", "\"A\""), ("q", "\"A\""), ("s", "")].map { id, zones in
        "{\"id\":\"\(id)\",\"zones\":[\(zones)]}"
      }
      #expect(lines.map(String.init) == expected)
      let summary = try #require(try site.run(command + ["--summary", "--json"]).objects.first)
      #expect(summary["points"] as? Int == 3 && (summary["hash"] as? String)?.count == 16)
      let header = try site.run(command.dropLast() + [zones])
      #expect(header.status == 65 && header.error.contains("the header has no column latitude"))
    }
  }
}
