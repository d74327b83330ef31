import Foundation
import Testing

/// `zone locate` over the counties of the country, against brute force in exact arithmetic.
///
/// Oracle: the file read by Foundation, its decimals taken digit by digit; a box around each polygon, then
/// winding numbers from 128-bit cross products. Nothing of the product is used.
extension EndToEnd {
  @Suite(
    .enabled(if: FileManager.default.fileExists(atPath: counties), "the shared data is not here")
  )
  struct LocateTests {
    @Test func `some thousand points lie in the zones where the oracle has them`() throws {
      try compare(points: 4_000, seed: 41)
    }

    @Test(.optimizedOnly)
    func `a million points lie in the zones where the oracle has them`() throws {
      try compare(points: 1_000_000, seed: 42)
    }

    private func compare(points count: Int, seed: UInt64) throws {
      let site = try Site()
      var numbers = SplitMix64(seed: seed)
      let points = (0..<count).map { _ in
        OraclePoint(
          x: .random(in: 734_000_000...1_351_000_000, using: &numbers),
          y: .random(in: 202_000_000...536_000_000, using: &numbers)
        )
      }
      let rows = points.enumerated().map { "\($0),\(degrees($1.y)),\(degrees($1.x))\n" }
      let file = try site.write("points.csv", "id,latitude,longitude\n" + rows.joined())
      let command = [
        "zone", "locate", "--zones", counties, "--crs", "wgs84", "--points", file, "--json",
      ]
      let answer = try site.run(command)
      #expect(answer.status == 0, "\(answer.error)")
      let zones = try Oracle.zones(of: counties)
      #expect(zones.count == 1_846)
      var (line, inside, wrong) = (answer.output.utf8[...], 0, 0)
      for (id, point) in points.enumerated() {
        let names = zones.filter { $0.contains(point) }.map { "\"\($0.id)\"" }
        if !names.isEmpty { inside += 1 }
        let expected = "{\"id\":\"\(id)\",\"zones\":[\(names.joined(separator: ","))]}"
        let end = line.firstIndex(of: UInt8(ascii: "\n")) ?? line.endIndex
        if !line[..<end].elementsEqual(expected.utf8) { wrong += 1 }
        line = end < line.endIndex ? line[line.index(after: end)...] : line[end...]
      }
      #expect(wrong == 0 && line.isEmpty, "seed \(seed)")
      #expect(inside > count / 5)
    }

    /// Units of 10⁻⁷ degree as degrees.
    private func degrees(_ value: Int64) -> String {
      let digits = "\(value % 10_000_000 + 10_000_000)".dropFirst()
      return "\(value / 10_000_000).\(digits)"
    }
  }
}

private let counties = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
  .appending(path: "shared/data/zones/cn_district_tianditu.geojson").path

/// A place in units of 10⁻⁷ degree.
private struct OraclePoint {
  var x: Int64
  var y: Int64
}

/// Polygons by brute force.
private enum Oracle {
  struct Zone {
    var id: String
    var parts: [Part]

    func contains(_ point: OraclePoint) -> Bool { parts.contains { $0.contains(point) } }
  }

  /// A polygon: its rings, and the box around them.
  struct Part {
    var rings: [[OraclePoint]]
    private var (west, east, south, north): (Int64, Int64, Int64, Int64)

    init(rings: [[OraclePoint]]) {
      self.rings = rings
      let (xs, ys) = (rings.joined().map(\.x), rings.joined().map(\.y))
      (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
      (south, north) = (ys.min() ?? 0, ys.max() ?? 0)
    }

    func contains(_ p: OraclePoint) -> Bool {
      guard west <= p.x, p.x <= east, south <= p.y, p.y <= north else { return false }
      // Even-odd over the rings: the sum of what each goes around, with any sign.
      return rings.reduce(0) { $0 + winding($1, p) } & 1 == 1
    }

    /// How often a ring goes around a point, by the side of each edge that passes its latitude.
    private func winding(_ ring: [OraclePoint], _ p: OraclePoint) -> Int {
      var sum = 0
      for index in ring.indices.dropLast() {
        let (a, b) = (ring[index], ring[index + 1])
        let left =
          Int128(b.x - a.x) * Int128(p.y - a.y) - Int128(p.x - a.x) * Int128(b.y - a.y)
        if a.y <= p.y, p.y < b.y, left > 0 { sum += 1 }
        if b.y <= p.y, p.y < a.y, left < 0 { sum -= 1 }
      }
      return sum
    }
  }

  /// The zones of a GeoJSON file of polygons, called by their `adcode`.
  static func zones(of path: String) throws -> [Zone] {
    let data = try Data(contentsOf: URL(filePath: path))
    let file = try JSONDecoder().decode(Collection.self, from: data)
    return file.features.map { feature in
      Zone(id: feature.properties.adcode, parts: feature.geometry.parts.map(Part.init))
    }
  }

  private struct Collection: Decodable {
    var features: [Feature]
  }

  private struct Feature: Decodable {
    var properties: Properties
    var geometry: Geometry
  }

  private struct Properties: Decodable {
    var adcode: String
  }

  private struct Geometry: Decodable {
    var parts: [[[OraclePoint]]]

    private enum Keys: String, CodingKey {
      case type, coordinates
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Keys.self)
      let points = { (rings: [[[Decimal]]]) in
        rings.map { ring in
          ring.map { OraclePoint(x: scaled($0[0]), y: scaled($0[1])) }
        }
      }
      if try members.decode(String.self, forKey: .type) == "Polygon" {
        parts = [points(try members.decode([[[Decimal]]].self, forKey: .coordinates))]
      } else {
        parts = try members.decode([[[[Decimal]]]].self, forKey: .coordinates).map(points)
      }
    }
  }

  /// Degrees in units of 10⁻⁷: the file has six decimals.
  private static func scaled(_ value: Decimal) -> Int64 {
    Int64(truncating: (value * 10_000_000) as NSDecimalNumber)
  }
}

extension Trait where Self == ConditionTrait {
  /// For what takes an optimised build to end in time.
  fileprivate static var optimizedOnly: ConditionTrait {
    #if DEBUG
    .enabled(if: false, "run it with `swift test -c release -Xswiftc -enable-testing`")
    #else
    .enabled(if: true)
    #endif
  }
}
