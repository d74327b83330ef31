public import GeoCore

/// A true stay outside, read off the course and never off positions.
public struct TrueExcursion: Hashable, Sendable {
  /// From crossing the edge to crossing it again.
  public var period: Period

  /// The greatest distance from the edge.
  public var deepest: Meters

  /// The first instant at least ``threshold`` outside; `nil` if there is none.
  public var timeZero: Instant?

  /// From time zero until the last instant that far outside.
  public var stay: Milliseconds

  /// How far outside it begins to matter: 200 m, or 2 km where excursions are far.
  public var threshold: Meters

  /// Whether it has to be found: ten minutes or more beyond the threshold.
  public var isToBeFound: Bool { timeZero != nil && stay >= .minutes(10) }

  /// Whether an alert that meets it is a true one: more than 50 m.
  public var isReal: Bool { deepest > Meters(50) }
}

extension TrueExcursion {
  /// A time and the distance outside at it, in metres; in between it changes evenly.
  typealias Corner = (time: Instant, outside: Double)

  /// The stays outside of a course that is given by its corners, in order of time.
  static func all(_ corners: [Corner], threshold: Meters) -> [TrueExcursion] {
    var found: [TrueExcursion] = []
    var current: TrueExcursion?
    for (a, b) in zip(corners, corners.dropFirst()) {
      if current == nil, a.outside <= 0, b.outside > 0 {
        let began = crossing(a, b, 0)
        current = TrueExcursion(
          period: Period(start: began, end: began),
          deepest: .zero,
          timeZero: nil,
          stay: .zero,
          threshold: threshold
        )
      }
      guard var excursion = current else { continue }
      excursion.deepest = max(excursion.deepest, Meters(max(a.outside, b.outside)))
      if excursion.timeZero == nil, b.outside >= threshold.value {
        excursion.timeZero = crossing(a, b, threshold.value)
      }
      if let zero = excursion.timeZero, a.outside >= threshold.value {
        let end = b.outside >= threshold.value ? b.time : crossing(a, b, threshold.value)
        excursion.stay = end - zero
      }
      current = excursion
      if b.outside <= 0 {
        excursion.period.end = crossing(a, b, 0)
        found.append(excursion)
        current = nil
      }
    }
    return found
  }

  /// When a distance is crossed between two corners on either side of it.
  private static func crossing(_ a: Corner, _ b: Corner, _ outside: Double) -> Instant {
    guard b.outside != a.outside else { return a.time }
    let share = (outside - a.outside) / (b.outside - a.outside)
    return a.time + Milliseconds(Int64((share * Double((b.time - a.time).count)).rounded()))
  }
}
