/// Elements of an SVG document, written one after another.
struct SVG {
  /// What was written.
  private(set) var text = ""

  /// Writes an element without content; numbers are attribute values too.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, Value>) {
    text += "<\(name)\(Self.written(attributes))/>\n"
  }

  /// Writes an element around what `content` writes.
  mutating func element(
    _ name: String,
    _ attributes: KeyValuePairs<String, Value>,
    _ content: (inout SVG) -> Void
  ) {
    text += "<\(name)\(Self.written(attributes))>\n"
    content(&self)
    text += "</\(name)>\n"
  }

  /// Writes words with the baseline at `point`.
  mutating func words(
    _ words: String,
    at point: PagePoint,
    _ attributes: KeyValuePairs<String, Value>
  ) {
    let place = Self.written(["x": .number(point.x), "y": .number(point.y)])
    text += "<text\(place)\(Self.written(attributes))>\(Self.escaped(words))</text>\n"
  }

  /// Writes what is XML already.
  mutating func verbatim(_ xml: String) { text += xml }

  /// The value of an attribute.
  enum Value: ExpressibleByStringInterpolation, ExpressibleByFloatLiteral,
    ExpressibleByIntegerLiteral
  {
    case number(Double)
    case text(String)

    init(stringLiteral text: String) { self = .text(text) }
    init(floatLiteral number: Double) { self = .number(number) }
    init(integerLiteral number: Int) { self = .number(Double(number)) }
  }

  /// The points of a path, joined by lines.
  static func path(_ points: [PagePoint], isClosed: Bool) -> String {
    var path = ""
    for (index, point) in points.enumerated() {
      path += index == 0 ? "M" : "L"
      path += "\(decimalText(point.x, decimals: 1)) \(decimalText(point.y, decimals: 1))"
    }
    return isClosed ? path + "Z" : path
  }

  /// Text as XML content or attribute value; a character that XML 1.0 forbids becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "\t", "\n", "\r": escaped.append(" ")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
        escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  private static func written(_ attributes: KeyValuePairs<String, Value>) -> String {
    attributes.reduce(into: "") { text, attribute in
      let value =
        switch attribute.value {
        case .number(let number): decimalText(number, decimals: 1)
        case .text(let text): escaped(text)
        }
      text += " \(attribute.key)=\"\(value)\""
    }
  }
}
