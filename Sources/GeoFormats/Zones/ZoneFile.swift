public import GeoCore

/// What a zone is where its file does not say.
///
/// A county's polygon as a map service gives it knows a name and a code; whose execution area it is,
/// only the office knows.
public struct ZoneDefaults: Hashable, Sendable {
  /// The identifier of the one zone of a file; not used where a file holds several.
  public var id: ZoneID?

  /// The name; without one a zone is called by its identifier.
  public var name: String?

  /// The role; `nil` asks every feature to state its own.
  public var role: Zone.Role?

  /// What a permitted zone does to the rest.
  public var effect: Zone.Effect

  /// Whom the zone concerns; `nil` asks every feature to state its own.
  public var assignee: Zone.Assignee?

  /// When the zone holds; `nil` means always.
  public var schedule: WeeklySchedule?

  /// The time zone of schedules that name none.
  public var timeZone: String

  /// The property that holds the identifier, where it is none of `id` and `adcode`.
  public var idProperty: String?

  /// Whether what neither the file nor a default says is assumed, to look at the ground alone:
  /// permitted, for everyone, called by its number in the file.
  public var assumesTheRest = false

  /// What stands before an assumed number, where zones of several files come together.
  public var numberPrefix = ""

  /// Creates defaults; what is left out has to stand in the file.
  public init(
    id: ZoneID? = nil,
    name: String? = nil,
    role: Zone.Role? = nil,
    effect: Zone.Effect = .extends,
    assignee: Zone.Assignee? = nil,
    schedule: WeeklySchedule? = nil,
    timeZone: String = "Asia/Shanghai",
    idProperty: String? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.effect = effect
    self.assignee = assignee
    self.schedule = schedule
    self.timeZone = timeZone
    self.idProperty = idProperty
  }
}

/// Files of zones: GeoJSON, KML and CSV with WKT in; GeoJSON and CSV out.
public enum ZoneFile {}

extension Zone.Assignee {
  /// Creates the assignee that `text` names: `everyone`, `jurisdiction:ID`, `subject:ID` or `leaves`.
  ///
  /// - Returns: `nil` if `text` is none of these or the identifier is not sound.
  public init?(text: some StringProtocol) {
    let parts = String(text).split(separator: ":", maxSplits: 1).map(\.trimmed)
    switch (parts.first, parts.count) {
    case ("everyone", 1): self = .everyone
    case ("leaves", 1): self = .leaves
    case ("jurisdiction", 2):
      guard let id = JurisdictionID(typed: parts[1]) else { return nil }
      self = .jurisdiction(id)
    case ("subject", 2):
      guard let id = SubjectID(typed: parts[1]) else { return nil }
      self = .subject(id)
    default: return nil
    }
  }

  /// The assignee as ``init(text:)`` reads it.
  public var text: String {
    switch self {
    case .everyone: "everyone"
    case .jurisdiction(let id): "jurisdiction:\(id)"
    case .subject(let id): "subject:\(id)"
    case .leaves: "leaves"
    }
  }
}
