import GeoCore
import Glibc
import Ingest
import Testing

/// The door: round trips over random fixes, every wrong length and every flipped bit, each refusal
/// by name, and a fuzz loop.
///
/// The oracle is what was encoded, or the rule that the test states.
struct DatagramGateTests {
  @Test func `random fixes come back equal from a datagram and from a packed record`() throws {
    let seed: UInt64 = 20_260_101
    print("seed", seed)
    var random = Seeded(seed)
    var session = try Sample.session()
    var door = try Door()
    let table = try Sample.table()
    var sent: [Fix] = []
    for count in 0...NativeDatagram.maximumFixCount {
      let fixes = (0..<count).map { _ in Sample.fix(&random) }
      var packed: [UInt8] = [0xAA]
      for fix in fixes { FixRecord.encode(fix, into: &packed) }
      #expect(packed.count == 1 + count * FixRecord.byteCount)
      for (index, fix) in fixes.enumerated() {
        #expect(FixRecord.decode(packed, at: 1 + index * FixRecord.byteCount) == fix)
      }
      sent += fixes
      let datagram = session.seal(fixes, sentAt: Sample.now)
      #expect(datagram.count <= NativeDatagram.maximumByteCount)
      #expect(door.admit(datagram, table) == .admitted(.fresh))
    }
    #expect(door.received.batch.fixes == sent)
    #expect(door.received.batch.outcomes.allSatisfy { $0 == .kept })
    #expect(door.counters[Sample.sender.number]?.accepted == 28)
    #expect(door.counters[Sample.sender.number]?.fixes(.kept) == UInt64(sent.count))
  }

