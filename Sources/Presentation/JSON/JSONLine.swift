/// A JSON object on one line, its members in the order in which they were added (RFC 8259).
///
/// - Note: integers are written in full; a reader that keeps numbers as doubles loses digits
///   beyond 2⁵³.
public struct JSONLine: Sendable {
  /// The object so far, without its closing brace.
  private var open: [UInt8] = [UInt8(ascii: "{")]

  /// Creates an empty object.
  public init() {}

  /// The object and a line feed.
  public var bytes: [UInt8] { open + [UInt8(ascii: "}"), UInt8(ascii: "\n")] }

  /// The object, without a line feed.
  public var text: String { String(decoding: object, as: UTF8.self) }

  /// The object, without a line feed.
  var object: [UInt8] { open + [UInt8(ascii: "}")] }

  /// Begins a member; no name is to be added twice.
  private mutating func begin(_ name: String) {
    if open.count > 1 { open.append(UInt8(ascii: ",")) }
    open.append(json: name)
    open.append(UInt8(ascii: ":"))
  }
}

extension JSONLine {
  /// Adds a string, or null.
  public mutating func add(_ name: String, _ value: String?) {
    begin(name)
    if let value { open.append(json: value) } else { open.appendNull() }
  }

  /// Adds an integer, or null.
  public mutating func add(_ name: String, _ value: (some BinaryInteger)?) {
    begin(name)
    if let value { open += value.description.utf8 } else { open.appendNull() }
  }

  /// Adds a truth, or null.
  public mutating func add(_ name: String, _ value: Bool?) {
    begin(name)
    if let value { open += (value ? "true" : "false").utf8 } else { open.appendNull() }
  }

  /// Adds a number with a fixed number of decimals; null for `nil`, infinity and what is no number.
  public mutating func add(_ name: String, _ value: Double?, decimals: Int) {
    begin(name)
    open.append(json: value, decimals: decimals)
  }

  /// Adds a whole number of units of 10^−`decimals`, exactly, or null.
  public mutating func add(_ name: String, scaled value: Int64?, decimals: Int) {
    begin(name)
    if let value {
      open.append(scaled: value, decimals: decimals)
    } else {
      open.appendNull()
    }
  }

  /// Adds null.
  public mutating func addNull(_ name: String) {
    begin(name)
    open.appendNull()
  }

  /// Adds an object, or null.
  public mutating func add(_ name: String, _ value: JSONLine?) {
    begin(name)
    if let value { open += value.object } else { open.appendNull() }
  }

  /// Adds an array.
  public mutating func add(_ name: String, _ value: JSONArray) {
    begin(name)
    open += value.closed
  }
}

/// A JSON array, filled in order.
public struct JSONArray: Sendable {
  /// The array so far, without its closing bracket.
  private var open: [UInt8] = [UInt8(ascii: "[")]

  /// Creates an empty array.
  public init() {}

  /// Creates an array of strings.
  public init(_ strings: some Sequence<String>) {
    for string in strings { append(string) }
  }

  /// Creates an array of objects.
  public init(_ objects: some Sequence<JSONLine>) {
    for object in objects { append(object) }
  }

  /// The array.
  var closed: [UInt8] { open + [UInt8(ascii: "]")] }

  /// Begins an element.
  private mutating func begin() {
    if open.count > 1 { open.append(UInt8(ascii: ",")) }
  }

  /// Appends a string.
  public mutating func append(_ value: String) {
    begin()
    open.append(json: value)
  }

  /// Appends an integer.
  public mutating func append(_ value: some BinaryInteger) {
    begin()
    open += value.description.utf8
  }

  /// Appends a number with a fixed number of decimals; null for infinity and what is no number.
  public mutating func append(_ value: Double, decimals: Int) {
    begin()
    open.append(json: value, decimals: decimals)
  }

  /// Appends an object.
  public mutating func append(_ value: JSONLine) {
    begin()
    open += value.object
  }

  /// Appends an array.
  public mutating func append(_ value: JSONArray) {
    begin()
    open += value.closed
  }
}

extension [UInt8] {
  /// Appends `null`.
  fileprivate mutating func appendNull() { self += "null".utf8 }

  /// Appends a number with a fixed number of decimals, or null.
  fileprivate mutating func append(json value: Double?, decimals: Int) {
    guard let value, value.isFinite else { return appendNull() }
    self += decimalText(value, decimals: decimals).utf8
  }

  /// Appends a string in quotation marks; what RFC 8259, section 7 asks for is escaped.
  fileprivate mutating func append(json text: String) {
    let digits = Array("0123456789abcdef".utf8)
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): self += #"\""#.utf8
      case UInt8(ascii: "\\"): self += #"\\"#.utf8
      case 0x08: self += #"\b"#.utf8
      case 0x09: self += #"\t"#.utf8
      case 0x0A: self += #"\n"#.utf8
      case 0x0C: self += #"\f"#.utf8
      case 0x0D: self += #"\r"#.utf8
      case ..<0x20, 0x7F:
        self += #"\u00"#.utf8
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}
