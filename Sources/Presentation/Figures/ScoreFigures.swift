public import GeoCore

/// Score sheets (考核) for screens, spreadsheets and programs.
public struct ScoreFigures: Sendable {
  /// One sheet, with the name of the office.
  public struct Row: Sendable {
    /// The sheet.
    public var sheet: ScoreSheet

    /// The name of the subject's judicial office.
    public var office: String

    /// Creates a row.
    public init(_ sheet: ScoreSheet, office: String) { (self.sheet, self.office) = (sheet, office) }
  }

  /// The sheets, by file number.
  public let rows: [Row]

  /// Creates sheets.
  public init(_ rows: [Row]) { self.rows = rows }

  /// The columns for spreadsheets and programs.
  public static let sheet = FigureSheet<Row>(
    [
      .init("subject", "对象编号") { .text($0.sheet.subject.id.text) },
      .init("name", "姓名") { .text($0.sheet.subject.name) },
      .init("office", "司法所") { .text($0.office) },
      .init("grade", "分级处遇") { .word($0.sheet.subject.grade.text, $0.sheet.subject.grade.words) },
      .init("score", "得分") { .count($0.sheet.score) },
      .init("pointsOff", "扣分") { .count($0.sheet.pointsOff) },
      .init("locatedPercent", "定位监管率（%）") { .percent($0.sheet.time.locatedShare) },
      .init("onlinePercent", "在线率（%）") { .percent($0.sheet.time.onlineShare) },
      .init("dueSeconds", "应监管时长（秒）") { .span($0.sheet.time.due) },
      .init("wornSeconds", "佩戴时长（秒）") { .span($0.sheet.time.worn) },
      .init("onlineSeconds", "在线时长（秒）") { .span($0.sheet.time.online) },
      .init("outsideSeconds", "不假外出时长（秒）") { .span($0.sheet.timeOutside) },
      .init("escapes", "脱管（次）") { .count($0.sheet.escapes) },
    ]
      + AlertKind.allCases.map { kind in
        .init("kind.\(kind.rawValue)", "\(kind.words.chinese)（次）") {
          .count($0.sheet.alertsByKind[kind] ?? 0)
        }
      }
  )

  /// The columns of one sheet's deductions for spreadsheets and programs.
  public static let deductions = FigureSheet<ScoreSheet.Deduction>([
    .init("points", "扣分") { .count($0.points) },
    .init("item", "扣分项目") { .word($0.item.word, $0.item.words) },
    .init("at", "时间（北京时间）") { .time($0.at) },
    .init("alert", "告警编号") { .text($0.alert) },
  ])

  /// A sheet as JSON, with `deductions`: every one with the alert that it comes from.
  public static func line(of row: Row) -> JSONLine {
    var line = sheet.line(of: row)
    line.add("deductions", JSONArray(row.sheet.deductions.map { deductions.line(of: $0) }))
    return line
  }

  /// The table of all sheets for a screen.
  public func table(in language: Language) -> Table {
    var table = Table([
      Table.Column(Sentence("SUBJECT", "对象"), isKeptWhole: true),
      Table.Column(Sentence("NAME", "姓名")),
      Table.Column(Sentence("OFFICE", "司法所")),
      Table.Column(Sentence("SCORE", "得分"), .right),
      Table.Column(Sentence("LOCATED", "定位监管率"), .right),
      Table.Column(Sentence("ONLINE", "在线率"), .right),
      Table.Column(Sentence("OUTSIDE", "不假外出"), .right),
      Table.Column(Sentence("ESCAPES", "脱管"), .right),
      Table.Column(Sentence("ALERTS", "告警")),
    ])
    for row in rows {
      let sheet = row.sheet
      table.append([
        Table.Cell(sheet.subject.id.text), Table.Cell(sheet.subject.name), Table.Cell(row.office),
        Table.Cell("\(sheet.score)"), Table.Cell(percentText(sheet.time.locatedShare)),
        Table.Cell(percentText(sheet.time.onlineShare)),
        Table.Cell(
          sheet.timeOutside > .zero ? durationText(sheet.timeOutside, in: language) : "—"
        ),
        Table.Cell(sheet.escapes > 0 ? "\(sheet.escapes)" : "—"),
        Table.Cell(sheet.alertsText(in: language)),
      ])
    }
    return table
  }
}
