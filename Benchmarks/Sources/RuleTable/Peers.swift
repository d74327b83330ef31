import GeoCore
import Simulation

/// The last position alone says on which side a person is: Traccar, Tile38.
///
/// With a limit, positions whose stated accuracy is worse are dropped before (Traccar's
/// `filter.accuracy`); what states none passes.
struct LastPoint: StepRule {
  /// The worst accuracy that passes, in metres.
  var limit = Double.infinity

  var name: String {
    limit.isInfinite ? "last point alone" : "last point, accuracy ≤ \(Int(limit)) m"
  }

  var start: Bool { false }

  func step(_ isOutside: inout Bool, _ delivery: PersonCourse.Delivery) -> (Bool, since: Instant) {
    if delivery.fix.accuracy?.value ?? 0 <= limit { isOutside = delivery.outsideBy > 0 }
    return (isOutside, delivery.fix.time)
  }
}

/// So many positions in a row on the other side, as bracelets' centres ask for (SCRAM).
struct InARow: StepRule {
  /// How many.
  var count: Int

  var name: String { "\(count) in a row" }

  /// The decided side, the length of the run on the other, and when that began.
  var start: (isOutside: Bool, run: Int, since: Instant) { (false, 0, .distantPast) }

  func step(
    _ memory: inout (isOutside: Bool, run: Int, since: Instant),
    _ delivery: PersonCourse.Delivery
  ) -> (Bool, since: Instant) {
    if (delivery.outsideBy > 0) == memory.isOutside {
      memory.run = 0
    } else {
      if memory.run == 0 { memory.since = delivery.fix.time }
      memory.run += 1
      if memory.run >= count { (memory.isOutside, memory.run) = (!memory.isOutside, 0) }
    }
    return (memory.isOutside, memory.since)
  }
}

/// Outside from a position beyond a buffer on, until one inside the edge.
struct Hysteresis: StepRule {
  /// The width of the buffer, in metres.
  var buffer: Double

  var name: String { "hysteresis, buffer \(Int(buffer)) m" }

  var start: Bool { false }

  func step(_ isOutside: inout Bool, _ delivery: PersonCourse.Delivery) -> (Bool, since: Instant) {
    isOutside = delivery.outsideBy > (isOutside ? 0 : buffer)
    return (isOutside, delivery.fix.time)
  }
}
