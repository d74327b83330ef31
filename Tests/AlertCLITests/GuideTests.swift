import Foundation
import Testing

/// `fenceline help`: its indented lines, run by a shell as they stand.
///
/// Oracle: what it promises, an alert that is raised, seen and closed; nothing else is known to the shell.
extension EndToEnd {
  struct GuideTests {
    @Test(arguments: ["en", "zh"])
    func `who pastes the guide into a shell sees an alert and closes it`(language: String) throws {
      let site = try Site()
      let guide = try site.run(["help"], language: language)
      #expect(guide.status == 0)
      let commands = guide.output.split(separator: "\n").filter { $0.hasPrefix("    ") }
        .map { $0.dropFirst(4) }.joined(separator: "\n")
      let port = Int.random(in: 20_000...30_000)
      let folder = binary.deletingLastPathComponent().path
      let script = """
        set -em
        # A line that fails must not leave the service behind.
        trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
        export PATH="\(folder):$PATH"
        \(commands.replacing("127.0.0.1:7700", with: "127.0.0.1:\(port)"))
        wait
        """
      let file = try site.write("guide.sh", script)
      let shell = try Running(site, [file], language: language, program: "/bin/bash")
      #expect(try shell.wait(seconds: 60) == 0, "\(shell.error)")
      let list = try site.run(["alert", "list", "--json"], data: site.path("centre"))
      #expect(list.objects.count == 1)
      let alert = try #require(list.objects.first)
      #expect(alert["kind"] as? String == "outOfZone" && alert["state"] as? String == "resolved")
      #expect(try site.text("map.svg").contains("<svg"))
    }
  }
}
