// What: tracks that are written are read back equal. Oracle: the fixes themselves, drawn from a printed
// seed with the corners of every field among them.

import GeoCore
import GeoFormats
import Testing

@Suite struct TrackRoundTripTests {
  /// A fix as a receiver could send it: normalised, every field said or not.
  private func fix(_ numbers: inout SeededNumbers) -> Fix {
    let corners: [(Int32, Int32)] = [
      (0, 0), (1, -1), (-1, 1), (900_000_000, 0), (-900_000_000, 0), (0, -1_800_000_000),
      (899_999_999, 1_799_999_999), (-899_999_999, -1_799_999_999), (-5, 1_800_000_000), (10, 99),
    ]
    let (latitude, longitude) =
      Bool.random(using: &numbers)
      ? corners.randomElement(using: &numbers) ?? (0, 0)
      : (
        Int32.random(in: -900_000_000...900_000_000, using: &numbers),
        Int32.random(in: -1_800_000_000...1_800_000_000, using: &numbers)
      )
    let isHeartbeat = Int.random(in: 0..<5, using: &numbers) == 0
    var fix = Fix(
      device: DeviceNumber([1, 7, .max].randomElement(using: &numbers) ?? 1),
      time: Instant(
        milliseconds: .random(in: 946_684_800_000...4_000_000_000_000, using: &numbers)
      ),
      coordinate: isHeartbeat ? nil : Coordinate(latitudeE7: latitude, longitudeE7: longitude),
      source: Fix.Source.allCases.randomElement(using: &numbers) ?? .gnss
    )
    let some = { (numbers: inout SeededNumbers) -> UInt16 in
      [0, 1, 9, 65_534, .max, .random(in: 0...65_534, using: &numbers)]
        .randomElement(using: &numbers) ?? 0
    }
    fix.accuracyDecimeters = some(&numbers)
    fix.hdopHundredths = some(&numbers)
    fix.speedCentimeters = some(&numbers)
    let heading = some(&numbers)
    fix.headingHundredths = heading == .max ? heading : heading % 36_000
    let age = UInt32.random(in: 0...UInt32.max, using: &numbers)
    fix.ageMilliseconds = [0, 1, .max - 1, .max, age].randomElement(using: &numbers) ?? 0
    fix.satellites = [0, 12, 254, .max].randomElement(using: &numbers) ?? 0
    fix.batteryPercent = [0, 100, .max].randomElement(using: &numbers) ?? 0
    let flags = Fix.Flags(rawValue: .random(in: 0...255, using: &numbers))
    fix.flags.formUnion(flags.subtracting(.hasPosition))
    return fix
  }

  private func written(_ fixes: [Fix], _ format: WrittenTrackFormat) throws -> (WrittenTrack, Track)
  {
    let written = TrackFile.write(fixes, as: format, name: "欧阳 <一> & \"S7\"")
    return (written, try read(written.text, device: 99))
  }

