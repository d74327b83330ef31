import GeoCore

/// Why a text is not well-known text, and where.
struct WKTFault: Error, Hashable {
  /// Where it went wrong, in bytes from the start of the text.
  var offset: Int

  /// What was expected there.
  var expected: Sentence
}

/// Reads a geometry in well-known text (OGC 06-103r4, clause 7): x before y, further numbers passed over.
struct WKTParser {
  private let bytes: [UInt8]
  private var position = 0

  /// What a text says.
  struct Geometry {
    /// The type's name in capitals, without Z and M.
    var type: String
    /// The number after `SRID=`, which PostGIS writes in front.
    var srid: Int?
    /// `nil` where it is empty or of a type that covers no ground and is the middle of nothing.
    var written: WrittenGeometry?
    /// Whether it says that it has no position.
    var isEmpty = false
  }

  /// The geometry in `text`.
  static func parse(_ text: String) throws(WKTFault) -> Geometry {
    var parser = WKTParser(bytes: Array(text.utf8))
    let geometry = try parser.geometry()
    parser.skipSpaces()
    guard parser.position == parser.bytes.count || geometry.written == nil else {
      throw parser.fault("the end of the text", "文本结尾")
    }
    return geometry
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func geometry() throws(WKTFault) -> Geometry {
    var geometry = Geometry(type: word())
    if geometry.type == "SRID" {
      guard take("="), let srid = Int(exactly: try number()), take(";") else {
        throw fault("a number as in SRID=4490;", "如 SRID=4490; 的编号")
      }
      geometry.srid = srid
      geometry.type = word()
    }
    guard !geometry.type.isEmpty else {
      throw fault("a geometry such as POLYGON ((…))", "几何，如 POLYGON ((…))")
    }
    geometry.type = Self.withoutDimensions(geometry.type)
    var next = word()
    if ["Z", "M", "ZM"].contains(next) { next = word() }
    if next == "EMPTY" {
      geometry.isEmpty = true
      return geometry
    }
    switch geometry.type {
    case "POINT": geometry.written = .point(try single())
    case "LINESTRING": geometry.written = .lines([try positions()])
    case "MULTILINESTRING":
      geometry.written = .lines(try list { parser throws(WKTFault) in try parser.positions() })
    case "POLYGON": geometry.written = Self.areas([try rings()])
    case "MULTIPOLYGON":
      geometry.written = Self.areas(try list { parser throws(WKTFault) in try parser.rings() })
    default: return geometry
    }
    geometry.isEmpty = geometry.written == nil
    return geometry
  }

  /// A type's name without the Z, M or ZM that older writers join to it: `POLYGONZ`.
  private static func withoutDimensions(_ type: String) -> String {
    for plain in ["POINT", "LINESTRING", "MULTILINESTRING", "POLYGON", "MULTIPOLYGON"]
    where ["Z", "M", "ZM"].contains(where: { type == plain + $0 }) {
      return plain
    }
    return type
  }

  /// Polygons without their empty holes; an empty shell is no polygon.
  private static func areas(_ parts: [[[WrittenPosition]]]) -> WrittenGeometry? {
    let areas = parts.filter { $0.first?.isEmpty == false }.map { rings in
      rings.filter { !$0.isEmpty }
    }
    return areas.isEmpty ? nil : .areas(areas)
  }

  private mutating func rings() throws(WKTFault) -> [[WrittenPosition]] {
    try list { parser throws(WKTFault) in try parser.positions() }
  }

  private mutating func positions() throws(WKTFault) -> [WrittenPosition] {
    try list { parser throws(WKTFault) in try parser.pair() }
  }

  private mutating func single() throws(WKTFault) -> WrittenPosition {
    let positions = try positions()
    guard positions.count == 1 else { throw fault("one position", "一个位置") }
    return positions[0]
  }

  /// What stands between parentheses, kept apart by commas; nothing where `EMPTY` stands instead.
  private mutating func list<Element>(
    of element: (inout WKTParser) throws(WKTFault) -> Element
  ) throws(WKTFault) -> [Element] {
    let start = position
    if word() == "EMPTY" { return [] }
    position = start
    guard take("(") else { throw fault("'('", "“(”") }
    var elements: [Element] = []
    repeat { elements.append(try element(&self)) } while take(",")
    guard take(")") else { throw fault("',' or ')'", "“,”或“)”") }
    return elements
  }

  /// Two numbers or more; those after the second are passed over.
  private mutating func pair() throws(WKTFault) -> WrittenPosition {
    let position = WrittenPosition(x: try number(), y: try number())
    // A height that is not known is written as NaN.
    while let byte = peek(), !",()".utf8.contains(byte) { if word() != "NAN" { _ = try number() } }
    return position
  }

  private mutating func number() throws(WKTFault) -> Double {
    skipSpaces()
    let start = position
    while position < bytes.count, "+-.0123456789eE".utf8.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      position = start
      throw fault("a number", "一个数字")
    }
    return value
  }

  /// Letters, in capitals; empty where something else stands.
  private mutating func word() -> String {
    skipSpaces()
    let start = position
    while position < bytes.count, bytes[position].isLetter { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self).uppercased()
  }

  private mutating func peek() -> UInt8? {
    skipSpaces()
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func take(_ letter: Character) -> Bool {
    guard let byte = peek(), byte == letter.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipSpaces() {
    while position < bytes.count, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position])
    {
      position += 1
    }
  }

  private func fault(_ english: String, _ chinese: String) -> WKTFault {
    WKTFault(offset: position, expected: Sentence(english, chinese))
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self & 0xDF)
  }
}
