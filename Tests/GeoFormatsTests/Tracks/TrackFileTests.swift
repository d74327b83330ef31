// What: GPX and CSV tracks. Oracle: small files written here by hand.

import GeoCore
import GeoFormats
import Testing

@Suite struct TrackFileTests {
  func gpx(_ points: String, _ system: CoordinateSystem = .wgs84) throws -> Track {
    let text =
      "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\"><trk><name>run</name><trkseg>\n"
      + points + "</trkseg></trk></gpx>"
    return try read(text, device: 7, in: system)
  }

  func csv(_ text: String, device: UInt64? = nil) throws -> Track { try read(text, device: device) }

  @Test func `a point keeps all that it says, its decimals exactly`() throws {
    let track = try gpx(
      "<trkpt lat=\"25.61300005\" lon=\"-179.99999999\"><time>2026-03-02T18:30:00.5+08:00</time>"
        + "<hdop>1.25</hdop><sat>9</sat><fix>3d</fix><course>360.0</course><extensions>"
        + "<gpxtpx:TrackPointExtension><gpxtpx:speed>1.5</gpxtpx:speed></gpxtpx:TrackPointExtension>"
        + "</extensions></trkpt>"
    )
    let fix = try #require(track.fixes.first)
    #expect(track.name == "run" && fix.device == DeviceNumber(7))
    #expect(fix.latitudeE7 == 256_130_001 && fix.longitudeE7 == -1_800_000_000)
    #expect(fix.time.milliseconds == 1_772_447_400_500)
    #expect(fix.hdopHundredths == 125 && fix.satellites == 9 && fix.source == .gnss)
    #expect(fix.speedCentimeters == 150 && fix.headingHundredths == 0)
    #expect(fix.accuracy == nil && fix.batteryPercent == Fix.unsaid8)
  }

  @Test func `points without a time or off the globe are skipped and named`() throws {
    let time = "<time>2026-03-02T10:00:00Z</time>"
    let track = try gpx(
      "<trkpt lat=\"1\" lon=\"2\"/>\n<trkpt lat=\"112\" lon=\"25\">\(time)</trkpt>\n"
        + "<trkpt lat=\"x\" lon=\"2\">\(time)</trkpt>\n<trkpt lon=\"2\">\(time)</trkpt>\n"
        + "<trkpt lat=\"1\" lon=\"2\"><time>noon</time></trkpt>\n<trkpt lat=\"1\" lon=\"2\">\(time)</trkpt>"
    )
    #expect(track.fixes.count == 1 && track.skippedCount == 5)
    #expect(track.skipped.map(\.line) == [3, 4, 5, 6, 7])
    #expect(track.skipped[1].reason.english.contains("are they swapped?"))
    #expect(track.skipped[4].reason.chinese.contains("“noon”"))
  }

  @Test func `a track in GCJ-02 is brought to WGS-84`() throws {
    let wgs84 = GeographicPosition(latitude: 25.613, longitude: 112.391)
    let gcj02 = ChineseDatum.gcj02.fromWGS84(wgs84)
    let track = try gpx(
      "<trkpt lat=\"\(gcj02.latitude)\" lon=\"\(gcj02.longitude)\">"
        + "<time>2026-03-02T10:00:00Z</time></trkpt>",
      .datum(.gcj02)
    )
    #expect(track.fixes.first?.coordinate == Coordinate(wgs84))
  }

  @Test func `columns may stand in any order`() throws {
    let track = try csv(
      "\u{FEFF}flags,Longitude,lat,device,time,accuracy,hdop,satellites,speed,heading,battery,source,note\r\n"
        + "sos|charging,112.391,25.613,42,1772447400250,8.5,1.2,7,1.25,359.99,80,gnss,\"a,b\"\r\n"
        + ",,,43,2026-03-02T18:30:00+08:00,,,,,,5,,\r\n"
    )
    #expect(track.fixes.count == 2 && track.skippedCount == 0)
    let fix = try #require(track.fixes.first)
    #expect(fix.device == DeviceNumber(42) && fix.time.milliseconds == 1_772_447_400_250)
    #expect(fix.latitudeE7 == 256_130_000 && fix.longitudeE7 == 1_123_910_000)
    #expect(fix.flags == [.hasPosition, .sos, .charging] && fix.source == .gnss)
    #expect(fix.accuracyDecimeters == 85 && fix.hdopHundredths == 120 && fix.satellites == 7)
    #expect(fix.speedCentimeters == 125 && fix.headingHundredths == 35_999)
    #expect(fix.batteryPercent == 80)
    let heartbeat = track.fixes[1]
    #expect(heartbeat.coordinate == nil && heartbeat.batteryPercent == 5)
    #expect(heartbeat.device == DeviceNumber(43))
  }

  @Test func `a broken line costs that line`() throws {
    let good = "1772447400000,25,112\n"
    let track = try csv(
      "time,latitude,longitude\n" + good + "noon,25,112\n1772447400000,\"25,112\n" + good
        + "1772447400000,112,25\n1772447400000,25\n,25,112\n1772447400000,25,\n\n" + good,
      device: 1
    )
    #expect(track.fixes.count == 3)
    #expect(track.skipped.map(\.line) == [3, 4, 6, 7, 8, 9] && track.skippedCount == 6)
    #expect(track.skipped[1].reason.english == "A quote is never closed.")
    #expect(track.skipped[3].reason.english == "The line has 2 fields, and 3 are needed.")
  }
}
