public import GeoCore

/// Whom an alert is about, as the registry had it when the alert is shown.
public struct AlertContext: Hashable, Sendable {
  /// The subject's name.
  public var name: String

  /// The name of the subject's judicial office (司法所).
  public var office: String

  /// The supervision grade (分级处遇).
  public var grade: GradeID

  /// Whether the subject is of a watch category (重点对象).
  public var isKeySubject: Bool

  /// The jurisdictions that the subject belongs to, from the root of the tree to the office.
  public var jurisdictions: [JurisdictionID]

  /// Creates a context.
  public init(
    name: String,
    office: String,
    grade: GradeID,
    isKeySubject: Bool,
    jurisdictions: [JurisdictionID]
  ) {
    self.name = name
    self.office = office
    self.grade = grade
    self.isKeySubject = isKeySubject
    self.jurisdictions = jurisdictions
  }
}
