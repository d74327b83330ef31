import Foundation
import GeoCore
import Synchronization
import ZonePeers

/// Several threads that share ours, each with a part of the points.
enum Threads {
  /// The seconds that all points take, at best, as the cores are shared with others.
  struct Time {
    /// By the clock on the wall.
    var wall = Double.infinity

    /// Of the processor, over all threads: it grows where threads are in each other's way.
    var processor = Double.infinity
  }

  /// The times of one thread and of many.
  static func measure(
    _ ours: Ours,
    on points: PointColumns,
    threads: Int,
    rounds: Int
  ) -> (one: Time, many: Time) {
    var times = [Time(), Time()]
    for _ in 0..<rounds {
      for (number, count) in [1, threads].enumerated() {
        let processor = Shared(0.0)
        let wall = wallSeconds {
          each(of: count, points.count) { part in
            var hits = ZoneHits()
            let seconds = processorSeconds {
              let part = points.coordinates.span.extracting(part)
              _ = ours.query(part, batch: batchSize, reusing: &hits)
            }
            processor.value.withLock { $0 += seconds }
          }
        }
        times[number].wall = min(times[number].wall, wall)
        times[number].processor = min(times[number].processor, processor.value.withLock { $0 })
      }
    }
    return (times[0], times[1])
  }

  /// The checksum of what threads found.
  static func checksum(_ ours: Ours, on points: PointColumns, threads: Int) -> Checksum {
    let found = Shared<[UInt64]>([])
    each(of: threads, points.count) { part in
      let pairs = ours.pairs(
        points.coordinates.span.extracting(part),
        batch: batchSize,
        base: part.lowerBound
      )
      found.value.withLock { $0 += pairs }
    }
    return Checksum(found.value.withLock { $0 })
  }

  /// Runs `body` on threads of their own, each with its part of `count` points, and waits for all.
  private static func each(
    of threads: Int,
    _ count: Int,
    _ body: @escaping @Sendable (Range<Int>) -> Void
  ) {
    let done = DispatchGroup()
    for thread in 0..<threads {
      done.enter()
      Thread.detachNewThread {
        body(count * thread / threads..<count * (thread + 1) / threads)
        done.leave()
      }
    }
    done.wait()
  }
}

/// A value that threads add to.
private final class Shared<Value: Sendable>: Sendable {
  let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }
}
