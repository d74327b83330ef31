public import GeoCore
internal import GRDB

/// Which alerts are asked for; what is empty or `nil` restricts nothing.
public struct AlertFilter: Sendable {
  /// Of these subjects.
  public var subjects: Set<SubjectID>?
  /// Of these kinds.
  public var kinds: Set<AlertKind> = []
  /// In these states.
  public var states: Set<AlertRecord.State> = []
  /// Whether those that were withdrawn are left out.
  public var leavesOutWithdrawn = false

  /// Creates a filter that restricts nothing.
  public init() {}

  /// Whether an alert is asked for.
  public func includes(_ alert: AlertRecord) -> Bool {
    (subjects?.contains(alert.key.subject) ?? true)
      && (kinds.isEmpty || kinds.contains(alert.key.kind))
      && (states.isEmpty || states.contains(alert.state))
      && !(leavesOutWithdrawn && alert.withdrawnAt != nil)
  }
}

extension AlertStore {
  static let alertColumns = """
    name, subject, kind, cause, began, raised_at, reason, state, leave, outside_by,
    latitude_e7, longitude_e7, position_time, error_dm, is_gnss, worsened, ended, end_reason,
    withdrawn_at, odds
    """

  /// The same columns, the position's as if there were none: for whoever may not read it.
  static let alertColumnsWithoutPosition = alertColumns.replacing(
    "latitude_e7, longitude_e7, position_time, error_dm, is_gnss",
    with: "NULL, NULL, NULL, NULL, NULL"
  )

  /// The alerts that a filter asks for, in order of when they were raised, then of their content.
  public func alerts(_ filter: AlertFilter = AlertFilter()) throws(StoreError) -> [AlertRecord] {
    try read { database in
      try database.cachedStatement(
        sql: """
          SELECT \(Self.alertColumns) FROM alert
          ORDER BY raised_at, subject, kind, cause, began
          """
      ).fetchAllRows([]) { try Self.alert($0) }.filter(filter.includes)
    }
  }

  /// The alert that a name, or the beginning of one, stands for.
  ///
  /// - Throws: ``StoreError/unknown(kind:id:)`` or ``StoreError/ambiguous(_:count:)``.
  public func alert(named prefix: String) throws(StoreError) -> AlertRecord {
    try read { try Self.alert(named: prefix, $0) }
  }

  static func alert(named prefix: String, _ database: Database) throws -> AlertRecord {
    // Who reads a name out may say O for 0, and I or L for 1: no name has these letters.
    let prefix = String(
      prefix.uppercased().map { letter in
        switch letter {
        case "O": "0"
        case "I", "L": "1"
        default: letter
        }
      }
    )
    let range = "name >= ? AND name < ? || char(1114111)"
    let found = try database.cachedStatement(
      sql: "SELECT \(alertColumns) FROM alert WHERE \(range) LIMIT 2"
    ).fetchAllRows([prefix, prefix]) { try alert($0) }
    guard let first = found.first, !prefix.isEmpty else {
      throw StoreError.unknown(kind: .alert, id: prefix)
    }
    guard found.count > 1 else { return first }
    let count = try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM alert WHERE \(range)",
      arguments: [prefix, prefix]
    )
    throw StoreError.ambiguous(prefix, count: count ?? found.count)
  }

  /// The alerts of the given names.
  public func alerts(named names: Set<String>) throws(StoreError) -> [String: AlertRecord] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT \(Self.alertColumns) FROM alert WHERE name = ?"
      )
      var found: [String: AlertRecord] = [:]
      for name in names {
        for alert in try statement.fetchAllRows([name], { try Self.alert($0) }) {
          found[name] = alert
        }
      }
      return found
    }
  }

  static func alert(_ row: Row) throws -> AlertRecord {
    let name: String = row[0]
    guard let kind = AlertKind(rawValue: row[2]), let reason = Transition.Reason(rawValue: row[6]),
      let state = AlertRecord.State(rawValue: row[7])
    else { throw StoreError.damaged("fenceline.sqlite", detail: "alert \(name)") }
    let key = AlertKey(
      subject: SubjectID(row[1] as String),
      kind: kind,
      cause: row[3],
      began: Instant(milliseconds: row[4])
    )
    let raisedAt = Instant(milliseconds: row[5])
    var alert = AlertRecord(name: name, key: key, raisedAt: raisedAt, reason: reason, state: state)
    let (leave, outsideBy, endReason): (String?, Double?, String?) = (row[8], row[9], row[17])
    alert.leave = leave.map { LeaveID($0) }
    alert.outsideBy = outsideBy.map { Meters($0) }
    alert.position = position(row)
    alert.worsened = instant(row[15])
    alert.ended = instant(row[16])
    alert.endReason = endReason.flatMap { Transition.Reason(rawValue: $0) }
    alert.withdrawnAt = instant(row[18])
    let odds: Int32? = row[19]
    alert.odds = odds.map { LogOdds($0) }
    return alert
  }

  private static func instant(_ milliseconds: Int64?) -> Instant? {
    milliseconds.map { Instant(milliseconds: $0) }
  }

  private static func position(_ row: Row) -> CredibleFix? {
    let (latitude, longitude, time, error): (Int32?, Int32?, Int64?, Int32?) =
      (row[10], row[11], row[12], row[13])
    guard let latitude, let longitude, let time, let error,
      let coordinate = Coordinate(latitudeE7: latitude, longitudeE7: longitude)
    else { return nil }
    return CredibleFix(
      coordinate: coordinate,
      time: Instant(milliseconds: time),
      errorDecimeters: error,
      source: (row[14] ?? false) ? .gnss : .fused
    )
  }
}
