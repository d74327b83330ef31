import Foundation
import FoundationXML
import Testing

/// Reads a document and keeps its elements in order.
func elements(_ svg: String) throws -> [Reader.Element] {
  let reader = Reader()
  let parser = XMLParser(data: Data(svg.utf8))
  parser.delegate = reader
  try #require(parser.parse(), "\(String(describing: parser.parserError))")
  return reader.elements
}

/// Keeps the elements of an XML document in order, each with its text.
final class Reader: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
    /// Whether it lies within the map's frame, which clips it.
    var isOnMap: Bool

    /// An attribute as a number.
    func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }
  }

  var elements: [Element] = []
  private var open: [Int] = []

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    let isOnMap = open.contains { elements[$0].attributes["clip-path"] != nil }
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes, isOnMap: isOnMap))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }
}

/// A rectangle on the page.
struct Frame: Hashable {
  var x, y, maxX, maxY: Double

  func contains(_ other: Frame) -> Bool {
    x <= other.x && y <= other.y && other.maxX <= maxX && other.maxY <= maxY
  }

  func overlaps(_ other: Frame) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }
}

extension Reader.Element {
  /// The ground that words take at the least: half the size for a Latin letter, all of it for a Chinese
  /// one, from the baseline up by three quarters.
  var wordBox: Frame? {
    guard name == "text", let x = number("x"), let y = number("y"), let size = number("font-size")
    else { return nil }
    let width = text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 0.5 : 1) * size }
    let left =
      switch attributes["text-anchor"] {
      case "middle": x - width / 2
      case "end": x - width
      default: x
      }
    return Frame(x: left, y: y - 0.75 * size, maxX: left + width, maxY: y + 0.1 * size)
  }

  /// The places of a path of straight lines.
  var pathPoints: [(x: Double, y: Double)] {
    (attributes["d"] ?? "").split { "MLZ".contains($0) }.compactMap { pair in
      let numbers = pair.split(separator: " ").compactMap { Double($0) }
      return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
  }
}
