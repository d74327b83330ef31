// What: how the hard polygons of other libraries' suites are taken. Oracle: what their sources state of
// them; where ours differs, the rule is named in docs/geometry-cases.md, whose table this test reads.

import Foundation
import GeoCore
import Testing

@testable import GeoFormats

@Suite(.enabled(if: SharedData.isPresent)) struct ValidityCaseTests {
  /// Counts of cases by what is stated and what we do.
  private func tally(
    _ name: String,
    _ text: (GeometryCase) throws -> [UInt8]?,
    isSound: (GeometryCase) -> Bool?
  ) throws -> String {
    var counts: [String: Int] = [:]
    var total = 0
    for item in try GeometryCase.all(of: name) {
      guard let text = try text(item), let isSound = isSound(item) else { continue }
      total += 1
      counts["\(isSound ? "sound" : "odd") \(try Outcome(of: text).rawValue)", default: 0] += 1
    }
    let columns = [
      "sound taken", "sound remarked", "sound refused", "odd taken", "odd remarked", "odd refused",
    ]
    let cells = columns.map { "\(counts[$0] ?? 0)" }
    return "| \(name) | \(total) | \(cells.joined(separator: " | ")) |"
  }

  /// The lines of the page that explains the differences.
  private func page() throws -> [String] {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = repository.appendingPathComponent("docs/geometry-cases.md")
    return try String(contentsOf: page, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test func `every case is taken or refused as the page says`() throws {
    let rows = [
      try tally("validity", { $0.scaledTable(["a"]) }) { $0.expected["isvalid"] as? Bool },
      try tally("turf_valid", { try $0.geoJSON() }) { $0.expected["turf_isvalid"] as? Bool },
      try tally("china_real_invalid", { try $0.geoJSON() }) { _ in false },
      try tally("earcut_rings", { try $0.scaledRings() }) {
        ($0.members["oracle_shapely"] as? String)?.hasPrefix("Valid")
      },
      try tally("geojson_structure", { try $0.geoJSON() }) {
        ($0.expected["class"] as? String) == "valid"
      },
    ]
    let page = try page()
    for row in rows { #expect(page.contains(row), "\(row)") }
  }

  @Test(arguments: [
    "turf_repair", "makevalid", "tg_relations", "area_area", "distance", "polylabel",
  ])
  func `whatever else there is, nothing crashes and every refusal is a sentence`(
    name: String
  ) throws {
    var count = 0
    for item in try GeometryCase.all(of: name) {
      for member in ["a", "b"] where item.members[member] is String {
        _ = try Outcome(of: item.scaledTable([member]))
        count += 1
      }
      if let text = try item.geoJSON() {
        _ = try Outcome(of: text)
        count += 1
      }
      if item.members["rings"] != nil {
        _ = try Outcome(of: try item.scaledRings())
        count += 1
      }
    }
    #expect(count > 1)
  }

  @Test func `a real invalid polygon keeps its area`() throws {
    var count = 0
    for item in try GeometryCase.all(of: "china_real_invalid") {
      guard let stated = item.members["raw_shoelace_area_deg2"] as? Double,
        let text = try item.geoJSON(),
        case .polygons(let polygons) = try zones(text).first?.area
      else { continue }
      var (degrees, drawn, read) = (0.0, 0.0, 0.0)
      for polygon in polygons {
        degrees += polygon.rings.enumerated().reduce(0.0) { sum, ring in
          sum + (ring.offset == 0 ? 1 : -1) * abs(shoelace(ring.element))
        }
        let odd = polygon.irregularities(limit: .max).filter { $0.kind == .crossing }
        drawn += polygon.rings.enumerated().reduce(0.0) { sum, ring in
          sum + (ring.offset == 0 ? 1 : -1) * abs(sphereArea(ring.element))
        }
        read += polygon.readings(crossings: odd.map(\.place)).evenOdd
      }
      // The vertices are where they were, and what they enclose even-odd is as large as what they enclose.
      #expect(abs(degrees / stated - 1) < 1e-5, "\(item.id): \(degrees / stated)")
      #expect(abs(read / drawn - 1) < 6e-4, "\(item.id): \(read / drawn)")
      count += 1
    }
    #expect(count == 14)
  }

  /// The area of a ring on the sphere of mean radius, with its sign: trapezoids of equal-area latitude.
  private func sphereArea(_ ring: Ring) -> Double {
    let points = zip(ring.longitudes, ring.latitudes).map {
      (Double($0) / 1e7 * .pi / 180, sin(Double($1) / 1e7 * .pi / 180))
    }
    let radius = 6_371_008.8
    return zip(points, points.dropFirst() + points.prefix(1)).reduce(0) { sum, edge in
      sum + (edge.1.0 - edge.0.0) * (edge.0.1 + edge.1.1) / 2 * radius * radius
    }
  }

  /// The area of a ring in square degrees, with its sign.
  private func shoelace(_ ring: Ring) -> Double {
    let points = zip(ring.longitudes, ring.latitudes).map { (Double($0) / 1e7, Double($1) / 1e7) }
    return zip(points, points.dropFirst() + points.prefix(1)).reduce(0) { sum, edge in
      sum + (edge.0.0 * edge.1.1 - edge.1.0 * edge.0.1) / 2
    }
  }
}
