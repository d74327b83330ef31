// What: GPX and CSV tracks. Oracles: the numbers of fixes and first times in the README of
// shared/data/tracks, and small files written here by hand.

import GeoCore
import GeoFormats
import Testing

@Suite struct TrackFileTests {
  func gpx(_ points: String, _ system: CoordinateSystem = .wgs84) throws -> Track {
    let text =
      "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\"><trk><name>run</name><trkseg>\n"
      + points + "</trkseg></trk></gpx>"
    return try TrackFile.readTrack(
      gpx: Array(text.utf8),
      file: "t.gpx",
      device: DeviceNumber(7),
      conversion: try Conversion(from: system)
    )
  }

  func csv(_ text: String, device: DeviceNumber? = nil) throws -> Track {
    try TrackFile.readTrack(
      csv: Array(text.utf8),
      file: "t.csv",
      device: device,
      conversion: try Conversion(from: .wgs84)
    )
  }

  @Test(
    .enabled(if: SharedData.isPresent),
    arguments: [
      ("gpsacc_routeA_MotoG3.gpx", 2363, 0, "2019-11-29T11:53:48Z"),
      ("gpsacc_routeA_TRUTH.gpx", 0, 833, ""),
      ("gpsacc_routeA_openlog.gpx", 641, 0, "2019-11-29T11:53:55Z"),
      ("gpsbabel_garmin-forerunner-10-output.gpx", 514, 0, "2013-06-13T03:56:35Z"),
      ("gpsbabel_skytraq-realdata.gpx", 271, 0, "2009-09-10T05:19:37Z"),
      ("gpxpy_around-visnjan-with-car.gpx", 104, 0, "2020-12-18T06:15:50Z"),
      ("gpxpy_cerknicko-jezero.gpx", 296, 0, "2010-08-05T14:23:59Z"),
      ("gpxpy_track-with-extremes.gpx", 0, 25, ""),
    ]
  )
  func `a real track gives every fix it holds`(
    name: String,
    fixes: Int,
    skipped: Int,
    start: String
  ) throws {
    let track = try TrackFile.readTrack(
      gpx: try SharedData.bytes("tracks/" + name),
      file: name,
      device: DeviceNumber(1),
      conversion: try Conversion(from: .wgs84)
    )
    #expect(track.fixes.count == fixes && track.skippedCount == skipped)
    #expect(track.fixes.first?.time == parseInstant(start))
    #expect(track.skipped.allSatisfy { $0.reason.english.contains("no time") && $0.line > 1 })
  }

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

  @Test func `what is no GPX is refused`() {
    func refusal(_ text: String) -> String {
      message {
        _ = try TrackFile.readTrack(
          gpx: Array(text.utf8),
          file: "t.gpx",
          device: DeviceNumber(1),
          conversion: try Conversion(from: .wgs84)
        )
      }.english
    }
    #expect(refusal("<kml/>").contains("the outermost element is kml, not gpx"))
    #expect(refusal("<gpx>\n<trk>").hasPrefix("t.gpx, line 2"))
    #expect(refusal("PK\u{3}\u{4}").contains("not XML"))
    #expect(refusal("").contains("not XML"))
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
      device: DeviceNumber(1)
    )
    #expect(track.fixes.count == 3)
    #expect(track.skipped.map(\.line) == [3, 4, 6, 7, 8, 9] && track.skippedCount == 6)
    #expect(track.skipped[1].reason.english == "A quote is never closed.")
    #expect(track.skipped[3].reason.english == "The line has 2 fields, the header 3.")
  }

  @Test func `a header that cannot be used is refused`() {
    func refusal(_ text: String) -> String { message { _ = try csv(text) }.english }
    #expect(refusal("").contains("no column time, latitude, longitude"))
    #expect(refusal("time,lat\n").contains("no column longitude"))
    #expect(refusal("time,lat,lon,latitude,device\n").contains("latitude stands twice"))
    #expect(refusal("time,lat,lon\n").contains("name the device on the command line"))
  }
}
