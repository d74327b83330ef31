internal import AlertStore
internal import Foundation
internal import GeoCore
internal import Logging
internal import Synchronization

/// Keeps the evaluator's state in the store, on a thread of its own and by a connection of its own.
///
/// The evaluator is a value: the thread encodes a copy while the loop goes on.
final class SnapshotKeeper: Sendable {
  private let store: AlertStore
  private let logger: Logger
  private let isBusy = Atomic(false)
  private let idle = DispatchSemaphore(value: 1)

  init(directory: String, logger: Logger) throws(StoreError) {
    store = try AlertStore.open(directory: directory, missing: .refuse)
    self.logger = logger
  }

  /// Begins to keep a state; does nothing while the one before is still being kept.
  ///
  /// - Returns: whether it began.
  func begin(_ evaluator: Evaluator, sequence: Int64) -> Bool {
    guard !isBusy.exchange(true, ordering: .acquiringAndReleasing) else { return false }
    idle.wait()
    Thread.detachNewThread { [self] in
      save(evaluator, sequence)
      isBusy.store(false, ordering: .releasing)
      idle.signal()
    }
    return true
  }

  /// Keeps a state, after the one that is still being kept.
  func finish(_ evaluator: Evaluator, sequence: Int64) {
    waitUntilIdle()
    save(evaluator, sequence)
  }

  /// Waits until nothing is being kept.
  func waitUntilIdle() {
    idle.wait()
    idle.signal()
  }

  private func save(_ evaluator: Evaluator, _ sequence: Int64) {
    do {
      try store.saveSnapshot(
        evaluator.snapshot,
        sequence: sequence,
        revision: evaluator.registry.revision
      )
    } catch {
      // Recovery takes longer without it, and loses nothing.
      logger.error("the state could not be kept: \(error)")
    }
  }
}
