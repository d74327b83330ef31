// What: zones written as GeoJSON and as CSV read back equal. Oracle: the zones themselves; rings come from a
// printed seed, with shapes across the antimeridian and to the pole.

import GeoCore
import GeoFormats
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed everywhere.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

@Suite struct ZoneRoundTripTests {
  func reread(_ text: String) throws -> [Zone] {
    try ZoneFile.readZones(
      Array(text.utf8),
      file: "out",
      conversion: try Conversion(from: .wgs84)
    )
  }

  @Test func `every kind of zone reads back equal`() throws {
    let center = try #require(Coordinate(latitudeE7: 256_130_001, longitudeE7: -1_799_999_999))
    let circle = try #require(Circle(center: center, radius: Meters(123.456)))
    let vertices = [(0, 0), (10, 0), (10, 10), (0, 10)].map {
      WrittenVertex(longitudeE7: $0.0, latitudeE7: $0.1)
    }
    let polygon = Polygon(shell: try Ring(vertices))
    let schedule = WeeklySchedule(
      spans: [
        WeeklySchedule.Span(days: 0b101, startMinute: 5, endMinute: 1_440),
        WeeklySchedule.Span(days: 127, startMinute: 1_320, endMinute: 360),
      ],
      timeZone: "America/New_York"
    )
    let assignees: [Zone.Assignee] = [.everyone, .leaves, .subject("S:1"), .jurisdiction("431024")]
    let zones = assignees.enumerated().map { index, assignee in
      Zone(
        id: ZoneID("z\(index)"),
        name: "名 \"\(index)\"\\\n\u{1}",
        role: index == 0 ? .prohibited : .permitted,
        effect: index == 1 ? .confines : .extends,
        assignee: assignee,
        schedule: index == 2 ? schedule : nil,
        area: index == 3 ? .circle(circle) : .polygons(Array(repeating: polygon, count: index + 1))
      )
    }
    #expect(try reread(ZoneFile.geoJSON(of: zones)) == zones)
    // A table has no line breaks and control letters in names.
    let plain = zones.map { zone in
      var zone = zone
      zone.name = "名 \"x\", \(zone.id)"
      return zone
    }
    #expect(try reread(ZoneFile.csv(of: plain)) == plain)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `rings around anywhere on the globe read back equal`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let edges: [Int32] = [-1_800_000_000, 1_800_000_000, 0, -1_799_999_999, 1_799_999_999]
    var count = 0
    for index in 0..<4_000 {
      let vertices = (0..<Int.random(in: 3...9, using: &numbers)).map { _ in
        WrittenVertex(
          longitudeE7: Bool.random(using: &numbers)
            ? .random(in: -1_800_000_000...1_800_000_000, using: &numbers)
            : edges[Int.random(in: 0..<5, using: &numbers)],
          latitudeE7: .random(in: -900_000_000...900_000_000, using: &numbers)
        )
      }
      guard let ring = try? Ring(vertices + vertices.prefix(1)) else { continue }
      let polygon = Polygon(shell: ring)
      let crossings = polygon.irregularities(limit: 100).map(\.place)
      guard polygon.readings(crossings: crossings).agree else { continue }
      count += 1
      let zone = Zone(
        id: ZoneID("r\(index)"),
        name: "r",
        role: .permitted,
        assignee: .everyone,
        area: .polygons([polygon])
      )
      for text in [ZoneFile.geoJSON(of: [zone]), ZoneFile.csv(of: [zone])] {
        #expect(try reread(text) == [zone], "seed \(seed), ring \(index): \(vertices)")
      }
    }
    #expect(count > 500)
  }
}
