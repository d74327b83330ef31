// What: the index over all counties of China. Oracle: every county asked by ray casting in 128-bit
// integers.

import GeoCore
import GeoFormats
import Testing

@Suite(.enabled(if: SharedData.isPresent)) struct CountyIndexTests {
  #if DEBUG
  private static let (pointCount, densities) = (1_000, [CellDensity.standard])
  #else
  private static let (pointCount, densities) = (100_000, [CellDensity.sparse, .standard, .dense])
  #endif

  private func counties() throws -> [Area] {
    let name = "cn_district_tianditu.geojson"
    let defaults = ZoneDefaults(role: .permitted, assignee: .everyone)
    return try ZoneFile.readZones(
      try SharedData.bytes("zones/" + name),
      file: name,
      conversion: try Conversion(from: .wgs84),
      defaults: defaults
    ).map(\.area)
  }

  /// Vertices, places on sides and a unit beside them, and places anywhere in the counties' boxes.
  private func points(_ areas: [Area], _ numbers: inout SeededNumbers) throws -> [Coordinate] {
    try (0..<Self.pointCount).map { number in
      let area = areas[Int.random(in: areas.indices, using: &numbers)]
      guard case .polygons(let polygons) = area, number % 4 != 0 else {
        let (xs, ys) = (area.box.longitudes, area.box.latitudes)
        return try place(.random(in: xs, using: &numbers), .random(in: ys, using: &numbers))
      }
      let ring = polygons[Int.random(in: polygons.indices, using: &numbers)].rings[0]
      let index = Int.random(in: ring.longitudes.indices, using: &numbers)
      let next = (index + 1) % ring.longitudes.count
      let (x, y) = (ring.longitudes[index], ring.latitudes[index])
      let share = number % 4 == 1 ? 0 : Int64.random(in: 0...64, using: &numbers)
      let beside: ClosedRange<Int64> = number % 4 == 3 ? -1...1 : 0...0
      return try place(
        x + (ring.longitudes[next] - x) * share / 64 + .random(in: beside, using: &numbers),
        y + (ring.latitudes[next] - y) * share / 64 + .random(in: beside, using: &numbers)
      )
    }
  }

  private func place(_ x: Int64, _ y: Int64) throws -> Coordinate {
    try #require(Coordinate(latitudeE7: Int32(y), longitudeE7: Int32(x)))
  }

  @Test func `every point is in the counties that hold it one by one`() throws {
    var numbers = SeededNumbers(state: 9)
    let areas = try counties()
    let boxes = areas.map(\.box)
    let points = try points(areas, &numbers)
    let expected = points.map { point in
      areas.indices.filter { index in
        boxes[index].latitudes.contains(Int64(point.latitudeE7))
          && boxes[index].longitudes.contains(Int64(point.longitudeE7))
          && isInsideWhenMoved(point, areas[index])
      }.map(Int32.init)
    }
    for density in Self.densities {
      let zones = areas.enumerated().map { (slot: Int32($0), area: $1) }
      let index = ZoneIndex(zones, density: density)
      var hits = ZoneHits()
      index.zones(containing: points.span, into: &hits)
      let wrong = points.indices.filter { Array(hits.slots(of: $0)) != expected[$0] }
      #expect(wrong.isEmpty, "\(density): \(wrong.count), the first at \(points[wrong.first ?? 0])")
    }
    // None lies over another here; between them are gaps, and around them the sea and other countries.
    let counts = [0, 1, 2].map { count in expected.count { $0.count == count } }
    #expect(counts[0] + counts[1] == points.count && counts[1] > counts[0], "\(counts)")
  }
}
