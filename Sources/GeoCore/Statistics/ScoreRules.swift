/// How many points are taken off for what: the table of the assessment (考核).
///
/// These defaults are a proposal; an office's own table takes their place. `docs/figures.md` shows them.
public struct ScoreRules: Hashable, Sendable {
  /// What everyone begins with.
  public var start = 100

  /// For each alert of a kind that is raised within the period and not withdrawn.
  public var points: [AlertKind: Int] = [
    .outOfZone: 5, .prohibitedZone: 10, .curfew: 3, .leaveOverstay: 10, .reportBackMissing: 5,
    .silent: 3,
  ]

  /// For each silence that becomes an escape within the period (脱管), beside those of the silence.
  public var escapePoints = 20

  /// For each full ``absenceStep`` of an absence without leave, beside those of the alert.
  public var absencePoints = 1

  /// How long an absence without leave is counted by.
  public var absenceStep = Milliseconds.hours(1)

  /// The share of the time with a device, in percent, in which it has to be online.
  public var onlineDue = 95

  /// For each full ``onlineStep`` that the share lies below ``onlineDue``.
  public var onlinePoints = 1

  /// By how many percent the share is counted.
  public var onlineStep = 5

  /// Creates the default table.
  public init() {}
}
