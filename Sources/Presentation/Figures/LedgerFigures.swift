public import GeoCore

/// The ledger of open cases (未办结台账) for screens, spreadsheets and programs; without positions.
public struct LedgerFigures: Sendable {
  /// One line, with the names that it stands for.
  public struct Row: Sendable {
    /// The line.
    public var entry: LedgerEntry

    /// Whom it is about.
    public var context: AlertContext

    /// The full name of the person responsible.
    public var responsibleName: String?

    /// Creates a row.
    public init(_ entry: LedgerEntry, _ context: AlertContext, responsibleName: String?) {
      (self.entry, self.context, self.responsibleName) = (entry, context, responsibleName)
    }
  }

  /// The lines, oldest first.
  public let rows: [Row]

  /// Creates a ledger.
  public init(_ rows: [Row]) { self.rows = rows }

  /// The columns for spreadsheets and programs.
  public static let sheet = FigureSheet<Row>([
    .init("alert", "告警编号") { .text($0.entry.alert.name) },
    .init("kind", "类型") {
      .word($0.entry.alert.key.kind.rawValue, $0.entry.alert.key.kind.words)
    },
    .init("subject", "对象编号") { .text($0.entry.alert.key.subject.text) },
    .init("name", "姓名") { .text($0.context.name) },
    .init("office", "司法所") { .text($0.context.office) },
    .init("isKeySubject", "重点对象") { .truth($0.context.isKeySubject) },
    .init("began", "开始（北京时间）") { .time($0.entry.alert.key.began) },
    .init("raisedAt", "产生（北京时间）") { .time($0.entry.alert.raisedAt) },
    .init("situation", "情形") {
      .word($0.entry.alert.situation.word, $0.entry.alert.situation.words)
    },
    .init("state", "处置") { .word($0.entry.alert.state.rawValue, $0.entry.alert.state.words) },
    .init("measure", "处置措施") { .text($0.entry.assignment?.measure) },
    .init("responsible", "责任人编号") { .text($0.entry.responsible) },
    .init("responsibleName", "责任人") { .text($0.responsibleName) },
    .init("due", "办结期限（北京时间）") { .time($0.entry.assignment?.due) },
    .init("ageSeconds", "已历时（秒）") { .span($0.entry.age) },
    .init("isOverdue", "逾期") { .truth($0.entry.overdue != nil) },
    .init("overdueSeconds", "逾期时长（秒）") { .span($0.entry.overdue) },
  ])
}

extension AlertRecord {
  /// Whether the cause goes on, as a word for programs and for people.
  fileprivate var situation: (word: String, words: Sentence) {
    if withdrawnAt != nil { return ("withdrawn", Sentence("withdrawn", "已撤回")) }
    if ended != nil { return ("ended", Sentence("ended", "已消除")) }
    return ("goesOn", Sentence("goes on", "持续中"))
  }
}
