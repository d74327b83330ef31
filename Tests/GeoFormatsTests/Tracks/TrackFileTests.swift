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

/// Tables as loggers and other programs write them.
@Suite struct LoggerTableTests {
  @Test func `date and time, hemispheres, units and notes are understood`() throws {
    let track = try read(
      "INDEX,DATE,TIME,VALID,LATITUDE,N/S,LONGITUDE,E/W,HEIGHT,SPEED,HDOP,NSAT (USED/VIEW),\n"
        + "1,2008/05/04,12:52:47.250,SPS,41.805592,N,12.679832,E,374.812 m,0.865 km/h,0.85,11(12),\n"
        + "2,2008/05/04,12:52:48,NO FIX,41.8,S,12.6,W,1 m,2.5 kn,5.5,0(3)\n"
        + "3,2008/05/04,12:52:49,SPS,-41.8,S,12.6,W,1 m,2.5 knots,5.5,0(3)\n"
        + "4,2008/05/04,12:52:50,SPS,41.8,,12.6,W,1 m,x,5.5,0(3)\n",
      device: 9,
      clock: utc
    )
    #expect(track.skipped.map(\.line) == [4, 5] && track.fixes.count == 2)
    let (first, second) = (track.fixes[0], track.fixes[1])
    #expect(first.time == parseInstant("2008-05-04T12:52:47.250Z") && first.source == .gnss)
    // 0.865 km/h are 24.03 cm/s, 2.5 knots 128.6 cm/s.
    #expect(first.speedCentimeters == 24 && first.satellites == 11 && first.hdopHundredths == 85)
    #expect(second.latitudeE7 == -418_000_000 && second.longitudeE7 == -126_000_000)
    #expect(second.speedCentimeters == 129 && second.source == .unknown)
    #expect(second.flags == [.hasPosition, .noFix])
  }

  @Test(arguments: [
    ("speed", "10", 1_000), ("Speed (km/h)", "36", 1_000), ("速度（公里/小时）", "36", 1_000),
    ("speed (kn)", "10 m/s", 1_000), ("speed (mph)", "10", 447), ("speed (furlongs)", "10", 65_535),
    ("speed", "10 furlongs", 65_535), ("speed", "1e1", 1_000), ("speed", "-1", 65_535),
  ])
  func `a speed is read in the unit that is written`(name: String, value: String, speed: Int) throws
  {
    let text = "time,lat,lon,\"\(name)\"\n2026-03-02T10:00:00Z,25,112,\(value)\n"
    let track = try read(text, device: 1)
    #expect(track.fixes.first?.speedCentimeters == UInt16(speed))
    #expect(track.remarks.isEmpty == !name.contains("furlongs"))
  }

  @Test(arguments: [
    ("6553.4", 65_534), ("6553.5", 65_534), ("20 km", 65_534), ("1e9", 65_534), ("1e30", 65_534),
    ("9999999999999999999 m", 65_534), ("-1", 65_535),
    ("", 65_535), ("10 ft", 30), ("0", 0),
  ])
  func `an accuracy that is too large stays bad and is not unsaid`(value: String, said: Int) throws
  {
    let text = "\ntime,lat,lon,accuracy,hdop\n2026-03-02T10:00:00Z,25,112,\(value),999\n"
    let fix = try read(text, device: 1).fixes.first
    #expect(fix?.accuracyDecimeters == UInt16(said) && fix?.hdopHundredths == 65_534)
  }

  @Test func `id is the device where no column device is there and none is stated`() throws {
    let taxi = "id,time,long,lat\n1131,2008-02-02 16:00:00,116.37961,39.93182\n"
    let track = try read(taxi, clock: .china)
    #expect(track.fixes.first?.device == DeviceNumber(1131))
    #expect(track.fixes.first?.time == parseInstant("2008-02-02T08:00:00Z"))
    #expect(try read(taxi, device: 5, clock: .china).fixes.first?.device == DeviceNumber(5))
    let both = "编号,设备,时间,经度,纬度\n1,42,2008-02-02T16:00:00+08:00,116,39\n"
    #expect(try read(both, device: 5).fixes.first?.device == DeviceNumber(42))
  }

  @Test func `one time without an offset among others costs its line`() throws {
    let track = try read(
      "time,lat,lon\nnoon,1,2\n2026-03-02T10:00:00Z,1,2\n2026-03-02 10:00:00,1,2\n1772447400000,1,2\n",
      device: 1
    )
    #expect(track.fixes.count == 2 && track.skipped.map(\.line) == [2, 4])
    #expect(track.skipped[1].reason.english.contains("has no offset, as the file's first one has"))
  }

  @Test func `a header that is not UTF-8 is told as such`() {
    // 时间,纬度,经度 in GB 18030.
    let bytes: [UInt8] = [0xCA, 0xB1, 0xBC, 0xE4, 0x2C, 0xCE, 0xB3, 0xB6, 0xC8, 0x2C, 0xBE, 0xAD]
    let told = message { _ = try read(bytes, file: "t.csv", device: 1) }
    #expect(told.english.contains("not UTF-8; save the file as CSV UTF-8"))
  }
}
