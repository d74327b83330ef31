public import GeoFormats
public import GeoCore

/// An invented county on the evening of Monday 2026-03-02, with forty subjects and the alerts that
/// must come of it.
///
/// The truth is made first: who goes where, second by second. What receivers make of it comes second,
/// and ``expectedAlerts`` are read off the truth and never off an evaluator. Every true event keeps
/// clear of edges, schedules and limits by more than a receiver's error, so that there is one right
/// answer.
///
/// The track begins on the evening before with one return from a leave; through the night and the
/// day there are only heartbeats, and positions from 17:00 on. One seed gives the same bytes
/// everywhere.
public struct CountyEvening: Sendable {
  /// The files: an explanation, the registry, the zones, the track, and what must come of it.
  ///
  /// Tables are CSV that a spreadsheet opens: with a byte order mark, lines ended by CRLF.
  public let files: [(name: String, text: String)]

  /// The alerts that must come, and no others; in order of when they began.
  public let expectedAlerts: [ExpectedAlert]

  /// When the track begins: the evening before.
  public static let start = EveningClock.instant(Schedule.trackStart)

  /// When positions begin on the evening itself: 17:00.
  public static let eveningStart = EveningClock.instant(Schedule.eveningStart)

  /// When the track ends: 22:30.
  ///
  /// Every expected alert has begun by then.
  public static let end = EveningClock.instant(Schedule.end)

  /// Makes the evening of a seed.
  public init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let county = InventedCounty()
    let people = county.people(&random)
    let reports = people.flatMap { person in person.reports(county, &random) }
      .sorted { ($0.time, $0.device) < ($1.time, $1.device) }
    let expected = people.flatMap { $0.expectedAlerts(county, reports) }
      .sorted { ($0.began, $0.subject) < ($1.began, $1.subject) }
    expectedAlerts = expected
    let writer = EveningFiles(
      seed: seed,
      county: county,
      people: people,
      reports: reports,
      expected: expected
    )
    files = writer.all
  }
}

/// The hours of the evening, in seconds of ``EveningClock``.
enum Schedule {
  static let trackStart = EveningClock.time(20 - 24, 50)
  static let eveningStart = EveningClock.time(17, 0)
  static let end = EveningClock.time(22, 30)
  static let curfew = EveningClock.time(22, 0)
  static let schoolCloses = EveningClock.time(17, 30)
  static let wristbandFallsSilent = EveningClock.time(20, 5)
  static let phoneSwitchedOff = EveningClock.time(17, 20)
  static let overstayedLeaveEnds = EveningClock.time(18, 0)
}
