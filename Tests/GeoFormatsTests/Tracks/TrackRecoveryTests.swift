// What: a broken line, point or entry costs that line, point or entry, and is named with its line.
// Oracle: small files written by hand, with one wound each.

import GeoCore
import GeoFormats
import Testing

@Suite struct TrackRecoveryTests {
  /// Three points on lines 2 to 4, the second of them with `wound` in the place of its end tag.
  private func gpx(_ second: String) throws -> Track {
    let point = { (minute: Int) in
      "<trkpt lat=\"25.\(minute)\" lon=\"112\"><time>2026-03-02T10:0\(minute):00Z</time></trkpt>\n"
    }
    let text =
      "<gpx version=\"1.1\"><trk><trkseg>\n" + point(1) + second + "\n" + point(3)
      + "</trkseg></trk></gpx>"
    return try read(text, device: 1)
  }

  @Test(
    arguments: [
      "<trkpt lat=\"25.2\" lon=\"112><time>2026-03-02T10:02:00Z</time></trkpt>",
      "<trkpt lat=\"25.2\" lon=112\"><time>2026-03-02T10:02:00Z</time></trkpt>",
      "<trkpt lat=\"25.2\" lon=\"112\"><time>2026-03-02T10:02:00Z</tme></trkpt>",
      "<trkpt lat=\"25.2\" lon=\"112\"><time>2026-03-02T10:02:00Z</time>",
      "<trkpt lat=\"25.2\" lon=\"112\"><time>2026-03-02T10:02:00Z",
      "<trkpt lat=\"25.2\" lon=\"112\"><name>A & B</name></trkpt>",
      "<trkpt lat=\"25.2\" lon=\"112\"><!-- never closed</trkpt>",
      "<trkpt lat=\"25.2\" lon=\"112\"><![CDATA[ never closed</trkpt>",
      "<trkpt lat=\"25.2\" lon",
      "<trkpt",
    ]
  )
  func `broken XML costs the point at which it breaks`(wound: String) throws {
    let track = try gpx(wound)
    #expect(track.fixes.map(\.latitudeE7) == [251_000_000, 253_000_000])
    #expect(track.skippedCount == 1 && track.skipped.first?.line == 3, "\(track.skipped)")
    #expect(track.skipped.first?.reason.english.hasPrefix("The XML breaks on line ") ?? false)
  }

  @Test func `a byte of zero costs its line and not the file`() throws {
    let rows = ["2026-03-02T10:00:00Z", "2026-03-02T10:\u{0}1:00Z", "2026-03-02T10:02:00Z"]
    let text = "time,lat,lon\n" + rows.map { $0 + ",25,112\n" }.joined()
    let track = try read(text, device: 1)
    #expect(track.fixes.count == 2 && track.skipped.map(\.line) == [3])
  }

  @Test func `prefixes and segments are no matter to what follows a break`() throws {
    let text =
      "<g:gpx xmlns:g=\"x\"><g:trk><g:trkseg><g:trkpt lat=\"1\" lon=\"1\"><g:time>"
      + "2026-03-02T10:01:00Z</g:time></g:trkpt><g:trkpt lat=></g:trkseg><g:trkseg>"
      + "<g:trkpt lat=\"2\" lon=\"1\"><g:time>2026-03-02T10:02:00Z</g:time></g:trkpt>"
      + "</g:trkseg></g:trk></g:gpx>"
    let track = try read(text, device: 1)
    #expect(track.fixes.map(\.latitudeE7) == [10_000_000, 20_000_000] && track.skippedCount == 1)
  }

  @Test func `two points that became one give neither's place at the other's time`() throws {
    let track = try gpx(
      "<trkpt lat=\"25.2\" lon=\"112\"><time>2026-03-02T10:02:00Z</time>rkpt lat=\"25.4\" lon=\"112\">"
        + "<time>2026-03-02T10:02:30Z</time></trkpt>"
    )
    #expect(track.fixes.map(\.latitudeE7) == [251_000_000, 253_000_000])
    #expect(track.skipped.map(\.line) == [3])
    #expect(track.skipped.first?.reason.english.contains("The point has two times") ?? false)
  }

  @Test func `a bracket between entries of e-mission does not end them`() throws {
    let entry = { (latitude: Int) in
      "{\"metadata\":{\"key\":\"background/location\"},\"data\":{\"latitude\":\(latitude),"
        + "\"longitude\":112,\"ts\":1440168891.095}}\n"
    }
    let text = "[" + entry(25) + "]" + entry(26) + "," + entry(27) + "]\n"
    let track = try read(text, device: 1)
    #expect(track.fixes.map(\.latitudeE7) == [250_000_000, 260_000_000, 270_000_000])
    #expect(track.skippedCount == 1 && track.skipped.first?.line == 2)
  }

  @Test func `ten thousand wounds are walked over in one go`() throws {
    let wound = "<trkpt lat=\"1\" lon=\"2\"><!-- \n"
    let track = try read("<gpx>" + String(repeating: wound, count: 10_000), device: 1)
    #expect(track.fixes.isEmpty && track.skippedCount == 10_000 && track.skipped.count == 1_000)
  }

