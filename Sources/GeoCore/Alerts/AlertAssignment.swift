/// Who is to do what about an alert, and by when (交办).
public struct AlertAssignment: Hashable, Sendable {
  /// The person responsible: an operator's short name.
  public var assignee: String
  /// What is to be done.
  public var measure: String
  /// When it is overdue: half-open, the moment itself is too late.
  public var due: Instant

  /// Creates an assignment.
  public init(assignee: String, measure: String, due: Instant) {
    self.assignee = assignee
    self.measure = measure
    self.due = due
  }
}
