import GeoCore
import Simulation

/// How right a rule was on the days of a scenario.
struct Tally: Sendable {
  /// The days of persons.
  var days = 0
  /// The alerts.
  var alerts = 0
  /// The alerts whose interval meets no true excursion of more than 50 m.
  var falseAlerts = 0
  /// The excursions that had to be found.
  var due = 0
  /// Those of them that some alert meets.
  var found = 0
  /// Seconds from time zero to the fix that decided, and how often each.
  var delays = Counts()
  /// Seconds from the first fix after time zero to the fix that decided.
  var excesses = Counts()
  /// Excursions that were decided by the first fix after time zero or before.
  var byFirst = 0
  /// Excursions that were decided by the second fix after time zero or before.
  var bySecond = 0

  /// Takes the episodes of one person's days.
  mutating func add(_ episodes: [Episode], of course: PersonCourse, _ times: [Instant]) {
    days += course.days
    alerts += episodes.count
    for episode in episodes {
      let isTrue = course.excursions.contains { $0.isReal && episode.meets($0.period) }
      if !isTrue { falseAlerts += 1 }
    }
    for excursion in course.excursions where excursion.isToBeFound {
      guard let zero = excursion.timeZero else { continue }
      due += 1
      guard let decided = episodes.lazy.filter({ $0.meets(excursion.period) }).map(\.decided).min()
      else { continue }
      found += 1
      let next = times.firstIndex { $0 >= zero } ?? times.count
      let first = next < times.count ? times[next] : course.period.end
      let second = next + 1 < times.count ? times[next + 1] : course.period.end
      delays.add(Int(max(.zero, decided - zero).seconds.rounded()))
      excesses.add(Int(max(.zero, decided - first).seconds.rounded()))
      if decided <= first { byFirst += 1 }
      if decided <= second { bySecond += 1 }
    }
  }

  /// Adds another tally of the same rule, `weight` times.
  mutating func add(_ other: Tally, weight: Int = 1) {
    days += weight * other.days
    alerts += weight * other.alerts
    falseAlerts += weight * other.falseAlerts
    due += weight * other.due
    found += weight * other.found
    delays.add(other.delays, weight: weight)
    excesses.add(other.excesses, weight: weight)
    byFirst += weight * other.byFirst
    bySecond += weight * other.bySecond
  }

  /// False alerts per person-day.
  var falsePerDay: Double { Double(falseAlerts) / Double(max(1, days)) }
  /// The share of alerts that were true.
  var precision: Double { alerts == 0 ? 1 : 1 - Double(falseAlerts) / Double(alerts) }
  /// The share of excursions that were found.
  var recall: Double { due == 0 ? 1 : Double(found) / Double(due) }
}

extension Episode {
  /// Whether it and a stay outside have a moment in common.
  func meets(_ period: Period) -> Bool { began <= period.end && ended >= period.start }
}

/// Numbers and how often each was seen.
struct Counts: Sendable {
  private var counts: [Int: Int] = [:]

  /// Counts one.
  mutating func add(_ value: Int) { counts[value, default: 0] += 1 }

  /// Adds others, `weight` times.
  mutating func add(_ other: Counts, weight: Int) {
    for (value, count) in other.counts { counts[value, default: 0] += weight * count }
  }

  /// The smallest number that at least a share of all do not exceed; `nil` where there is none.
  func quantile(_ share: Double) -> Int? {
    let total = counts.values.reduce(0, +)
    var seen = 0
    for value in counts.keys.sorted() {
      seen += counts[value] ?? 0
      if Double(seen) >= share * Double(total) { return value }
    }
    return nil
  }

  /// Their mean; 0 where there is none.
  var mean: Double {
    let total = counts.values.reduce(0, +)
    return Double(counts.reduce(0) { $0 + $1.key * $1.value }) / Double(max(1, total))
  }
}
