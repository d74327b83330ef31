import Glibc
import ZonePeers

/// Seconds of a clock of the system.
private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The processor time that this thread takes for something, in seconds.
func processorSeconds(_ body: () -> Void) -> Double {
  let began = seconds(CLOCK_THREAD_CPUTIME_ID)
  body()
  return seconds(CLOCK_THREAD_CPUTIME_ID) - began
}

/// The time on the wall that something takes, in seconds.
func wallSeconds(_ body: () -> Void) -> Double {
  let began = seconds(CLOCK_MONOTONIC)
  body()
  return seconds(CLOCK_MONOTONIC) - began
}

/// What building took, and the bytes of the heap that stay in use for the result.
struct BuildCost {
  var name: String
  var seconds: Double
  var bytes: Int64

  /// Builds something and takes its measure.
  static func measure<Built>(_ name: String, _ build: () -> Built) -> (Built, BuildCost) {
    let before = heap_bytes()
    var built: Built?
    let seconds = processorSeconds { built = build() }
    guard let built else { preconditionFailure("it was built") }
    return (built, BuildCost(name: name, seconds: seconds, bytes: heap_bytes() - before))
  }
}

extension [Double] {
  /// The middle one of an odd number of values.
  var median: Double { sorted()[count / 2] }
}