  @Test(arguments: [51, 52, 53, 54] as [UInt64])
  func `a recording and a table lose nothing`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let fixes = (0..<400).map { _ in fix(&numbers) }
    for format in [WrittenTrackFormat.recording, .csv] {
      let (written, track) = try written(fixes, format)
      #expect(track.format.rawValue == format.rawValue && track.skippedCount == 0)
      #expect(track.fixes == fixes, "seed \(seed), \(format)")
      #expect(written.count == 400 && written.leftOut == 0)
    }
  }

  @Test func `a recording keeps even what no receiver sends`() throws {
    var fix = Fix(device: DeviceNumber(.max), time: FixOutcome.earliestTime)
    (fix.latitudeE7, fix.longitudeE7, fix.flags) = (.min, .max, Fix.Flags(rawValue: 0xFFFE))
    (fix.headingHundredths, fix.batteryPercent) = (65_534, 200)
    #expect(try written([fix], .recording).1.fixes == [fix])
  }

  @Test(arguments: [61, 62, 63] as [UInt64])
  func `GPX and GeoJSON keep place and time, and say how many heartbeats they left out`(
    seed: UInt64
  ) throws {
    var numbers = SeededNumbers(state: seed)
    let fixes = (0..<300).map { _ in fix(&numbers) }
    let placed = fixes.filter { $0.coordinate != nil }
    // The fixes of each device together, the devices as they first stand there.
    var order: [DeviceNumber] = []
    for fix in placed where !order.contains(fix.device) { order.append(fix.device) }
    let sorted = order.flatMap { device in placed.filter { $0.device == device } }
    for format in [WrittenTrackFormat.gpx, .geojson] {
      let (written, track) = try written(fixes, format)
      #expect(written.count == placed.count && written.leftOut == fixes.count - placed.count)
      #expect(track.skippedCount == 0)
      #expect(track.fixes.map(\.coordinate) == sorted.map(\.coordinate), "seed \(seed), \(format)")
      #expect(track.fixes.map(\.time) == sorted.map(\.time), "seed \(seed), \(format)")
    }
    #expect(try written(fixes, .geojson).1.fixes == sorted, "seed \(seed)")
    for (a, b) in zip(try written(fixes, .gpx).1.fixes, sorted) {
      #expect(a.hdopHundredths == b.hdopHundredths && a.satellites == b.satellites)
      #expect(a.speedCentimeters == b.speedCentimeters && a.source == b.source)
      #expect(a.headingHundredths == b.headingHundredths)
      #expect(a.flags == b.flags.intersection([.hasPosition, .noFix]))
    }
  }

  @Test func `a single fix of a device is a point, since a line needs two`() throws {
    var numbers = SeededNumbers(state: 71)
    var fix = fix(&numbers)
    while fix.coordinate == nil { fix = self.fix(&numbers) }
    let (written, track) = try written([fix], .geojson)
    #expect(written.text.contains("\"Point\"") && track.fixes == [fix])
  }

  @Test(arguments: WrittenTrackFormat.allCases)
  func `a track without fixes is a sound file`(format: WrittenTrackFormat) throws {
    let (written, track) = try written([], format)
    #expect(written.count == 0 && track.fixes.isEmpty && track.skippedCount == 0)
  }

  @Test func `the first lines of a recording are these`() throws {
    var fix = Fix(
      device: DeviceNumber(7),
      time: Instant(milliseconds: 1_772_447_400_500),
      coordinate: Coordinate(latitudeE7: 256_130_001, longitudeE7: -1_800_000_000),
      source: .gnss
    )
    (fix.accuracyDecimeters, fix.batteryPercent) = (85, 100)
    #expect(
      TrackFile.write([fix], as: .recording, name: "").text
        == """
        {"format":"fenceline recording","version":1}
        {"device":7,"time":1772447400500,"latitudeE7":256130001,"longitudeE7":-1800000000,\
        "ageMilliseconds":null,"accuracyDecimeters":85,"hdopHundredths":null,"speedCentimeters":null,\
        "headingHundredths":null,"flags":1,"satellites":null,"batteryPercent":100,"source":"gnss"}

        """
    )
  }

  @Test func `a time that no clock that was set shows costs its line`() throws {
    let line = { (time: String) in "\(time),25.6,112.4\n" }
    let times = ["1772447400", "1772447400500", "1772447400500000", "9223372036854775806", "-1"]
    let track = try read("time,latitude,longitude\n" + times.map(line).joined(), device: 1)
    #expect(track.fixes.map(\.time.milliseconds) == [1_772_447_400_500])
    #expect(track.skipped.map(\.line) == [2, 4, 5, 6])
    #expect(
      track.skipped[0].reason.english
        == "The time is 1970-01-21T12:20:47.400+00:00; is the device's "
        + "clock set, and is a number in milliseconds since 1970?"
    )
  }

  @Test func `a broken line of a recording costs that line`() throws {
    let good =
      "{\"device\":7,\"time\":1772447400500,\"latitudeE7\":0,\"longitudeE7\":0,\"flags\":1}\n"
    let text =
      "{\"format\":\"fenceline recording\",\"version\":1}\n" + good
      + good.replacing("400500", with: "400500.5")
      + good.replacing("\"latitudeE7\":0", with: "\"latitudeE7\":900000001")
      + good.replacing("\"flags\":1", with: "\"flags\":70000") + good.dropLast(9) + "\n" + good
    let track = try read(text)
    #expect(track.fixes.count == 2 && track.skipped.map(\.line) == [3, 4, 5, 6])
    #expect(track.skipped[0].reason.english == "time cannot be \"1772447400500.5\".")
  }
}
