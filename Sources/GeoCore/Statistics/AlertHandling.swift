/// What operators did about an alert, as far as figures and the ledger ask for it.
public struct AlertHandling: Hashable, Sendable {
  /// When an operator first saw to it: acknowledged it, began the work, or closed it at once.
  public var acknowledgedAt: Instant?

  /// When it was resolved; an alert that cannot be resolved never is.
  public var resolvedAt: Instant?

  /// Who is to do what by when; what was said last.
  public var assignment: AlertAssignment?

  /// The person responsible: whom it was assigned to, else who acknowledged it or began the work last.
  public var responsible: String?

  /// Reads the steps of one alert, in order; the engine's and remarks count for nothing.
  public init(_ steps: some Sequence<AlertStep>) {
    for step in steps {
      switch step.action {
      case .state(let state):
        acknowledgedAt = acknowledgedAt ?? step.knownAt
        if state == .resolved { resolvedAt = step.knownAt }
        let isTaken = state == .acknowledged || state == .inProgress
        if isTaken, assignment == nil { responsible = step.operatorID }
      case .assigned:
        assignment = step.assignment
        responsible = step.assignment?.assignee
      case .engine, .note: break
      }
    }
  }
}

/// An alert and what operators did about it.
public struct HandledAlert: Hashable, Sendable {
  /// The alert.
  public var alert: AlertRecord

  /// What operators did about it.
  public var handling: AlertHandling

  /// Creates a handled alert.
  public init(_ alert: AlertRecord, _ handling: AlertHandling) {
    (self.alert, self.handling) = (alert, handling)
  }
}
