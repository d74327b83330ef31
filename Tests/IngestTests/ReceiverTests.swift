import Foundation
import GeoCore
import Ingest
import Synchronization
import Testing

/// The receiver on a real loopback socket, with its real thread: order, silence towards strangers,
/// back-pressure, errors in two languages, and the Python client, which shares no code with us.
@Suite(.serialized)
struct ReceiverTests {
  private func open(_ port: UInt16 = 0) throws -> Receiver {
    try Receiver(host: "127.0.0.1", port: port, bufferBytes: 8 << 20)
  }

  private func take(
    from exchange: BatchExchange,
    for limit: Duration = .seconds(30),
    until isDone: (ReceivedBatch) -> Bool
  ) {
    var spare = exchange.makeSpare()
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      exchange.wait(atMost: Milliseconds(50))
      if exchange.take(into: &spare), isDone(spare) { return }
    }
  }

  @Test func `10,000 datagrams arrive in order, or are counted`() throws {
    let receiver = try open()
    #expect(receiver.bufferBytes > 0)
    // A small exchange: the thread has to leave datagrams to the kernel, and loses none by it.
    let exchange = try BatchExchange(fixCapacity: 700)
    try receiver.start(
      gate: try DatagramGate(),
      senders: CurrentSenders(try Sample.table()),
      exchange: exchange,
      clock: { Sample.now }
    )
    var session = try Sample.session()
    let first = session.nextCounter
    let socket = try DatagramSocket.connected(
      to: "127.0.0.1",
      port: receiver.port,
      timeout: Milliseconds(100)
    )
    var spare = exchange.makeSpare()
    var counters: [UInt64] = []
    var devices: [UInt64] = []
    func collect() {
      guard exchange.take(into: &spare) else { return }
      #expect(spare.peers.count == spare.batch.datagrams.count)
      #expect(spare.batch.receivedAt == Sample.now)
      for receipt in spare.batch.datagrams {
        counters.append(receipt.counter - first)
        devices += spare.batch.fixes[receipt.fixes].map(\.device.value)
      }
    }
    for number in 0..<UInt64(10_000) {
      let fix = Fix(device: DeviceNumber(number), time: Sample.now)
      socket.send(session.seal([fix], sentAt: Sample.now))
      // The consumer is late: the exchange fills, the thread pauses, the kernel holds the rest.
      if number % 1_500 == 1_499 {
        exchange.wait(atMost: Milliseconds(20))
        collect()
      }
    }
    let end = ContinuousClock.now + .seconds(20)
    while counters.count + Int(receiver.kernelDrops) < 10_000, ContinuousClock.now < end {
      exchange.wait(atMost: Milliseconds(20))
      collect()
    }
    receiver.stop()
    print(
      "arrived \(counters.count), kernel drops \(receiver.kernelDrops), pauses \(receiver.pauses)"
    )
    #expect(counters.count + Int(receiver.kernelDrops) == 10_000)
    #expect(counters == counters.sorted())
    #expect(Set(counters).count == counters.count)
    #expect(devices == counters)
    #expect(receiver.pauses > 0)
    #expect(receiver.counters(of: Sample.sender.number)?.accepted == UInt64(counters.count))
    #expect(receiver.failedReceives == 0)
  }

  @Test func `a stranger gets no byte, and a sender gets its acknowledgement after the commit`()
    throws
  {
    let receiver = try open()
    let exchange = try BatchExchange(fixCapacity: 100)
    let senders = CurrentSenders(try Sample.table())
    try receiver.start(
      gate: try DatagramGate(),
      senders: senders,
      exchange: exchange,
      clock: { Sample.now }
    )
    let stranger = try DatagramSocket.connected(
      to: "127.0.0.1",
      port: receiver.port,
      timeout: Milliseconds(300)
    )
    let friend = try DatagramSocket.connected(
      to: "127.0.0.1",
      port: receiver.port,
      timeout: Milliseconds(3_000)
    )
    var forger = try SenderSession(
      sender: Sample.sender.number,
      key: try SenderKey.random(),
      startedAt: Sample.now
    )
    var unknown = try SenderSession(
      sender: SenderNumber(99),
      key: try SenderKey.random(),
      startedAt: Sample.now
    )
    var session = try Sample.session()
    stranger.send(forger.seal([], sentAt: Sample.now))
    stranger.send(unknown.seal([], sentAt: Sample.now))
    stranger.send([])
    stranger.send(Array("GET / HTTP/1.1\r\n\r\n".utf8))
    stranger.send([UInt8](repeating: 0x46, count: 1_400))
    stranger.send(try some(try documentedVectors()["acknowledgement-datagram"]))
    let report = session.seal(
      [Fix(device: DeviceNumber(1), time: Sample.now)],
      sentAt: Sample.now
    )
    friend.send(report)
    friend.send(report)

    var acknowledger = try Acknowledger(startedAt: Sample.now)
    var answered = 0
    take(from: exchange) { received in
      acknowledger.acknowledge(
        received,
        senders: senders.current,
        serverTime: Sample.now,
        through: receiver
      )
      answered += received.peers.count
      return answered >= 2
    }
    var codes: [FixOutcome?] = []
    for _ in 0..<2 {
      let answer = try some(friend.receive())
      let acknowledgement = try some(session.openAcknowledgement(answer))
      #expect(acknowledgement.salt == session.salt)
      #expect(acknowledgement.counter == session.nextCounter - 1)
      codes += acknowledgement.ranges.map(\.outcome)
      #expect(session.openAcknowledgement(Array(answer.dropLast())) == nil)
    }
    #expect(codes == [.kept, .duplicate])
    #expect(stranger.receive() == nil)
    #expect(acknowledger.sent == 2)
    for reason in [Refusal.badTag, .unknownSender, .tooLong, .wrongKind] {
      #expect(receiver.count(of: reason) == 1, "\(reason)")
    }
    #expect(receiver.count(of: .tooShort) == 2)

    // Struck off between receipt and commit: a stranger again.
    friend.send(session.seal([], sentAt: Sample.now))
    take(from: exchange) { received in
      acknowledger.acknowledge(
        received,
        senders: .empty,
        serverTime: Sample.now,
        through: receiver
      )
      return true
    }
    #expect(acknowledger.sent == 2)
    #expect(acknowledger.struckOff == 1)
    receiver.stop()
  }

  @Test func `wake ends a consumer's wait, and received-at never runs backwards`() throws {
    let exchange = try BatchExchange(fixCapacity: 10)
    exchange.wake()
    exchange.wait(atMost: .minutes(5))
    var spare = exchange.makeSpare()
    #expect(!exchange.take(into: &spare))
    var session = try Sample.session()
    let table = try Sample.table()
    var gate = try DatagramGate()
    var counters = RefusalCounters()
    for step in [0, 5, 3] as [Int64] {
      let datagram = session.seal([], sentAt: Sample.now)
      exchange.stage(at: Sample.now + Milliseconds(step)) { received, receivedAt in
        _ = unsafe gate.admit(
          datagram.span.bytes,
          from: .nowhere,
          receivedAt: receivedAt,
          senders: table,
          into: &received,
          counters: &counters
        )
      }
    }
    #expect(exchange.take(into: &spare))
    #expect(spare.batch.receivedAt == Sample.now + Milliseconds(5))
    #expect(spare.batch.datagrams.count == 3)
  }

  @Test func `what keeps a port from opening is said in two languages`() throws {
    let receiver = try open()
    let port = receiver.port
    #expect(throws: IngestError.portInUse(host: "127.0.0.1", port: port)) { _ = try open(port) }
    #expect(throws: IngestError.addressNotOurs(host: "192.0.2.1")) {
      _ = try Receiver(host: "192.0.2.1", port: 0, bufferBytes: 1)
    }
    #expect(throws: IngestError.badHost("tower.example")) {
      _ = try Receiver(host: "tower.example", port: 0, bufferBytes: 1)
    }
    let sentence = IngestError.portInUse(host: "::", port: 4_700).sentence
    #expect(sentence.english.contains("4700") && sentence.chinese.contains("4700"))
  }

  @Test func `a key never shows in a description`() throws {
    let key = try some(Sample.key)
    for text in [
      "\(key)", String(reflecting: key), "\(try some(try Sample.table()[Sample.sender.number]))",
    ] {
      #expect(!text.contains("66051") && !text.contains("0001020304"))
    }
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("high"))
    #expect(SenderKey(hexadecimal: key.hexadecimal) == key)
    #expect(SenderKey(hexadecimal: "00") == nil)
    #expect(SenderKey(hexadecimal: String(repeating: "g", count: 32)) == nil)
    #expect(SenderKey(bytes: [1]) == nil)
  }
}
