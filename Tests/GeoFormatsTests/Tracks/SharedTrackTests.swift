// What: every track that lies beside the repository, as people made it. Oracle: the numbers of fixes,
// first times and boxes in the README of those tracks, which another program counted.

import GeoCore
import GeoFormats
import Testing

@Suite(.enabled(if: SharedData.isPresent)) struct SharedTrackTests {
  /// A file and what its README says of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var format: TrackFormat
    var fixes: Int
    var skipped = 0
    var start = ""
    /// West, south, east, north; degrees.
    var box: [Double] = []
    var date: String?
    var clock: TimeZoneTable?

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "gpsacc_routeA_MotoG3.gpx",
      format: .gpx,
      fixes: 2363,
      start: "2019-11-29T11:53:48Z",
      box: [-1.3388, 51.0577, -1.2105, 51.2297]
    ),
    Case(name: "gpsacc_routeA_TRUTH.gpx", format: .gpx, fixes: 0, skipped: 833),
    Case(
      name: "gpsacc_routeA_openlog.gpx",
      format: .gpx,
      fixes: 641,
      start: "2019-11-29T11:53:55Z",
      box: [-1.3387, 51.0578, -1.2097, 51.2297]
    ),
    Case(
      name: "gpsbabel_garmin-forerunner-10-output.gpx",
      format: .gpx,
      fixes: 514,
      start: "2013-06-13T03:56:35Z",
      box: [13.3138, 52.4028, 13.4194, 52.4291]
    ),
    Case(
      name: "gpsbabel_skytraq-realdata.gpx",
      format: .gpx,
      fixes: 271,
      start: "2009-09-10T05:19:37Z",
      box: [-97.6651, 30.3769, 9.6818, 47.5479]
    ),
    Case(
      name: "gpxpy_around-visnjan-with-car.gpx",
      format: .gpx,
      fixes: 104,
      start: "2020-12-18T06:15:50Z",
      box: [13.7115, 45.2725, 13.7224, 45.2809]
    ),
    Case(
      name: "gpxpy_cerknicko-jezero.gpx",
      format: .gpx,
      fixes: 296,
      start: "2010-08-05T14:23:59Z",
      box: [14.3044, 45.7442, 14.3671, 45.7917]
    ),
    Case(name: "gpxpy_track-with-extremes.gpx", format: .gpx, fixes: 0, skipped: 25),
    Case(
      name: "geolife_000_20081023025304.plt",
      format: .plt,
      fixes: 908,
      start: "2008-10-23T02:53:04Z",
      box: [116.2854, 39.9833, 116.3249, 40.0094]
    ),
    Case(
      name: "geolife_003_20081024020227.plt",
      format: .plt,
      fixes: 1109,
      start: "2008-10-24T02:02:27Z",
      box: [116.3193, 39.9913, 116.3296, 40.0082]
    ),
    Case(
      name: "geolife_005_20081024041230.plt",
      format: .plt,
      fixes: 4298,
      start: "2008-10-24T04:12:30Z",
      box: [116.3213, 39.9507, 116.3619, 40.0109]
    ),
    Case(
      name: "geolife_010_20070805070503.plt",
      format: .plt,
      fixes: 5570,
      start: "2007-08-05T07:05:03Z",
      box: [125.4931, 44.1802, 129.604, 45.7595]
    ),
    Case(
      name: "emission_shankari_2015-aug-21.json",
      format: .emission,
      fixes: 738,
      start: "2015-08-21T14:54:51.095Z",
      box: [-122.4711, 26.2236, 121.5814, 37.9174]
    ),
    Case(
      name: "emission_shankari_2016-08-09.json",
      format: .emission,
      fixes: 116,
      start: "2016-08-10T00:53:41.106Z",
      box: [-122.0878, 37.3884, -122.0862, 37.391]
    ),
    Case(
      name: "emission_shankari_2016-08-10.json",
      format: .emission,
      fixes: 194,
      start: "2016-08-10T16:53:59.425Z",
      box: [-122.0949, 37.361, -122.0779, 37.3918]
    ),
    Case(
      name: "gpsbabel_nmea",
      format: .nmea,
      fixes: 154,
      start: "2004-08-07T03:29:08.379Z",
      box: [-88.1218, 42.5305, -88.1217, 42.5305]
    ),
    Case(
      name: "gpsbabel_adddate.nmea",
      format: .nmea,
      fixes: 500,
      start: "2020-02-28T23:56:00Z",
      box: [17.1044, 50.216, 17.1751, 50.2291],
      date: "2020-02-28"
    ),
    // Its last sentence is a ZDA of 2019-03-10: 28 hours before it two midnights were crossed.
    Case(
      name: "gpsbabel_addmultipledaysbkw.nmea",
      format: .nmea,
      fixes: 28,
      start: "2019-03-08T22:00:00Z",
      box: [17.1746, 50.2246, 17.1746, 50.2246]
    ),
    Case(
      name: "gpsbabel_mtk_logger_m241.csv",
      format: .csv,
      fixes: 1199,
      start: "2008-05-04T12:52:47Z",
      box: [12.6792, 41.7979, 12.7086, 41.807],
      clock: utc
    ),
    Case(
      name: "tdrive_1131.txt",
      format: .csv,
      fixes: 623,
      start: "2008-02-02T08:00:00Z",
      box: [116.3796, 30.6598, 116.4456, 39.9321],
      clock: .china
    ),
  ]

  @Test(arguments: cases) func `a real track gives every fix that it holds`(_ it: Case) throws {
    let track = try read(
      try SharedData.bytes("tracks/" + it.name),
      file: it.name,
      device: it.name.hasPrefix("tdrive") ? nil : 1,
      clock: it.clock,
      date: it.date
    )
    #expect(track.format == it.format && track.fixes.count == it.fixes)
    #expect(track.skippedCount == it.skipped && track.remarks.isEmpty)
    #expect(track.fixes.first?.time == parseInstant(it.start))
    #expect(track.skipped.allSatisfy { $0.reason.english.contains("no time") && $0.line > 1 })
    guard !it.box.isEmpty else { return }
    let places = track.fixes.compactMap { $0.coordinate?.position }
    let (east, north) = (places.map(\.longitude).max(), places.map(\.latitude).max())
    let (west, south) = (places.map(\.longitude).min(), places.map(\.latitude).min())
    for (found, stated) in zip([west, south, east, north], it.box) {
      // The README rounds to four decimals.
      #expect(abs((found ?? 999) - stated) <= 0.00006)
    }
  }

  @Test func `what people's tracks say beside their positions comes through`() throws {
    let logger = try read(
      try SharedData.bytes("tracks/gpsbabel_mtk_logger_m241.csv"),
      device: 1,
      clock: utc
    )
    let fix = try #require(logger.fixes.first)
    // 0.865 km/h, HDOP 0.85, 11(11) satellites, SPS.
    #expect(fix.speedCentimeters == 24 && fix.hdopHundredths == 85 && fix.satellites == 11)
    #expect(fix.source == .gnss && fix.latitudeE7 == 418_055_920 && fix.longitudeE7 == 126_798_320)
    let phone = try read(
      try SharedData.bytes("tracks/emission_shankari_2016-08-09.json"),
      device: 1
    )
    #expect(phone.fixes.first?.accuracyDecimeters == 7_000)
    let receiver = try read(try SharedData.bytes("tracks/gpsbabel_nmea"), device: 1)
    // $GPGGA,…,4231.8291,N,08807.3033,W,1,05,1.6 and $GPRMC,…,0.17,138.92,070804.
    let first = try #require(receiver.fixes.first)
    #expect(first.latitudeE7 == 425_304_850 && first.longitudeE7 == -881_217_217)
    #expect(first.satellites == 5 && first.hdopHundredths == 160 && first.speedCentimeters == 9)
    #expect(first.headingHundredths == 13_892 && first.source == .gnss)
    let taxi = try read(try SharedData.bytes("tracks/tdrive_1131.txt"), clock: .china)
    #expect(taxi.fixes.allSatisfy { $0.device == DeviceNumber(1131) })
  }

  @Test(arguments: ["gpsbabel_adddate.nmea", "gpsbabel_addmultipledaysbkw.nmea"])
  func `hours over midnight go on and not back`(name: String) throws {
    let track = try read(
      try SharedData.bytes("tracks/" + name),
      device: 1,
      date: "2020-02-28"
    )
    for (a, b) in zip(track.fixes, track.fixes.dropFirst()) { #expect(a.time < b.time) }
  }
}