  @Test func `a broken entry of e-mission costs that entry`() throws {
    let entry = { (latitude: Int) in
      "{\"metadata\":{\"key\":\"background/location\"},\n\"data\":{\"latitude\":\(latitude),"
        + "\"longitude\":112,\"ts\":1440168891.095,\"loc\":{\"type\":\"Point\"}}}"
    }
    let broken = entry(2).replacing("\"ts\":", with: "\"ts\" ")
    let track = try read(
      "[\(entry(1)),\n\(broken),\n\(entry(3)),\n\(entry(4).dropLast(30))",
      device: 1
    )
    #expect(track.format == .emission)
    #expect(track.fixes.map(\.latitudeE7) == [10_000_000, 30_000_000])
    #expect(track.skipped.map(\.line) == [3, 7] && track.skippedCount == 2)
    #expect(track.skipped[0].reason.english == "The JSON breaks on line 4 (':' was expected).")
    #expect(track.fixes[0].time.milliseconds == 1_440_168_891_095)
  }

  @Test func `entries of e-mission that are no location are passed over`() throws {
    let text = """
      [{"metadata":{"key":"background/filtered_location"},"data":{"latitude":1,"longitude":2,"ts":1}},
      {"metadata":{"key":"background/location"},"data":{"latitude":null,"longitude":2,"ts":1}},
      {"metadata":{"key":"background/location","write_ts":1440168891.5},"data":{"mLatitude":1,"mLongitude":-2,
      "mAccuracy":12.34,"mSpeed":1.5,"mBearing":90}},
      {"metadata":{"key":"background/location"},"data":{"latitude":1e-7,"longitude":2}}]
      """
    let track = try read(text, device: 1)
    #expect(track.skipped.map(\.line) == [2, 5])
    let fix = try #require(track.fixes.first)
    #expect(track.fixes.count == 1 && fix.time.milliseconds == 1_440_168_891_500)
    #expect(fix.latitudeE7 == 10_000_000 && fix.longitudeE7 == -20_000_000)
    #expect(fix.accuracyDecimeters == 123 && fix.speedCentimeters == 150)
    #expect(fix.headingHundredths == 9_000)
  }

  @Test func `a bad position of GeoJSON costs that position`() throws {
    let text = """
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"device":42,
      "coordTimes":["2026-03-02T10:00:00Z","2026-03-02T10:01:00Z","2026-03-02T10:02:00Z",null]},
      "geometry":{"type":"LineString","coordinates":[
      [112.0000001,-25.5],
      [25.5,112],
      [112,"x"],
      [112,25]]}},
      {"type":"Feature","properties":{"times":[1,2]},"geometry":{"type":"LineString","coordinates":[[1,2]]}},
      {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}},
      {"type":"Feature","properties":{"timestamp":1772447400500,"accuracy":8.5,"flags":"sos|mock",
      "device":"18446744073709551615"},"geometry":{"type":"Point","coordinates":[112,25]}},
      {"type":"Feature","properties":{"device":"x","time":1},"geometry":{"type":"Point","coordinates":[1,2]}},
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[1,2]]]}}]}
      """
    let track = try read(text, device: 7)
    #expect(track.skipped.map(\.line) == [5, 6, 7, 8, 9, 12, 13], "\(track.skipped)")
    #expect(track.fixes.count == 2)
    #expect(track.fixes[0].longitudeE7 == 1_120_000_001 && track.fixes[0].device.value == 42)
    #expect(track.fixes[1].accuracyDecimeters == 85 && track.fixes[1].device.value == .max)
    #expect(track.fixes[1].flags == [.hasPosition, .sos, .mock])
    #expect(track.fixes[1].time.milliseconds == 1_772_447_400_500)
  }

  @Test func `the parts of a line have their own times`() throws {
    let text = """
      {"type":"Feature","properties":{"coordinateProperties":{"times":[["2026-03-02 10:00:00",
      "2026-03-02 10:01:00"],["2026-03-02 10:02:00","2026-03-02 10:03:00"]]}},"geometry":{"type":
      "MultiLineString","coordinates":[[[1,1],[2,2]],[[3,3],[4,4]]]}}
      """
    let track = try read(text, device: 7, clock: .china)
    #expect(track.fixes.map(\.latitudeE7) == [1, 2, 3, 4].map { $0 * 10_000_000 })
    #expect(track.fixes.last?.time == parseInstant("2026-03-02T10:03:00+08:00"))
    #expect(message { _ = try read(text, device: 7) }.english.contains("--clock"))
  }

  @Test func `GeoJSON that names another system is refused`() {
    let text =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
      + "\"EPSG:4547\"}},\"features\":[]}"
    #expect(message { _ = try read(text, device: 1) }.english.contains("in EPSG:4547, but wgs84"))
  }

  @Test func `a broken line of PLT costs that line`() throws {
    let header = "Geolife trajectory\r\nWGS 84\r\nAltitude is in Feet\r\nReserved 3\r\n0,2\r\n0\r\n"
    let line = "39.984702,116.318417,0,492,39744.1201851852,2008-10-23,02:53:04\r\n"
    let track = try read(
      header + line + "39.9,116.3,0,492\r\n,,0,492,1,2008-10-23,02:53:04\r\n" + line
        + "39.9,116.3,0,492,1,2008-10-32,02:53:04\r\n139.9,116.3,0,492,1,2008-10-23,02:53:04\r\n",
      device: 1
    )
    #expect(track.fixes.count == 2 && track.skipped.map(\.line) == [8, 9, 11, 12])
    #expect(track.fixes[0].latitudeE7 == 399_847_020 && track.fixes[0].longitudeE7 == 1_163_184_170)
  }
}
