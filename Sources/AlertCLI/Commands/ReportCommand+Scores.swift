import AlertStore
import GeoCore
import Monitor
import Presentation

extension ReportCommand {
  /// Writes the score sheet of each subject of the jurisdiction.
  func writeScores(_ reader: StatisticsReader, _ open: OpenStore, _ form: ReportFormat) throws {
    guard let jurisdiction else { return }
    let roster = try Roster(open.store, at: open.now)
    var rows: [ScoreFigures.Row] = []
    try reader.forEachSheet(of: jurisdiction) { sheet in
      rows.append(ScoreFigures.Row(sheet, office: roster.name(of: sheet.subject.jurisdiction)))
    }
    switch form {
    case .csv: try output.csv(ScoreFigures.sheet, rows)
    case .json: try output.json(rows.map { ScoreFigures.line(of: $0) })
    case .table:
      let table = output.text(of: ScoreFigures(rows).table(in: language))
      let count = say(counted(rows.count, "subject"), "共 \(rows.count) 名对象")
      try output.write("\(Self.text(of: reader.period))\n\n\(table)\(count)\n")
    }
  }

  /// Writes one subject's sheet with every deduction.
  func writeSheet(
    of id: SubjectID,
    _ reader: StatisticsReader,
    _ open: OpenStore,
    _ form: ReportFormat
  ) throws {
    let sheet = try reader.sheet(of: id)
    let office = try Roster(open.store, at: open.now).name(of: sheet.subject.jurisdiction)
    switch form {
    case .csv: try output.csv(ScoreFigures.deductions, sheet.deductions)
    case .json: try output.json([ScoreFigures.line(of: ScoreFigures.Row(sheet, office: office))])
    case .table:
      let head = sheet.head(office: office, in: reader.period, language)
      let table = output.text(of: sheet.table(in: language))
      try output.write(head.map { $0 + "\n" }.joined() + "\n" + table)
    }
  }
}
