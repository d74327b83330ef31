// What: systems of the EPSG registry through PROJ. Oracles: the table of shared/data/crs, whose columns
// agree with a Krüger series of its own, and every place of a drawn edge converted alone.

import GeoCore
import Testing

@testable import GeoFormats

@Suite struct ConversionTests {
  @Test func `a system is named as people name it`() {
    let same = [
      "wgs84", "WGS84", "EPSG:4326", "epsg:4490", "urn:ogc:def:crs:OGC:1.3:CRS84", "CGCS2000",
    ]
    #expect(same.allSatisfy { CoordinateSystem(text: $0) == .wgs84 })
    #expect(CoordinateSystem(text: "gcj02") == .datum(.gcj02))
    #expect(CoordinateSystem(text: "urn:ogc:def:crs:EPSG::4547") == .epsg(4547))
    #expect(
      ["", "EPSG:", "EPSG:x", "EPSG:-1", "4547", "mars"].allSatisfy {
        CoordinateSystem(text: $0) == nil
      }
    )
  }

  @Test(.enabled(if: SharedData.isPresent))
  func `Gauss-Krüger zones convert to a millimetre, there and back`() throws {
    var records = CSVReader(try SharedData.bytes("crs/cgcs2000_gk3.csv"), quotesSpanLines: false)
    let header = try #require(records.next()?.fields)
    var count = 0
    while let record = records.next() {
      let value = { (name: String) throws -> Double in
        let column = try #require(header.firstIndex(of: name))
        return try #require(Double(record.fields[column]))
      }
      let place = GeographicPosition(
        latitude: try value("lat_epsg4490"),
        longitude: try value("lon_epsg4490")
      )
      for (code, easting) in [
        (try value("epsg_cm"), try value("easting_m")),
        (try value("epsg_zone"), try value("easting_zone_prefixed_m")),
      ] {
        let conversion = try Conversion(from: .epsg(Int(code)))
        #expect(conversion.isProjected && conversion.error == nil)
        let written = WrittenPosition(x: easting, y: try value("northing_m"))
        let there = try #require(conversion.fromWGS84(place))
        #expect(
          abs(there.x - written.x) < 1e-3 && abs(there.y - written.y) < 1e-3,
          "\(record.fields)"
        )
        let back = try #require(conversion.toWGS84(written))
        #expect(metres(back, place) < 1e-3, "\(record.fields)")
        count += 1
      }
    }
    #expect(count == 16)
  }

  /// The distance between two near positions, in metres.
  private func metres(_ a: GeographicPosition, _ b: GeographicPosition) -> Double {
    let (Δφ, Δλ) = (a.latitude - b.latitude, (a.longitude - b.longitude) * 0.9)
    return (Δφ * Δφ + Δλ * Δλ).squareRoot() * 111_320
  }

  @Test func `numbers that cannot be in a system have no place`() throws {
    let gk = try Conversion(from: .epsg(4546))
    #expect(gk.toWGS84(WrittenPosition(x: 639_725.52, y: 2_834_694.06)) != nil)
    for (x, y) in [
      (112.39, 25.61), (37_639_725.52, 2_834_694.06), (2_834_694.06, 639_725.52), (639_725.5, 9e6),
      (.nan, 0), (1e300, 1e300),
    ] {
      #expect(gk.toWGS84(WrittenPosition(x: x, y: y)) == nil, "\(x) \(y)")
    }
    let gcj = try Conversion(from: .datum(.gcj02))
    #expect(gcj.toWGS84(WrittenPosition(x: 112.39, y: 25.61)) != nil)
    #expect(gcj.toWGS84(WrittenPosition(x: 7.42, y: 43.73)) == nil)
  }

  @Test(arguments: [
    (999_999, "no coordinate system of the EPSG registry"),
    (4479, "neither longitude and latitude"),
    (5773, "neither longitude and latitude"), (2365, "no conversion from EPSG:2365 (Xian 1980"),
    (4214, "no conversion from EPSG:4214 (Beijing 1954)"),
  ])
  func `a system that cannot be converted is refused`(code: Int, expected: String) {
    let told = message { _ = try Conversion(from: .epsg(code)) }.english
    #expect(told.contains(expected), "\(told)")
  }

  @Test func `systems that need no guess are taken as they are`() throws {
    let mercator = try Conversion(from: .epsg(3857))
    let place = try #require(mercator.toWGS84(WrittenPosition(x: 12_511_400, y: 2_950_000)))
    #expect(abs(place.longitude - 112.3914) < 1e-3 && abs(place.latitude - 25.6) < 0.1)
  }
}

