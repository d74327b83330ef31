public import GeoCore
internal import GRDB

extension AlertStore {
  /// The steps of an alert's life, in order.
  public func steps(of alert: String) throws(StoreError) -> [AlertStep] {
    try steps(where: "alert = ?", [alert], limit: -1)
  }

  /// The steps of all alerts after a cursor, in order of commit.
  public func steps(after number: Int64, limit: Int) throws(StoreError) -> [AlertStep] {
    try steps(where: "number > ?", [number], limit: limit)
  }

  /// The number of the newest step; where who begins to watch now begins.
  public func lastStep() throws(StoreError) -> Int64 {
    try read { database in
      try Int64.fetchOne(database, sql: "SELECT coalesce(max(number), 0) FROM alert_step") ?? 0
    }
  }

  /// Takes an operator's step on several alerts at once: on all of them or on none.
  ///
  /// - Returns: the alerts after the step.
  /// - Throws: ``StoreError/alertClosed(_:)`` where an alert's state does not allow the step;
  ///   ``StoreError/unknown(kind:id:)`` for an operator or an alert that is not there.
  public func take(
    _ action: AlertStep.Action,
    on names: [String],
    operatorID: String,
    note: String?,
    now: Instant
  ) throws(StoreError) -> [AlertRecord] {
    try write { database in
      try Self.requireOperator(operatorID, database)
      return try Self.alerts(named: names, database).map { alert in
        if case .state(let state) = action {
          guard !alert.state.isClosed else { throw StoreError.alertClosed(alert.name) }
          try database.execute(
            sql: "UPDATE alert SET state = ? WHERE name = ?",
            arguments: [state.rawValue, alert.name]
          )
        }
        try database.execute(
          sql: """
            INSERT INTO alert_step(alert, step, at, known_at, operator, note)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            alert.name, action.word, now.milliseconds, now.milliseconds, operatorID, note,
          ]
        )
        return try Self.alert(named: alert.name, database)
      }
    }
  }

  /// Says who is to do what about several alerts, and by when: about all of them or none.
  ///
  /// An alert that was assigned before is assigned anew. One that cannot be resolved stays on the
  /// ledger, and so can be assigned.
  ///
  /// - Returns: the alerts; their states are as they were.
  /// - Throws: ``StoreError/alertClosed(_:)`` for an alert that is resolved;
  ///   ``StoreError/unknown(kind:id:)`` for an operator or an alert that is not there.
  public func assign(
    _ assignment: AlertAssignment,
    to names: [String],
    operatorID: String,
    now: Instant
  ) throws(StoreError) -> [AlertRecord] {
    try write { database in
      try Self.requireOperator(operatorID, database)
      try Self.requireOperator(assignment.assignee, database)
      let alerts = try Self.alerts(named: names, database)
      for alert in alerts {
        guard alert.state != .resolved else { throw StoreError.alertClosed(alert.name) }
        try database.execute(
          sql: """
            INSERT INTO alert_step(alert, step, at, known_at, operator, assignee, measure, due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            alert.name, AlertStep.Action.assigned.word, now.milliseconds, now.milliseconds,
            operatorID, assignment.assignee, assignment.measure, assignment.due.milliseconds,
          ]
        )
      }
      return alerts
    }
  }

  private static func requireOperator(_ id: String, _ database: Database) throws {
    let known = try Bool.fetchOne(
      database,
      sql: "SELECT 1 FROM operator WHERE id = ?",
      arguments: [id]
    )
    guard known != nil else { throw StoreError.unknown(kind: .operatorName, id: id) }
  }

  private static func alerts(named names: [String], _ database: Database) throws -> [AlertRecord] {
    var alerts: [AlertRecord] = []
    for name in names {
      let alert = try alert(named: name, database)
      // Two beginnings of one name mean the alert once.
      if !alerts.contains(where: { $0.name == alert.name }) { alerts.append(alert) }
    }
    return alerts
  }

  static let stepColumns =
    "number, alert, step, at, known_at, operator, note, reason, assignee, measure, due"

  /// The steps that a condition asks for, in order of commit.
  func steps(
    where condition: String,
    _ arguments: StatementArguments,
    limit: Int
  ) throws(StoreError) -> [AlertStep] {
    try read { database in
      try database.cachedStatement(
        sql: """
          SELECT \(Self.stepColumns) FROM alert_step
          WHERE \(condition) ORDER BY number LIMIT \(limit)
          """
      ).fetchAllRows(arguments) { try Self.step($0) }
    }
  }

  static func step(_ row: Row) throws -> AlertStep {
    guard let action = AlertStep.Action(word: row[2]) else {
      throw StoreError.damaged("fenceline.sqlite", detail: "alert_step \(row[0] as Int64)")
    }
    let reason: String? = row[7]
    var step = AlertStep(
      number: row[0],
      alert: row[1],
      action: action,
      at: Instant(milliseconds: row[3]),
      knownAt: Instant(milliseconds: row[4]),
      operatorID: row[5],
      note: row[6],
      reason: reason.flatMap { Transition.Reason(rawValue: $0) }
    )
    let (assignee, measure, due): (String?, String?, Int64?) = (row[8], row[9], row[10])
    if let assignee, let measure, let due {
      step.assignment = AlertAssignment(
        assignee: assignee,
        measure: measure,
        due: Instant(milliseconds: due)
      )
    }
    return step
  }
}
