import AlertStore
import GeoCore
import Monitor
import Presentation

extension ReportCommand {
  /// Writes the ledger of open cases; with a period, of the alerts that were raised in it.
  func writeLedger(_ open: OpenStore, _ form: ReportFormat) throws {
    let roster = try Roster(open.store, at: open.now)
    if let jurisdiction, roster.jurisdictions[jurisdiction] == nil {
      throw StoreError.unknown(kind: .jurisdiction, id: jurisdiction.text)
    }
    let period = Period(start: from ?? .distantPast, end: to ?? .distantFuture)
    guard !period.isEmpty else { throw StatisticsError.emptyPeriod(period) }
    let names = Dictionary(
      uniqueKeysWithValues: try open.store.operators().map { ($0.id, $0.name) }
    )
    let rows = try open.store.unresolvedAlerts().compactMap { handled -> LedgerFigures.Row? in
      let subject = handled.alert.key.subject
      guard roster.isIn(jurisdiction, subject), period.contains(handled.alert.raisedAt),
        let entry = LedgerEntry(handled, at: open.now)
      else { return nil }
      return LedgerFigures.Row(
        entry,
        roster.context(of: subject),
        responsibleName: entry.responsible.map { names[$0] ?? $0 }
      )
    }
    switch form {
    case .csv: try output.csv(LedgerFigures.sheet, rows)
    case .json: try output.json(rows.map { LedgerFigures.sheet.line(of: $0) })
    case .table:
      let overdue = rows.count { $0.entry.overdue != nil }
      let isScreen = output.out == nil
      let table = LedgerFigures(rows).text(
        in: language,
        width: isScreen ? Console.width : nil,
        isColored: isScreen && Console.isTerminal
      )
      let sum = say(
        "\(rows.count) open cases, \(overdue) overdue",
        "未办结 \(rows.count) 件，其中逾期 \(overdue) 件"
      )
      try output.write(table + sum + "\n")
    }
  }
}
