import Foundation
import GeoCore
import Testing

@testable import Monitor

/// docs/CONFIGURATION.md and its Chinese version: the tables against the keys, the examples against the
/// reader.
struct ConfigurationDocumentTests {
  private static let documents = [
    ("CONFIGURATION.md", \Sentence.english), ("CONFIGURATION.zh-CN.md", \Sentence.chinese),
  ]

  private func lines(of name: String) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The blocks of a document that are fenced as `kind`.
  private func blocks(_ kind: String, of name: String) throws -> [String] {
    var blocks: [String] = []
    var isOpen = false
    for line in try lines(of: name) {
      if line == "```\(kind)" {
        isOpen = true
        blocks.append("")
      } else if line == "```" {
        isOpen = false
      } else if isOpen {
        blocks[blocks.count - 1] += line + "\n"
      }
    }
    return blocks
  }

  @Test(arguments: documents)
  func `the table has every key with its default, its range and its meaning`(
    _ name: String,
    _ words: any KeyPath<Sentence, String> & Sendable
  ) throws {
    let expected = ConfigurationKey.all.map { key in
      let (low, high) = key.rangeText
      let meaning = key.meaning[keyPath: words]
      return "| `\(key.name)` | \(key.defaultText) | \(low) … \(high) | \(meaning) |"
    }
    let written = try lines(of: name).filter { $0.hasPrefix("| `") && $0.contains(" … ") }
    let table = expected.joined(separator: "\n")
    #expect(written == expected, "the table of \(name) should be\n\(table)")
  }

  @Test(arguments: documents)
  func `the examples are configurations, and both languages show the same`(
    _ name: String,
    _ words: any KeyPath<Sentence, String> & Sendable
  ) throws {
    let blocks = try blocks("yaml", of: name)
    #expect(blocks.count == 1)
    for block in blocks {
      let differences = try ConfigurationFile.read(block, file: name)
        .differences(from: Configuration())
      #expect(differences.count == 6)
    }
  }

  @Test(arguments: documents)
  func `the mistake that is shown is told so`(
    _ name: String,
    _ words: any KeyPath<Sentence, String> & Sendable
  ) throws {
    let shown = try #require(try blocks("text", of: name).first)
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationFile.read("windows:\n  leg: 5\n  lat: 3 h\n", file: "fenceline.yaml")
    }
    for fault in try #require(error).faults {
      #expect(shown.contains(fault.sentence[keyPath: words]))
    }
  }
}
