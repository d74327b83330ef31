public import GeoCore
public import Ingest

/// A small gateway: it sends fixes over UDP at the pace at which they were taken, or faster, and
/// repeats each datagram until it is acknowledged.
public struct TrackSender: ~Copyable {
  /// How fixes are sent.
  public struct Settings: Sendable {
    /// How many times faster than they were taken; `nil` sends without waiting.
    public var speed: Double?
    /// Whether a fix is sent when the server's clock shows its time, and not by the first fix.
    public var followsServer = false
    /// The most fixes in one datagram.
    public var fixesPerDatagram = NativeDatagram.maximumFixCount
    /// The most datagrams that wait for their acknowledgement.
    public var window = 512
    /// The most counters between the oldest that waits and the next: the server remembers 1,024.
    public var reach: UInt64 = 1_000
    /// After how long without any acknowledgement it gives up.
    public var patience = Milliseconds.seconds(60)

    /// Creates settings.
    public init(speed: Double?) { self.speed = speed }
  }

  /// What became of what was sent.
  public struct Summary: Sendable {
    /// Datagrams sent, without retries.
    public var datagrams = 0
    /// Datagrams sent again.
    public var retries = 0
    /// Fixes by the code of their acknowledgement.
    public var outcomes: [FixOutcome: Int] = [:]
    /// Fixes for which none came.
    public var unacknowledged = 0
  }

  private struct Pending {
    var datagram: [UInt8]
    var fixes: ArraySlice<Fix>
    var retryAt: Instant
    var backoff: Milliseconds
  }

  private let settings: Settings
  private let socket: DatagramSocket
  private var session: SenderSession
  private var pending: [UInt64: Pending] = [:]
  /// No counter below this one waits.
  private var oldest: UInt64
  private var retryQueue: [(at: Instant, counter: UInt64)] = []
  private var summary = Summary()
  private var lastHeard = ServiceClock.system

  /// What the server's clock showed, and when, as of the newest acknowledgement.
  private var serverClock: (shows: Instant, at: Instant)?

  /// The first wait before a datagram is repeated; it doubles up to ``longestBackoff``.
  private static let firstBackoff = Milliseconds.seconds(1)
  private static let longestBackoff = Milliseconds.seconds(30)

  /// Opens a socket to a server.
  ///
  /// - Throws: an `IngestError` that says what to put right.
  public init(
    host: String,
    port: UInt16,
    sender: SenderNumber,
    key: SenderKey,
    settings: Settings
  ) throws(IngestError) {
    let socket = try DatagramSocket.connected(to: host, port: port, timeout: Milliseconds(2))
    let session = try SenderSession(sender: sender, key: key, startedAt: ServiceClock.system)
    self.settings = settings
    self.socket = socket
    oldest = session.nextCounter
    self.session = session
  }

  /// Sends all fixes in order of time and waits for their acknowledgements.
  ///
  /// - Parameters:
  ///   - fixes: the fixes, in order of time.
  ///   - progress: is told now and then how many were sent, and how many acknowledged.
  /// - Returns: what became of them.
  public mutating func send(
    _ fixes: [Fix],
    progress: (_ sent: Int, _ acknowledged: Int) -> Void = { _, _ in }
  ) -> Summary {
    lastHeard = ServiceClock.system
    if settings.followsServer { greet() }
    let start = ServiceClock.system
    let anchor = serverClock ?? (shows: fixes.first?.time ?? start, at: start)
    var next = 0
    var acknowledged = 0
    var told = start
    while next < fixes.count || !pending.isEmpty {
      let now = ServiceClock.system
      while next < fixes.count, pending.count < settings.window, isWithinReach() {
        let due = self.due(fixes, next, anchor, now)
        if due == next { break }
        post(fixes[next..<due], now)
        next = due
      }
      repeatOverdue(now)
      acknowledged += collect()
      if ServiceClock.system - lastHeard > settings.patience, !pending.isEmpty { break }
      if now - told >= .seconds(1) {
        told = now
        progress(next, acknowledged)
      }
    }
    summary.unacknowledged = pending.values.map(\.fixes.count).reduce(0, +) + fixes.count - next
    progress(next, acknowledged)
    return summary
  }

