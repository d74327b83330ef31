import Foundation
import GeoCore

@testable import GeoFormats

/// A case of shared/data/geometry-cases: what it says, and its geometry as text for ``ZoneFile``.
struct GeometryCase {
  var id: String
  var members: [String: Any]

  /// The cases of a file, in order.
  static func all(of name: String) throws -> [GeometryCase] {
    let text = String(decoding: try SharedData.bytes("geometry-cases/\(name).jsonl"), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      return GeometryCase(id: value["id"] as? String ?? "?", members: value)
    }
  }

  /// What the source states, by name.
  var expected: [String: Any] { members["expected"] as? [String: Any] ?? [:] }

  /// GeoJSON of a member, as a text.
  func geoJSON(_ name: String = "geojson") throws -> [UInt8]? {
    guard let value = members[name], !(value is NSNull) else { return nil }
    return Array(try JSONSerialization.data(withJSONObject: value))
  }

  /// The rings of a plane scaled onto the globe, as GeoJSON.
  func scaledRings() throws -> [UInt8] {
    let rings = members["rings"] as? [[[Double]]] ?? []
    let factor = scale(for: rings.joined().flatMap { $0.prefix(2) })
    let closed = rings.map { ring in
      (ring + ring.prefix(1)).map { $0.prefix(2).map { $0 * factor } }
    }
    let polygon: [String: Any] = ["type": "Polygon", "coordinates": closed]
    return Array(try JSONSerialization.data(withJSONObject: polygon))
  }

  /// The well-known texts of some members, all scaled onto the globe by one factor, as CSV rows.
  func scaledTable(_ names: [String]) -> [UInt8] {
    let texts = names.compactMap { members[$0] as? String }
    let factor = scale(for: texts.flatMap { Self.tokens($0).compactMap { Double($0) } })
    let rows = texts.enumerated().map { index, text in
      let scaled = Self.tokens(text).map { Double($0).map { "\($0 * factor)" } ?? $0 }.joined()
      return CSVText.line(["\(index)", scaled])
    }
    return Array((CSVText.line(["id", "wkt"]) + rows.joined()).utf8)
  }

  /// The power of ten that brings plane coordinates within 80° of the origin, where no edge jumps.
  private func scale(for numbers: [Double]) -> Double {
    var factor = 1.0
    while (numbers.map(abs).max() ?? 0) * factor > 80 { factor /= 10 }
    return factor
  }

  /// Numbers, and what stands between them.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var isNumber = false
    for character in text {
      let belongs = "+-.0123456789".contains(character) || (isNumber && "eE".contains(character))
      if belongs == isNumber, !tokens.isEmpty {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
      isNumber = belongs
    }
    return tokens
  }
}

/// What became of a geometry.
enum Outcome: String {
  /// A zone without a remark.
  case taken
  /// A zone with a warning.
  case remarked
  /// Refused in a sentence.
  case refused

  /// Reads `text` and looks.
  init(of text: [UInt8]) throws {
    var defaults = ZoneDefaults()
    defaults.assumesTheRest = true
    do {
      let contents = try ZoneFile.read(
        text,
        file: "case",
        conversion: try Conversion(from: .wgs84),
        defaults: defaults
      )
      _ = try contents.whole()
      self = contents.remarks.isEmpty ? .taken : .remarked
    } catch let error as ZoneFileError {
      let sentence = error.sentence
      guard sentence.english.hasSuffix("."), sentence.chinese.hasSuffix("。") else { throw error }
      self = .refused
    }
  }
}

/// The zones of a text that is taken.
func zones(_ text: [UInt8]) throws -> [Zone] {
  var defaults = ZoneDefaults()
  defaults.assumesTheRest = true
  return try ZoneFile.readZones(
    text,
    file: "case",
    conversion: try Conversion(from: .wgs84),
    defaults: defaults
  )
}
