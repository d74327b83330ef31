// What: sentences of NMEA 0183. Oracles: sentences written by hand with checksums reckoned here, and
// degrees and minutes in exact fractions of integers.

import GeoCore
import GeoFormats
import Testing

@Suite struct NMEATests {
  /// The sentence with its checksum.
  private func checked(_ body: String) -> String {
    let sum = body.utf8.reduce(0, ^)
    let digits = String(sum, radix: 16, uppercase: true)
    return "$\(body)*" + (digits.count < 2 ? "0" : "") + digits
  }

  private func read(_ bodies: String..., date: String? = nil) throws -> Track {
    let text = bodies.map(checked).joined(separator: "\r\n")
    return try GeoFormatsTests.read(text, device: 1, date: date)
  }

  @Test func `sentences of one time make one fix`() throws {
    let track = try read(
      "GNRMC,100000.25,A,2530.0000,S,11206.0000,W,19.438,090.5,020326,,,A",
      "GNGGA,100000.25,2530.0000,S,11206.0000,W,1,12,0.85,50,M,0,M,,",
      "GNGSA,A,3,1,2,3,,,,,,,,,,1.5,0.9,1.2",
      "GNGGA,100001.25,2530.0001,S,11206.0000,W,2,11,0.9,50,M,0,M,,"
    )
    #expect(track.fixes.count == 2 && track.skippedCount == 0)
    let fix = track.fixes[0]
    #expect(fix.time == parseInstant("2026-03-02T10:00:00.250Z"))
    #expect(fix.latitudeE7 == -255_000_000 && fix.longitudeE7 == -1_121_000_000)
    // 19.438 knots are 999.99 cm/s.
    #expect(fix.speedCentimeters == 1_000 && fix.headingHundredths == 9_050)
    #expect(fix.satellites == 12 && fix.hdopHundredths == 85 && fix.source == .gnss)
    #expect(fix.flags == .hasPosition)
    #expect(track.fixes[1].time == parseInstant("2026-03-02T10:00:01.250Z"))
    #expect(track.fixes[1].latitudeE7 == -255_000_017)
  }

  @Test(arguments: ["GP", "GN", "GL", "BD", "GB", "GA"])
  func `every navigation system is read`(talker: String) throws {
    let track = try read("\(talker)RMC,100000,A,2530,N,11206,E,,,020326")
    #expect(track.format == .nmea && track.fixes.count == 1)
    #expect(track.fixes[0].speedCentimeters == Fix.unsaid16)
  }

