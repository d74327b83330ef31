import AlertStore
import GeoCore
import Presentation

/// Alerts as a table and as paragraphs.
enum AlertTable {
  /// A table of alerts, without positions.
  static func table(of alerts: [AlertRecord], _ roster: Roster, now: Instant) -> Table {
    var table = Table([
      Table.Column(Sentence("ALERT", "编号")),
      Table.Column(Sentence("KIND", "类型")),
      Table.Column(Sentence("SUBJECT", "对象")),
      Table.Column(Sentence("NAME", "姓名")),
      Table.Column(Sentence("OFFICE", "司法所")),
      Table.Column(Sentence("BEGAN", "开始")),
      Table.Column(Sentence("ENDED", "结束")),
      Table.Column(Sentence("STATE", "处置")),
    ])
    for alert in alerts {
      let context = roster.context(of: alert.key.subject)
      let severity = Severity(of: alert, isKeySubject: context.isKeySubject)
      table.append([
        Table.Cell(alert.name),
        Table.Cell(alert.key.kind.words.in(language), severity.style),
        Table.Cell(alert.key.subject.text),
        Table.Cell(context.name),
        Table.Cell(context.office),
        Table.Cell(timeText(alert.key.began, table: .china)),
        Table.Cell(ending(of: alert)),
        Table.Cell(alert.state.words.in(language)),
      ])
    }
    return table
  }

  private static func ending(of alert: AlertRecord) -> String {
    if alert.withdrawnAt != nil { return say("withdrawn", "已撤回") }
    return alert.ended.map { timeText($0, table: .china) } ?? say("goes on", "持续中")
  }

  /// Everything about an alert, line by line.
  static func describe(
    _ alert: AlertRecord,
    _ steps: [AlertStep],
    _ roster: Roster
  ) -> [String] {
    let context = roster.context(of: alert.key.subject)
    var lines = [
      "\(alert.name)  \(alert.key.kind.words.in(language))  \(alert.state.words.in(language))",
      field("subject", "对象", "\(context.name) \(alert.key.subject) · \(context.office)"),
      field("why", "原因", alert.reason.words.in(language)),
    ]
    if !alert.key.cause.isEmpty { lines.append(field("about", "涉及", roster.causeName(alert))) }
    if let leave = alert.leave { lines.append(field("leave", "请假", leave.text)) }
    lines.append(field("began", "开始", isoText(alert.key.began, table: .china)))
    lines.append(field("raised", "产生", isoText(alert.raisedAt, table: .china)))
    if let outsideBy = alert.outsideBy {
      let isInside = alert.key.kind == .prohibitedZone
      let (english, chinese) = isInside ? ("inside by", "深入距离") : ("outside by", "越界距离")
      lines.append(field(english, chinese, distanceText(outsideBy, in: language)))
    }
    if let odds = alert.odds {
      lines.append(field("evidence", "证据概率", probabilityText(odds)))
    }
    if let position = alert.position {
      let time = timeText(position.time, table: .china)
      let place = position.coordinate.text(in: language)
      let error = distanceText(position.errorRadius, in: language)
      lines.append(field("position", "位置", "\(place) ±\(error) · \(time)"))
    }
    if let worsened = alert.worsened {
      lines.append(field("worsened", "加重", isoText(worsened, table: .china)))
    }
    if let ended = alert.ended {
      let why = alert.endReason?.words.in(language) ?? ""
      lines.append(field("ended", "结束", "\(isoText(ended, table: .china)) \(why)"))
    }
    for step in steps {
      let who = step.operatorID ?? say("engine", "引擎")
      let note = step.note.map { " — \($0)" } ?? ""
      let assigned = step.assignment.map { " " + $0.words(table: .china).in(language) } ?? ""
      let time = timeText(step.knownAt, table: .china)
      lines.append("    \(time)  \(who)  \(step.action.words.in(language))\(assigned)\(note)")
    }
    return lines
  }

  private static func field(_ english: String, _ chinese: String, _ value: String) -> String {
    let name = say(english, chinese)
    return "  " + name + String(repeating: " ", count: max(1, 12 - name.cellCount)) + value
  }
}
