import GeoCore
import Simulation

/// A rule that turns the fixes of one person into episodes outside.
protocol DecisionRule: Sendable {
  /// What it is called in the table.
  var name: String { get }

  /// The episodes of a person's days, in order of when they were decided.
  func episodes(of course: PersonCourse) -> [ZoneEpisode]
}

/// How rules that only look at the newest fixes take the fixes of a course, in order of arrival.
protocol StepRule: DecisionRule {
  /// What is remembered from fix to fix.
  associatedtype Memory

  /// Before the first fix: inside.
  var start: Memory { get }

  /// Takes one fix.
  ///
  /// - Returns: the side that is decided by now: true outside; and since when, if that is new.
  func step(_ memory: inout Memory, _ delivery: PersonCourse.Delivery) -> (Bool, since: Instant)
}

extension StepRule {
  func episodes(of course: PersonCourse) -> [ZoneEpisode] {
    var episodes: [ZoneEpisode] = []
    var (memory, wasOutside) = (start, false)
    for delivery in course.deliveries {
      let (isOutside, since) = step(&memory, delivery)
      defer { wasOutside = isOutside }
      guard isOutside != wasOutside else { continue }
      if isOutside {
        let time = delivery.fix.time
        episodes.append(ZoneEpisode(began: since, decided: time))
      } else {
        episodes[episodes.count - 1].ended = max(since, episodes[episodes.count - 1].began)
      }
    }
    return episodes
  }
}
