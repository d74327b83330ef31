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

/// The episodes that an evaluator's steps make, for each subject.
public struct EpisodeBook: Sendable {
  /// The episodes of each subject, in order of when they were decided.
  public private(set) var episodes: [SubjectID: [ZoneEpisode]] = [:]

  private var indices: [AlertKey: Int] = [:]

  /// Creates an empty book.
  public init() {}

  /// Takes over the steps that an input led to.
  ///
  /// The fix that decided is the only one of its device that came with the input; where several came
  /// at once, it is the last believed position.
  public mutating func take(
    _ transitions: [Transition],
    after input: Input,
    of device: DeviceNumber
  ) {
    for transition in transitions where transition.alert.kind == .outOfZone {
      let key = transition.alert
      if transition.step == .raised {
        let decided = Self.onlyFix(of: device, in: input) ?? transition.position?.time
        indices[key] = episodes[key.subject]?.count ?? 0
        episodes[key.subject, default: []]
          .append(ZoneEpisode(began: key.began, decided: decided ?? transition.knownAt))
      } else if transition.step != .worsened, let index = indices[key] {
        let isOver = transition.step == .ended || transition.step == .withdrawn
        episodes[key.subject]?[index].ended = isOver ? max(transition.at, key.began) : .distantFuture
      }
    }
  }

  private static func onlyFix(of device: DeviceNumber, in input: Input) -> Instant? {
    guard case .fixes(let batch) = input else { return nil }
    let own = batch.fixes.filter { $0.device == device }
    return own.count == 1 ? own[0].time : nil
  }
}
