internal import AlertStore
internal import Foundation
internal import GeoCore
internal import Logging
internal import Synchronization

/// Carries accepted fixes from the input log into the history, on a thread of its own.
final class HistoryKeeper: Sendable {
  private let store: AlertStore
  let history: FixHistory
  private let logger: Logger
  private let sequence: Atomic<Int64>
  private let isStopping = Atomic(false)
  private let wakeUp = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)

  /// How often the log is looked at, in seconds.
  private static let period = 2.0

  /// Opens the history and carries over all that the log holds.
  init(directory: String, logger: Logger) throws(StoreError) {
    store = try AlertStore.open(directory: directory, missing: .refuse)
    history = try FixHistory(of: store)
    self.logger = logger
    sequence = Atomic(0)
    try carryOver()
  }

  /// The sequence number of the last input that is in the history.
  var progress: Int64 { sequence.load(ordering: .acquiring) }

  /// Starts the thread.
  func start() {
    Thread.detachNewThread { [self] in
      var isBehind = false
      while !isStopping.load(ordering: .acquiring) {
        _ = wakeUp.wait(timeout: .now() + Self.period)
        do {
          try carryOver()
          if isBehind { logger.notice("the history has caught up with the log") }
          isBehind = false
        } catch {
          // The log keeps everything; the next round tries again.
          if !isBehind { logger.error("the history falls behind the log: \(error)") }
          isBehind = true
        }
      }
      finished.signal()
    }
  }

  /// Ends the thread after it has carried over what there is.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    wakeUp.signal()
    finished.wait()
  }

  private func carryOver() throws(StoreError) {
    try history.carryOver(from: store) { sequence.store($0, ordering: .releasing) }
  }
}
