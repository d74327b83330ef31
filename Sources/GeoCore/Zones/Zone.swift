/// A named area with a role in somebody's supervision (电子围栏).
public struct Zone: Hashable, Sendable {
  /// Whether being inside is asked for or forbidden.
  public enum Role: String, CaseIterable, Sendable {
    /// A place where the subject may be (允许区域).
    case permitted

    /// A place where the subject must not be without a permit (禁止区域).
    case prohibited
  }

  /// What a permitted zone does to the rest of what is permitted.
  public enum Effect: String, CaseIterable, Sendable {
    /// Adds to what is permitted, while its schedule holds.
    case extends

    /// Leaves nothing else permitted while its schedule holds: being outside is a curfew breach.
    case confines
  }

  /// Whom a zone concerns.
  public enum Assignee: Hashable, Sendable {
    /// Everyone under supervision.
    case everyone

    /// Everyone in a jurisdiction and those below it.
    case jurisdiction(JurisdictionID)

    /// One subject.
    case subject(SubjectID)

    /// Nobody by itself: it serves as the destination or the way of leaves.
    case leaves
  }

  /// The zone's identifier, the same through all its versions.
  public var id: ZoneID

  /// What operators call it.
  public var name: String

  /// Whether being inside is asked for or forbidden.
  public var role: Role

  /// What a permitted zone does to the rest; `extends` where the zone is prohibited.
  public var effect: Effect

  /// Whom it concerns.
  public var assignee: Assignee

  /// When it holds; `nil` means always.
  public var schedule: WeeklySchedule?

  /// The ground that it covers.
  public var area: Area

  /// Creates a zone.
  public init(
    id: ZoneID,
    name: String,
    role: Role,
    effect: Effect = .extends,
    assignee: Assignee,
    schedule: WeeklySchedule? = nil,
    area: Area
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.effect = effect
    self.assignee = assignee
    self.schedule = schedule
    self.area = area
  }
}
