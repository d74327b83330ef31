public import GeoCore

/// How right a rule was on the days of a scenario.
public struct Tally: Sendable {
  /// The days of persons.
  public private(set) var days = 0
  /// The true excursions of more than 50 m.
  public private(set) var excursions = 0
  /// The alerts.
  public private(set) var alerts = 0
  /// The alerts whose interval meets no true excursion of more than 50 m.
  public private(set) var falseAlerts = 0
  /// The excursions that had to be found.
  public private(set) var due = 0
  /// Those of them during which no fix was taken beyond the threshold: nobody could find them.
  public private(set) var unseen = 0
  /// Those of them that some alert meets.
  public private(set) var found = 0
  /// Seconds from time zero to the fix that decided, and how often each.
  public private(set) var delays = Counts()
  /// Seconds from the first fix after time zero to the fix that decided.
  public private(set) var excesses = Counts()
  /// Excursions that were decided by the first fix after time zero or before.
  public private(set) var byFirst = 0
  /// Excursions that were decided by the second fix after time zero or before.
  public private(set) var bySecond = 0

  /// Creates the tally of nothing.
  public init() {}

  /// Takes the episodes of one person.
  ///
  /// - Parameters:
  ///   - episodes: the alerts.
  ///   - excursions: the true stays outside.
  ///   - days: how many days the person lived.
  ///   - times: the event times of its fixes, in order.
  public mutating func add(
    _ episodes: [ZoneEpisode],
    against excursions: [TrueExcursion],
    days: Int,
    fixesAt times: [Instant]
  ) {
    self.days += days
    self.excursions += excursions.count { $0.isReal }
    alerts += episodes.count
    falseAlerts += episodes.count { episode in
      !excursions.contains { $0.isReal && episode.meets($0.period) }
    }
    for excursion in excursions where excursion.isToBeFound {
      guard let zero = excursion.timeZero else { continue }
      due += 1
      if !times.contains(where: { $0 >= zero && $0 <= zero + excursion.stay }) { unseen += 1 }
      guard let decided = episodes.lazy.filter({ $0.meets(excursion.period) }).map(\.decided).min()
      else { continue }
      found += 1
      let next = times.firstIndex { $0 >= zero } ?? times.count
      let (first, second) = (times.at(next), times.at(next + 1))
      delays.add(Int(max(.zero, decided - zero).seconds.rounded()))
      excesses.add(Int(max(.zero, decided - first).seconds.rounded()))
      if decided <= first { byFirst += 1 }
      if decided <= second { bySecond += 1 }
    }
  }

  /// Adds another tally of the same rule, `weight` times.
  public mutating func add(_ other: Tally, weight: Int = 1) {
    days += weight * other.days
    excursions += weight * other.excursions
    alerts += weight * other.alerts
    falseAlerts += weight * other.falseAlerts
    due += weight * other.due
    unseen += weight * other.unseen
    found += weight * other.found
    delays.add(other.delays, weight: weight)
    excesses.add(other.excesses, weight: weight)
    byFirst += weight * other.byFirst
    bySecond += weight * other.bySecond
  }

  /// False alerts per person-day.
  public var falsePerDay: Double { Double(falseAlerts) / Double(max(1, days)) }
  /// The share of alerts that were true.
  public var precision: Double { alerts == 0 ? 1 : 1 - Double(falseAlerts) / Double(alerts) }
  /// The share of excursions that were found.
  public var recall: Double { due == 0 ? 1 : Double(found) / Double(due) }
}

extension [Instant] {
  /// The instant at an index; beyond the end the distant future, which nothing exceeds.
  fileprivate func at(_ index: Int) -> Instant { index < count ? self[index] : .distantFuture }
}

/// Numbers and how often each was seen.
public struct Counts: Sendable {
  private var counts: [Int: Int] = [:]

  /// Counts one.
  public mutating func add(_ value: Int) { counts[value, default: 0] += 1 }

  /// Adds others, `weight` times.
  public mutating func add(_ other: Counts, weight: Int) {
    for (value, count) in other.counts { counts[value, default: 0] += weight * count }
  }

  /// The smallest number that at least a share of all do not exceed; `nil` where there is none.
  public func quantile(_ share: Double) -> Int? {
    let total = counts.values.reduce(0, +)
    var seen = 0
    for value in counts.keys.sorted() {
      seen += counts[value] ?? 0
      if Double(seen) >= share * Double(total) { return value }
    }
    return nil
  }

  /// Their mean; 0 where there is none.
  public var mean: Double {
    let total = counts.values.reduce(0, +)
    return Double(counts.reduce(0) { $0 + $1.key * $1.value }) / Double(max(1, total))
  }
}
