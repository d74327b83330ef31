public import GeoCore

/// One line for a step in the stream that operators watch.
///
/// The line begins with when the step became known, so that lines stand in the order in which they
/// appear; when it happened is said beside what happened.
public struct WatchLine: Sendable {
  /// The step.
  public var step: AlertStep

  /// The alert, as it stood after the step.
  public var alert: AlertRecord

  /// Whom it is about.
  public var context: AlertContext

  /// The last believed position at the step, if any.
  public var position: CredibleFix?

  /// How far outside what is permitted that position is.
  public var outsideBy: Meters?

  /// Creates a line with what the alert itself knows: the position at which it was raised.
  ///
  /// Whoever knows where the subject is at a later step sets ``position`` and ``outsideBy``.
  public init(step: AlertStep, alert: AlertRecord, context: AlertContext) {
    self.step = step
    self.alert = alert
    self.context = context
    position = alert.position
    outsideBy = step.action == .engine(.raised) ? alert.outsideBy : nil
  }

  /// The line, without a line feed; times are by the clock of `table`.
  public func text(
    in language: Language,
    table: TimeZoneTable,
    isColored: Bool = false
  ) -> String {
    let kind = alert.key.kind.words.in(language)
    let head = "\(mark) \(kind)".styled(style, isColored: isColored)
    let name = context.name.onOneLine.styled(.bold, isColored: isColored)
    let key = context.isKeySubject ? Sentence(" [key]", "【重点】").in(language) : ""
    var parts = ["\(head)  \(name) (\(alert.key.subject.text.onOneLine))\(key)"]
    parts.append("\(context.office.onOneLine), \(context.grade.words.in(language).onOneLine)")
    parts.append(happened(in: language, table: table))
    if let outsideBy, outsideBy > .zero {
      let distance = distanceText(outsideBy, in: language)
      let isInside = alert.key.kind == .prohibitedZone
      let side =
        isInside
        ? Sentence("\(distance) inside", "深入区域\(distance)")
        : Sentence("\(distance) outside", "区域外\(distance)")
      parts.append(side.in(language))
    }
    if step.action == .engine(.raised), let odds = alert.odds {
      parts.append(probabilityText(odds))
    }
    parts.append(place(in: language, isColored: isColored))
    parts.append(alert.name.styled(.cyan, isColored: isColored))
    return timeText(step.knownAt, table: table) + " " + parts.joined(separator: " | ")
  }

  /// Three cells: how severe, or that the cause is over.
  private var mark: String {
    switch step.action {
    case .engine(.ended): "ok "
    case .engine(.withdrawn): "-- "
    case .state(let state) where state.isClosed: "ok "
    case .engine, .state, .assigned, .note: severity.mark
    }
  }

  /// How the head of the line looks.
  private var style: Style? {
    switch step.action {
    case .engine(.raised), .engine(.worsened), .engine(.resumed), .engine(.reinstated):
      severity.style
    case .engine(.ended), .engine(.withdrawn): .green
    case .state, .assigned, .note: .cyan
    }
  }

  /// How severe the alert is.
  private var severity: Severity { Severity(of: alert, isKeySubject: context.isKeySubject) }

  /// What happened, why, when, and who did it.
  private func happened(in language: Language, table: TimeZoneTable) -> String {
    var text = step.action.words.in(language)
    if let reason = step.reason {
      text += Sentence(": ", "：").in(language) + reason.words.in(language)
    }
    if step.at != step.knownAt {
      let isSameDay = dateText(step.at, table: table) == dateText(step.knownAt, table: table)
      let time = isSameDay ? clockText(step.at, table: table) : timeText(step.at, table: table)
      text += Sentence(", at \(time)", "，发生于\(time)").in(language)
    }
    if let person = step.operatorID?.onOneLine {
      text += Sentence(", by \(person)", "，操作人\(person)").in(language)
    }
    if let assignment = step.assignment {
      text += Sentence(" ", "：").in(language) + assignment.words(table: table).in(language)
    }
    if let note = step.note?.onOneLine, !note.isEmpty {
      text += Sentence(" “\(note)”", "“\(note)”").in(language)
    }
    return text
  }

  /// Where the subject was last, and how long ago.
  private func place(in language: Language, isColored: Bool) -> String {
    guard let position else { return Sentence("no position", "无定位").in(language) }
    let age = ageText(of: position.time, at: step.knownAt, in: language)
    let coordinates = position.coordinate.text(in: language)
    let isOld = step.action != .engine(.raised) && position == alert.position
    let label =
      isOld
      ? Sentence("fix when raised, \(age) | ", "告警时定位，\(age) | ")
      : Sentence("last fix \(age) | ", "最后定位\(age) | ")
    return label.in(language)
      + coordinates.styled(.dim, isColored: isColored)
  }
}
