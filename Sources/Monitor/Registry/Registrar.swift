public import AlertStore
public import GeoCore
internal import GeoFormats

/// Keeps the registry: every change that commands ask for, checked before it is recorded.
///
/// Each call is one revision, whole or not at all. The running service sees it within 10 ms.
public struct Registrar: Sendable {
  /// The store that holds the registry.
  public let store: AlertStore

  /// Who asks: an operator, or the account of the system.
  public let author: String

  /// The command, for the record.
  public let command: String

  /// When, by the store's clock.
  public let now: Instant

  /// Creates a registrar.
  public init(store: AlertStore, author: String, command: String, now: Instant) {
    self.store = store
    self.author = author
    self.command = command
    self.now = now
  }

  func edit<Value>(_ body: (RegistryEditor) throws -> Value) throws -> Value {
    try store.edit(author: author, command: command, now: now, body)
  }
}

/// Why the registry was not changed.
public enum RegistrarError: ExplainedError {
  /// A leave is not as the rules ask.
  case leave(LeaveID, LeaveRefusal)
  /// Somebody approves as a level that is not theirs to grant.
  case alreadyCancelled(LeaveID)
  /// The leave has been reported back already.
  case alreadyReportedBack(LeaveID)
  /// A period ends before it begins.
  case emptyPeriod(Period)
  /// An identifier cannot be given back on a command line.
  case badIdentifier(String)
  /// A permit is for a zone that everybody may enter.
  case notProhibited(ZoneID)
  /// A grade's times contradict each other.
  case badGrade(GradeID)
  /// All sender numbers are taken.
  case noSenderLeft

  public var sentence: Sentence {
    switch self {
    case .leave(let id, let refusal): refusal.sentence(of: id)
    case .alreadyCancelled(let id):
      Sentence("leave \(id) was cancelled before", "请假 \(id) 此前已取消")
    case .alreadyReportedBack(let id):
      Sentence("leave \(id) was reported back before", "请假 \(id) 此前已销假")
    case .emptyPeriod(let period):
      Sentence(
        "the end \(utc(period.end)) is not after the start \(utc(period.start)); give a later --end",
        "结束时间 \(utc(period.end)) 不晚于开始时间 \(utc(period.start))；请用 --end 指定更晚的时间"
      )
    case .badIdentifier(let text):
      Sentence(
        "\"\(text)\" cannot be an identifier; use 1 to 64 bytes without spaces, commas and quotes",
        "“\(text)”不能作为编号；请使用 1 至 64 字节，不含空格、逗号和引号"
      )
    case .notProhibited(let zone):
      Sentence(
        "zone \(zone) is not prohibited, so nobody needs a permit for it",
        "电子围栏 \(zone) 不是禁止区域，无需进入审批"
      )
    case .badGrade(let grade):
      Sentence(
        "grade \(grade): a silence has to become an escape later than a silence (--escape > --silent > 0)",
        "分级处遇 \(grade)：脱管时限必须长于失联时限（--escape > --silent > 0）"
      )
    case .noSenderLeft:
      Sentence("every sender number is taken", "发送方编号已用完")
    }
  }
}

/// An instant as an error tells it.
func utc(_ instant: Instant) -> String {
  instant.isFinite ? isoText(of: instant, offsetSeconds: 8 * 3_600) : "—"
}

extension Jurisdiction.Level {
  fileprivate var chinese: String {
    switch self {
    case .province: "省"
    case .city: "市"
    case .county: "县"
    case .office: "司法所"
    }
  }
}

extension LeaveRefusal {
  fileprivate func sentence(of leave: LeaveID) -> Sentence {
    switch self {
    case .endsBeforeItBegins(let period): RegistrarError.emptyPeriod(period).sentence
    case .overlaps(let other, let period):
      Sentence(
        "leave \(leave) overlaps leave \(other) from \(utc(period.start)) to \(utc(period.end));"
          + " extend or cancel that one",
        "请假 \(leave) 与请假 \(other)（\(utc(period.start)) 至 \(utc(period.end))）重叠；"
          + "请续假或取消后者"
      )
    case .needsHigherLevel(let given, let needed, let sum):
      Sentence(
        "leave \(leave) makes \(sum.count / 86_400_000) days, more than the level \(given.rawValue) "
          + "may approve (超权限批假); it needs --level \(needed.rawValue)",
        "请假 \(leave) 合计 \(sum.count / 86_400_000) 天，超出\(given.chinese)的审批权限（超权限批假）；"
          + "需要\(needed.chinese)级审批（--level \(needed.rawValue)）"
      )
    case .tooLong(let limit):
      Sentence(
        "leave \(leave) is longer than \(limit.count / 86_400_000) days, which nobody may approve"
          + " (超期批假)",
        "请假 \(leave) 超过 \(limit.count / 86_400_000) 天，任何级别都不得批准（超期批假）"
      )
    }
  }
}
