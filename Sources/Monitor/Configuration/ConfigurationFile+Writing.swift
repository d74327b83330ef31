public import GeoCore

extension ConfigurationFile {
  /// Writes a configuration with every key, and over each what it means and what it may be.
  ///
  /// What is read from the text is the same configuration.
  ///
  /// - Parameters:
  ///   - configuration: what is written.
  ///   - title: the first lines, without the sign of a comment.
  ///   - words: chooses the language of the comments.
  /// - Returns: the text of the file.
  public static func text(
    of configuration: Configuration,
    title: [Sentence],
    in words: (Sentence) -> String
  ) -> String {
    var lines = (title + [legend]).map { "# \(words($0))" }
    var open: [String] = []
    let grades = configuration.rules.errorRates.keys.filter {
      $0.text != ConfigurationKey.otherGrades
    }
    for key in ConfigurationKey.all(grades: grades.sorted()) {
      let sections = Array(key.path.dropLast())
      let shared = zip(open, sections).prefix { $0 == $1 }.count
      for depth in shared..<max(shared, sections.count) {
        let indent = indent(depth)
        if depth == 0 { lines.append("") }
        if let meaning = ConfigurationSection.meaning(of: Array(sections[...depth])) {
          lines.append("\(indent)# \(words(meaning))")
        }
        lines.append("\(indent)\(spelled(sections[depth])):")
      }
      open = sections
      let indent = indent(sections.count)
      let (low, high) = key.rangeText
      let comment = Sentence(
        "\(key.meaning.english) From \(low) to \(high).",
        "\(key.meaning.chinese)范围 \(low) 至 \(high)。"
      )
      lines.append("\(indent)# \(words(comment))")
      lines.append("\(indent)\(key.path.last ?? ""): \(key.text(key.value(in: configuration)))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static let legend = Sentence(
    "Lengths of time are in ms, s, min, h or d, lengths in m or km, speeds in m/s or km/h. "
      + "What is left out has its default.",
    "时间单位为 ms、s、min、h、d，长度单位为 m、km，速度单位为 m/s、km/h。未写出的键取默认值。"
  )

  private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  /// A name as YAML takes it: in quotation marks where a character of it might mean something.
  private static func spelled(_ name: String) -> String {
    let isPlain =
      name.allSatisfy { $0.isLetter || $0.isNumber || " ._-".contains($0) }
      && name.first.map { $0.isLetter || $0.isNumber } ?? false
    return isPlain ? name : "\"\(name.replacing("\\", with: "\\\\"))\""
  }
}
