import GeoCore

extension ZoneReader {
  /// The identifier: the property that the defaults name, `id`, the feature's own, `adcode`, or the
  /// default where the file holds one feature only.
  func id(
    of feature: JSONValue,
    _ properties: JSONValue?,
    isOnlyOne: Bool
  ) throws(ZoneFileError) -> ZoneID {
    let given =
      if let name = defaults.idProperty {
        properties?[name]
      } else {
        properties?["id"] ?? feature["id"] ?? properties?["adcode"]
      }
    guard let given else {
      guard isOnlyOne, let id = defaults.id else { throw failure(.missingID) }
      return id
    }
    guard let text = given.label, let id = ZoneID(typed: text) else {
      throw failure(.badID(given.label ?? "…"))
    }
    return id
  }

  /// The zone whose properties are `properties`, completed by the defaults.
  func zone(
    id: ZoneID,
    _ properties: JSONValue?,
    area: Area
  ) throws(ZoneFileError) -> Zone {
    let role = try property(
      "role",
      properties,
      allowed: Sentence("permitted or prohibited", " permitted 或 prohibited")
    ) { Zone.Role(rawValue: $0) }
    guard let role = role ?? defaults.role else { throw failure(.missingProperty("role")) }
    let stated = try property(
      "effect",
      properties,
      allowed: Sentence("extends or confines", " extends 或 confines")
    ) { Zone.Effect(rawValue: $0) }
    if role == .prohibited, stated == .confines { throw failure(.confinesProhibited) }
    let assignee = try property(
      "assignee",
      properties,
      allowed: Sentence(
        "everyone, jurisdiction:ID, subject:ID or leaves",
        " everyone、jurisdiction:ID、subject:ID 或 leaves"
      )
    ) { Zone.Assignee(text: $0) }
    guard let assignee = assignee ?? defaults.assignee else {
      throw failure(.missingProperty("assignee"))
    }
    return Zone(
      id: id,
      name: properties?["name"]?.label ?? defaults.name ?? id.text,
      role: role,
      effect: role == .prohibited ? .extends : stated ?? defaults.effect,
      assignee: assignee,
      schedule: try schedule(of: properties),
      area: area
    )
  }

  private func schedule(of properties: JSONValue?) throws(ZoneFileError) -> WeeklySchedule? {
    let timeZone = try property(
      "timeZone",
      properties,
      allowed: Sentence("a name such as Asia/Shanghai", " Asia/Shanghai 这样的名称")
    ) { TimeZoneFile.isSound(name: $0) ? $0 : nil }
    let stated = try property(
      "schedule",
      properties,
      allowed: Sentence(
        "hours such as Mon-Fri 22:00-06:00; Sat,Sun 20:00-08:00",
        "时段，如 周一至周五 22:00-06:00; 周六,周日 20:00-08:00"
      )
    ) { parseSchedule($0, timeZone: timeZone ?? defaults.timeZone) }
    return stated ?? defaults.schedule
  }

  /// The property called `name`, read by `parse`; `nil` where the file does not have it.
  private func property<Value>(
    _ name: String,
    _ properties: JSONValue?,
    allowed: Sentence,
    parse: (String) -> Value?
  ) throws(ZoneFileError) -> Value? {
    guard let given = properties?[name] else { return nil }
    guard let text = given.label, let value = parse(text.trimmed) else {
      throw failure(.badProperty(name, value: given.label ?? "…", allowed: allowed))
    }
    return value
  }
}
