public import GeoCore

/// An alert as it stands: what the subject did, and how far the operators are.
public struct AlertRecord: Hashable, Sendable {
  /// How far the operators are (闭环).
  public enum State: String, CaseIterable, Sendable {
    /// 未处置
    case open
    /// 已确认
    case acknowledged
    /// 处置中
    case inProgress
    /// 已处置
    case resolved
    /// 无法处置: stays on the ledger.
    case cannotResolve

    /// Whether nothing more is to be done.
    public var isClosed: Bool { self == .resolved || self == .cannotResolve }
  }

  /// The alert's short name.
  public var name: String
  /// What identifies it.
  public var key: AlertKey
  /// When the engine came to know.
  public var raisedAt: Instant
  /// Why it was raised.
  public var reason: Transition.Reason
  /// The leave that it concerns, if any.
  public var leave: LeaveID?
  /// How far outside what is permitted the subject was.
  public var outsideBy: Meters?
  /// The last believed position when it was raised.
  public var position: CredibleFix?
  /// When it got worse; event time.
  public var worsened: Instant?
  /// When its cause was over; event time.
  public var ended: Instant?
  /// Why it ended or was withdrawn.
  public var endReason: Transition.Reason?
  /// When it was withdrawn.
  public var withdrawnAt: Instant?
  /// How far the operators are.
  public var state: State

  /// Creates the record of an alert that was just raised.
  ///
  /// - Returns: `nil` if `transition` does not raise an alert.
  public init?(raised transition: Transition) {
    guard transition.step == .raised else { return nil }
    name = transition.alert.name
    key = transition.alert
    raisedAt = transition.knownAt
    reason = transition.reason
    leave = transition.leave
    outsideBy = transition.outsideBy
    position = transition.position
    state = .open
  }

  init(
    name: String,
    key: AlertKey,
    raisedAt: Instant,
    reason: Transition.Reason,
    state: State
  ) {
    self.name = name
    self.key = key
    self.raisedAt = raisedAt
    self.reason = reason
    self.state = state
  }

  /// Takes a later step of the engine into account, as the store does.
  public mutating func apply(_ transition: Transition) {
    switch transition.step {
    case .raised: (ended, endReason, withdrawnAt) = (nil, nil, nil)
    case .worsened: worsened = transition.at
    case .ended: (ended, endReason) = (transition.at, transition.reason)
    case .withdrawn: (withdrawnAt, endReason) = (transition.knownAt, transition.reason)
    }
  }
}

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

  /// What can happen to an alert.
  public enum Action: Hashable, Sendable {
    /// The engine's: what the subject did.
    case engine(Transition.Step)
    /// An operator's: how far the work is.
    case state(AlertRecord.State)
    /// An operator's remark.
    case note

    /// The word by which the store keeps it.
    public var word: String {
      switch self {
      case .engine(let step): step.rawValue
      case .state(let state): state.rawValue
      case .note: "note"
      }
    }

    init?(word: String) {
      if let step = Transition.Step(rawValue: word) {
        self = .engine(step)
      } else if let state = AlertRecord.State(rawValue: word) {
        self = .state(state)
      } else if word == "note" {
        self = .note
      } else {
        return nil
      }
    }
  }
}
