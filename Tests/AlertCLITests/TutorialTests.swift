import Foundation
import Testing

/// docs/TUTORIAL.md and docs/TUTORIAL.zh-CN.md: their commands, run by a shell as they stand.
///
/// Oracle: what the tutorials promise, the alerts, the files that they name, and the output that they
/// show. Only the port is another one, and `watch` is given an end.
extension EndToEnd {
  struct TutorialTests {
    @Test(arguments: ["en", "zh"])
    func `who pastes the tutorial into a shell sees what it promises`(language: String) throws {
      let tutorial = try Tutorial(language)
      let site = try Site()
      let port = Int.random(in: 20_000...30_000)
      let folder = binary.deletingLastPathComponent().path
      let commands = tutorial.commands.joined(separator: "\n")
        .replacing("127.0.0.1:7700", with: "127.0.0.1:\(port)")
        .replacing("fenceline watch --after 0", with: "fenceline watch --after 0 --once")
      let script = try site.write(
        "tutorial.sh",
        """
        set -em -o pipefail
        # A line that fails must not leave the service behind.
        trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
        export PATH="\(folder):$PATH"
        \(commands)
        """
      )
      let shell = try Running(site, [script], language: language, program: "/bin/bash")
      #expect(try shell.wait(seconds: 120) == 0, "\(shell.error)\n\(shell.output.suffix(500))")

      let alerts = try site.run(["alert", "list", "--json"], data: site.path("centre")).objects
      let lives = alerts.map { alert in
        "\(alert["subject"] ?? "") \(alert["kind"] ?? "") \(alert["state"] ?? "") "
          + (alert["ended"] is String ? "ended" : "goes on")
      }
      #expect(
        Set(lives) == [
          "S1 outOfZone resolved goes on", "S1 prohibitedZone open ended",
          "S2 leaveOverstay open ended",
        ]
      )
      for file in tutorial.files {
        #expect(FileManager.default.fileExists(atPath: site.path(file)), "\(file)")
      }
      #expect(tutorial.files.count > 15)
      #expect(try site.text("map.svg").contains("<svg"))
      let said = Tutorial.plain(shell.output + "\n" + shell.error)
      for fragment in tutorial.shown { #expect(said.contains(fragment), "\(fragment)") }
      #expect(tutorial.shown.count > 80)
    }

    @Test func `both tutorials take the same steps`() throws {
      let steps = try ["en", "zh"].map { try Tutorial($0).steps }
      #expect(steps[0] == steps[1])
      #expect(steps[0].count > 45)
    }

    @Test func `a misspelt command ends the shell`() throws {
      let site = try Site()
      let folder = binary.deletingLastPathComponent().path
      for wrong in ["fenceline alrt list", "NAME=$(fenceline alert lst | sed -n 1p)"] {
        let text = "set -em -o pipefail\nexport PATH=\"\(folder):$PATH\"\n\(wrong)\ntrue\n"
        let script = try site.write("wrong.sh", text)
        let shell = try Running(site, [script], program: "/bin/bash")
        #expect(try shell.wait(seconds: 20) == 64)
      }
    }
  }

  /// A tutorial, taken apart.
  private struct Tutorial {
    /// The blocks of commands.
    var commands: [String] = []
    /// The blocks of output.
    private var outputs: [String] = []

    init(_ language: String) throws {
      let name = language == "zh" ? "docs/TUTORIAL.zh-CN.md" : "docs/TUTORIAL.md"
      let text = try String(contentsOf: repository.appending(path: name), encoding: .utf8)
      var block: (kind: String, lines: [Substring])?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if let open = block {
          guard line == "```" else {
            block?.lines.append(line)
            continue
          }
          let body = open.lines.joined(separator: "\n") + "\n"
          if open.kind == "sh" { commands.append(body) } else { outputs.append(body) }
          block = nil
        } else if line.hasPrefix("```") {
          block = (String(line.dropFirst(3)), [])
        }
      }
      try #require(block == nil, "a block of \(name) is not closed")
    }

    /// The names of the commands in order: `zone check`.
    var steps: [String] {
      commands.joined().matches(of: /fenceline ([a-z-]+( [a-z-]+)?)/).map { String($0.1) }
    }

    /// The files that the commands write.
    var files: [String] {
      commands.joined().matches(of: /(?:cat >|--out|--map|--key-file) ([a-zA-Z0-9.-]+)/)
        .map { String($0.1) }
    }

    /// What the output blocks show and every run prints: without what hangs on the clock.
    var shown: [String] {
      outputs.joined().split(separator: "\n").flatMap { $0.split(separator: "…") }
        .filter { line in
          !["just now", "刚刚", " ago", "分钟前", " 0 s", "0秒"].contains { line.contains($0) }
        }
        .map { Self.plain(String($0)).trimmingCharacters(in: .whitespaces) }.filter { $0.count > 3 }
    }

    /// A text in which numbers and alerts' names are all alike and white space counts once.
    static func plain(_ text: String) -> String {
      text.replacing(/\b[0-9A-Z]{10}\b/, with: "ALERT").replacing(/[0-9]+/, with: "0")
        .replacing(/[ ]+/, with: " ")
    }
  }
}
