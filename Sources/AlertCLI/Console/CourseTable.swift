import GeoCore
import Monitor
import Presentation

/// What subjects did in a replay, and what was made of it: one subject line by line, more as a table.
enum CourseTable {
  /// Writes the figures of courses.
  static func show(
    _ courses: [SubjectCourse],
    named names: [SubjectID: String],
    alerts: [AlertRecord],
    until end: Instant
  ) {
    let counts = Dictionary(grouping: alerts, by: \.key.subject).mapValues(\.count)
    if let only = courses.first, courses.count == 1 {
      let name = names[only.subject] ?? ""
      Console.line(name == only.subject.text ? name : "\(only.subject) \(name)".onOneLine)
      for figure in figures(of: only, counts, until: end) {
        let title = figure.title.in(language)
        let space = String(repeating: " ", count: max(1, 16 - title.cellCount))
        Console.line("  \(title)\(space)\(figure.value)")
      }
      return
    }
    let titles = figures(of: SubjectCourse(subject: ""), counts, until: end).map(\.heading)
    var table = Table(
      [Table.Column(Sentence("SUBJECT", "对象"), isKeptWhole: true)]
        + titles.map { Table.Column($0, .right) }
    )
    for course in courses {
      let values = figures(of: course, counts, until: end).map { Table.Cell($0.value) }
      table.append([Table.Cell(course.subject.text)] + values)
    }
    Console.table(table)
  }

  /// One figure.
  private struct Figure {
    /// What it is called in a line of its own.
    var title: Sentence
    /// What it is called at the head of a column.
    var heading: Sentence
    var value: String

    init(_ title: Sentence, _ heading: Sentence, _ value: String) {
      (self.title, self.heading, self.value) = (title, heading, value)
    }
  }

  private static func figures(
    of course: SubjectCourse,
    _ alerts: [SubjectID: Int],
    until end: Instant
  ) -> [Figure] {
    let held = { (state: Presence.State) in
      durationText(course.time(state, until: end), in: language)
    }
    let span = course.first.flatMap { first in course.last.map { $0 - first } } ?? .zero
    let gap = course.longestGap.map { durationText($0.end - $0.start, in: language) } ?? "—"
    return [
      Figure(Sentence("fixes", "定位点"), Sentence("FIXES", "定位点"), "\(course.fixes)"),
      Figure(Sentence("heartbeats", "心跳"), Sentence("BEATS", "心跳"), "\(course.heartbeats)"),
      Figure(
        Sentence("from", "起始"),
        Sentence("FROM", "起始"),
        course.first.map { timeText($0, table: .china) } ?? "—"
      ),
      Figure(Sentence("span", "时长"), Sentence("SPAN", "时长"), durationText(span, in: language)),
      Figure(
        Sentence("distance", "里程"),
        Sentence("DISTANCE", "里程"),
        distanceText(course.distance, in: language)
      ),
      Figure(Sentence("longest gap", "最长间断"), Sentence("LONGEST GAP", "最长间断"), gap),
      Figure(Sentence("inside", "在区域内"), Sentence("INSIDE", "在区域内"), held(.inside)),
      Figure(Sentence("outside", "在区域外"), Sentence("OUTSIDE", "在区域外"), held(.outside)),
      Figure(Sentence("unknown", "未知"), Sentence("UNKNOWN", "未知"), held(.unknown)),
      Figure(
        Sentence("not credible", "存疑"),
        Sentence("SET ASIDE", "存疑"),
        "\(course.setAside)"
      ),
      Figure(Sentence("late", "迟到"), Sentence("LATE", "迟到"), "\(course.late)"),
      Figure(Sentence("duplicate", "重复"), Sentence("DUPLICATE", "重复"), "\(course.duplicates)"),
      Figure(
        Sentence("alerts", "告警"),
        Sentence("ALERTS", "告警"),
        "\(alerts[course.subject] ?? 0)"
      ),
    ]
  }

  /// The figures of a course as JSON; docs/pictures/README.md names the members.
  static func line(of course: SubjectCourse, alerts: [AlertRecord], until end: Instant) -> JSONLine
  {
    var line = JSONLine()
    line.add("subject", course.subject.text)
    line.add("fixes", course.fixes)
    line.add("heartbeats", course.heartbeats)
    line.add("late", course.late)
    line.add("duplicates", course.duplicates)
    line.add("setAside", course.setAside)
    line.add("first", course.first.flatMap { isoText($0) })
    line.add("last", course.last.flatMap { isoText($0) })
    line.add("distanceMeters", course.distance.value, decimals: 0)
    let gap = course.longestGap
    line.add("longestGapSeconds", scaled: gap.map { ($0.end - $0.start).count }, decimals: 3)
    line.add("longestGapFrom", gap.flatMap { isoText($0.start) })
    for state in Presence.State.allCases {
      let held = course.time(state, until: end).count
      line.add("\(state)Seconds", scaled: held, decimals: 3)
    }
    line.add("alerts", alerts.count { $0.key.subject == course.subject })
    return line
  }

  /// The alerts of a replay: when each began, was raised and ended, and how far on the wrong side.
  static func table(of alerts: [AlertRecord]) -> Table {
    var table = Table([
      Table.Column(Sentence("KIND", "类型")), Table.Column(Sentence("SUBJECT", "对象")),
      Table.Column(Sentence("ABOUT", "涉及")), Table.Column(Sentence("BEGAN", "开始")),
      Table.Column(Sentence("RAISED", "产生")), Table.Column(Sentence("ENDED", "结束")),
      Table.Column(Sentence("BEYOND", "越界或深入"), .right),
      Table.Column(Sentence("ALERT", "编号"), isKeptWhole: true),
    ])
    for alert in alerts {
      let began = alert.key.began
      let ended = alert.ended.map { time($0, beside: began) } ?? say("goes on", "持续中")
      table.append([
        Table.Cell(alert.key.kind.words.in(language), Severity(of: alert).style),
        Table.Cell(alert.key.subject.text), Table.Cell(alert.key.cause),
        Table.Cell(timeText(began, table: .china)), Table.Cell(time(alert.raisedAt, beside: began)),
        Table.Cell(alert.withdrawnAt == nil ? ended : say("withdrawn", "已撤回")),
        Table.Cell(alert.outsideBy.map { distanceText($0, in: language) } ?? "—"),
        Table.Cell(alert.name),
      ])
    }
    return table
  }

  /// A time of day; with the day where that is another one.
  private static func time(_ instant: Instant, beside other: Instant) -> String {
    let day = dateText(instant, table: .china)
    let clock = clockText(instant, table: .china)
    return day == dateText(other, table: .china) ? clock : "\(day) \(clock)"
  }
}
