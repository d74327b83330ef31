import GeoCore

/// Why a text is not XML, and where.
struct XMLFault: Error, Hashable {
  /// Where it went wrong, in bytes from the start of the text.
  var offset: Int

  /// Where the tag, text or comment begins that went wrong.
  var start: Int

  /// What is wrong there.
  var reason: Sentence
}

/// Reads the elements of an XML 1.0 text in UTF-8, one after the other.
///
/// Written by hand because Foundation's parser stops the process at mutilated attributes. Names lose
/// their namespace's prefix. Declared entities are not known: nothing can be blown up or fetched.
struct XMLReader {
  /// What stands next in the text.
  enum Event: Hashable {
    case start(name: String, attributes: [String: String], offset: Int)
    case end(name: String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var position: Int
  private var open: [String] = []
  private var emptyElement: String?
  private var hasRoot = false

  /// Where the event in hand begins.
  private var eventStart = 0

  /// What is known not to stand in the rest of the text, so that it is not looked for again and again.
  private var missing: Set<String> = []

  /// Creates a reader of `bytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next event; `nil` at the end of a whole text.
  mutating func next() throws(XMLFault) -> Event? {
    if let name = emptyElement {
      emptyElement = nil
      return .end(name: name)
    }
    while position < bytes.count {
      eventStart = position
      guard bytes[position] == UInt8(ascii: "<") else { return .text(try text()) }
      if take("<!--") {
        try skip(past: "-->")
      } else if take("<![CDATA[") {
        let start = position
        try skip(past: "]]>")
        // Within CDATA nothing is a reference.
        return .text(try text(of: bytes[start..<position - 3]))
      } else if take("<?") {
        try skip(past: "?>")
      } else if take("<!") {
        try skipDeclaration()
      } else if take("</") {
        let name = try self.name()
        skipSpaces()
        guard take(">"), open.popLast() == name else {
          throw fault("an end tag without its beginning", "结束标签不匹配")
        }
        return .end(name: name)
      } else {
        return try start()
      }
    }
    eventStart = position
    guard open.isEmpty, hasRoot else { throw fault("it breaks off", "文件不完整") }
    return nil
  }

  /// Goes on at `offset`, where a tag begins, as if the elements `open` had just been begun.
  mutating func resume(at offset: Int, within open: [String]) {
    position = offset
    self.open = open
    emptyElement = nil
    hasRoot = true
  }

  private mutating func start() throws(XMLFault) -> Event {
    let offset = position
    guard !hasRoot || !open.isEmpty else { throw fault("a second outermost element", "多个根元素") }
    position += 1
    hasRoot = true
    let name = try self.name()
    var attributes: [String: String] = [:]
    while true {
      skipSpaces()
      if take("/>") {
        emptyElement = name
        break
      }
      if take(">") {
        open.append(name)
        break
      }
      let attribute = try self.name()
      skipSpaces()
      guard take("=") else { throw fault("an attribute without a value", "属性缺少值") }
      skipSpaces()
      guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = bytes[(position + 1)...].firstIndex(where: {
          $0 == quote || $0 == UInt8(ascii: "<")
        }),
        bytes[end] == quote
      else { throw fault("an attribute without quotes", "属性值缺少引号") }
      attributes[attribute] = try decoded(bytes[(position + 1)..<end])
      position = end + 1
    }
    return .start(name: name, attributes: attributes, offset: offset)
  }

  private mutating func text() throws(XMLFault) -> String {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    let text = try decoded(bytes[position..<end])
    guard !open.isEmpty || text.allSatisfy(\.isWhitespace) else {
      throw fault("text outside of the outermost element", "根元素之外有文字")
    }
    position = end
    return text
  }

  /// A name without its prefix.
  private mutating func name() throws(XMLFault) -> String {
    let stops = Array(" \t\r\n<>/=\"'&".utf8)
    let name = bytes[position...].prefix { !stops.contains($0) }
    guard let text = String(validating: name, as: UTF8.self), !text.isEmpty else {
      throw fault("a name is missing", "缺少名称")
    }
    position += name.count
    return text.split(separator: ":").last.map(String.init) ?? text
  }

  /// The text as it stands.
  private func text(of raw: ArraySlice<UInt8>) throws(XMLFault) -> String {
    guard let text = String(validating: raw, as: UTF8.self) else {
      throw fault("text that is not UTF-8: save the file as UTF-8", "文字不是 UTF-8，请另存为 UTF-8")
    }
    return text
  }

  /// The text with its references resolved: the five of XML, and numbers.
  private func decoded(_ raw: ArraySlice<UInt8>) throws(XMLFault) -> String {
    let text = try text(of: raw)
    guard raw.contains(UInt8(ascii: "&")) else { return text }
    let known: [Substring: Character] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts[0])
    for part in parts.dropFirst() {
      let halves = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let character = known[halves[0]] ?? numbered(halves[0]) else {
        throw fault(
          "an unknown reference &\(halves[0].prefix(20))",
          "未知的引用 &\(halves[0].prefix(20))"
        )
      }
      result.append(character)
      result += halves[1]
    }
    return result
  }

  /// The character of `#20013` or `#x4e2d`.
  private func numbered(_ reference: Substring) -> Character? {
    guard reference.first == "#" else { return nil }
    let digits = reference.dropFirst()
    let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init).map(Character.init)
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ text: StaticString) -> Bool {
    let expected = text.description.utf8
    guard bytes[position...].starts(with: expected) else { return false }
    position += expected.count
    return true
  }

  private mutating func skip(past text: StaticString) throws(XMLFault) {
    let start = position
    if !missing.contains(text.description) {
      while position < bytes.count {
        if take(text) { return }
        position += 1
      }
      missing.insert(text.description)
      position = start
    }
    throw fault("\(text) is missing", "缺少 \(text)")
  }

  /// Goes past the end of a document type declaration, and past what it declares between brackets.
  private mutating func skipDeclaration() throws(XMLFault) {
    let start = position
    guard let end = bytes[start...].firstIndex(where: { ">[".utf8.contains($0) }),
      bytes[end] == UInt8(ascii: "[")
    else { return try skip(past: ">") }
    try skip(past: "]")
    try skip(past: ">")
  }

  private mutating func skipSpaces() {
    while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private func fault(_ english: String, _ chinese: String) -> XMLFault {
    let reason =
      position < bytes.count
      ? Sentence(english, chinese) : Sentence("it breaks off", "文件不完整")
    return XMLFault(offset: position, start: eventStart, reason: reason)
  }
}
