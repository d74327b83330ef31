import Foundation
import GeoCore
import Ingest

/// A gateway that sends each fix in a datagram of its own and repeats it until it is acknowledged.
struct LoadGateway: ~Copyable {
  private(set) var acknowledged = 0
  private(set) var retries = 0
  private let socket: DatagramSocket
  private var session: SenderSession
  private var pending: [UInt64: (datagram: [UInt8], at: Instant)] = [:]
  private var lastSweep = IngestLoad.now()

  init(port: UInt16, key: SenderKey) throws {
    let socket = try DatagramSocket.connected(
      to: "127.0.0.1",
      port: port,
      timeout: Milliseconds(1)
    )
    let session = try SenderSession(
      sender: SenderNumber(1),
      key: key,
      startedAt: IngestLoad.now()
    )
    self.socket = socket
    self.session = session
  }

  /// How many datagrams wait for their acknowledgement.
  var waiting: Int { pending.count }

  mutating func post(_ fix: Fix) {
    let counter = session.nextCounter
    let datagram = session.seal([fix], sentAt: fix.time)
    pending[counter] = (datagram, fix.time)
    socket.send(datagram)
  }

  /// Takes in what has come, and repeats what is overdue.
  mutating func collect() {
    var left = 512
    while left > 0, let bytes = socket.receive() {
      left -= 1
      guard let acknowledgement = session.openAcknowledgement(bytes) else { continue }
      if pending.removeValue(forKey: acknowledgement.counter) != nil { acknowledged += 1 }
    }
    let now = IngestLoad.now()
    guard now - lastSweep > .seconds(1) else { return }
    lastSweep = now
    for (counter, waiting) in pending where now - waiting.at > .seconds(1) {
      socket.send(waiting.datagram)
      retries += 1
      pending[counter]?.at = now
    }
  }

  /// Waits for the rest; whether all was acknowledged.
  mutating func drain(atMost limit: Milliseconds) -> Bool {
    let start = IngestLoad.now()
    while !pending.isEmpty, IngestLoad.now() - start < limit { collect() }
    return pending.isEmpty
  }
}

/// What every server has to do with a datagram: check its tag and decode it.
enum Floor {
  static var nanoseconds: Int {
    guard let key = try? SenderKey.random(), var gate = try? DatagramGate(),
      var session = try? SenderSession(
        sender: SenderNumber(1),
        key: key,
        startedAt: IngestLoad.now()
      )
    else { return 0 }
    let sender = Sender(number: SenderNumber(1), name: "floor", kind: .gateway)
    let table = SenderTable([(sender: sender, key: key)])
    let now = IngestLoad.now()
    let place = Coordinate(GeographicPosition(latitude: 25, longitude: 112))
    let fix = Fix(device: DeviceNumber(1), time: now, coordinate: place, source: .gnss)
    let datagrams = (0..<50_000).map { _ in session.seal([fix], sentAt: now) }
    var received = ReceivedBatch(fixCapacity: 50_000, datagramCapacity: 50_000)
    var counters = RefusalCounters()
    let start = DispatchTime.now().uptimeNanoseconds
    for datagram in datagrams {
      _ = gate.admit(
        datagram.span.bytes,
        from: .nowhere,
        receivedAt: now,
        senders: table,
        into: &received,
        counters: &counters
      )
    }
    return Int(DispatchTime.now().uptimeNanoseconds - start) / datagrams.count
  }
}