@Suite struct GaussKrugerZoneTests {
  /// Two zones 100 km long side by side, in EPSG:4547, whose common edge runs aslant.
  private static let file = """
    {"type":"FeatureCollection",
     "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},"features":[
    {"type":"Feature","properties":{"id":"N"},"geometry":{"type":"Polygon","coordinates":[[
     [430000,3460000],[530000,3470000],[530000,3490000],[430000,3480000],[430000,3460000]]]}},
    {"type":"Feature","properties":{"id":"S"},"geometry":{"type":"Polygon","coordinates":[[
     [430000,3440000],[430000,3460000],[530000,3470000],[530000,3440000],[430000,3440000]]]}}]}
    """

  private func zones(_ text: String = file, _ system: CoordinateSystem = .epsg(4547)) throws
    -> [Zone]
  {
    let defaults = ZoneDefaults(role: .permitted, assignee: .everyone)
    return try ZoneFile.readZones(
      Array(text.utf8),
      file: "gk.json",
      conversion: try Conversion(from: system),
      defaults: defaults
    )
  }

  @Test func `an edge of 100 km is nowhere off by more than half a metre`() throws {
    let conversion = try Conversion(from: .epsg(4547))
    let north = try zones()[0]
    let ends = [(430_000.0, 3_460_000.0), (530_000, 3_470_000)]
    var (worst, ofEnds) = (0.0, 0.0)
    let places = try ends.map {
      try #require(conversion.toWGS84(WrittenPosition(x: $0.0, y: $0.1)))
    }
    for step in 0...2_000 {
      let share = Double(step) / 2_000
      let written = WrittenPosition(
        x: ends[0].0 + (ends[1].0 - ends[0].0) * share,
        y: ends[0].1 + (ends[1].1 - ends[0].1) * share
      )
      let exact = try #require(conversion.toWGS84(written))
      let spot = try #require(Coordinate(exact))
      worst = max(worst, abs(north.area.signedDistance(to: spot).value))
      let chord = places[0].latitude + (places[1].latitude - places[0].latitude) * share
      ofEnds = max(ofEnds, abs(chord - exact.latitude) * 111_000)
    }
    #expect(worst < 0.5, "\(worst) m")
    // Moved by its ends alone the edge is a hundred metres off.
    #expect(ofEnds > 50, "\(ofEnds) m")
  }

  @Test func `an edge that two zones share stays one, whichever way it is written`() throws {
    let zones = try zones()
    let rings = zones.compactMap { zone -> Set<Coordinate>? in
      guard case .polygons(let polygons) = zone.area else { return nil }
      let ring = polygons[0].rings[0]
      return Set(ring.longitudes.indices.map { ring.coordinate(of: $0) })
    }
    let shared = rings[0].intersection(rings[1])
    #expect(shared.count > 10)
    var numbers = SeededNumbers(state: 9)
    let (west, east) = (1_142_700_000, 1_143_100_000)
    for place in shared where (west...east).contains(Int(place.longitudeE7)) {
      for _ in 0..<50 {
        let near = try #require(
          Coordinate(
            latitudeE7: place.latitudeE7 + Int32.random(in: -40...40, using: &numbers),
            longitudeE7: place.longitudeE7 + Int32.random(in: -40_000...40_000, using: &numbers)
          )
        )
        #expect(zones.count { $0.area.contains(near) } == 1, "\(near)")
      }
    }
  }

  @Test func `a file of another system than was stated is refused`() {
    let told = message { _ = try zones(Self.file, .wgs84) }.english
    #expect(
      told.contains("system is \"urn:ogc:def:crs:EPSG::4547\", and wgs84 was stated"),
      "\(told)"
    )
    let bare = { (x: Double, y: Double) in
      let ring = "[\(x),\(y)],[\(x + 10),\(y)],[\(x),\(y + 10)],[\(x),\(y)]"
      return #"{"type":"Polygon","coordinates":[[\#(ring)]],"id":"A"}"#
    }
    let cases: [(Double, Double, Int, String)] = [
      (112.4, 25.6, 4547, "are these degrees?"),
      (37_639_725, 2_834_694, 4546, "the easting begins with a zone's number"),
      (2_834_694, 37_639_725, 4525, "are easting and northing swapped?"),
      (3_320_000, 500_000, 4547, "are easting and northing swapped?"),
      (
        500_000, 3_320_000, 4526,
        "the easting has no zone's number; state the system by its central"
      ),
      (37_500_000, 3_320_000, 4526, "the easting begins with a zone's number"),
      (30.1, 114.1, 4547, "are these degrees? State wgs84."),
      (1_640_420, 10_892_388, 4547, "state the file's own system; x is the easting"),
      (114.1, 30.1, 4258, "these degrees lie outside of its area of use"),
    ]
    for (x, y, code, expected) in cases {
      let told = message { _ = try zones(bare(x, y), .epsg(code)) }.english
      #expect(told.contains("vertex 1: x") && told.contains(expected), "\(told)")
    }
    let abroad = message { _ = try zones(bare(7.42, 43.73), .datum(.gcj02)) }.english
    #expect(abroad.contains("outside China"), "\(abroad)")
  }
}
