import GeoCore

/// Why a text is not JSON, and where.
struct JSONFault: Error, Hashable {
  /// Where it went wrong, in bytes from the start of the text.
  var offset: Int

  /// What was expected there.
  var reason: Sentence
}

/// Reads a JSON text (RFC 8259).
///
/// Written by hand because Foundation's parser does not say on which line a value stands, and boxes
/// every coordinate. Nesting is limited, so that hostile brackets cannot exhaust the stack.
struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0

  /// The deepest nesting that is read.
  private static let greatestDepth = 64

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that `bytes` hold.
  ///
  /// - Throws: ``JSONFault`` at the first byte that is wrong.
  static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
    let value = try parser.value(depth: 0)
    parser.skipSpaces()
    guard parser.position == bytes.count else {
      throw parser.fault("the end of the file", "文件结尾")
    }
    return value
  }

  /// The value that begins at `offset` or after the white space there, and where it ends.
  ///
  /// - Throws: ``JSONFault`` at the first byte that is wrong.
  static func parse(
    _ bytes: [UInt8],
    at offset: Int
  ) throws(JSONFault) -> (value: JSONValue, end: Int) {
    var parser = JSONParser(bytes)
    parser.position = offset
    let value = try parser.value(depth: 0)
    return (value, parser.position)
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipSpaces()
    let start = position
    guard depth < Self.greatestDepth else { throw fault("less nesting", "较浅的嵌套") }
    let content: JSONValue.Content
    switch peek() {
    case UInt8(ascii: "{"): content = try object(depth: depth)
    case UInt8(ascii: "["): content = try array(depth: depth)
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try word("true", .bool(true))
    case UInt8(ascii: "f"): content = try word("false", .bool(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    default: content = .number(try number())
    }
    return JSONValue(content: content, offset: start)
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue.Content {
    position += 1
    var members: [(key: String, value: JSONValue)] = []
    skipSpaces()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpaces()
      guard peek() == UInt8(ascii: "\"") else { throw fault("a name in quotes", "带引号的名称") }
      let key = try string()
      skipSpaces()
      guard take(UInt8(ascii: ":")) else { throw fault("':'", "“:”") }
      members.append((key, try value(depth: depth + 1)))
      skipSpaces()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault("',' or '}'", "“,”或“}”") }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue.Content {
    position += 1
    var elements: [JSONValue] = []
    var numbers: [Double] = []
    skipSpaces()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      let element = try value(depth: depth + 1)
      if case .number(let number) = element.content, elements.isEmpty {
        numbers.append(number)
      } else {
        elements += numbers.map { JSONValue(content: .number($0), offset: element.offset) }
        numbers = []
        elements.append(element)
      }
      skipSpaces()
      if take(UInt8(ascii: "]")) { return elements.isEmpty ? .numbers(numbers) : .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw fault("',' or ']'", "“,”或“]”") }
    }
  }

  private mutating func word(
    _ word: String,
    _ content: JSONValue.Content
  ) throws(JSONFault) -> JSONValue.Content {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("a value", "一个值") }
    position += word.utf8.count
    return content
  }

  private mutating func number() throws(JSONFault) -> Double {
    let start = position
    var (mantissa, digits, decimals): (Int64, Int, Int) = (0, 0, 0)
    var isPlain = true
    let isNegative = take(UInt8(ascii: "-"))
    var isPastPoint = false
    while let byte = peek() {
      if let digit = byte.decimalDigit {
        digits += 1
        if digits <= 15 { mantissa = mantissa * 10 + Int64(digit) }
        if isPastPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !isPastPoint, digits > 0 {
        isPastPoint = true
      } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "-")
      {
        isPlain = false
      } else {
        break
      }
      position += 1
    }
    guard digits > 0 else {
      position = start
      throw fault("a value", "一个值")
    }
    // Both integers are exact in binary, so the quotient is the nearest number there is.
    if isPlain, digits <= 15 {
      let value = Double(mantissa) / powersOfTen[decimals]
      return isNegative ? -value : value
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      position = start
      throw fault("a number", "一个数字")
    }
    return value
  }

  private mutating func string() throws(JSONFault) -> String {
    position += 1
    let start = position
    while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    var content = Array(bytes[start..<position])
    while let byte = peek(), byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw fault("'\"' before the line ends", "行尾之前的“\"”") }
      position += 1
      if byte == UInt8(ascii: "\\") { content += try escaped() } else { content.append(byte) }
    }
    guard take(UInt8(ascii: "\"")) else { throw fault("'\"'", "“\"”") }
    guard let text = String(validating: content, as: UTF8.self) else {
      position = start
      throw fault("text in UTF-8", "UTF-8 文本")
    }
    return text
  }

  private mutating func escaped() throws(JSONFault) -> [UInt8] {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "/"): 0x2F,
      UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "\""): 0x22,
    ]
    if let byte = peek(), let meant = simple[byte] {
      position += 1
      return [meant]
    }
    guard take(UInt8(ascii: "u")), var code = codeUnit() else {
      throw fault("an escape such as \\n or \\u4e2d", "转义，如 \\n 或 \\u4e2d")
    }
    if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
      let low = codeUnit(), (0xDC00..<0xE000).contains(low)
    {
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw fault("the second half of a surrogate pair", "代理对的后半部分")
    }
    return Array(String(Character(scalar)).utf8)
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit() -> UInt32? {
    guard position + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { return nil }
    position += 4
    return code
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpaces() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func fault(_ english: String, _ chinese: String) -> JSONFault {
    // A Chinese keyboard's comma looks like one, and is the commonest fault of files typed by hand.
    let next = String(decoding: bytes[position...].prefix(3), as: UTF8.self).prefix(1)
    let isWide = next.halfWidth != next
    return JSONFault(
      offset: position,
      reason: Sentence(
        english + (isWide ? " and not the full-width “\(next)”" : ""),
        chinese + (isWide ? "，而不是全角的“\(next)”" : "")
      )
    )
  }
}

/// 10⁰ to 10¹⁵, all exact in binary.
private let powersOfTen: [Double] = (0...15).map { count in
  (0..<count).reduce(1) { power, _ in power * 10 }
}

/// The line, and the byte in it, at which `offset` stands; both counted from 1.
func lineAndColumn(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
  let before = bytes[..<min(offset, bytes.count)]
  let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
  let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  return (line, before.count - start + 1)
}

/// `text` as a JSON string, quotes included.
func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      result += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
