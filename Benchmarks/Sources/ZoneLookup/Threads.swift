import Dispatch
import GeoCore
import Synchronization
import ZonePeers

/// Several threads that share ours, each with a part of the points.
enum Threads {
  /// The times on the wall with one thread and with many, in seconds; medians.
  static func measure(_ ours: Ours, on points: PointColumns, threads: Int, rounds: Int) -> [Double]
  {
    var times: [[Double]] = [[], []]
    for _ in 0..<rounds {
      for (number, count) in [1, threads].enumerated() {
        times[number].append(
          wallSeconds {
            each(of: count, points.count) { part in
              var hits = ZoneHits()
              _ = ours.query(
                points.coordinates.span.extracting(part),
                batch: batchSize,
                reusing: &hits
              )
            }
          }
        )
      }
    }
    return times.map(\.median)
  }

  /// The checksum of what threads found.
  static func checksum(_ ours: Ours, on points: PointColumns, threads: Int) -> Checksum {
    let found = Mutex<[UInt64]>([])
    each(of: threads, points.count) { part in
      let pairs = ours.pairs(
        points.coordinates.span.extracting(part),
        batch: batchSize,
        base: part.lowerBound
      )
      found.withLock { $0 += pairs }
    }
    return Checksum(found.withLock { $0 })
  }

  /// Runs `body` on threads, each with its part of `count` points.
  private static func each(of threads: Int, _ count: Int, _ body: @Sendable (Range<Int>) -> Void) {
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      body(count * thread / threads..<count * (thread + 1) / threads)
    }
  }
}
