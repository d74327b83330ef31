internal import GRDB
internal import GeoCore

extension AlertStore {
  /// Applies a step of the engine to the alert that it concerns and adds it to the alert's life.
  static func apply(_ transition: Transition, _ database: Database) throws {
    let name = transition.alert.name
    switch transition.step {
    case .raised: try raise(transition, name, database)
    case .worsened:
      try set("worsened = ?", [transition.at.milliseconds], name, database)
    case .ended:
      try set(
        "ended = ?, end_reason = ?",
        [transition.at.milliseconds, transition.reason.rawValue],
        name,
        database
      )
    case .resumed: try set("ended = NULL, end_reason = NULL", [], name, database)
    case .reinstated:
      try set("ended = NULL, end_reason = NULL, withdrawn_at = NULL", [], name, database)
    case .withdrawn:
      try set(
        "withdrawn_at = ?, end_reason = ?",
        [transition.knownAt.milliseconds, transition.reason.rawValue],
        name,
        database
      )
    }
    try database.cachedStatement(
      sql: "INSERT INTO alert_step(alert, step, at, known_at, reason) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [
      name, transition.step.rawValue, transition.at.milliseconds, transition.knownAt.milliseconds,
      transition.reason.rawValue,
    ])
  }

  private static func raise(
    _ transition: Transition,
    _ name: String,
    _ database: Database
  ) throws {
    let (alert, position) = (transition.alert, transition.position)
    try database.cachedStatement(
      sql: """
        INSERT INTO alert(
          name, subject, kind, cause, began, raised_at, reason, leave, outside_by,
          latitude_e7, longitude_e7, position_time, error_dm, is_gnss, odds, state
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
        ON CONFLICT(name) DO UPDATE SET ended = NULL, end_reason = NULL, withdrawn_at = NULL
        WHERE subject = excluded.subject AND kind = excluded.kind AND cause = excluded.cause
          AND began = excluded.began
        """
    ).execute(arguments: [
      name, alert.subject.text, alert.kind.rawValue, alert.cause, alert.began.milliseconds,
      transition.knownAt.milliseconds, transition.reason.rawValue, transition.leave?.text,
      transition.outsideBy?.value, position?.coordinate.latitudeE7,
      position?.coordinate.longitudeE7, position?.time.milliseconds, position?.errorDecimeters,
      position?.isGNSS, transition.odds?.value,
    ])
    // The same content raised again is the same alert; other content of the same name is not.
    guard database.changesCount == 1 else {
      throw StoreError.damaged("fenceline.sqlite", detail: "two alerts are named \(name)")
    }
  }

  private static func set(
    _ assignments: String,
    _ values: [any DatabaseValueConvertible],
    _ name: String,
    _ database: Database
  ) throws {
    try database.cachedStatement(sql: "UPDATE alert SET \(assignments) WHERE name = ?")
      .execute(arguments: StatementArguments(values + [name]))
    guard database.changesCount == 1 else {
      throw StoreError.damaged("fenceline.sqlite", detail: "alert \(name) is missing")
    }
  }
}
