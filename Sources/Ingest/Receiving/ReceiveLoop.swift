internal import GeoCore
internal import Synchronization

/// What the receive thread owns and does.
///
/// Nobody else touches it after the thread started.
final class ReceiveLoop: ThreadBody {
  private let socket: Int32
  private var burst: Burst
  private var gate: DatagramGate
  private let senders: CurrentSenders
  private let exchange: BatchExchange
  private let tally: Receiver.Tally
  private let clock: @Sendable () -> Instant

  init(
    socket: Int32,
    burst: consuming Burst,
    gate: consuming DatagramGate,
    senders: CurrentSenders,
    exchange: BatchExchange,
    tally: Receiver.Tally,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.socket = socket
    self.burst = burst
    self.gate = gate
    self.senders = senders
    self.exchange = exchange
    self.tally = tally
    self.clock = clock
  }

  func run() {
    let patience = Int32(Receiver.patience.count)
    while !tally.isStopping.load(ordering: .acquiring) {
      if exchange.isFull {
        tally.pauses.add(1, ordering: .relaxed)
        exchange.waitForRoom(milliseconds: patience)
        continue
      }
      let count = burst.receive(from: socket)
      if count > 0 { take(count) }
      if count < 0 {
        tally.failedReceives.add(1, ordering: .relaxed)
        // A failure that lasts must not take a whole core.
        exchange.waitForRoom(milliseconds: patience)
      }
    }
  }

  /// Takes the `count` datagrams of the burst through the gate into the exchange.
  private func take(_ count: Int) {
    let table = senders.current
    tally.counters.withLock { counters in
      exchange.stage(at: clock()) { received, receivedAt in
        for index in 0..<count {
          burst.withDatagram(at: index) { datagram, peer in
            _ = gate.admit(
              datagram,
              from: peer,
              receivedAt: receivedAt,
              senders: table,
              into: &received,
              counters: &counters
            )
          }
        }
      }
    }
    tally.kernelDrops.store(burst.kernelDrops, ordering: .relaxed)
  }
}
