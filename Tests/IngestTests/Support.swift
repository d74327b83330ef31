import Foundation
import GeoCore
import Ingest

/// SplitMix64: a printed seed repeats a test.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

/// What the tests share: one key, one sender, one moment.
enum Sample {
  static let key = SenderKey(hexadecimal: "000102030405060708090a0b0c0d0e0f")
  static let sender = Sender(number: SenderNumber(7), name: "tower", kind: .gateway)
  static let now = Instant(milliseconds: 1_767_225_600_000)

  static func table(_ kind: Sender.Kind = .gateway) throws -> SenderTable {
    var sender = sender
    sender.kind = kind
    return SenderTable([(sender, try some(key))])
  }

  static func session(salt: UInt32 = 0x1A2B_3C4D) throws -> SenderSession {
    try SenderSession(
      sender: sender.number,
      key: try some(key),
      salt: salt,
      firstCounter: 1_767_225_600_000_000
    )
  }

  /// A fix that the door keeps as it is.
  static func fix(_ random: inout Seeded) -> Fix {
    let hasPosition = Bool.random(using: &random)
    let latitude = Int32.random(in: -899_999_999...899_999_999, using: &random)
    let longitude = Int32.random(in: -1_800_000_000..<1_800_000_000, using: &random)
    var fix = Fix(
      device: DeviceNumber(random.next()),
      time: now - Milliseconds(.random(in: -120_000...820_000_000_000, using: &random)),
      coordinate: hasPosition
        ? Coordinate(latitudeE7: latitude, longitudeE7: longitude) : nil,
      source: Fix.Source.allCases.randomElement(using: &random) ?? .unknown
    )
    fix.ageMilliseconds = .random(in: 0...UInt32.max, using: &random)
    fix.accuracyDecimeters = .random(in: 0...UInt16.max, using: &random)
    fix.hdopHundredths = .random(in: 0...UInt16.max, using: &random)
    fix.speedCentimeters = .random(in: 0...UInt16.max, using: &random)
    fix.headingHundredths =
      Bool.random(using: &random) ? .random(in: 0..<36_000, using: &random) : Fix.unsaid16
    fix.flags.formUnion(Fix.Flags(rawValue: .random(in: 0...255, using: &random) & 0xFE))
    fix.satellites = .random(in: 0...255, using: &random)
    fix.batteryPercent =
      Bool.random(using: &random) ? .random(in: 0...100, using: &random) : Fix.unsaid8
    return fix
  }
}

struct Missing: Error {}

/// The value, or a failed test.
func some<T>(_ value: T?) throws -> T {
  guard let value else { throw Missing() }
  return value
}

/// A door with what it lets in and what it counts.
struct Door: ~Copyable {
  var gate: DatagramGate
  var received = ReceivedBatch()
  var counters = RefusalCounters()

  init() throws { gate = try DatagramGate() }

  mutating func admit(
    _ datagram: [UInt8],
    _ table: SenderTable,
    at now: Instant = Sample.now
  ) -> DatagramGate.Admission {
    unsafe gate.admit(
      datagram.span.bytes,
      from: .nowhere,
      receivedAt: now,
      senders: table,
      into: &received,
      counters: &counters
    )
  }
}

/// The repository's root.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The named hexadecimal blocks of the protocol's document.
func documentedVectors() throws -> [String: [UInt8]] {
  let page = repository.appending(path: "docs/protocols/native-datagram.md")
  var vectors: [String: [UInt8]] = [:]
  var name: String?
  for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
    if line.hasPrefix("```hex ") {
      name = String(line.dropFirst(7))
    } else if line.hasPrefix("```") {
      name = nil
    } else if let name {
      let digits = Array(line.filter { $0 != " " })
      vectors[name, default: []] += try stride(from: 0, to: digits.count, by: 2).map {
        try some(UInt8(String(digits[$0...$0 + 1]), radix: 16))
      }
    }
  }
  return vectors
}
