import AlertStore
import ArgumentParser
import GeoCore
import Monitor
import Presentation

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: say(
      "Figures by jurisdiction and period, the ledger, score sheets.",
      "按辖区和统计期的统计、未办结台账、考核表。"
    ),
    discussion: say(
      """
      What is counted and how is in docs/figures.md. A period holds its start and
      not its end; dates and times without an offset are China's. A period that is
      not over is counted up to now.

        fenceline report --jurisdiction C --from 2026-03-01 --to 2026-04-01
        fenceline report --jurisdiction C --ledger --csv --out ledger.csv
        fenceline report --subject S7 --scores --from 2026-03-01 --to 2026-04-01
      """,
      """
      统计口径见 docs/figures.md。统计期含起点不含终点；
      日期和不带时区的时间按北京时间。未结束的统计期统计到当前为止。

        fenceline report --jurisdiction C --from 2026-03-01 --to 2026-04-01
        fenceline report --jurisdiction C --ledger --csv --out ledger.csv
        fenceline report --subject S7 --scores --from 2026-03-01 --to 2026-04-01
      """
    )
  )

  @OptionGroup var data: StoreOptions
  @OptionGroup var output: ReportOutput

  @Option(
    help: ArgumentHelp(
      say("This jurisdiction and those directly below it.", "该辖区及其直接下级。"),
      valueName: "id"
    )
  )
  var jurisdiction: JurisdictionID?

  @Option(help: ArgumentHelp(say("From when.", "统计期起。"), valueName: "time")) var from: Instant?
  @Option(help: ArgumentHelp(say("Until when.", "统计期止。"), valueName: "time")) var to: Instant?

  @Flag(help: ArgumentHelp(say("The ledger of open cases.", "未办结台账。"))) var ledger = false

  @Flag(help: ArgumentHelp(say("The score sheet of each subject.", "每名对象的考核表。")))
  var scores = false

  @Option(
    help: ArgumentHelp(
      say("With --scores: one sheet with every deduction.", "与 --scores 合用：单人考核表及每项扣分。"),
      valueName: "id"
    )
  )
  var subject: SubjectID?

  func run() throws {
    let form = try output.chosen
    try refuseContradictions()
    let open = try data.open()
    if ledger { return try writeLedger(open, form) }
    let reader = try StatisticsReader(open.store, period: try period(), now: open.now)
    if reader.period.isEmpty {
      let now = timeText(open.now, table: .china)
      Console.note("the period has not begun: it is \(now)", "统计期尚未开始：现在是 \(now)")
    } else if let to, reader.period.end < to {
      let end = timeText(reader.period.end, table: .china)
      Console.note("the period is not over: counted up to \(end)", "统计期未结束：统计到 \(end)")
    }
    if let subject {
      try writeSheet(of: subject, reader, open, form)
    } else if scores {
      try writeScores(reader, open, form)
    } else {
      try writeStatistics(reader, form)
    }
  }

  private func refuseContradictions() throws {
    if ledger, scores {
      throw CommandError.misused(
        Sentence("choose one of --ledger and --scores", "--ledger 与 --scores 请选其一")
      )
    }
    if subject != nil, !scores {
      throw CommandError.misused(
        Sentence("--subject goes with --scores", "--subject 须与 --scores 合用")
      )
    }
    if subject != nil, jurisdiction != nil {
      throw CommandError.misused(
        Sentence("choose one of --jurisdiction and --subject", "--jurisdiction 与 --subject 请选其一")
      )
    }
    if jurisdiction == nil, subject == nil, !ledger { throw Self.unclear }
  }

  private static let unclear = CommandError.misused(
    Sentence(
      "say of whom and of when the report is: --jurisdiction ID --from 2026-03-01 --to 2026-04-01",
      "请说明报表的范围和统计期：--jurisdiction 编号 --from 2026-03-01 --to 2026-04-01"
    )
  )

  /// The period that the figures are of.
  private func period() throws -> Period {
    guard let from, let to else { throw Self.unclear }
    return Period(start: from, end: to)
  }

  private func writeStatistics(_ reader: StatisticsReader, _ form: ReportFormat) throws {
    guard let jurisdiction else { throw Self.unclear }
    let statistics = try reader.statistics(of: jurisdiction)
    let figures = StatisticsFigures(statistics, in: reader.period)
    switch form {
    case .csv: try output.csv(StatisticsFigures.sheet, figures.rows)
    case .json: try output.json(figures.rows.map { StatisticsFigures.sheet.line(of: $0) })
    case .table:
      let span = Self.text(of: reader.period)
      let tables = figures.tables(in: language).map { title, table in
        output.text(of: table, title: title.in(language))
      }
      try output.write("\(span)\n\n" + tables.joined(separator: "\n"))
    }
  }

  /// A period as a heading.
  static func text(of period: Period) -> String {
    "\(minuteText(period.start, table: .china)) – \(minuteText(period.end, table: .china))"
  }
}
