import GeoCore

extension ZoneBuilder {
  /// The identifier: the property that the defaults name, `id`, the feature's own, `adcode`, or the
  /// default where the file holds one feature only.
  mutating func id(of feature: WrittenFeature) throws(ZoneFileError) -> ZoneID {
    guard let given = Self.givenID(of: feature, defaults) else {
      if isOnlyOne, let id = defaults.id { return id }
      return try assumed("id", freeNumber(feature.number), .missingID)
    }
    guard let text = given, let id = ZoneID(typed: text) else {
      throw failure(.badID(given ?? "…"))
    }
    return id
  }

  /// What a feature states as its identifier; `.some(nil)` where it is neither text nor number.
  static func givenID(of feature: WrittenFeature, _ defaults: ZoneDefaults) -> String?? {
    let properties = feature.properties
    if let name = defaults.idProperty { return properties[name] }
    return properties["id"] ?? feature.id.map { .some($0) } ?? properties["adcode"]
  }

  /// A feature's number as an identifier, or one that no feature of the file has.
  private func freeNumber(_ number: Int) -> ZoneID {
    var text = "\(defaults.numberPrefix)\(number)"
    while givenIDs.contains(text) { text += "'" }
    return ZoneID(text)
  }

  /// The zone that a feature's properties describe, completed by the defaults.
  mutating func zone(
    id: ZoneID,
    _ feature: WrittenFeature,
    area: Area
  ) throws(ZoneFileError) -> Zone {
    let properties = feature.properties
    let role = try property(
      "role",
      properties,
      allowed: Sentence("permitted or prohibited", " permitted 或 prohibited")
    ) { Zone.Role(rawValue: $0) }
    let given = try told(role, defaults.role, or: .permitted, "role")
    let stated = try property(
      "effect",
      properties,
      allowed: Sentence("extends or confines", " extends 或 confines")
    ) { Zone.Effect(rawValue: $0) }
    if given == .prohibited, stated == .confines { throw failure(.confinesProhibited) }
    let assignee = try property(
      "assignee",
      properties,
      allowed: Sentence(
        "everyone, jurisdiction:ID, subject:ID or leaves",
        " everyone、jurisdiction:ID、subject:ID 或 leaves"
      )
    ) { Zone.Assignee(text: $0) }
    return Zone(
      id: id,
      name: (properties["name"] ?? nil) ?? defaults.name ?? id.text,
      role: given,
      effect: given == .prohibited ? .extends : stated ?? defaults.effect,
      assignee: try told(assignee, defaults.assignee, or: .everyone, "assignee"),
      schedule: try schedule(of: properties),
      area: area
    )
  }

  /// What the file says, else the default, else what may be assumed.
  private mutating func told<Value>(
    _ stated: Value?,
    _ usual: Value?,
    or value: Value,
    _ name: String
  ) throws(ZoneFileError) -> Value {
    if let told = stated ?? usual { return told }
    return try assumed(name, value, .missingProperty(name))
  }

  /// What is assumed where nothing is said, or a refusal.
  private mutating func assumed<Value>(
    _ name: String,
    _ value: Value,
    _ cause: ZoneFileError.Cause
  ) throws(ZoneFileError) -> Value {
    guard defaults.assumesTheRest else { throw failure(cause) }
    assumed.insert(name)
    return value
  }

  private func schedule(
    of properties: [String: String?]
  ) throws(ZoneFileError) -> WeeklySchedule? {
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
    _ properties: [String: String?],
    allowed: Sentence,
    parse: (String) -> Value?
  ) throws(ZoneFileError) -> Value? {
    guard let given = properties[name] else { return nil }
    guard let text = given, let value = parse(text.trimmed) else {
      throw failure(.badProperty(name, value: given ?? "…", allowed: allowed))
    }
    return value
  }
}
