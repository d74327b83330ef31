public import AlertStore
internal import Foundation
public import GeoCore
internal import Synchronization

/// The past as a store keeps it: fixes in its history, checkpoints in its database.
///
/// What the history does not hold yet is kept in memory, and so are checkpoints that recovery makes
/// again, until ``keepCheckpoints()``.
public final class StorePast: Past {
  private struct Content {
    /// The last input that counts as past.
    var sequence: Int64 = 0
    /// Whether the log is read anew: everything is in the history already.
    var isRecovering = true
    /// Whether the log is read from its beginning: no checkpoint of the database counts.
    var isFromBeginning = false
    var recent = RecentFixes()
    var made: [SubjectID: [Checkpoint]] = [:]
  }

  private let store: AlertStore
  private let history: FixHistory
  private let content = Mutex(Content())
  private let retries: @Sendable (StoreError) -> Bool

  /// Opens the past of a store; what its log holds has to be in its history.
  ///
  /// - Parameters:
  ///   - store: the store.
  ///   - history: its history.
  ///   - retries: whether to try again, a second after a read failed; without it the failure counts as
  ///     nothing having been there.
  public init(
    store: AlertStore,
    history: FixHistory,
    retries: @escaping @Sendable (StoreError) -> Bool = { _ in false }
  ) {
    self.store = store
    self.history = history
    self.retries = retries
  }

  /// Begins to follow the log again after an input.
  func begin(after sequence: Int64) {
    content.withLock { content in
      content.sequence = sequence
      content.isFromBeginning = sequence == 0
    }
  }

  /// Ends recovery: keeps the checkpoints that were made again, and follows what is new from here on.
  public func keepCheckpoints() throws(StoreError) {
    let (made, sequence) = content.withLock { content in
      defer { (content.made, content.isRecovering, content.isFromBeginning) = ([:], false, false) }
      // Those that followed a snapshot were committed with their inputs.
      return (content.isFromBeginning ? content.made.values.flatMap { $0 } : [], content.sequence)
    }
    if !made.isEmpty { try store.keep(made, sequence: sequence) }
  }

  /// Forgets what the history holds by now.
  func forget(through progress: Int64) {
    content.withLock { $0.recent.forget(through: progress) }
  }

  public func fixes(of device: DeviceNumber, in period: Period) -> [Fix] {
    // Recent ones first: what moves to the history in between is then read twice, and not missed.
    let (recent, last) = content.withLock { content in
      (content.recent.fixes(of: device, in: period), content.sequence)
    }
    let kept = trying { () throws(StoreError) in
      try history.fixes(of: [(device, period)], broughtThrough: last).fixes
    }
    return (kept ?? []) + recent
  }

  public func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint? {
    let (made, last, isFromBeginning) = content.withLock { content in
      let made = content.made[subject]?.last { $0.at <= instant }
      return (made, content.sequence, content.isFromBeginning)
    }
    if isFromBeginning { return made }
    let kept = trying { () throws(StoreError) in
      try store.checkpoint(of: subject, notAfter: instant, madeThrough: last)
    }
    guard let kept = kept ?? nil else { return made }
    return made.map { $0.at >= kept.at ? $0 : kept } ?? kept
  }

  public func take(over input: Input, _ checkpoints: ArraySlice<Checkpoint>) {
    content.withLock { content in
      content.sequence += 1
      guard content.isRecovering else {
        if case .fixes(let batch) = input { content.recent.add(batch, sequence: content.sequence) }
        return
      }
      for checkpoint in checkpoints {
        content.made[checkpoint.subject, default: []].keep(checkpoint)
      }
    }
  }

  private func trying<T>(_ body: () throws(StoreError) -> T) -> T? {
    while true {
      do {
        return try body()
      } catch {
        guard retries(error) else { return nil }
        Thread.sleep(forTimeInterval: 1)
      }
    }
  }
}
