import Foundation
import GeoCore
import Testing

/// `Polygon.contains` on the JTS suite's points in areas, whose place is derived from the DE-9IM
/// matrix that the suite states.
///
/// The cases are planar; their units are taken as 10⁻³ degree. Points on a boundary are left out: a
/// half-open rule claims them for one side. The data lies beside the repository.
struct PointAreaCaseTests {
  /// A case of the file; what is not needed is passed over.
  struct Case: Decodable {
    var id: String
    var a: String
    var b: String
    var point_in_area: String?
  }

  static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/geometry-cases/point_area.jsonl")

  /// Coordinates in the parentheses of a WKT geometry: polygons, their rings, their vertices.
  static func rings(_ text: String) -> [[(Double, Double)]] {
    text.split(separator: "(").compactMap { part in
      let pairs = part.prefix { $0 != ")" }.split(separator: ",").compactMap { pair in
        let numbers = pair.split(separator: " ").compactMap { Double($0) }
        return numbers.count >= 2 ? (numbers[0], numbers[1]) : nil
      }
      return pairs.isEmpty ? nil : pairs
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: file.path)))
  func `points of the JTS suite lie where it says`() throws {
    let lines = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
    var count = 0
    for line in lines {
      let item = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
      guard let expected = item.point_in_area, expected != "boundary", item.b.hasPrefix("POLYGON"),
        let point = Self.rings(item.a).first?.first, let there = vertex(point)
      else { continue }
      let rings = try Self.rings(item.b).map { try Ring($0.compactMap(vertex)) }
      guard let shell = rings.first else { continue }
      let polygon = Polygon(shell: shell, holes: Array(rings.dropFirst()))
      let place = try place(Int64(there.longitudeE7), Int64(there.latitudeE7))
      #expect(polygon.contains(place) == (expected == "interior"), "\(item.id)")
      count += 1
    }
    #expect(count >= 5)
    print("\(count) points of the JTS suite")
  }

  /// The vertex at planar coordinates; `nil` where they would be rounded or off the globe.
  func vertex(_ point: (Double, Double)) -> WrittenVertex? {
    let (x, y) = (point.0 * 1e4, point.1 * 1e4)
    guard x == x.rounded(), y == y.rounded(), abs(x) <= 1.8e9, abs(y) < 9e8 else { return nil }
    return WrittenVertex(longitudeE7: Int32(x), latitudeE7: Int32(y))
  }
}