  @Test func `a datagram cut or lengthened anywhere is refused`() throws {
    var random = Seeded(1)
    var session = try Sample.session()
    var door = try Door()
    let table = try Sample.table()
    let whole = session.seal((0..<3).map { _ in Sample.fix(&random) }, sentAt: Sample.now)
    for count in 0...1_300 where count != whole.count {
      let bytes =
        Array(whole.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - whole.count))
      let expected: Refusal = count < 48 ? .tooShort : count > 1_200 ? .tooLong : .badTag
      #expect(door.admit(bytes, table) == .refused(expected))
    }
    #expect(door.received.isEmpty)
    #expect(door.admit(whole, table) == .admitted(.fresh))
  }

  @Test func `a datagram with any bit flipped is refused`() throws {
    var random = Seeded(2)
    var session = try Sample.session()
    var door = try Door()
    let table = try Sample.table()
    let whole = session.seal([Sample.fix(&random)], sentAt: Sample.now)
    for bit in 0..<whole.count * 8 {
      var bytes = whole
      bytes[bit / 8] ^= 1 << (bit % 8)
      let expected: Refusal =
        switch bit / 8 {
        case 0, 1: .notOurs
        case 2: .unsupportedVersion
        case 3: .wrongKind
        case 4...7: .unknownSender
        case 8 where bit % 8 == 7: .badSalt
        default: .badTag
        }
      #expect(door.admit(bytes, table) == .refused(expected))
    }
    #expect(door.received.isEmpty)
  }

  @Test func `the body's length must be that of its count, and its reserved bytes zero`() throws {
    var random = Seeded(3)
    var whole: [UInt8] = []
    NativeDatagram.encodeReport(
      [Sample.fix(&random), Sample.fix(&random)],
      sentAt: Sample.now,
      into: &whole
    )
    let header = DatagramHeader(
      kind: .report,
      sender: Sample.sender.number,
      salt: 1,
      counter: 1
    )
    func isTaken(_ body: [UInt8]) -> Bool {
      var batch = FixBatch(receivedAt: Sample.now)
      let isTaken = unsafe NativeDatagram.decodeReport(
        body.span.bytes,
        header: header,
        from: .gateway,
        verdict: .fresh,
        receivedAt: Sample.now,
        into: &batch
      )
      #expect(batch.isEmpty != isTaken)
      return isTaken
    }
    for count in 0...whole.count + 50 {
      let padding = [UInt8](repeating: 0, count: max(0, count - whole.count))
      #expect(isTaken(Array(whole.prefix(count)) + padding) == (count == whole.count))
    }
    whole[11] = 1
    #expect(!isTaken(whole))
  }

  @Test func `each refusal of a fix has its rule, and its neighbours are kept`() throws {
    let place = Coordinate(latitudeE7: 312_304_160, longitudeE7: 1_214_737_010)
    let good = Fix(device: DeviceNumber(1), time: Sample.now, coordinate: place, source: .gnss)
    func changed(_ change: (inout Fix) -> Void) -> Fix {
      var fix = good
      change(&fix)
      return fix
    }
    let ahead = FixOutcome.aheadTolerance
    let cases: [(Fix, FixOutcome)] = [
      (good, .kept),
      (changed { $0.device = DeviceNumber(2) }, .notThisSender),
      (changed { $0.latitudeE7 = 900_000_001 }, .offGlobe),
      (changed { $0.longitudeE7 = -1_800_000_001 }, .offGlobe),
      (changed { $0.latitudeE7 = .min }, .offGlobe),
      (changed { $0.time = FixOutcome.earliestTime }, .kept),
      (changed { $0.time = FixOutcome.earliestTime - Milliseconds(1) }, .timeUnset),
      (changed { $0.time = .distantPast }, .timeUnset),
      (changed { $0.time = Sample.now + ahead }, .kept),
      (changed { $0.time = Sample.now + ahead + Milliseconds(1) }, .timeAhead),
      (changed { $0.time = .distantFuture }, .timeAhead),
      (changed { $0.flags.insert(Fix.Flags(rawValue: 0x100)) }, .malformed),
      (changed { $0.flags.remove(.hasPosition) }, .malformed),
      (changed { $0.headingHundredths = 36_000 }, .malformed),
      (changed { $0.headingHundredths = 35_999 }, .kept),
      (changed { $0.batteryPercent = 101 }, .malformed),
      (changed { $0.batteryPercent = 100 }, .kept),
      (Fix(device: DeviceNumber(1), time: Sample.now), .kept),
      (good, .kept),
    ]
    var session = try Sample.session()
    var door = try Door()
    let datagram = session.seal(cases.map(\.0), sentAt: Sample.now)
    #expect(
      door.admit(datagram, try Sample.table(.device(DeviceNumber(1)))) == .admitted(.fresh)
    )
    #expect(door.received.batch.fixes == cases.map(\.0))
    #expect(door.received.batch.outcomes == cases.map(\.1))
    let counted = try some(door.counters[Sample.sender.number])
    for outcome in FixOutcome.allCases {
      #expect(counted.fixes(outcome) == UInt64(cases.count { $0.1 == outcome }))
    }
  }

  @Test func `a source or last byte without a meaning makes a fix malformed`() throws {
    let good = Fix(device: DeviceNumber(1), time: Sample.now)
    let header = DatagramHeader(kind: .report, sender: Sample.sender.number, salt: 1, counter: 1)
    for (offset, value) in [(40, 5), (40, 255), (41, 1)] as [(Int, UInt8)] {
      var body: [UInt8] = []
      NativeDatagram.encodeReport([good, good], sentAt: Sample.now, into: &body)
      body[12 + offset] = value
      var batch = FixBatch(receivedAt: Sample.now)
      let isTaken = unsafe NativeDatagram.decodeReport(
        body.span.bytes,
        header: header,
        from: .gateway,
        verdict: .fresh,
        receivedAt: Sample.now,
        into: &batch
      )
      #expect(isTaken)
      #expect(batch.outcomes == [.malformed, .kept])
      #expect(FixRecord.decode(body, at: 12) == nil)
    }
  }

  @Test func `the antimeridian and the poles are one place each`() throws {
    var east = Fix(
      device: DeviceNumber(1),
      time: Sample.now,
      coordinate: Coordinate(latitudeE7: 10, longitudeE7: 20)
    )
    var pole = east
    east.longitudeE7 = 1_800_000_000
    pole.latitudeE7 = -900_000_000
    var session = try Sample.session()
    var door = try Door()
    _ = door.admit(session.seal([east, pole], sentAt: Sample.now), try Sample.table())
    #expect(door.received.batch.fixes.map(\.longitudeE7) == [-1_800_000_000, 0])
    #expect(door.received.batch.outcomes == [.kept, .kept])
  }

  @Test func `100,000 mutated datagrams neither crash nor pass`() throws {
    let seed: UInt64 = 4_711
    print("seed", seed)
    var random = Seeded(seed)
    var session = try Sample.session()
    var door = try Door()
    let table = try Sample.table()
    let header = DatagramHeader(kind: .report, sender: Sample.sender.number, salt: 1, counter: 1)
    let whole = session.seal((0..<5).map { _ in Sample.fix(&random) }, sentAt: Sample.now)
    var batch = FixBatch(receivedAt: Sample.now)
    var bytes: [UInt8] = []
    for round in 0..<100_000 {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: whole.prefix(Int(random.next() % UInt64(whole.count + 1))))
      for _ in 0..<random.next() % 8 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
      for _ in 0...random.next() % 4 where !bytes.isEmpty {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      if case .admitted = door.admit(bytes, table) { #expect(bytes == whole) }
      // The decoder behind the tag must bear anything, too.
      if round % 2 == 0, bytes.count > 12 {
        bytes[8] = 0
        bytes[9] = UInt8((bytes.count - 12) / 42)
      }
      _ = unsafe NativeDatagram.decodeReport(
        bytes.span.bytes,
        header: header,
        from: .gateway,
        verdict: .fresh,
        receivedAt: Sample.now,
        into: &batch
      )
      _ = unsafe Acknowledgement.decode(bytes.span.bytes)
      batch.removeAll()
    }
  }
}
