public import GeoCore

/// The figures of a jurisdiction and those directly below it, for screens, spreadsheets and programs.
public struct StatisticsFigures: Sendable {
  /// One jurisdiction, and the period that its figures are of.
  public typealias Row = (row: SupervisionStatistics.Row, period: Period)

  /// The rows.
  public let rows: [Row]

  /// Creates the figures of a period.
  public init(_ statistics: SupervisionStatistics, in period: Period) {
    rows = statistics.rows.map { ($0, period) }
  }

  /// The columns for spreadsheets and programs.
  public static let sheet = FigureSheet<Row>(
    [
      .init("jurisdiction", "辖区编号") { .text($0.row.jurisdiction.id.text) },
      .init("name", "辖区") { .text($0.row.jurisdiction.name) },
      .init("from", "统计期起（北京时间）") { .time($0.period.start) },
      .init("to", "统计期止（北京时间）") { .time($0.period.end) },
      .init("subjects", "社区矫正对象（人）") { .count($0.row.figures.subjects) },
      .init("locatedPercent", "定位监管率（%）") { .percent($0.row.figures.time.locatedShare) },
      .init("onlinePercent", "在线率（%）") { .percent($0.row.figures.time.onlineShare) },
      .init("dueSeconds", "应监管时长（秒）") { .span($0.row.figures.time.due) },
      .init("wornSeconds", "佩戴时长（秒）") { .span($0.row.figures.time.worn) },
      .init("locatedSeconds", "定位时长（秒）") { .span($0.row.figures.time.located) },
      .init("onlineSeconds", "在线时长（秒）") { .span($0.row.figures.time.online) },
      .init("escaped", "脱管人数（人）") { .count($0.row.figures.escaped) },
      .init("leavesGranted", "批准请假（次）") { .count($0.row.figures.leavesGranted) },
      .init("leavesOverstayed", "请假超时（次）") { .count($0.row.figures.leavesOverstayed) },
      .init("leavesNotReportedBack", "未按期销假（次）") {
        .count($0.row.figures.leavesNotReportedBack)
      },
      .init("alerts", "告警（条）") { .count($0.row.figures.alerts) },
    ]
      + AlertKind.allCases.map { kind in
        .init("kind.\(kind.rawValue)", "类型：\(kind.words.chinese)（条）") {
          .count($0.row.figures.alertsByKind[kind] ?? 0)
        }
      }
      + AlertRecord.State.allCases.map { state in
        .init("state.\(state.rawValue)", "状态：\(state.words.chinese)（条）") {
          .count($0.row.figures.alertsByState[state] ?? 0)
        }
      } + [
        .init("acknowledged", "已确认过（条）") { .count($0.row.figures.acknowledged) },
        .init("medianAcknowledgeSeconds", "确认用时中位数（秒）") {
          .span($0.row.figures.medianToAcknowledge)
        },
        .init("resolved", "已办结（条）") { .count($0.row.figures.resolved) },
        .init("medianCloseSeconds", "办结用时中位数（秒）") {
          .span($0.row.figures.medianToClose)
        },
      ]
  )

  /// The tables for a screen, each with its title.
  public func tables(in language: Language) -> [(title: Sentence, table: Table)] {
    [
      (Sentence("Supervision and leaves", "监管与请假"), supervision),
      (Sentence("Alerts by kind", "告警类型"), kinds),
      (Sentence("Alerts by state", "告警处置状态"), states),
      (Sentence("Time to acknowledge and to close, median", "确认与办结用时（中位数）"), times(language)),
    ]
  }

  private func table(
    _ titles: [Sentence],
    _ cells: (JurisdictionFigures) -> [Table.Cell]
  ) -> Table {
    var table = Table(
      [Table.Column(Sentence("JURISDICTION", "辖区"))]
        + titles.map { Table.Column($0, .right) }
    )
    for (row, _) in rows {
      table.append([Table.Cell(row.jurisdiction.name)] + cells(row.figures))
    }
    return table
  }

  private var supervision: Table {
    table([
      Sentence("SUBJECTS", "对象"), Sentence("LOCATED", "定位监管率"), Sentence("ONLINE", "在线率"),
      Sentence("ESCAPED", "脱管"), Sentence("LEAVES", "请假"), Sentence("OVERSTAYED", "请假超时"),
      Sentence("NOT BACK", "未按期销假"),
    ]) { figures in
      [
        count(figures.subjects), Table.Cell(percentText(figures.time.locatedShare)),
        Table.Cell(percentText(figures.time.onlineShare)),
        count(figures.escaped, figures.escaped > 0 ? .boldRed : nil),
        count(figures.leavesGranted), count(figures.leavesOverstayed),
        count(figures.leavesNotReportedBack),
      ]
    }
  }

  private var kinds: Table {
    table(AlertKind.allCases.map(\.shortTitle) + [Sentence("TOTAL", "合计")]) { figures in
      AlertKind.allCases.map { count(figures.alertsByKind[$0] ?? 0) } + [count(figures.alerts)]
    }
  }

  private var states: Table {
    let states = AlertRecord.State.allCases
    let titles = states.map { Sentence($0.words.english.uppercased(), $0.words.chinese) }
    return table(titles) { figures in states.map { count(figures.alertsByState[$0] ?? 0) } }
  }

  private func times(_ language: Language) -> Table {
    table([
      Sentence("ACKNOWLEDGED", "确认"), Sentence("TIME", "用时"), Sentence("CLOSED", "办结"),
      Sentence("TIME", "用时"),
    ]) { figures in
      [
        count(figures.acknowledged),
        Table.Cell(durationText(figures.medianToAcknowledge, in: language)),
        count(figures.resolved), Table.Cell(durationText(figures.medianToClose, in: language)),
      ]
    }
  }

  private func count(_ count: Int, _ style: Style? = nil) -> Table.Cell {
    Table.Cell("\(count)", style)
  }
}

extension AlertKind {
  /// A heading that leaves room for seven more of them on a line.
  var shortTitle: Sentence {
    switch self {
    case .outOfZone: Sentence("OUTSIDE", "越界")
    case .prohibitedZone: Sentence("PROHIBITED", "禁止区域")
    case .curfew: Sentence("CURFEW", "宵禁")
    case .leaveOverstay: Sentence("OVERSTAY", "请假超时")
    case .reportBackMissing: Sentence("NOT BACK", "未按期销假")
    case .silent: Sentence("SILENT", "失联")
    case .implausible: Sentence("JUMPS", "轨迹异常")
    }
  }
}
