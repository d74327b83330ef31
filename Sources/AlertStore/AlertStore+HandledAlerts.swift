public import GeoCore
internal import GRDB

extension AlertStore {
  /// The alerts of a subject that may concern a period: raised, going on or worsened in it; each with
  /// what operators did about it.
  public func handledAlerts(
    of subject: SubjectID,
    concerning period: Period
  ) throws(StoreError) -> [HandledAlert] {
    try handledAlerts(
      where: """
        subject = ?1 AND (began < ?3 OR raised_at < ?3)
        AND (raised_at >= ?2 OR ended IS NULL OR ended >= ?2 OR worsened >= ?2)
        """,
      [subject.text, period.start.milliseconds, period.end.milliseconds]
    )
  }

  /// The alerts that are not resolved, each with what operators did about it.
  public func unresolvedAlerts() throws(StoreError) -> [HandledAlert] {
    try handledAlerts(where: "state != ?1", [AlertRecord.State.resolved.rawValue])
  }

  private func handledAlerts(
    where condition: String,
    _ arguments: StatementArguments
  ) throws(StoreError) -> [HandledAlert] {
    try read { database in
      let alerts = try database.cachedStatement(
        sql: """
          SELECT \(Self.alertColumnsWithoutPosition) FROM alert WHERE \(condition)
          ORDER BY raised_at, subject, kind, cause, began
          """
      ).fetchAllRows(arguments) { try Self.alert($0) }
      let steps = try database.cachedStatement(
        sql: """
          SELECT \(Self.stepColumns) FROM alert_step
          WHERE alert = ? AND operator IS NOT NULL ORDER BY number
          """
      )
      return try alerts.map { alert in
        let taken = try steps.fetchAllRows([alert.name]) { try Self.step($0) }
        return HandledAlert(alert, AlertHandling(taken))
      }
    }
  }
}
