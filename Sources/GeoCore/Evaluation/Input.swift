/// Everything that can change a decision.
///
/// Live service, replay, simulation and recovery feed the evaluator the same inputs in the same order
/// and get the same transitions.
public enum Input: Sendable {
  /// Fixes arrived.
  case fixes(FixBatch)

  /// The registry changed.
  case registry(RegistryChange, at: Instant)

  /// The numbers by which decisions are made changed: what is judged after it is judged by these.
  case rules(DecisionRules, at: Instant)

  /// Time passed, to this instant; some deadline may have.
  case clock(Instant)

  /// The service listens again after it did not since `since`: a pause that is nobody's silence.
  case resumed(since: Instant, at: Instant)

  /// When the input happened, by the service's clock.
  public var at: Instant {
    switch self {
    case .fixes(let batch): batch.receivedAt
    case .registry(_, let at), .rules(_, let at), .clock(let at), .resumed(_, let at): at
    }
  }
}
