public import GeoCore
internal import Glibc
internal import Synchronization

/// The socket that datagrams come to, and the thread that reads it.
///
/// `open` binds the port, ``start(gate:senders:exchange:clock:)`` begins to read, ``stop()`` ends;
/// between them acknowledgements leave by ``send(_:to:)``. A receiver starts once.
public final class Receiver: Sendable {
  private enum Phase {
    case opened
    case running(Thread)
    case stopped
  }

  private let socket: DatagramSocket
  private let phase = Mutex(Phase.opened)
  private let tally = Tally()

  /// What the receive thread writes and everybody reads.
  final class Tally: Sendable {
    let isStopping = Atomic(false)
    let kernelDrops = Atomic<UInt32>(0)
    let pauses = Atomic<UInt64>(0)
    let failedReceives = Atomic<UInt64>(0)
    let counters = Mutex(RefusalCounters())
  }

  /// How long the receive thread waits before it looks whether it is to end.
  static let patience = Milliseconds(100)

  /// Binds a UDP port.
  ///
  /// - Parameters:
  ///   - host: a numeric IPv4 or IPv6 address of this machine.
  ///   - port: the port; 0 lets the kernel choose.
  ///   - bufferBytes: the kernel's receive buffer to ask for: 4 MiB hold about 5,000 datagrams.
  /// - Throws: what an operator can put right.
  public init(host: String, port: UInt16, bufferBytes: Int) throws(IngestError) {
    socket = try .bound(
      to: host,
      port: port,
      bufferBytes: bufferBytes,
      timeout: Self.patience
    )
  }

  deinit { stop() }

  /// The port that datagrams come to.
  public var port: UInt16 { socket.port }

  /// The receive buffer that the kernel really gave, in bytes.
  public var bufferBytes: Int { socket.bufferBytes }

  /// Starts the thread "receive".
  ///
  /// - Parameters:
  ///   - gate: decides on datagrams; it has been told what the log holds.
  ///   - senders: who may speak; read once per burst.
  ///   - exchange: where batches go.
  ///   - clock: the service's clock; asked once per burst.
  /// - Throws: there is no memory, or no thread to be had.
  /// - Precondition: the receiver was never started.
  public func start(
    gate: consuming sending DatagramGate,
    senders: CurrentSenders,
    exchange: BatchExchange,
    clock: @escaping @Sendable () -> Instant
  ) throws(IngestError) {
    let loop = ReceiveLoop(
      socket: socket.descriptor,
      burst: try Burst(),
      gate: gate,
      senders: senders,
      exchange: exchange,
      tally: tally,
      clock: clock
    )
    let thread = try Thread(name: "receive", running: loop)
    phase.withLock { phase in
      guard case .opened = phase else { preconditionFailure("a receiver starts once") }
      phase = .running(thread)
    }
  }

  /// Ends the thread and waits for its end, at most about 0.1 s; what is staged stays staged.
  ///
  /// Acknowledgements may still be sent.
  public func stop() {
    tally.isStopping.store(true, ordering: .releasing)
    let thread: Thread? = phase.withLock { phase in
      defer { phase = .stopped }
      if case .running(let thread) = phase { return thread }
      return nil
    }
    thread?.join()
  }

  /// Sends a datagram without waiting: whether the kernel took it.
  public func send(_ datagram: [UInt8], to peer: PeerAddress) -> Bool {
    socket.send(datagram, to: peer)
  }
}

// What the metrics read.
extension Receiver {
  /// What was counted so far, as of the newest burst.
  ///
  /// - Complexity: a copy of one row per sender heard; ``counters(of:)`` copies one row.
  public var counters: RefusalCounters { tally.counters.withLock { $0 } }

  /// What was counted of one sender; `nil` if it has not been heard.
  public func counters(of sender: SenderNumber) -> RefusalCounters.PerSender? {
    tally.counters.withLock { $0[sender] }
  }

  /// How many datagrams were dropped for a reason.
  public func count(of reason: Refusal) -> UInt64 { tally.counters.withLock { $0[reason] } }

  /// The datagrams that the kernel dropped since its buffer was full, as it said with the newest
  /// one that it did not drop.
  public var kernelDrops: UInt64 { UInt64(tally.kernelDrops.load(ordering: .relaxed)) }

  /// How often the thread left datagrams to the kernel since the exchange was full.
  public var pauses: UInt64 { tally.pauses.load(ordering: .relaxed) }

  /// How often a receive failed.
  public var failedReceives: UInt64 { tally.failedReceives.load(ordering: .relaxed) }
}
