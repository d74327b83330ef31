import Foundation
import Testing

/// What is refused: one sentence on standard error, the exit code of the table, nothing changed.
///
/// Oracle: docs/EXIT_CODES.md, whose table is read, and the list of refusals.
extension EndToEnd {
  struct RefusalTests {
    private let site: Site

    /// Files that are wrong in one way each, and S1 with the leave L1 of tomorrow.
    init() throws {
      site = try Site()
      try site.found(subjects: 2)
      var random = SplitMix64(seed: 7)
      let rubbish = Data((0..<5_000).map { _ in UInt8.random(in: 0...255, using: &random) })
      for name in ["rubbish.geojson", "rubbish.csv", "rubbish.gpx", "rubbish.key"] {
        try rubbish.write(to: URL(filePath: site.path(name)))
      }
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600],
        ofItemAtPath: site.path("rubbish.key")
      )
      try FileManager.default.createDirectory(
        atPath: site.path("directory.csv"),
        withIntermediateDirectories: true
      )
      _ = try site.write("good.csv", [Site.Fix(now, 1, .inside)])
      _ = try site.write("wrong.yaml", "window:\n  leg: 5 min\n")
      _ = try site.write("track.gpx", "<gpx version=\"1.1\"/>")
      _ = try site.write("local.csv", "time,lat,lon,id\n2026-03-02 10:00:00,25.5,112.0,1\n")
      let sentence = "$GPGGA,235600.000,5013.476,N,01710.477,E,1,09,0.8,468.770,M,0.0,M,,*64\n"
      _ = try site.write("undated.nmea", sentence)
      let swapped = site.square(
        "swapped",
        role: "permitted",
        for: "everyone",
        112,
        25.5,
        112.1,
        25.6
      )
      _ = try site.write("swapped.geojson", swapped)
      try site.succeed(
        "leave",
        "grant",
        "L1",
        "--subject",
        "S1",
        "--start",
        "2031-03-02T08:00",
        "--end",
        "2031-03-04T18:00",
        "--reason",
        "探亲",
        "--approver",
        "王",
        "--level",
        "office"
      )
    }

    /// A command and how it has to be refused.
    struct Case: CustomTestStringConvertible {
      var status: Int32
      var arguments: [String]
      var words: String

      init(_ status: Int32, _ words: String, _ arguments: String...) {
        (self.status, self.words, self.arguments) = (status, words, arguments)
      }

      var testDescription: String { arguments.joined(separator: " ") }

      static func leave(
        _ status: Int32,
        _ words: String,
        _ id: String,
        _ subject: String,
        _ start: String,
        _ end: String,
        _ more: String...
      ) -> Case {
        var it = Case(
          status,
          words,
          "leave",
          "grant",
          id,
          "--subject",
          subject,
          "--start",
          start,
          "--end",
          end,
          "--reason",
          "探亲",
          "--approver",
          "王",
          "--level",
          "office"
        )
        it.arguments += more
        return it
      }
    }

    static let cases: [Case] = [
      // A missing file, a directory, binary rubbish.
      Case(66, "no such file", "zone", "import", "none.geojson", "--crs", "wgs84"),
      Case(66, "no such file", "subject", "import", "none.csv"),
      Case(
        66,
        "no such file",
        "send",
        "none.csv",
        "--to",
        "127.0.0.1:9",
        "--key-file",
        "gateway.key"
      ),
      Case(66, "no such file", "send", "good.csv", "--to", "127.0.0.1:9", "--key-file", "none.key"),
      Case(66, "no such file", "alert", "verify", "--expected", "none.csv"),
      Case(66, "directory", "subject", "import", "directory.csv"),
      Case(66, "directory", "zone", "import", "directory.csv", "--crs", "wgs84"),
      Case(66, "directory", "replay", "directory.csv", "--device", "1"),
      Case(66, "directory", "watch", "--once", "--cursor-file", "directory.csv"),
      Case(65, "this is no text", "zone", "import", "rubbish.geojson", "--crs", "wgs84"),
      Case(65, "UTF-8", "subject", "import", "rubbish.csv"),
      Case(65, "a binary file", "replay", "rubbish.csv", "--device", "1"),
      Case(65, "a binary file", "replay", "rubbish.gpx", "--device", "1"),
      Case(65, "a binary file", "track", "check", "rubbish.geojson"),
      Case(65, "key file", "send", "good.csv", "--to", "127.0.0.1:9", "--key-file", "rubbish.key"),
      Case(65, "cursor file", "watch", "--once", "--cursor-file", "rubbish.csv"),
      Case(65, "not XML", "replay", "rubbish.csv", "--device", "1", "--track-format", "gpx"),
      Case(
        65,
        "read by others",
        "send",
        "good.csv",
        "--to",
        "127.0.0.1:9",
        "--key-file",
        "good.csv"
      ),
      // What is not there.
      .leave(67, "no zone", "L2", "S2", "2031-03-02", "2031-03-03", "--destination", "nowhere"),
      .leave(67, "no subject", "L2", "S9", "2031-03-02", "2031-03-03"),
      Case(67, "no zone", "zone", "remove", "nowhere"),
      Case(67, "no alert", "alert", "show", "ZZZZZZ"),
      Case(67, "no leave", "leave", "cancel", "L9"),
      Case(67, "no device", "device", "revoke", "77"),
      // What cannot be.
      Case(65, "swap", "zone", "import", "swapped.geojson", "--crs", "wgs84"),
      .leave(65, "is not after", "L2", "S2", "2031-03-03", "2031-03-02"),
      .leave(65, "overlaps leave L1", "L2", "S1", "2031-03-03", "2031-03-05"),
      .leave(65, "超权限批假", "L2", "S2", "2031-03-02", "2031-03-12"),
      .leave(65, "there already", "L1", "S2", "2031-03-02", "2031-03-03"),
      Case(
        65,
        "not prohibited",
        "permit",
        "grant",
        "P1",
        "--subject",
        "S1",
        "--zone",
        "county",
        "--start",
        "2031-03-02",
        "--end",
        "2031-03-03",
        "--approver",
        "王"
      ),
      Case(65, "--escape > --silent", "grade", "set", "strict", "--silent", "2d", "--escape", "1h"),
      Case(66, "no such file", "config", "check", "none.yaml"),
      Case(66, "directory", "config", "set", "directory.csv"),
      Case(65, "UTF-8", "config", "set", "rubbish.csv"),
      Case(65, "line 1, window: there is no such key", "config", "check", "wrong.yaml"),
      Case(65, "did you mean \"windows\"?", "config", "set", "wrong.yaml"),
      Case(65, "line 1, window", "serve", "--config", "wrong.yaml"),
      Case(66, "no such file", "serve", "--config", "none.yaml"),
      Case(64, "--config is for replays of track files", "replay", "--config", "wrong.yaml"),
      // Stores and places.
      Case(66, "not a directory", "alert", "list", "--data", "nowhere"),
      Case(66, "is a file", "serve", "--data", "good.csv"),
      Case(66, "is a file", "alert", "list", "--data", "good.csv"),
      Case(77, "cannot be written", "serve", "--data", "/proc/fenceline"),
      Case(77, "cannot be written", "init", "--data", "/proc"),
      Case(73, "it is there already", "sender", "add", "--name", "g", "--key-file", "gateway.key"),
      Case(73, "cannot be written", "sender", "add", "--name", "g", "--key-file", "nowhere/g.key"),
      Case(73, "cannot be written", "map", "--out", "nowhere/map.svg"),
      // The command's words.
      Case(64, "numeric", "serve", "--data", "other", "--listen", "example:7700"),
      Case(64, "--crs", "replay", "good.csv", "--zones", "county.geojson"),
      Case(64, "--device", "replay", "track.gpx", "--devices", "good.csv"),
      Case(64, "--clock", "replay", "local.csv"),
      Case(64, "--date", "replay", "undated.nmea", "--device", "1"),
      Case(
        64,
        "--to is not after",
        "track",
        "show",
        "--subject",
        "S1",
        "--from",
        "2031-03-03",
        "--to",
        "2031-03-02"
      ),
      Case(
        64,
        "--reason",
        "track",
        "export",
        "--subject",
        "S1",
        "--format",
        "gpx",
        "--out",
        "t.gpx",
        "--reason",
        " "
      ),
      Case(67, "no subject", "track", "show", "--subject", "S9"),
      Case(
        73,
        "cannot be written",
        "track",
        "export",
        "--subject",
        "S1",
        "--format",
        "csv",
        "--out",
        "nowhere/t.csv",
        "--reason",
        "why"
      ),
      Case(
        64,
        "--per-datagram",
        "send",
        "good.csv",
        "--to",
        "127.0.0.1:9",
        "--key-file",
        "gateway.key",
        "--per-datagram",
        "0"
      ),
      Case(64, "short name", "operator", "add", "a b", "--name", "x"),
      Case(64, "--lang fr", "alert", "list", "--lang", "fr"),
    ]

    @Test(arguments: cases)
    func `it is refused in one sentence with the exit code of the table`(_ it: Case) throws {
      let english = try site.run(it.arguments)
      #expect(english.status == it.status, "\(english.error)")
      #expect(english.output.isEmpty)
      #expect(english.error.split(separator: "\n").count == 1, "\(english.error)")
      #expect(english.error.hasPrefix("fenceline: "), "\(english.error)")
      #expect(english.error.contains(it.words), "\(english.error)")
      #expect(try Self.documented().contains(it.status))
      guard it.words != "--lang fr" else { return }
      let chinese = try site.run(it.arguments, language: "zh")
      #expect(chinese.status == it.status)
      #expect(
        chinese.error.hasPrefix("fenceline：") && chinese.error.containsHan,
        "\(chinese.error)"
      )
    }

    @Test func `what is refused leaves no trace in the registry`() throws {
      let before = try site.succeed("status", "--json").output
      for it in Self.cases.prefix(40) { _ = try site.run(it.arguments) }
      // Reading alerts of nobody is recorded as nothing.
      #expect(try site.succeed("status", "--json").output == before)
      #expect(try site.succeed("sender", "list").output.split(separator: "\n").count == 2)
      #expect(try site.succeed("leave", "list").output.split(separator: "\n").count == 2)
    }

    @Test func `the words of a command are refused with 64 and how to find help`() throws {
      for arguments in [["nonsense"], ["leave", "grant"], ["alert", "list", "--kind", "foo"]] {
        let english = try site.run(arguments)
        #expect(english.status == 64)
        #expect(english.error.contains("--help"))
        let chinese = try site.run(arguments, language: "zh")
        #expect(chinese.status == 64)
        #expect(chinese.error.hasPrefix("错误："), "\(chinese.error)")
      }
    }

    @Test func `an empty or foreign database is refused and left as it is`() throws {
      let directory = site.path("foreign")
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let file = directory + "/fenceline.sqlite"
      let bytes = Data("this is not a database, and it is longer than a header".utf8)
      try bytes.write(to: URL(filePath: file))
      let refused = try site.run(["serve", "--data", directory])
      #expect(refused.status == 65, "\(refused.error)")
      #expect(refused.error.split(separator: "\n").count == 1)
      #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
    }

    @Test func `every exit code of the document is a row in both languages`() throws {
      let codes = try Self.documented()
      #expect(codes == [0, 1, 64, 65, 66, 67, 69, 73, 74, 75, 76, 77])
    }

    /// The codes in the table of docs/EXIT_CODES.md.
    private static func documented() throws -> [Int32] {
      let file = repository.appending(path: "docs/EXIT_CODES.md")
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      return lines.compactMap { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard cells.count >= 3, let code = Int32(cells[0]), cells[2].containsHan else { return nil }
        return code
      }
    }
  }
}

extension StringProtocol {
  /// Whether there is a Chinese character in it.
  var containsHan: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