  /// Whether the server still remembers the oldest counter that waits when the next one comes.
  private mutating func isWithinReach() -> Bool {
    while oldest < session.nextCounter, pending[oldest] == nil { oldest += 1 }
    return session.nextCounter - oldest < settings.reach
  }

  /// The end of the fixes from `first` on that are due by now and fit into one datagram.
  private func due(
    _ fixes: [Fix],
    _ first: Int,
    _ anchor: (shows: Instant, at: Instant),
    _ now: Instant
  ) -> Int {
    let limit = min(fixes.count, first + settings.fixesPerDatagram)
    guard let speed = settings.speed else { return limit }
    let horizon = anchor.shows + Milliseconds(Int64(Double((now - anchor.at).count) * speed))
    var end = first
    while end < limit, fixes[end].time <= horizon { end += 1 }
    return end
  }

  /// Sends an empty report and waits for its acknowledgement, which tells the server's time.
  private mutating func greet() {
    let start = ServiceClock.system
    post([], start)
    while serverClock == nil, ServiceClock.system - start < settings.patience {
      repeatOverdue(ServiceClock.system)
      _ = collect()
    }
  }

  private mutating func post(_ fixes: ArraySlice<Fix>, _ now: Instant) {
    let counter = session.nextCounter
    let datagram = session.seal(fixes, sentAt: now)
    socket.send(datagram)
    summary.datagrams += 1
    if pending.isEmpty { lastHeard = now }
    pending[counter] = Pending(
      datagram: datagram,
      fixes: fixes,
      retryAt: now + Self.firstBackoff,
      backoff: Self.firstBackoff
    )
    enqueue(counter, at: now + Self.firstBackoff)
  }

  /// Sends the identical bytes again of what was not acknowledged in time.
  private mutating func repeatOverdue(_ now: Instant) {
    var index = 0
    while index < retryQueue.count, retryQueue[index].at <= now {
      let counter = retryQueue[index].counter
      index += 1
      guard var waiting = pending[counter] else { continue }
      socket.send(waiting.datagram)
      summary.retries += 1
      waiting.backoff = min(Self.longestBackoff, waiting.backoff + waiting.backoff)
      waiting.retryAt = now + waiting.backoff
      pending[counter] = waiting
      enqueue(counter, at: waiting.retryAt)
    }
    retryQueue.removeFirst(index)
  }

  /// Puts a datagram behind those that are to be repeated before it.
  private mutating func enqueue(_ counter: UInt64, at instant: Instant) {
    var place = retryQueue.count
    while place > 0, retryQueue[place - 1].at > instant { place -= 1 }
    retryQueue.insert((instant, counter), at: place)
  }

  /// Takes in the acknowledgements that have come, and waits a little for the first.
  private mutating func collect() -> Int {
    var acknowledged = 0
    var left = 256
    while left > 0, let datagram = socket.receive() {
      left -= 1
      guard let acknowledgement = session.openAcknowledgement(datagram),
        acknowledgement.salt == session.salt,
        let waiting = pending.removeValue(forKey: acknowledgement.counter)
      else { continue }
      lastHeard = ServiceClock.system
      serverClock = (shows: acknowledgement.serverTime, at: lastHeard)
      acknowledged += waiting.fixes.count
      for range in acknowledgement.ranges {
        guard let outcome = range.outcome else { continue }
        if outcome == .counterTooOld {
          acknowledged -= Int(range.count)
          let first = waiting.fixes.startIndex + Int(range.first)
          post(waiting.fixes[first..<first + Int(range.count)], lastHeard)
        } else {
          summary.outcomes[outcome, default: 0] += Int(range.count)
        }
      }
    }
    return acknowledged
  }
}
