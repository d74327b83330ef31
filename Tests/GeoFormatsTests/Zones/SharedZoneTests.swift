// What: the zone files of shared/data/zones. Oracles: the feature and vertex counts of its README,
// and one survey's outline of a county against another's in another datum.

import Foundation
import GeoCore
import GeoFormats
import Testing

@Suite(.enabled(if: SharedData.isPresent)) struct SharedZoneTests {
  func read(
    _ name: String,
    _ system: CoordinateSystem = .wgs84,
    idProperty: String? = nil
  ) throws -> [Zone] {
    let defaults = ZoneDefaults(role: .permitted, assignee: .everyone, idProperty: idProperty)
    return try ZoneFile.readZones(
      try SharedData.bytes("zones/" + name),
      file: name,
      conversion: try Conversion(from: system),
      defaults: defaults
    )
  }

  @Test(arguments: [
    ("amap_province_wgs84.geojson", 2), ("cn_district_tianditu.geojson", 1846),
    ("osm_campo_grande_areas.geojson", 279), ("osm_monaco_areas.geojson", 1021),
    ("target_cities_tianditu.geojson", 2),
  ])
  func `a file in WGS-84 is read whole and reads back equal`(name: String, count: Int) throws {
    let zones = try read(name)
    #expect(zones.count == count)
    let again = try ZoneFile.readZones(
      Array(ZoneFile.geoJSON(of: zones).utf8),
      file: "again",
      conversion: try Conversion(from: .wgs84)
    )
    #expect(again == zones)
  }

  @Test(arguments: [
    ("datav_gcj02_citys_331100.json", 9), ("datav_gcj02_county_110101.json", 1),
    ("datav_gcj02_county_331121.json", 1), ("datav_gcj02_county_431024.json", 1),
  ])
  func `a file in GCJ-02 is read whole`(name: String, count: Int) throws {
    #expect(try read(name, .datum(.gcj02)).count == count)
  }

  @Test func `countries have no identifier until one is named`() throws {
    let name = "ne110m_countries.geojson"
    let told = message { _ = try read(name) }.english
    #expect(told.contains("line 5, feature 1: there is no identifier"), "\(told)")
    let zones = try read(name, idProperty: "adm0_a3")
    #expect(zones.count == 177)
    let again = try ZoneFile.readZones(
      Array(ZoneFile.geoJSON(of: zones).utf8),
      file: "again",
      conversion: try Conversion(from: .wgs84)
    )
    #expect(again == zones)
    // Antarctica down to the pole, and Chukotka beyond the antimeridian.
    let places: [(id: ZoneID, latitude: Int32, longitude: Int32)] = [
      ("ATA", -850_000_000, 900_000_000), ("RUS", 665_000_000, -1_720_000_000),
    ]
    for place in places {
      let zone = try #require(zones.first { $0.id == place.id })
      let coordinate = Coordinate(latitudeE7: place.latitude, longitudeE7: place.longitude)
      #expect(zone.area.contains(try #require(coordinate)), "\(place.id)")
    }
  }

  @Test func `a county in GCJ-02 lies where the national survey has it`() throws {
    let name = "datav_gcj02_county_431024.json"
    let county = try #require(try read(name, .datum(.gcj02)).first)
    let unconverted = try #require(try read(name, .wgs84).first)
    let survey = try #require(
      try read("cn_district_tianditu.geojson").first { $0.id == "431024" }
    )
    let ratio = county.area.squareMeters / survey.area.squareMeters
    #expect(abs(ratio - 1) < 0.02, "area ratio \(ratio)")
    let apart = try centroid(county).distance(to: try centroid(survey)).value
    #expect(apart < 200, "centroids \(apart) m apart")
    let moved = try centroid(county).distance(to: try centroid(unconverted)).value
    #expect(moved > 500, "moved by \(moved) m")
  }

  /// The area-weighted centroid in longitude and latitude.
  func centroid(_ zone: Zone) throws -> Coordinate {
    guard case .polygons(let polygons) = zone.area else { throw CancellationError() }
    var (sum, x, y) = (0.0, 0.0, 0.0)
    for ring in polygons.map(\.rings[0]) {
      let (ox, oy) = (ring.longitudes[0], ring.latitudes[0])
      for index in ring.longitudes.indices {
        let next = (index + 1) % ring.longitudes.count
        let (ax, ay) = (Double(ring.longitudes[index] - ox), Double(ring.latitudes[index] - oy))
        let (bx, by) = (Double(ring.longitudes[next] - ox), Double(ring.latitudes[next] - oy))
        let cross = ax * by - bx * ay
        sum += cross
        x += cross * ((ax + bx) / 3 + Double(ox))
        y += cross * ((ay + by) / 3 + Double(oy))
      }
    }
    return try #require(
      Coordinate(latitudeE7: Int32((y / sum).rounded()), longitudeE7: Int32((x / sum).rounded()))
    )
  }
}

/// Edges drawn in a Chinese datum, against every point of the drawn edge converted alone.
@Suite struct BentEdgeTests {
  @Test(arguments: [ChineseDatum.gcj02, .bd09])
  func `no edge departs by more than half a metre from what was drawn`(datum: ChineseDatum) throws {
    let corners = [(112.0, 25.0), (113.0, 25.3), (113.1, 26.2), (111.8, 26.0)]
    let closed = (corners + corners.prefix(1)).map { "[\($0.0),\($0.1)]" }
    let text = #"{"type":"Polygon","coordinates":[[\#(closed.joined(separator: ","))]]}"#
    let zone = try #require(
      try ZoneFile.readZones(
        Array(text.utf8),
        file: "z",
        conversion: try Conversion(from: .datum(datum)),
        defaults: ZoneDefaults(id: "Z", role: .permitted, assignee: .everyone)
      ).first
    )
    var worst = 0.0
    for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      for step in 0...2_000 {
        let share = Double(step) / 2_000
        let written = GeographicPosition(
          latitude: a.1 + (b.1 - a.1) * share,
          longitude: a.0 + (b.0 - a.0) * share
        )
        let place = try #require(Coordinate(datum.toWGS84(written)))
        worst = max(worst, abs(zone.area.signedDistance(to: place).value))
      }
    }
    #expect(worst < 0.5, "\(datum): \(worst) m, \(zone.area.vertexCount) vertices")
    #expect(zone.area.vertexCount < 2_000)
  }

  @Test func `neighbours keep their shared edge whichever way it is drawn`() throws {
    let defaults = ZoneDefaults(id: "Z", role: .permitted, assignee: .everyone)
    let rings = ["[112,25],[113,26],[112,26],[112,25]", "[113,26],[112,25],[113,25],[113,26]"]
    let vertices = try rings.map { ring in
      let text = #"{"type":"Polygon","coordinates":[[\#(ring)]]}"#
      let zone = try ZoneFile.readZones(
        Array(text.utf8),
        file: "z",
        conversion: try Conversion(from: .datum(.bd09)),
        defaults: defaults
      ).first
      guard case .polygons(let polygons) = zone?.area else { return Set<[Int64]>() }
      let ring = polygons[0].rings[0]
      return Set(zip(ring.longitudes, ring.latitudes).map { [$0, $1] })
    }
    #expect(vertices[0].intersection(vertices[1]).count > 10)
  }
}
