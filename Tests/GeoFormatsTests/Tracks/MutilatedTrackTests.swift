// What: a track with broken bytes is read or refused, and costs what is broken. Oracle: the process
// lives; whole files are cut off at every byte, and mutilated from a printed seed; what stands before
// the wound comes through as in the whole file.

import GeoCore
import GeoFormats
import Testing

@Suite struct MutilatedTrackTests {
  /// A whole file of each format.
  static let files: [(format: TrackFormat, text: String)] = [
    (
      .gpx,
      """
      <?xml version="1.0"?><gpx version="1.1"><trk><name>x</name><trkseg>
      <trkpt lat="25.5" lon="-112.5"><time>2026-03-02T10:00:00.5Z</time><hdop>1.5</hdop></trkpt>
      <trkpt lat="25.6" lon="-112.6"><time>2026-03-02T10:01:00Z</time><!-- a --><sat>7</sat></trkpt>
      <trkpt lat="25.7" lon="-112.7"><time>2026-03-02T10:02:00Z</time><cmt>a &amp; b</cmt></trkpt>
      </trkseg></trk></gpx>
      """
    ),
    (
      .csv,
      """
      date,time,n/s,lat,e/w,lon,device,speed (km/h),heading,valid,flags
      2026/3/2,10:00:00.250,N,25.5,W,112.5,7,1.5 m/s,359.99,SPS,sos|mock
      2026/3/2,10:01:00,S,25.5,E,112.5,7,11(11),"1",NO FIX,
      """
    ),
    (
      .nmea,
      """
      $GPZDA,032908,07,08,2004,00,00*41
      $GPGGA,032908.379,4231.8291,N,08807.3033,W,1,05,1.6,209.8,M,-34.2,M,0.0,0000*46
      $GPRMC,032908.379,A,4231.8291,N,08807.3033,W,0.17,138.92,070804,,*12
      $GPGGA,032909.379,4231.8291,N,08807.3034,W,1,05,1.6,209.7,M,-34.2,M,0.0,0000*4F
      """
    ),
    (
      .plt,
      """
      Geolife trajectory
      WGS 84
      Altitude is in Feet
      Reserved 3
      0,2,255,My Track,0,0,2,8421376
      0
      39.984702,116.318417,0,492,39744.1201851852,2008-10-23,02:53:04
      39.984683,116.31845,0,492,39744.1202546296,2008-10-23,02:53:10
      """
    ),
    (
      .emission,
      """
      [{"data":{"latitude":37.3926163,"longitude":-122.0822358,"ts":1440168891.095,"accuracy":31.5,
      "sensed_speed":1e0,"heading":-1,"local_dt":{"hour":7}},"metadata":{"key":"background/location"}},
      {"metadata":{"key":"background/battery"},"data":{}},
      {"metadata":{"key":"background/location","write_ts":1440168892},"data":{"mLatitude":37,
      "mLongitude":-122}}]
      """
    ),
    (
      .geojson,
      #"""
      {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"device":"7",
      "coordTimes":["2026-03-02T10:00:00Z",1772447460000],"coordinateProperties":{"accuracy":[1,null]}},
      "geometry":{"type":"LineString","coordinates":[[112.5,25.5],[112.6,25.6,3]]}},
      {"type":"Feature","properties":{"device":7,"time":"2026-03-02T10:02:00Z","flags":"mock"},
      "geometry":{"type":"Point","coordinates":[112.5,25.5]}}]}
      """#
    ),
    (
      .recording,
      """
      {"format":"fenceline recording","version":1}
      {"device":7,"time":1772447400500,"latitudeE7":1,"longitudeE7":-1,"flags":1,"source":"gnss"}
      {"device":7,"time":1772447400500,"latitudeE7":0,"longitudeE7":0,"flags":0,"satellites":null}
      """
    ),
  ]

  private func read(_ bytes: [UInt8], _ format: TrackFormat?) throws -> Track {
    try GeoFormatsTests.read(
      bytes,
      file: "f",
      device: 1,
      clock: utc,
      date: "2026-03-02",
      format: format
    )
  }

  @Test(arguments: files.indices) func `whole files are found by their content`(index: Int) throws {
    let (format, text) = Self.files[index]
    let track = try read(Array(text.utf8), nil)
    #expect(track.format == format && track.skippedCount == 0 && track.fixes.count >= 2)
    #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8), nil).fixes == track.fixes)
    let windows = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    #expect(try read(Array(windows.utf8), nil).fixes == track.fixes)
  }

  @Test(arguments: files.indices) func `a file that breaks off gives all before`(index: Int) throws
  {
    let (format, text) = Self.files[index]
    let bytes = Array(text.utf8)
    let whole = try read(bytes, format)
    var most = 0
    for end in bytes.indices {
      guard let track = try? read(Array(bytes[..<end]), format) else { continue }
      // Only the last fix of a file that is cut within it may differ.
      let sure = max(0, track.fixes.count - 1)
      #expect(track.fixes.prefix(sure).elementsEqual(whole.fixes.prefix(sure)), "\(format), \(end)")
      #expect(track.fixes.count <= whole.fixes.count)
      most = max(most, track.fixes.count)
    }
    // One JSON text is whole or nothing.
    #expect(format == .geojson || most >= whole.fixes.count - 1)
  }

  @Test(arguments: [21, 22, 23] as [UInt64])
  func `mutilated tracks are read or refused in a sentence`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    var (refused, skipped) = (0, 0)
    for round in 0..<2_100 {
      let (format, text) = Self.files[round % Self.files.count]
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let index = Int.random(in: bytes.indices, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[index] = .random(in: 0...255, using: &numbers)
        case 1: bytes.insert(contentsOf: bytes[index...].prefix(60), at: index)
        case 2: bytes.removeSubrange(index..<min(bytes.count, index + 30))
        default:
          bytes[index] = Array("0-+.e\"{}[],:\n<>/*$|&(".utf8).randomElement(using: &numbers) ?? 0
        }
      }
      do {
        let track = try read(bytes, round.isMultiple(of: 2) ? nil : format)
        skipped += track.skippedCount
        #expect(track.fixes.count <= 12, "seed \(seed)")
      } catch let error as TrackFileError {
        refused += 1
        #expect(error.sentence.english.hasPrefix("f"), "seed \(seed)")
        #expect(error.sentence.chinese.hasPrefix("f"), "seed \(seed)")
      }
    }
    #expect(refused > 50 && skipped > 200, "seed \(seed): \(refused) refused, \(skipped) skipped")
  }

  @Test(arguments: TrackFormat.allCases)
  func `rubbish and deep nesting stop no reader`(format: TrackFormat) throws {
    var numbers = SeededNumbers(state: 31)
    for count in [0, 1, 7, 3_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      _ = try? read(bytes, format)
    }
    for unit in ["{\"a\":[", "<trkpt><!--", "[", "$", "{\"", "<trkpt lat=\"", ",", "\"", "\\", "*"]
    {
      let bytes = Array(String(repeating: unit, count: 3_000).utf8)
      let track = try? read(bytes, format)
      #expect(track?.fixes.isEmpty ?? true)
    }
  }
}
