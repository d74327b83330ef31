// What: points in areas of other libraries' suites, and rings across the antimeridian. Oracles: what the
// sources state; for a point on a boundary, the point moved a hair to the east and less to the north, by
// ray casting in 128-bit integers.

import Foundation
import GeoCore
import Testing

@testable import GeoFormats

@Suite(.enabled(if: SharedData.isPresent)) struct PointCaseTests {
  @Test func `points of the JTS and tg suites lie where they say`() throws {
    var (decided, boundary) = (0, 0)
    for name in ["point_area", "tg_relations"] {
      for item in try GeometryCase.all(of: name) {
        for (point, area) in [("a", "b"), ("b", "a")] {
          guard (item.members[point] as? String)?.hasPrefix("POINT") == true,
            (item.members[area] as? String)?.contains("POLYGON") == true
          else { continue }
          let (place, ground) = try #require(try scaled(item, point, area), "\(item.id)")
          switch statement(item, pointFirst: point == "a") {
          case "interior":
            #expect(ground.contains(place), "\(item.id)")
            decided += 1
          case "exterior":
            #expect(!ground.contains(place), "\(item.id)")
            decided += 1
          case "boundary":
            #expect(ground.contains(place) == isInsideWhenMoved(place, ground), "\(item.id)")
            boundary += 1
          default: break
          }
        }
      }
    }
    #expect(decided == 8 && boundary == 15, "\(decided) \(boundary)")
  }

  /// Where the source puts the point: stated, or by its predicates.
  private func statement(_ item: GeometryCase, pointFirst: Bool) -> String? {
    if let stated = item.members["point_in_area"] as? String { return stated }
    if let pair = (item.expected["relate"] as? [String])?[pointFirst ? 0 : 1] {
      // II, IB and IE of the DE-9IM matrix of the point against the area.
      let letters = Array(pair)
      if letters[0] != "F" { return "interior" }
      return letters[1] != "F" ? "boundary" : "exterior"
    }
    guard let intersects = item.expected["intersects:A,B"] as? Bool else { return nil }
    guard intersects else { return "exterior" }
    let contained = item.expected[pointFirst ? "within:A,B" : "contains:A,B"] as? Bool
    return contained.map { $0 ? "interior" : "boundary" }
  }

  /// A point and an area of a case, on the globe by one factor.
  private func scaled(
    _ item: GeometryCase,
    _ point: String,
    _ area: String
  ) throws -> (Coordinate, Area)? {
    let table = String(decoding: item.scaledTable([point, area]), as: UTF8.self)
    let rows = table.split(separator: "\r\n").map(String.init)
    guard rows.count == 3 else { return nil }
    let numbers = rows[1].drop { $0 != "(" }.split { "(), \"".contains($0) }
    guard let x = numbers.first.flatMap({ Double($0) }), let y = Double(numbers[1]),
      let place = Coordinate(GeographicPosition(latitude: y, longitude: x)),
      let zone = try zones(Array((rows[0] + "\r\n" + rows[2] + "\r\n").utf8)).first
    else { return nil }
    return (place, zone.area)
  }

  @Test func `points of the Turf suite lie where they say`() throws {
    var counts: [String: Int] = [:]
    for item in try GeometryCase.all(of: "turf_point_area") {
      guard let expected = item.expected["class"] as? String,
        let point = item.members["point"] as? [Double], let text = try item.geoJSON(),
        let place = Coordinate(GeographicPosition(latitude: point[1], longitude: point[0]))
      else { continue }
      let ground = try #require(try zones(text).first).area
      counts[expected, default: 0] += 1
      switch expected {
      case "interior": #expect(ground.contains(place), "\(item.id)")
      case "exterior": #expect(!ground.contains(place), "\(item.id)")
      default: #expect(ground.contains(place) == isInsideWhenMoved(place, ground), "\(item.id)")
      }
    }
    #expect(counts.values.reduce(0, +) == 29, "\(counts)")
  }

  @Test func `a ring across the antimeridian holds what its cut form holds`() throws {
    var numbers = SeededNumbers(state: 4)
    var (compared, refused, differing): ([String], [String], Set<String>) = ([], [], [])
    for item in try GeometryCase.all(of: "antimeridian") {
      let text = try #require(try item.geoJSON())
      guard try Outcome(of: text) != .refused else {
        refused.append(item.members["desc"] as? String ?? "?")
        continue
      }
      guard let cut = item.expected["fixed_flat"] as? [String: Any] else { continue }
      let ours = try #require(try zones(text).first).area
      let theirs = try zones(Array(try JSONSerialization.data(withJSONObject: cut)))
      let ground = try #require(theirs.first).area
      for _ in 0..<20_000 {
        let place = try #require(
          Coordinate(
            latitudeE7: .random(in: -899_999_999...899_999_999, using: &numbers),
            longitudeE7: .random(in: -1_800_000_000...1_799_999_999, using: &numbers)
          )
        )
        // The cut form rounds where an edge crosses ±180°.
        guard ours.contains(place) != ground.contains(place) else { continue }
        guard abs(ours.signedDistance(to: place).value) > 1 else { continue }
        differing.insert(item.members["desc"] as? String ?? "?")
      }
      compared.append(item.members["desc"] as? String ?? "?")
    }
    // Its author takes the side to the left of the ring, which holds both poles; winding says nothing here.
    #expect(differing == ["both-poles.json"])
    #expect(compared.count == 8, "\(compared)")
    #expect(refused.count == 10, "\(refused)")
  }
}
