public import GeoCore

/// One figure, or what stands beside figures, as programs, spreadsheets and people read it.
public enum FigureValue: Sendable {
  /// Text, as somebody wrote it.
  case text(String?)
  /// A word of ours: as programs read it, and as people do.
  case word(String, Sentence)
  /// A number of things.
  case count(Int?)
  /// Hundredths of a percent.
  case percent(Int64?)
  /// A length of time; in files, whole seconds, cut off.
  case span(Milliseconds?)
  /// A moment; on screens and in spreadsheets by China's clock, for programs in UTC.
  case time(Instant?)
  /// Yes or no.
  case truth(Bool)

  /// The field of a spreadsheet: plain digits, times as spreadsheets know them, nothing for `nil`.
  ///
  /// Text that a spreadsheet would run as a formula gets an apostrophe, by which it stays text.
  public func field(in language: Language) -> String {
    switch self {
    case .text(let text):
      guard let text, let first = text.first else { return "" }
      return "=+-@\t\r".contains(first) ? "'" + text : text
    case .word(_, let words): return words.in(language)
    case .count(let count): return count.map { "\($0)" } ?? ""
    case .percent(let share): return share.map { decimalText(scaled: $0, decimals: 2) } ?? ""
    case .span(let span): return span.map { "\($0.count / 1_000)" } ?? ""
    case .time(let instant):
      guard let instant, instant.isFinite else { return "" }
      return "\(dateText(instant, table: .china)) \(clockText(instant, table: .china))"
    case .truth(let isTrue): return Sentence(isTrue ? "yes" : "no", isTrue ? "是" : "否").in(language)
    }
  }

  /// Adds the value to a JSON object.
  func add(to line: inout JSONLine, as name: String) {
    switch self {
    case .text(let text): line.add(name, text)
    case .word(let word, _): line.add(name, word)
    case .count(let count): line.add(name, count)
    case .percent(let share): line.add(name, scaled: share, decimals: 2)
    case .span(let span): line.add(name, span.map { $0.count / 1_000 })
    case .time(let instant): line.add(name, instant.flatMap { isoText($0) })
    case .truth(let isTrue): line.add(name, isTrue)
    }
  }
}

/// A share in hundredths of a percent: `81.23%`; "—" for none.
public func percentText(_ share: Int64?) -> String {
  share.map { decimalText(scaled: $0, decimals: 2) + "%" } ?? "—"
}

/// A length of time, "—" for none.
public func durationText(_ span: Milliseconds?, in language: Language) -> String {
  span.map { durationText($0, in: language) } ?? "—"
}
