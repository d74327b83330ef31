// What: systems of other countries through PROJ. Oracles: swisstopo's published approximation for LV95,
// places that do not move with the years, and every place of a drawn edge converted alone.

import GeoCore
import Testing

@testable import GeoFormats

@Suite struct WorldSystemTests {
  @Test func `a datum that lies hundreds of metres off converts, though there and back differ`()
    throws
  {
    // The grid's origin in Bern, by "Approximate formulas for the transformation between Swiss projection
    // coordinates and WGS84" (swisstopo, 2016): true to a metre.
    let swiss = try Conversion(from: .epsg(2056))
    let bern = try #require(swiss.toWGS84(WrittenPosition(x: 2_600_000, y: 1_200_000)))
    #expect(abs(bern.latitude - 46.951_081_1) < 1e-5 && abs(bern.longitude - 7.438_637_2) < 1e-5)
    for (code, x, y) in [(4149, 7.5, 46.9), (4301, 139.7, 35.7), (3140, 530_141.8, 821_503.8)] {
      #expect(
        try Conversion(from: .epsg(code)).toWGS84(WrittenPosition(x: x, y: y)) != nil,
        "\(code)"
      )
    }
  }

  @Test func `a place in a system that moves with its continent stays within metres`() throws {
    let australia = try Conversion(from: .epsg(9309))
    let place = try #require(australia.toWGS84(WrittenPosition(x: 133.375, y: -34.51)))
    #expect(abs(place.longitude - 133.375) < 3e-5 && abs(place.latitude + 34.51) < 3e-5)
    // What is published for NAD83(CSRS)v6 is a grid of velocities: no point of it may be called wrong.
    let told = message { _ = try Conversion(from: .epsg(22652)) }.english
    #expect(told.isEmpty || told.contains("no conversion from EPSG:22652"), "\(told)")
  }

  @Test func `a system with a height is refused, and one whose grid is missing names it`() {
    let high = message { _ = try Conversion(from: .epsg(4979)) }
    #expect(high.english.contains("no system of two axes") && high.chinese.contains("不含高程"))
    // Where the grid is installed the system converts.
    let told = message { _ = try Conversion(from: .epsg(27700)) }
    let isNamed =
      told.english.contains("takes the grid uk_os_OSTN15") && told.chinese.contains("格网")
    #expect(told.english.isEmpty || isNamed, "\(told.english)")
  }

  func area(_ ring: [(Double, Double)], _ code: Int) throws -> Area {
    let positions = (ring + [ring[0]]).map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
    let zones = try ZoneFile.readZones(
      Array(#"{"type":"Polygon","id":"Z","coordinates":[[\#(positions)]]}"#.utf8),
      file: "z",
      conversion: try Conversion(from: .epsg(code)),
      defaults: ZoneDefaults(id: "Z", role: .permitted, assignee: .everyone)
    )
    return try #require(zones.first).area
  }

  @Test func `an edge across the antimeridian, and one beside a pole, lie where they were drawn`()
    throws
  {
    // Polar stereographic south (the antimeridian runs down the y axis), and Fiji's map grid.
    let rings: [(Int, [(Double, Double)])] = [
      (3031, [(-900_000, -1_500_000), (900_000, -1_400_000), (0, -2_500_000)]),
      (3031, [(-800_000, 40_000), (900_000, 50_000), (0, 900_000)]),
      (3460, [(1_800_000, 3_900_000), (2_200_000, 3_950_000), (2_100_000, 4_200_000)]),
    ]
    for (code, ring) in rings {
      let (area, conversion) = (try area(ring, code), try Conversion(from: .epsg(code)))
      var worst = 0.0
      for (index, start) in ring.enumerated() {
        let end = ring[(index + 1) % ring.count]
        for step in 0...400 {
          let share = Double(step) / 400
          let written = WrittenPosition(
            x: start.0 + (end.0 - start.0) * share,
            y: start.1 + (end.1 - start.1) * share
          )
          let exact = try #require(conversion.toWGS84(written))
          let place = try #require(Coordinate(exact))
          worst = max(worst, abs(area.signedDistance(to: place).value))
        }
      }
      #expect(worst < 0.5, "\(code): \(worst) m")
    }
  }

  @Test func `an edge through a pole ends its halving`() {
    // The longitude jumps at the pole, however short the edge.
    let told = message { _ = try area([(0, 0), (1, 0), (1, 1)], 3031) }
    #expect(told.english.isEmpty, "\(told.english)")
    let through = message { _ = try area([(-1_000, -1_000), (1_000, 1_000), (0, 3_000)], 3413) }
    #expect(through.english.isEmpty || through.english.contains("180°"), "\(through.english)")
  }
}
