public import GeoCore
internal import Synchronization

/// The hand-over between the receive thread, which appends, and the consumer, which takes.
///
/// The consumer takes everything at once by exchanging the staged batch for an empty one; both keep
/// their memory. A full exchange takes no further burst: the receive thread leaves the rest in the
/// kernel's buffer, where what does not fit is dropped and counted. Nothing decoded is dropped.
public final class BatchExchange: Sendable {
  private struct State {
    var staged: ReceivedBatch
    var newest: Instant
  }

  /// How many fixes, or datagrams without any, make the exchange full.
  public let fixCapacity: Int

  private let state: Mutex<State>
  private let arrived: EventCounter
  private let emptied: EventCounter

  /// Creates an empty exchange.
  ///
  /// - Precondition: `fixCapacity` is positive.
  public init(fixCapacity: Int = 32_768) throws(IngestError) {
    precondition(fixCapacity > 0, "an exchange has room for a fix")
    self.fixCapacity = fixCapacity
    arrived = try EventCounter()
    emptied = try EventCounter()
    state = Mutex(State(staged: Self.batch(for: fixCapacity), newest: .distantPast))
  }

  /// An empty batch with room for all that the exchange may hold: the consumer's first spare.
  public func makeSpare() -> ReceivedBatch { Self.batch(for: fixCapacity) }

  private static func batch(for fixCapacity: Int) -> ReceivedBatch {
    // The last burst may begin one short of full.
    ReceivedBatch(
      fixCapacity: fixCapacity + Burst.capacity * NativeDatagram.maximumFixCount,
      datagramCapacity: fixCapacity + Burst.capacity
    )
  }

  private func isFull(_ batch: ReceivedBatch) -> Bool {
    batch.batch.fixes.count >= fixCapacity || batch.peers.count >= fixCapacity
  }
}

// The consumer's side.
extension BatchExchange {
  /// Exchanges everything staged for `spare`, which is emptied first.
  ///
  /// - Returns: whether there was anything; if not, `spare` is empty.
  public func take(into spare: inout ReceivedBatch) -> Bool {
    spare.removeAll()
    let (isTaken, wasFull) = state.withLock { state in
      guard !state.staged.isEmpty else { return (false, false) }
      let wasFull = isFull(state.staged)
      swap(&state.staged, &spare)
      return (true, wasFull)
    }
    if wasFull { emptied.ring() }
    return isTaken
  }

  /// Waits until something is staged or ``wake()`` is called, at most for a time.
  ///
  /// It may return without cause: ask ``take(into:)``.
  public func wait(atMost timeout: Milliseconds) {
    arrived.wait(milliseconds: Int32(clamping: max(0, timeout.count)))
  }

  /// Wakes the consumer, for example to end.
  public func wake() { arrived.ring() }
}

// The receive thread's side.
extension BatchExchange {
  /// Whether the exchange takes no burst until the consumer has taken.
  public var isFull: Bool { state.withLock { isFull($0.staged) } }

  /// Appends one burst.
  ///
  /// - Parameters:
  ///   - now: the clock's time; should it run backwards, the newest time before stands.
  ///   - append: appends to the staged batch; it gets the burst's received-at.
  public func stage(at now: Instant, _ append: (inout ReceivedBatch, Instant) -> Void) {
    let isFirst = state.withLock { state in
      let wasEmpty = state.staged.isEmpty
      let countBefore = state.staged.peers.count
      state.newest = max(state.newest, now)
      append(&state.staged, state.newest)
      guard state.staged.peers.count > countBefore else { return false }
      state.staged.batch.receivedAt = state.newest
      if wasEmpty { state.staged.oldest = state.newest }
      return wasEmpty
    }
    if isFirst { arrived.ring() }
  }

  /// Waits until the consumer has taken, at most for a time.
  func waitForRoom(milliseconds: Int32) { emptied.wait(milliseconds: milliseconds) }

  /// Ends the receive thread's wait for room.
  func stopWaiting() { emptied.ring() }
}
