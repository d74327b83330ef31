public import GeoCore
internal import GeoFormats
internal import Yams

/// The configuration file, as people write it: YAML (https://yaml.org/spec/1.1), one map in another.
///
/// A file is taken whole or not at all. A key that nobody knows is refused, because a misspelt one would
/// leave its default in force without a word.
public enum ConfigurationFile {
  /// The longest file that is read, in bytes; the default file has a tenth of that.
  public static let greatestLength = 64 << 10

  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its name, for errors.
  ///   - grades: the grades that there are; `nil` where nobody knows, and any is taken.
  /// - Returns: what the file says, with the defaults of what it leaves out.
  /// - Throws: ``ConfigurationError`` with everything that is wrong.
  public static func read(
    _ bytes: [UInt8],
    file: String,
    grades: Set<GradeID>? = nil
  ) throws(ConfigurationError) -> Configuration {
    guard bytes.count <= greatestLength else {
      throw refusal(file, 1, ConfigurationReason.tooLong(greatestLength))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let start = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      throw refusal(file, 1 + start.count(where: \.isNewline), ConfigurationReason.notUTF8)
    }
    return try read(text, file: file, grades: grades)
  }

  /// Reads a configuration from its text.
  ///
  /// - Parameters:
  ///   - text: what stands in the file.
  ///   - file: its name, for errors.
  ///   - grades: the grades that there are; `nil` where nobody knows, and any is taken.
  /// - Returns: what the file says, with the defaults of what it leaves out.
  /// - Throws: ``ConfigurationError`` with everything that is wrong.
  public static func read(
    _ text: String,
    file: String,
    grades: Set<GradeID>? = nil
  ) throws(ConfigurationError) -> Configuration {
    // Before the parser copies what an alias stands for, again and again.
    if let line = lineOfAnchor(in: text) { throw refusal(file, line, ConfigurationReason.anchor) }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      throw ConfigurationError(file: file, faults: [fault(error, text)])
    }
    var reader = ConfigurationReader(root, grades: grades)
    let configuration = reader.read()
    guard reader.faults.isEmpty else {
      throw ConfigurationError(file: file, faults: reader.faults)
    }
    return configuration
  }

  private static func refusal(_ file: String, _ line: Int, _ reason: Sentence) -> ConfigurationError
  {
    ConfigurationError(
      file: file,
      faults: [ConfigurationFault(line: line, key: "", reason: reason)]
    )
  }

  /// The first line on which an anchor or an alias may stand; `nil` where there is surely none.
  ///
  /// What follows a sign of comment is passed over only as long as no quotation mark has been seen:
  /// after one it may stand in quotation marks. No value of ours begins with either sign.
  private static func lineOfAnchor(in text: String) -> Int? {
    var hasQuotes = false
    for (number, line) in lines(of: text).enumerated() {
      var before: Character = " "
      for (character, next) in zip(line, Array(line.dropFirst()) + [" "]) {
        let isFirst = before.isWhitespace || "[{,:-?".contains(before)
        if isFirst, "&*".contains(character), !next.isWhitespace { return number + 1 }
        if "\"'".contains(character) { hasQuotes = true }
        if character == "#", before.isWhitespace, !hasQuotes { break }
        before = character
      }
    }
    return nil
  }

  /// The lines of a text, by everything that ends a line in YAML.
  private static func lines(of text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// What the parser says.
  private static func fault(_ error: any Error, _ text: String) -> ConfigurationFault {
    guard let error = error as? YamlError else {
      return ConfigurationFault(line: 1, key: "", reason: ConfigurationReason.notYAML("\(error)"))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      let line = min(mark.line, lines(of: text).count)
      return ConfigurationFault(line: line, key: "", reason: ConfigurationReason.notYAML(problem))
    case .composer(_, _, let mark, _):
      return ConfigurationFault(
        line: mark.line,
        key: "",
        reason: ConfigurationReason.secondDocument
      )
    case .reader(let problem, let offset, _, _):
      let line = 1 + text.prefix(offset ?? 0).count(where: \.isNewline)
      return ConfigurationFault(line: line, key: "", reason: ConfigurationReason.notYAML(problem))
    case .duplicatedKeysInMapping(let names, let context):
      return duplicate(names.first ?? "", context.mark, text)
    case .memory:
      return ConfigurationFault(line: 1, key: "", reason: ConfigurationReason.tooDeep)
    default:
      return ConfigurationFault(line: 1, key: "", reason: ConfigurationReason.notYAML("\(error)"))
    }
  }

  /// A key that stands twice in one section; the parser tells where it stands first.
  private static func duplicate(_ name: String, _ first: Mark, _ text: String) -> ConfigurationFault
  {
    let indent = String(repeating: " ", count: max(0, first.column - 1))
    let again = lines(of: text).enumerated().first { number, line in
      guard number >= first.line, line.hasPrefix(indent) else { return false }
      let words = line.dropFirst(indent.count).filter { !"\"'".contains($0) }
      return words.hasPrefix(name) && words.dropFirst(name.count).first { $0 != " " } == ":"
    }
    return ConfigurationFault(
      line: again.map { $0.offset + 1 } ?? first.line,
      key: name,
      reason: ConfigurationReason.twice(first: first.line)
    )
  }
}
