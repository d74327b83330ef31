import GeoCore
import Ingest
import Testing

/// The worked examples of docs/protocols/native-datagram.md, against what Python's `cryptography`
/// and `struct` made of them when the page was written.
struct NativeDatagramVectorTests {
  private func report() throws -> [Fix] {
    var first = Fix(
      device: DeviceNumber(860_000_000_000_017),
      time: Sample.now - Milliseconds(1_500),
      coordinate: Coordinate(latitudeE7: 312_304_160, longitudeE7: 1_214_737_010),
      source: .gnss
    )
    first.ageMilliseconds = 1_500
    first.accuracyDecimeters = 52
    first.hdopHundredths = 90
    first.speedCentimeters = 130
    first.headingHundredths = 27_050
    first.flags.insert(.charging)
    first.satellites = 11
    first.batteryPercent = 87
    var second = Fix(
      device: DeviceNumber(860_000_000_000_024),
      time: Sample.now - Milliseconds(1_000)
    )
    second.ageMilliseconds = 1_000
    second.flags = .strapOpen
    second.batteryPercent = 15
    return [first, second]
  }

  @Test func `the documented reports are sealed to the byte`() throws {
    let vectors = try documentedVectors()
    #expect(try some(Sample.key).bytes == vectors["key"])
    var session = try Sample.session()
    var body: [UInt8] = []
    NativeDatagram.encodeReport(try report(), sentAt: Sample.now, into: &body)
    #expect(body == vectors["report-body"])
    #expect(session.seal(try report(), sentAt: Sample.now) == vectors["report-datagram"])
    #expect(
      session.seal([], sentAt: Sample.now + .seconds(1)) == vectors["hello-datagram"]
    )
  }

  @Test func `the documented reports are let in with all their fields`() throws {
    let vectors = try documentedVectors()
    var door = try Door()
    let table = try Sample.table()
    #expect(door.admit(try some(vectors["report-datagram"]), table) == .admitted(.fresh))
    #expect(door.admit(try some(vectors["hello-datagram"]), table) == .admitted(.fresh))
    #expect(door.admit(try some(vectors["report-datagram"]), table) == .admitted(.seen))
    #expect(door.received.batch.fixes == (try report()) + (try report()))
    #expect(door.received.batch.outcomes == [.kept, .kept, .duplicate, .duplicate])
    #expect(
      door.received.batch.datagrams.map(\.sentAt.milliseconds)
        == [0, 1_000, 0].map { Sample.now.milliseconds + $0 }
    )
  }

  @Test func `the documented acknowledgements are opened`() throws {
    let vectors = try documentedVectors()
    var session = try Sample.session()
    let full = session.openAcknowledgement(try some(vectors["acknowledgement-datagram"]))
    #expect(
      full
        == Acknowledgement(
          salt: session.salt,
          counter: 1_767_225_600_000_000,
          serverTime: Sample.now + Milliseconds(512),
          ranges: [.init(first: 0, count: 1, code: 0), .init(first: 1, count: 1, code: 16)]
        )
    )
    let hello = session.openAcknowledgement(try some(vectors["hello-acknowledgement-datagram"]))
    #expect(hello?.ranges == [])
    #expect(hello?.counter == 1_767_225_600_000_001)
  }

  @Test func `an acknowledgement's body is encoded to the byte`() throws {
    let vectors = try documentedVectors()
    var body: [UInt8] = []
    let receipt = DatagramReceipt(
      sender: Sample.sender.number,
      salt: 0x1A2B_3C4D,
      counter: 1_767_225_600_000_000,
      sentAt: Sample.now,
      firstFix: 0,
      fixCount: 2
    )
    Acknowledgement.encode(
      receipt,
      outcomes: [.kept, .unknownDevice],
      serverTime: Sample.now + Milliseconds(512),
      into: &body
    )
    #expect(body == vectors["acknowledgement-body"])
  }

  @Test(arguments: [
    ("refused-server-nonce", Refusal.badTag),
    ("refused-header-not-authenticated", .badTag),
    ("refused-body-short", .malformedBody),
    ("acknowledgement-datagram", .wrongKind),
  ])
  func `the documented refusals are refused`(name: String, reason: Refusal) throws {
    var door = try Door()
    let datagram = try some(try documentedVectors()[name])
    #expect(door.admit(datagram, try Sample.table()) == .refused(reason))
    #expect(door.received.isEmpty)
    #expect(door.received.peers.isEmpty)
    #expect(door.counters[reason] == 1)
    #expect(door.counters[Sample.sender.number]?.badTags ?? 0 == (reason == .badTag ? 1 : 0))
  }
}
