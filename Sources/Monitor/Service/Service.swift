internal import AlertStore
public import GeoCore
internal import Ingest
public import Logging
internal import Synchronization

/// The running service: it takes datagrams in and brings alerts to the store, until it is stopped.
///
/// One thread receives, one runs this loop, one carries fixes into the history. The loop owns the
/// evaluator; a batch is evaluated, committed and only then acknowledged.
public final class Service: Sendable {
  /// What a service is told at its start.
  public struct Settings: Sendable {
    /// The store's directory; it is made if it is missing.
    public var directory: String
    /// A numeric address of this machine.
    public var host: String
    /// The UDP port; 0 lets the kernel choose.
    public var port: UInt16
    /// A clock of the store's own: what it shows first, and how fast it runs.
    public var virtualClock: (epoch: Instant, rate: Double)?
    /// The receive buffer to ask the kernel for, in bytes.
    public var receiveBufferBytes = 16 << 20

    /// Creates settings.
    public init(directory: String, host: String, port: UInt16) {
      self.directory = directory
      self.host = host
      self.port = port
    }
  }

  let settings: Settings
  let logger: Logger
  let store: AlertStore
  let clock: ServiceClock
  let receiver: Receiver
  let exchange: BatchExchange
  let senders = CurrentSenders()
  let keeper: HistoryKeeper
  let past: StorePast
  let snapshots: SnapshotKeeper
  let stopping = Stopping()
  private let lock: DirectoryLock

  /// Opens the store, takes its directory and binds the port; nothing is received yet.
  ///
  /// - Throws: an ``ExplainedError`` that says what to put right.
  public init(_ settings: Settings, logger: Logger) throws {
    self.settings = settings
    self.logger = logger
    store = try AlertStore.open(directory: settings.directory, missing: .create)
    lock = try DirectoryLock(directory: settings.directory)
    if let wanted = settings.virtualClock, try store.virtualClock() == nil {
      guard try store.lastInput().sequence == 0 else {
        throw ServiceError.hasRealTime(directory: settings.directory)
      }
      let anchor = ServiceClock.system
      try store.setVirtualClock(
        VirtualClock(epoch: wanted.epoch, rate: wanted.rate, anchor: anchor)
      )
    }
    clock = try ServiceClock(of: store)
    exchange = try BatchExchange()
    receiver = try Receiver(
      host: settings.host,
      port: settings.port,
      bufferBytes: settings.receiveBufferBytes
    )
    keeper = try HistoryKeeper(directory: settings.directory, logger: logger)
    past = StorePast(store: store, history: keeper.history) { [stopping, logger] error in
      logger.critical("nothing is judged: the past could not be read: \(error)")
      return !stopping.isAsked
    }
    snapshots = try SnapshotKeeper(directory: settings.directory, logger: logger)
  }

  /// The port that datagrams come to.
  public var port: UInt16 { receiver.port }

  /// The receive buffer that the kernel really gave, in bytes.
  public var receiveBufferBytes: Int { receiver.bufferBytes }

  /// Runs until ``stop()``: receives, evaluates, commits, acknowledges; then drains what is left.
  ///
  /// A service runs once; when this returns, another one may take the directory.
  public func run() throws {
    defer { lock.release() }
    var gate = try DatagramGate()
    let pipeline = try Pipeline.restored(from: store, past: past)
    try past.keepCheckpoints()
    try store.receipts(through: .max, limit: Self.receiptLimit) { gate.window.markSeen($0) }
    var loop = try ServiceLoop(self, pipeline)
    try loop.adoptSenders()
    try receiver.start(
      gate: gate,
      senders: senders,
      exchange: exchange,
      clock: { [clock] in clock.now }
    )
    keeper.start()
    logger.info(
      "listening",
      metadata: [
        "host": "\(settings.host)", "port": "\(port)",
        "receiveBufferBytes": "\(receiver.bufferBytes)",
        "clock": clock.virtual == nil ? "system" : "virtual",
      ]
    )
    while !stopping.isAsked { loop.turn() }
    receiver.stop()
    loop.drain()
    keeper.stop()
    logger.info("stopped", metadata: ["inputs": "\(loop.sequence)"])
  }

  /// How many of the newest datagrams in the log are known again after a start.
  ///
  /// An older one that somebody plays back is told by the content of its fixes.
  private static let receiptLimit = 200_000

  /// Asks the service to drain and end; may be called from any thread.
  public func stop() {
    stopping.ask()
    exchange.wake()
  }
}

/// Whether a service has been asked to end; asked by any thread.
final class Stopping: Sendable {
  private let flag = Atomic(false)

  var isAsked: Bool { flag.load(ordering: .acquiring) }

  func ask() { flag.store(true, ordering: .releasing) }
}
