internal import CLinux
internal import Glibc

/// A bell between two threads (eventfd): rung by one, waited for by another.
final class EventCounter: Sendable {
  private let descriptor: Int32

  init() throws(IngestError) {
    descriptor = fl_event_create()
    guard descriptor >= 0 else { throw .system(operation: "eventfd", code: -descriptor) }
  }

  deinit { _ = close(descriptor) }

  /// Wakes whoever waits; a ring before the wait is not lost.
  func ring() { fl_event_signal(descriptor) }

  /// Waits for a ring, or for `milliseconds`.
  func wait(milliseconds: Int32) { fl_event_wait(descriptor, milliseconds) }
}
