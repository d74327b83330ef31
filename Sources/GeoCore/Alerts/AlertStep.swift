/// One step in an alert's life.
public struct AlertStep: Hashable, Sendable {
  /// Its place in the order of all steps of all alerts: the cursor of whoever watches.
  public var number: Int64
  /// The alert's name.
  public var alert: String
  /// What happened.
  public var action: Action
  /// When it happened; event time where the engine took it.
  public var at: Instant
  /// When it became known.
  public var knownAt: Instant
  /// Who took it; `nil` where the engine did.
  public var operatorID: String?
  /// What the operator wrote.
  public var note: String?
  /// Why the engine took it.
  public var reason: Transition.Reason?
  /// Who is to do what; of ``Action/assigned`` alone.
  public var assignment: AlertAssignment?

  /// Creates a step.
  public init(
    number: Int64,
    alert: String,
    action: Action,
    at: Instant,
    knownAt: Instant,
    operatorID: String? = nil,
    note: String? = nil,
    reason: Transition.Reason? = nil,
    assignment: AlertAssignment? = nil
  ) {
    self.number = number
    self.alert = alert
    self.action = action
    self.at = at
    self.knownAt = knownAt
    self.operatorID = operatorID
    self.note = note
    self.reason = reason
    self.assignment = assignment
  }

  /// What can happen to an alert.
  public enum Action: Hashable, Sendable {
    /// The engine's: what the subject did, or what turned out otherwise by fixes that came late.
    case engine(Transition.Step)
    /// An operator's: how far the work is.
    case state(AlertRecord.State)
    /// An operator's: who is to do what by when; the state stays as it is.
    case assigned
    /// An operator's remark.
    case note

    /// The word by which the store keeps it.
    public var word: String {
      switch self {
      case .engine(let step): step.rawValue
      case .state(let state): state.rawValue
      case .assigned: "assigned"
      case .note: "note"
      }
    }

    /// Reads the word by which the store keeps it.
    public init?(word: String) {
      if let step = Transition.Step(rawValue: word) {
        self = .engine(step)
      } else if let state = AlertRecord.State(rawValue: word) {
        self = .state(state)
      } else if word == "assigned" {
        self = .assigned
      } else if word == "note" {
        self = .note
      } else {
        return nil
      }
    }
  }
}
