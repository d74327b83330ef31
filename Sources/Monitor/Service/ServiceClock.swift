public import AlertStore
public import GeoCore
#if canImport(Glibc)
internal import Glibc
#endif

/// The service's clock: the system's, or one of the store's own.
///
/// The only place that asks the system what time it is.
public struct ServiceClock: Sendable {
  /// The store's own clock, if it has one.
  public let virtual: VirtualClock?

  /// Creates a clock; without `virtual` it is the system's.
  public init(virtual: VirtualClock?) { self.virtual = virtual }

  /// The clock that a store goes by.
  public init(of store: AlertStore) throws(StoreError) {
    self.init(virtual: try store.virtualClock())
  }

  /// What the clock shows.
  public var now: Instant { virtual?.time(atSystem: Self.system) ?? Self.system }

  /// What the system's clock shows.
  public static var system: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// A clock that nobody sets, for intervals: its zero is the start of the machine.
  static var steady: Instant { Instant(milliseconds: Int64(monotonicNanoseconds / 1_000_000)) }

  /// The time since the machine started, in nanoseconds: for measuring, never for deciding.
  public static var monotonicNanoseconds: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
