/// A line of the ledger of open cases (未办结台账): an alert that is not resolved.
///
/// One that cannot be resolved stays on the ledger, and so does one that was withdrawn until a person
/// closes it.
public struct LedgerEntry: Sendable {
  /// The alert.
  public let alert: AlertRecord

  /// What is done about it and by when; `nil` while it was not assigned.
  public let assignment: AlertAssignment?

  /// The person responsible: an operator's short name; `nil` while nobody has seen to it.
  public let responsible: String?

  /// How long it has been known.
  public let age: Milliseconds

  /// How long it has been overdue; `nil` before the due moment, and without one.
  public let overdue: Milliseconds?

  /// Creates the line of an alert at an instant.
  ///
  /// - Returns: `nil` if the alert is resolved.
  public init?(_ handled: HandledAlert, at now: Instant) {
    guard handled.alert.state != .resolved else { return nil }
    alert = handled.alert
    assignment = handled.handling.assignment
    responsible = handled.handling.responsible
    age = now - alert.raisedAt
    overdue = assignment.flatMap { $0.due <= now ? now - $0.due : nil }
  }
}
