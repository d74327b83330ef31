import Foundation
import Testing

/// The rules of the house that a compiler does not check, read off the sources themselves.
///
/// The oracle is the text of the files: no rule is looked for in what the compiler made of them.
struct HouseRuleTests {
  /// One rule: the files that it is for, and what makes a line break it.
  private func offenders(
    in folder: String,
    _ breaksRule: (_ line: Substring, _ path: String) -> Bool
  ) throws -> [String] {
    try sources(in: folder, named: ".swift").flatMap { file in
      file.lines.enumerated().compactMap { number, line in
        breaksRule(line, file.path) ? "\(file.path):\(number + 1): \(line)" : nil
      }
    }
  }

  @Test func `the sources are found`() throws {
    #expect(try sources(in: "Sources", named: ".swift").count > 100)
    #expect(try sources(in: "Tests", named: ".swift").count > 10)
    #expect(try sources(in: "Sources", named: ".c").count >= 2)
  }

  @Test func `GeoCore imports nothing but what the mathematics library needs`() throws {
    var isConditional = false
    let found = try offenders(in: "Sources/GeoCore") { line, _ in
      if line.hasPrefix("#if canImport(Glibc)") { isConditional = true }
      if line.hasPrefix("#endif") { isConditional = false }
      guard line.contains("import "), isImport(line) else { return false }
      return !(isConditional && line.hasSuffix("import Glibc"))
    }
    #expect(found == [])
  }

  @Test(arguments: ["GeoCore", "Ingest", "Presentation"])
  func `no Foundation where it would be dear`(target: String) throws {
    let found = try offenders(in: "Sources/\(target)") { line, _ in
      isImport(line) && line.contains("Foundation")
    }
    #expect(found == [])
  }

  @Test func `one folder knows YAML`() throws {
    let found = try offenders(in: "Sources") { line, path in
      isImport(line) && line.contains("Yams")
        && !path.hasPrefix("Sources/Monitor/Configuration/")
    }
    #expect(found == [])
  }

  @Test func `only the command prints`() throws {
    let call = "print" + "("
    let found = try offenders(in: "Sources") { line, path in
      let code = line.prefix { $0 != "/" }
      let isCall = code.contains(call) && !code.contains("." + call) && !code.contains("func ")
      return isCall && !path.hasPrefix("Sources/AlertCLI/")
    }
    #expect(found == [])
  }

  @Test func `nothing is put off, forced or given up`() throws {
    let words = ["TO" + "DO", "FIX" + "ME", "try" + "!", "fatal" + "Error"]
    for folder in ["Sources", "Tests"] {
      let found = try offenders(in: folder) { line, _ in words.contains { line.contains($0) } }
      #expect(found == [])
    }
  }

  @Test func `no file knows the machine that it was written on`() throws {
    let places = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/"]
    for folder in ["Sources", "Tests", "docs"] {
      for ending in [".swift", ".c", ".h", ".py", ".md"] {
        for file in try sources(in: folder, named: ending) {
          let found = places.filter { place in file.lines.contains { $0.contains(place) } }
          #expect(found == [], "\(file.path)")
        }
      }
    }
  }

  @Test func `a file is read in one sitting`() throws {
    for folder in ["Sources", "Tests"] {
      for file in try sources(in: folder, named: ".swift") {
        #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
      }
      let mark = "\"\"" + "\""
      var isQuoted = false
      let long = try offenders(in: folder) { line, _ in
        if line.split(separator: mark, omittingEmptySubsequences: false).count % 2 == 0 {
          isQuoted.toggle()
        }
        // A comment or a sentence may hang over a little: the formatter breaks neither.
        let isProse = isQuoted || line.contains("//") || line.contains("\"")
        return line.count > (isProse ? 110 : 100)
      }
      #expect(long == [])
    }
  }

  @Test func `every file with a test expects something`() throws {
    for file in try sources(in: "Tests", named: ".swift") {
      guard file.lines.contains(where: { $0.contains("@Test") }) else { continue }
      let expects = file.lines.contains { line in
        line.contains("#expect") || line.contains("#require") || line.contains("Issue.record")
      }
      #expect(expects, "\(file.path)")
    }
  }

  @Test func `no C compiler may fuse what it was told to round`() throws {
    for file in try sources(in: "Sources", named: ".c") {
      #expect(file.lines.first == "#pragma STDC FP_CONTRACT OFF", "\(file.path)")
    }
  }
}

private func isImport(_ line: Substring) -> Bool {
  line.split(separator: " ").prefix(3).contains("import") && !line.hasPrefix("//")
}

private struct SourceFile {
  var path: String
  var lines: [Substring]
}

/// The files below a folder of the repository whose names end with `ending`.
private func sources(in folder: String, named ending: String) throws -> [SourceFile] {
  let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  let directory = repository.appending(path: folder)
  let files = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
  var found: [SourceFile] = []
  while let file = files?.nextObject() as? URL {
    guard file.lastPathComponent.hasSuffix(ending) else { continue }
    let text = try String(contentsOf: file, encoding: .utf8)
    let path = file.path().dropFirst(repository.path().count)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    found.append(SourceFile(path: String(path), lines: lines))
  }
  return found.sorted { $0.path < $1.path }
}
