import GeoCore
import Ingest
import Testing

/// Explanations of datagrams.
///
/// Oracle: the worked examples of docs/protocols/native-datagram.md, by its text and its bytes; and that
/// an explanation leaves no byte out, whatever it is given.
struct DatagramExplanationTests {
  typealias Explanation = DatagramExplanation

  private func explain(_ name: String) throws -> Explanation {
    try Explanation(try some(try documentedVectors()[name]), key: try some(Sample.key))
  }

  private func value(_ name: Explanation.Name, _ part: Explanation.Part, _ explanation: Explanation)
    -> Explanation.Value?
  {
    explanation.fields.first { $0.name == name && $0.part == part }?.value
  }

  @Test func `the documented report says what its page says`() throws {
    let report = try explain("report-datagram")
    #expect(report.verdict == .opened)
    #expect(report.fields.allSatisfy { $0.fault == nil })
    let header: [(Explanation.Name, Explanation.Value)] = [
      (.kind, .kind(.report)), (.sender, .number(7)), (.counter, .number(1_767_225_600_000_000)),
    ]
    for (name, wanted) in header { #expect(value(name, .header, report) == wanted) }
    #expect(value(.sentAt, .body, report) == .time(Sample.now))
    #expect(value(.fixCount, .body, report) == .number(2))
    let first: [(Explanation.Name, Explanation.Value)] = [
      (.device, .number(860_000_000_000_017)), (.time, .time(Sample.now - Milliseconds(1_500))),
      (.latitude, .scaled(312_304_160, decimals: 7, .degrees)),
      (.longitude, .scaled(1_214_737_010, decimals: 7, .degrees)),
      (.age, .scaled(1_500, decimals: 3, .seconds)), (.accuracy, .scaled(52, decimals: 1, .meters)),
      (.hdop, .scaled(90, decimals: 2, nil)), (.speed, .scaled(130, decimals: 2, .metersPerSecond)),
      (.heading, .scaled(27_050, decimals: 2, .degrees)),
      (.flags, .flags([.hasPosition, .charging])), (.satellites, .scaled(11, decimals: 0, nil)),
      (.battery, .scaled(87, decimals: 0, .percent)), (.source, .source(.gnss)),
    ]
    for (name, wanted) in first { #expect(value(name, .fix(0), report) == wanted, "\(name)") }
    #expect(value(.device, .fix(1), report) == .number(860_000_000_000_024))
    #expect(value(.flags, .fix(1), report) == .flags(.strapOpen))
    #expect(value(.battery, .fix(1), report) == .scaled(15, decimals: 0, .percent))
    for name in [
      Explanation.Name.latitude, .accuracy, .hdop, .speed, .heading, .satellites, .source,
    ] {
      #expect(value(name, .fix(1), report) == .unsaid, "\(name)")
    }
    #expect(value(.tag, .tag, report) == .tag(holds: true))
  }

  @Test func `the bytes of the fields are header, body in clear and tag`() throws {
    let vectors = try documentedVectors()
    for name in ["report", "acknowledgement", "hello", "hello-acknowledgement"] {
      let datagram = try some(vectors[name + "-datagram"])
      let clear = datagram.prefix(20) + (try some(vectors[name + "-body"])) + datagram.suffix(16)
      let fields = try explain(name + "-datagram").fields
      #expect(fields.flatMap(\.bytes) == Array(clear), "\(name)")
      #expect(fields.allSatisfy { !$0.bytes.isEmpty })
    }
  }

  @Test func `the documented acknowledgement says what became of each fix`() throws {
    let answer = try explain("acknowledgement-datagram")
    #expect(answer.verdict == .opened)
    #expect(value(.kind, .header, answer) == .kind(.acknowledgement))
    #expect(value(.reportCounter, .body, answer) == .number(1_767_225_600_000_000))
    #expect(value(.serverTime, .body, answer) == .time(Sample.now + Milliseconds(512)))
    #expect(value(.code, .range(0), answer) == .outcome(0, .kept))
    #expect(value(.code, .range(1), answer) == .outcome(16, .unknownDevice))
  }

  @Test(arguments: [
    ("refused-server-nonce", Refusal.badTag), ("refused-header-not-authenticated", .badTag),
    ("refused-body-short", .malformedBody),
  ])
  func `the documented refusals are explained as far as they go`(
    _ name: String,
    _ refusal: Refusal
  ) throws {
    let explanation = try explain(name)
    #expect(explanation.verdict == .refused(refusal))
    #expect(value(.sender, .header, explanation) == .number(7))
    let hasBody = value(.sealed, .body, explanation) == nil
    #expect(hasBody == (refusal == .malformedBody))
    #expect(value(.tag, .tag, explanation) == .tag(holds: hasBody))
    #expect(explanation.fields.contains { $0.fault != nil })
  }

  @Test func `without a key the header is explained and nothing is proven`() throws {
    let datagram = try some(try documentedVectors()["report-datagram"])
    let explanation = try Explanation(datagram, key: nil)
    #expect(explanation.verdict == .noKey)
    #expect(explanation.fields.map(\.name).suffix(3) == [.counter, .sealed, .tag])
    #expect(value(.tag, .tag, explanation) == .tag(holds: nil))
    #expect(explanation.sender == SenderNumber(7))
  }

  @Test func `what it is read as decides the nonce, whatever the header says`() throws {
    // Sealed with the server's nonce: as the server's it opens, and is no acknowledgement.
    let datagram = try some(try documentedVectors()["refused-server-nonce"])
    let explanation = try Explanation(datagram, key: try some(Sample.key), as: .acknowledgement)
    #expect(value(.tag, .tag, explanation) == .tag(holds: true))
    #expect(explanation.verdict == .refused(.malformedBody))
  }

  @Test func `a field without a meaning is marked, and only it`() throws {
    var random = Seeded(11)
    var fix = Sample.fix(&random)
    fix.flags = Fix.Flags(rawValue: 0x0200)
    (fix.latitudeE7, fix.longitudeE7) = (0, 0)
    fix.headingHundredths = 36_000
    fix.batteryPercent = 101
    var session = try Sample.session()
    let explanation = try Explanation(
      session.seal([fix], sentAt: Sample.now),
      key: try some(Sample.key)
    )
    #expect(explanation.verdict == .opened)
    let wrong = explanation.fields.filter { $0.fault != nil }.map(\.name)
    #expect(wrong == [.heading, .flags, .battery])
  }

  @Test func `any bytes are explained without a byte left out or out of order`() throws {
    var random = Seeded(20_260_302)
    let vectors = try documentedVectors()
    let report = try some(vectors["report-datagram"])
    var cases: [[UInt8]] = (0...report.count).map { Array(report.prefix($0)) }
    cases += (0..<300).map { _ in
      var bytes = report
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255,
          using: &random
        )
      }
      return bytes
    }
    cases += (0..<300).map { _ in
      (0..<Int.random(in: 0...1_300, using: &random)).map { _ in
        .random(in: 0...255, using: &random)
      }
    }
    for bytes in cases {
      for kind in [nil, NativeDatagram.Kind.report, .acknowledgement] {
        let explanation = try Explanation(bytes, key: try some(Sample.key), as: kind)
        var offset = 0
        for field in explanation.fields {
          #expect(field.offset == offset)
          offset += field.bytes.count
        }
        #expect(offset == bytes.count)
      }
    }
  }
}
