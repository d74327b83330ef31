/// How a piece of text looks on a terminal that shows colour (ECMA-48, SGR).
public enum Style: String, CaseIterable, Sendable {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
  case boldRed = "1;31"

  /// `text` between the sequences that switch this style on and off again.
  public func applied(to text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

extension String {
  /// The text in `style`, if there is one and colour is asked for.
  func styled(_ style: Style?, isColored: Bool) -> String {
    guard isColored, let style else { return self }
    return style.applied(to: self)
  }

  /// The text as a terminal may have it: on one line, without anything that steers the terminal.
  ///
  /// A name comes from outside and could hold an escape sequence, or a mark that reverses what stands
  /// after it; each such character becomes U+FFFD. A joiner within an emoji or a script stays.
  public var onOneLine: String {
    var kept = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let steers =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
      kept.append(steers ? "\u{FFFD}" : scalar)
    }
    return String(kept)
  }
}
