import Foundation
import Testing

/// CSV imports: upserts, whole or not at all.
///
/// Oracle: the file's own rows, and the lists that the commands print.
extension EndToEnd {
  struct ImportTests {
    private let site: Site

    init() throws {
      site = try Site()
      try site.found(subjects: 2)
      let airport = site.square(
        "airport",
        role: "prohibited",
        for: "everyone",
        25.2,
        112,
        25.3,
        112.1
      )
      try site.succeed("zone", "import", site.write("airport.geojson", airport), "--crs", "wgs84")
    }

    @Test func `a file imported twice changes nothing the second time`() throws {
      let leaves = """
        id,subject,start,end,destination,way,reason,approver,level
        L1,S1,2031-03-02 08:00,2031-03-04 18:00,,,探亲,王,office
        L2,S2,2031-03-02 08:00,2031-03-14 18:00,,,就医,李,county

        """
      let permits = """
        id,subject,zone,start,end,approver
        P1,S1,airport,2031-03-02 08:00,2031-03-02 18:00,王

        """
      let files = [
        ["jurisdiction", "import", site.path("jurisdictions.csv")],
        ["subject", "import", site.path("subjects.csv")],
        ["device", "import", site.path("devices.csv")],
        ["zone", "import", site.path("county.geojson"), "--crs", "wgs84"],
        ["leave", "import", try site.write("leaves.csv", leaves)],
        ["permit", "import", try site.write("permits.csv", permits)],
      ]
      for arguments in files { #expect(try site.run(arguments).status == 0) }
      let revision = try revision()
      for arguments in files {
        let again = try site.run(arguments)
        #expect(again.output.contains(" 0 new or changed"), "\(again.output)\(again.error)")
      }
      #expect(try self.revision() == revision)
    }

    @Test func `a changed row is taken over and the others stay`() throws {
      let changed = "id,name,jurisdiction,grade\nS1,人1,O,strict\nS2,人2,O,standard\n"
      let told = try site.succeed("subject", "import", site.write("changed.csv", changed)).output
      #expect(told.contains("2 read, 1 new or changed"))
      let list = try site.succeed("subject", "list", "--json").objects
      #expect(list.compactMap { $0["grade"] as? String } == ["strict", "standard"])
    }

    @Test func `a file with bad rows changes nothing and names every bad row`() throws {
      let before = try site.succeed("subject", "list", "--json").output
      let bad = """
        id,name,jurisdiction,grade
        S3,好,O,standard
        S4,无此所,NOWHERE,standard
        S5,无此级,O,nosuchgrade
        S6,好,O,strict
        S7,二者皆无,NOWHERE,nosuchgrade

        """
      let refused = try site.run(["subject", "import", try site.write("bad.csv", bad)])
      #expect(refused.status == 65)
      #expect(refused.error.split(separator: "\n").count == 1)
      for part in ["line 3", "line 4", "line 6", "NOWHERE", "nosuchgrade", "nothing was taken"] {
        #expect(refused.error.contains(part), "\(refused.error)")
      }
      for line in ["line 2", "line 5"] { #expect(!refused.error.contains(line)) }
      let broken =
        "id,name,jurisdiction,grade\nS3,a,O\n,b,O,standard\nS5,c,O,strict\nS 6,d,O,strict\n"
      let unread = try site.run(["subject", "import", try site.write("broken.csv", broken)])
      #expect(unread.status == 65)
      for part in ["line 2", "line 3", "line 5"] { #expect(unread.error.contains(part)) }
      #expect(!unread.error.contains("line 4"))
      #expect(try site.succeed("subject", "list", "--json").output == before)
    }

    @Test func `leaves in a file are checked against the rules and each other, each by its line`()
      throws
    {
      let bad = """
        id,subject,start,end,destination,way,reason,approver,level
        A,S1,2031-03-02 08:00,2031-03-03 08:00,,,探亲,王,office
        B,S1,2031-03-02 20:00,2031-03-04 08:00,,,探亲,王,office
        C,S2,2031-03-02 08:00,2031-03-22 08:00,,,探亲,王,office
        D,S9,2031-03-02 08:00,2031-03-03 08:00,,,探亲,王,office
        E,S2,2031-05-02 08:00,2031-05-03 08:00,nowhere,,探亲,王,office

        """
      let refused = try site.run(["leave", "import", try site.write("bad.csv", bad)])
      #expect(refused.status == 65)
      for part in ["line 3", "line 4", "line 5", "line 6", "overlaps", "超权限批假", "S9", "nowhere"] {
        #expect(refused.error.contains(part), "\(part) in \(refused.error)")
      }
      #expect(!refused.error.contains("line 2"))
      #expect(try site.succeed("leave", "list").output.split(separator: "\n").count == 1)
    }

    private func revision() throws -> String {
      let server = try Server(site)
      var revision: String?
      try poll(seconds: 20, "the status") {
        let status = try site.run(["status", "--json"]).objects.first
        revision = status?["revision"] as? String
        return status?["running"] as? String == "true" && revision != "0"
      }
      #expect(try server.drain() == 0)
      return try #require(revision)
    }
  }
}
