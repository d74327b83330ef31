import Foundation
import GeoCore
import Synchronization
import ZonePeers

/// One zone after another changed among 100,000, while another thread looks up in copies of the index.
enum Changes {
  /// What the command line calls it.
  static let name = "changes"

  /// Measures and prints.
  static func run(_ arguments: Arguments) {
    let size: Workload.Size = arguments.isSmoke ? .smoke : .full
    guard let workload = Workload("W3", size: size) else { return }
    let areas = (0..<workload.zones.count).map { Ours.area(workload.zones, $0) }
    var index = ZoneIndex(areas.enumerated().map { (slot: Int32($0), area: $1) })
    let shown = Shown(index)
    let points = PointColumns.orders(for: workload, count: 100_000)[0]
    let reader = Reader(shown, points)
    reader.start()
    var random = SplitMix64(seed: 9)
    var (alone, beside): ([Double], [Double]) = ([], [])
    for change in 0..<400 {
      let (slot, other) = (
        Int32(random.integer(0, areas.count - 1)), random.integer(0, areas.count - 1)
      )
      let seconds = wallSeconds {
        // The first half of the changes is not shown to anybody, the second is.
        index.update(removing: [slot], inserting: [(slot: slot, area: areas[other])])
        if change >= 200 { shown.index.withLock { $0 = index } }
      }
      if change < 200 { alone.append(seconds) } else { beside.append(seconds) }
    }
    let batches = reader.stop()
    print("### One zone changed among \(areas.count.grouped), 200 times each\n")
    print("| | p50, ms | p99, ms | longest, ms |\n| --- | --- | --- | --- |")
    for (name, times) in [
      ("nobody holds a copy", alone), ("visible to a reader of copies", beside),
    ] {
      let sorted = times.sorted().map { ($0 * 1e3).digits(2) }
      print("| \(name) | \(sorted[100]) | \(sorted[197]) | \(sorted[199]) |")
    }
    print(
      """

      The reader looked up \((batches.count * 64).grouped) points meanwhile, 64 at a time: p50 \
      \((batches.sorted()[batches.count / 2] * 1e6).digits(1)) µs, p99 \
      \((batches.sorted()[batches.count * 99 / 100] * 1e6).digits(1)) µs.

      """
    )
  }
}

/// The index that readers see.
private final class Shown: Sendable {
  let index: Mutex<ZoneIndex>

  init(_ index: ZoneIndex) { self.index = Mutex(index) }
}

/// A thread that looks up all the time.
private final class Reader: Sendable {
  private let shown: Shown
  private let points: [Coordinate]
  private let isStopped = Atomic(false)
  private let times = Mutex<[Double]>([])
  private let done = DispatchSemaphore(value: 0)

  init(_ shown: Shown, _ points: PointColumns) {
    self.shown = shown
    self.points = points.coordinates
  }

  func start() {
    Thread.detachNewThread { [self] in
      var (hits, first, own) = (ZoneHits(), 0, [Double]())
      while !isStopped.load(ordering: .relaxed) {
        own.append(
          wallSeconds {
            let index = shown.index.withLock { $0 }
            let points = points
            let batch = points.span.extracting(first..<first + 64)
            index.zones(containing: batch, into: &hits)
          }
        )
        first = (first + 64) % (points.count - 64)
      }
      times.withLock { $0 = own }
      done.signal()
    }
  }

  /// Stops the thread and returns what each batch took.
  func stop() -> [Double] {
    isStopped.store(true, ordering: .relaxed)
    done.wait()
    return times.withLock { $0 }
  }
}