  @Test func `a receiver without a fix says so, with or without a position`() throws {
    let track = try read(
      "GPRMC,100000,V,,,,,,,020326",
      "GPRMC,100001,V,2530.0,N,11206.0,E,,,020326",
      "GPGGA,100002,2530.0,N,11206.0,E,0,00,99.9,,M,,M,,",
      "GPGGA,100003,2530.0,N,11206.0,E,8,09,1.0,,M,,M,,",
      "GPRMC,100004,A,2530.0,N,11206.0,E,,,020326",
      "GPGGA,100004,2530.0,N,11206.0,E,6,09,1.0,,M,,M,,"
    )
    #expect(
      track.fixes.map(\.flags) == [
        [.noFix], [.noFix, .hasPosition], [.noFix, .hasPosition], [.mock, .hasPosition],
        [.hasPosition],
      ]
    )
    #expect(track.fixes.allSatisfy { $0.source == .unknown })
  }

  @Test func `a sentence with a wrong checksum, or with none beside others, is lost`() throws {
    let good = checked("GPRMC,100000,A,2530.0,N,11206.0,E,,,020326")
    let other = checked("GPRMC,100001,A,2530.0,N,11206.0,E,,,020326")
    let text = [
      "boot log", good, other.replacing("2530.0", with: "2531.0"), String(other.dropLast(3)),
      good.prefix(20) + other, "\\s:r1,c:1*00\\" + checked("GPGGA,100002,2530.0,N,11206.0,E,1,9,1"),
      checked("GPRMC,100003,A,2530.0,N,11206.0,E,,,320326"),
      checked("GPRMC,100003,A,2560.0,N,11206.0,E,,,020326"),
      checked("GPRMC,100003,A,2530.0,N,11206.0,X,,,020326"), checked("GPRMC,,V,,,,,,,,,,N"),
      checked("GPRMC,250000,A,2530.0,N,11206.0,E,,,020326"), checked("GPGGA,100003,2530.0,N"),
      checked("PMTK001,314,3"), "",
    ].joined(separator: "\n")
    let track = try GeoFormatsTests.read(text, device: 1)
    #expect(track.fixes.map { $0.time.milliseconds % 60_000 } == [0, 1_000, 2_000])
    #expect(track.skipped.map(\.line) == [1, 3, 4, 5, 7, 8, 9, 10, 11, 12])
    let reasons = track.skipped.map(\.reason.english)
    #expect(reasons[0] == "\"boot log\" is not a sentence of NMEA 0183.")
    #expect(reasons[1].hasPrefix("The checksum is ") && reasons[2].contains("may be cut off"))
    #expect(track.remarks.isEmpty)
  }

  @Test func `where no sentence has a checksum, all are read and it is said`() throws {
    let text = "$GPRMC,100000,A,2530.0,N,11206.0,E,,,020326\n$GPZDA,100001,02,03,2026\n"
    let track = try GeoFormatsTests.read(text, device: 1)
    #expect(track.fixes.count == 1 && track.skippedCount == 0)
    #expect(
      track.remarks.first?.english.contains("No sentence of the file has a checksum") ?? false
    )
  }

  @Test func `times without a date count from the dates around them`() throws {
    let gga = { (time: String) in "GPGGA,\(time),2530.0,N,11206.0,E,1,9,1" }
    let dated = try read(
      gga("230000"),
      gga("010000"),
      "GPZDA,020000,02,03,2026,00,00",
      gga("030000"),
      gga("160000"),
      gga("235959"),
      gga("000000"),
      "GPRMC,120000,A,2530.0,N,11206.0,E,,,090326",
      gga("130000")
    )
    #expect(
      dated.fixes.map { isoText(of: $0.time, offsetSeconds: 0).prefix(13) } == [
        "2026-03-01T23", "2026-03-02T01", "2026-03-02T03", "2026-03-02T16", "2026-03-02T23",
        "2026-03-03T00", "2026-03-09T12", "2026-03-09T13",
      ]
    )
    let stated = try read(gga("230000"), gga("010000"), date: "2024-02-28")
    #expect(stated.fixes.last?.time == parseInstant("2024-02-29T01:00:00Z"))
  }

  @Test(arguments: [41, 42] as [UInt64])
  func `degrees and minutes are exact to the last digit`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    for _ in 0..<300 {
      let places = Int.random(in: 1...7, using: &numbers)
      let scale = (0..<places).reduce(1) { power, _ in power * 10 }
      let degrees = Int.random(in: 0..<90, using: &numbers)
      let minutes = Int.random(in: 0..<60 * scale, using: &numbers)
      let digits = String(minutes + 100 * scale).dropFirst()
      let text = (degrees < 10 ? "0" : "") + "\(degrees)\(digits.prefix(2)).\(digits.dropFirst(2))"
      let track = try read("GPRMC,100000,A,\(text),S,00000.0,E,,,020326")
      // ⌊degrees × 10⁷ + ½⌋ over the common denominator.
      let (numerator, denominator) = ((degrees * 60 * scale + minutes) * 10_000_000, 60 * scale)
      let expected = (2 * numerator + denominator) / (2 * denominator)
      #expect(track.fixes.first?.latitudeE7 == Int32(-expected), "seed \(seed): \(text)")
    }
  }
}
