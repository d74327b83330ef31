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
  /// How far on the wrong side of the edge the subject was.
  public var outsideBy: Meters?
  /// The last believed position when it was raised.
  public var position: CredibleFix?
  /// The evidence for it, where it was weighed.
  public var odds: LogOdds?
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
    odds = transition.odds
    state = .open
  }

  /// Creates a record from what a store kept; what is optional is set afterwards.
  public init(
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
  ///
  /// An alert can end more than once, and come again after it was withdrawn: the last word counts.
  public mutating func apply(_ transition: Transition) {
    switch transition.step {
    case .raised, .reinstated: (ended, endReason, withdrawnAt) = (nil, nil, nil)
    case .resumed: (ended, endReason) = (nil, nil)
    case .worsened: worsened = transition.at
    case .ended: (ended, endReason) = (transition.at, transition.reason)
    case .withdrawn: (withdrawnAt, endReason) = (transition.knownAt, transition.reason)
    }
  }
}
