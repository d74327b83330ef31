public import GeoCore

/// An alert about being outside, as a rule raised it.
public struct ZoneEpisode: Hashable, Sendable {
  /// When it began: event time.
  public var began: Instant

  /// The event time of the fix that decided.
  public var decided: Instant

  /// When it ended: event time; the distant future where it goes on.
  public var ended: Instant

  /// Creates an episode.
  public init(began: Instant, decided: Instant, ended: Instant = .distantFuture) {
    self.began = began
    self.decided = decided
    self.ended = ended
  }

  /// Whether it and a stay outside have a moment in common.
  func meets(_ stay: Period) -> Bool { began <= stay.end && ended >= stay.start }
}

/// The alerts that an evaluator's steps make, and when each was decided.
public struct EpisodeBook: Sendable {
  /// The alerts, in order of when they were raised.
  public private(set) var alerts: [AlertRecord] = []

  private var decided: [Instant] = []
  private var indices: [AlertKey: Int] = [:]

  /// Creates an empty book.
  public init() {}

  /// Takes over the steps that an input led to.
  ///
  /// What decided is the last believed position: of several fixes that came at once, or late, it is the
  /// one at which the evidence was enough.
  public mutating func take(_ transitions: [Transition]) {
    for transition in transitions {
      if let index = indices[transition.alert] {
        alerts[index].apply(transition)
      } else if let alert = AlertRecord(raised: transition) {
        indices[transition.alert] = alerts.count
        alerts.append(alert)
        decided.append(transition.position?.time ?? transition.knownAt)
      }
    }
  }

  /// The episodes of being outside, by subject, in order of when they were raised.
  public var episodes: [SubjectID: [ZoneEpisode]] {
    var episodes: [SubjectID: [ZoneEpisode]] = [:]
    for (alert, decided) in zip(alerts, decided) where alert.key.kind == .outOfZone {
      let ended = min(alert.ended ?? .distantFuture, alert.withdrawnAt ?? .distantFuture)
      let began = alert.key.began
      episodes[alert.key.subject, default: []]
        .append(ZoneEpisode(began: began, decided: decided, ended: max(ended, began)))
    }
    return episodes
  }
}
