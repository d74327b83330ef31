import Foundation
import Testing

/// The help of every command, found by walking down from `fenceline --help`.
///
/// Oracle: the alphabet. English help has no Chinese character; Chinese help has one in what the
/// command is for and in what each of its options is for.
extension EndToEnd {
  struct HelpTests {
    @Test func `every command has help in English and in Chinese`() throws {
      let site = try Site()
      var commands: [[String]] = [[]]
      var seen = 0
      while let command = commands.popLast() {
        seen += 1
        let english = try site.run(command + ["--help"])
        let chinese = try site.run(command + ["--help"], language: "zh")
        #expect(english.status == 0 && chinese.status == 0, "\(command)")
        #expect(!english.output.containsHan, "\(command): \(english.output)")
        #expect(english.output.hasPrefix("OVERVIEW: "), "\(command)")
        #expect(chinese.output.hasPrefix("概述："), "\(command): \(chinese.output)")
        for words in ["OVERVIEW", "OPTIONS", "Show help", "(default", "(values"] {
          #expect(!chinese.output.contains(words), "\(command): \(chinese.output)")
        }
        let abstract = chinese.output.prefix { $0 != "\n" }.dropFirst("概述：".count)
        #expect(abstract.containsHan, "\(command): \(abstract)")
        for entry in Self.entries(chinese.output) {
          #expect(entry.containsHan, "\(command): \(entry)")
        }
        for name in Self.subcommands(english.output) { commands.append(command + [name]) }
      }
      #expect(seen > 50)
    }

    @Test func `--lang goes before the environment and stands anywhere`() throws {
      let site = try Site()
      #expect(try site.run(["--lang", "zh", "--help"]).output.containsHan)
      #expect(try site.run(["leave", "--help", "--lang=zh"]).output.containsHan)
      #expect(
        try site.run(["--lang", "en", "--help"], language: "zh").output.hasPrefix("OVERVIEW")
      )
    }

    /// The names under a heading of subcommands.
    private static func subcommands(_ help: String) -> [String] {
      var names: [String] = []
      var isListed = false
      for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasSuffix("SUBCOMMANDS:") {
          isListed = true
        } else if isListed, line.hasPrefix("  "), !line.hasPrefix("   "), !line.contains("See '") {
          if let name = line.split(separator: " ").first { names.append(String(name)) }
        } else if line.isEmpty {
          isListed = false
        }
      }
      return names
    }

    /// The options and arguments, each with the lines that tell of it.
    private static func entries(_ help: String) -> [String] {
      var entries: [String] = []
      for line in help.split(separator: "\n") {
        if line.hasPrefix("  -") || line.hasPrefix("  <") {
          entries.append(String(line))
        } else if line.hasPrefix("      "), !entries.isEmpty {
          entries[entries.count - 1] += line
        }
      }
      return entries
    }
  }
}
