import CAllocations
import GeoCore
import Glibc

/// What some minutes of fixes took.
struct Measured {
  /// How many fixes were judged.
  var fixes = 0

  /// Processor time, in seconds: of judging, and of the lookups alone.
  var evaluation = 0.0
  var sharedLookups = 0.0
  var ownLookups = 0.0

  /// How often judging asked for memory, and how many courses it wrote for later.
  var allocations = 0
  var checkpoints = 0

  /// How many zones the lookups found.
  var found = 0

  /// Processor time of all lookups, in seconds.
  var lookups: Double { sharedLookups + ownLookups }

  static func += (sum: inout Measured, other: Measured) {
    sum.fixes += other.fixes
    sum.evaluation += other.evaluation
    sum.sharedLookups += other.sharedLookups
    sum.ownLookups += other.ownLookups
    sum.allocations += other.allocations
    sum.checkpoints += other.checkpoints
    sum.found += other.found
  }

  /// Judges fixes, batch by batch.
  mutating func evaluate(
    _ all: [Fix],
    by evaluator: inout Evaluator,
    into output: inout Evaluation
  ) {
    var past = NoPast()
    fixes += all.count
    for first in stride(from: 0, to: all.count, by: Population.batchSize) {
      let last = min(first + Population.batchSize, all.count)
      var input = Input.fixes(Population.batch(all[first..<last]))
      output.checkpoints.removeAll(keepingCapacity: true)
      let before = fl_allocations_of_this_thread()
      let began = processorSeconds
      evaluator.evaluate(&input, into: &output, past: &past)
      evaluation += processorSeconds - began
      allocations += Int(fl_allocations_of_this_thread() - before)
      checkpoints += output.checkpoints.count
    }
  }

  /// Looks the zones up around fixes, batch by batch, as judging does.
  mutating func lookUp(
    _ persons: [Int32],
    _ fixes: [Fix],
    of population: Population,
    reusing hits: inout ZoneHits
  ) {
    let places = fixes.compactMap(\.coordinate)
    sharedLookups += Self.time(places.count) { batch in
      population.shared.zones(containing: places.span.extracting(batch), into: &hits)
      found += hits.slots.count
    }
    ownLookups += Self.time(places.count) { batch in
      population.personal.zones(
        of: persons.span.extracting(batch),
        containing: places.span.extracting(batch),
        into: &hits
      )
      found += hits.slots.count
    }
  }

  /// The processor time of something that is done for each batch, in seconds.
  private static func time(_ count: Int, _ body: (Range<Int>) -> Void) -> Double {
    let began = processorSeconds
    for first in stride(from: 0, to: count, by: Population.batchSize) {
      body(first..<min(first + Population.batchSize, count))
    }
    return processorSeconds - began
  }
}

/// The processor time of this thread, in seconds.
private var processorSeconds: Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
