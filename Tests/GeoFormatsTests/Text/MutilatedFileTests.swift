// What: no reader stops the process, whatever bytes it is given. Oracle: the process lives, and what
// is refused is refused in a sentence. Whole files are mutilated from a printed seed.

import GeoCore
import GeoFormats
import Testing

@Suite struct MutilatedFileTests {
  static let zones = #"""
    {"type":"FeatureCollection","features":[{"type":"Feature","id":"a/1","properties":{"name":"\u4e2d",
    "schedule":"Mon-Fri 22:00-06:00","radius":1.5e2},"geometry":{"type":"Point","coordinates":[112.5,25.5]}},
    {"type":"Feature","id":2,"properties":{"role":"prohibited"},"geometry":{"type":"MultiPolygon",
    "coordinates":[[[[-180,0],[-179.5,1],[179.9999999,1.25e0],[-180,0]]]]}}]}
    """#
  static let gpx = """
    <?xml version="1.0"?><gpx version="1.1"><trk><name>x</name><trkseg><trkpt lat="25.5" lon="-112.5">
    <time>2026-03-02T10:00:00.5Z</time><hdop>1.5</hdop></trkpt></trkseg></trk></gpx>
    """
  static let track = "time,lat,lon,device,speed,heading\n1772447400000,25.5,112.5,7,1.5,359.99\n"
  static let leaves = #"""
    id,subject,start,end,destination,way,reason,approver,level
    L1,S1,2026-03-02 08:00,2026/3/4 18:00,Z9,,"a ""b""",王,office
    """#

  /// `text` with a few bytes changed, doubled or cut out.
  func mutilated(_ text: String, _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &numbers) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &numbers)
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: bytes[index] = .random(in: 0...255, using: &numbers)
      case 1: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
      case 2: bytes.removeSubrange(index..<min(bytes.count, index + 5))
      default:
        bytes[index] = Array("0123456789-+.eE\"{}[],:\n<>".utf8).randomElement(using: &numbers) ?? 0
      }
    }
    return bytes
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `mutilated files are read or refused in a sentence`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let defaults = ZoneDefaults(id: "Z", role: .permitted, assignee: .everyone)
    let conversions = try ChineseDatum.allCases.map { try Conversion(from: .datum($0)) }
    var refused = 0
    for round in 0..<1_500 {
      let conversion = conversions[round % 3]
      let reading = TrackReading(device: DeviceNumber(1), conversion: conversion)
      let (a, b) = (mutilated(Self.zones, &numbers), mutilated(Self.gpx, &numbers))
      let (c, d) = (mutilated(Self.track, &numbers), mutilated(Self.leaves, &numbers))
      let told = [
        message {
          _ = try ZoneFile.readZones(
            a,
            file: "f",
            conversion: conversion,
            defaults: defaults
          )
        },
        message { _ = try TrackFile.read(b, file: "f", as: reading) },
        message { _ = try TrackFile.read(c, file: "f", as: reading) },
        message { _ = try RegistryFile.readLeaves(csv: d, file: "f") },
      ]
      for sentence in told where !sentence.english.isEmpty {
        refused += 1
        #expect(sentence.english.hasPrefix("f") && sentence.chinese.hasPrefix("f"), "seed \(seed)")
      }
    }
    #expect(refused > 1_000, "seed \(seed)")
  }
}
