/// One subject's sheet in the assessment (考核): what is counted, every deduction, and the score.
public struct ScoreSheet: Sendable {
  /// Why points are taken off.
  public enum Item: Hashable, Sendable {
    /// An alert was raised.
    case alert(AlertKind)
    /// A silence became an escape (脱管).
    case escape
    /// An absence without leave lasted so long within the period.
    case absence(Milliseconds)
    /// The share online of the time with a device, in hundredths of a percent, lies below what is
    /// asked for.
    case offline(share: Int64)
  }

  /// Points that are taken off.
  public struct Deduction: Hashable, Sendable {
    /// Why.
    public var item: Item

    /// How many.
    public var points: Int

    /// The alert that it comes from; `nil` for the share online.
    public var alert: String?

    /// When: the alert's beginning, or when it worsened; `nil` for the share online.
    public var at: Instant?
  }

  /// The subject as it stood last in the period.
  public let subject: Subject

  /// The time due and the time covered.
  public let time: SupervisedTime

  /// How many alerts were raised and not withdrawn, by kind; a kind without any is missing.
  public let alertsByKind: [AlertKind: Int]

  /// How many silences became escapes.
  public let escapes: Int

  /// How long the subject was outside without leave within the period.
  public let timeOutside: Milliseconds

  /// Every deduction: alerts in order of time, the share online last.
  public let deductions: [Deduction]

  /// What everyone begins with.
  public let start: Int

  /// Draws up the sheet of an account.
  ///
  /// - Returns: `nil` if the subject was not under supervision within the period.
  public init?(_ account: SubjectAccount, _ rules: ScoreRules = ScoreRules()) {
    let last = account.versions.last { $0.effective.overlaps(account.period) }
    guard let last else { return nil }
    subject = last.subject
    time = account.time
    start = rules.start
    let raised = account.raised.map(\.alert)
    alertsByKind = raised.reduce(into: [:]) { $0[$1.key.kind, default: 0] += 1 }
    let absences = account.absences
    timeOutside = PeriodUnion(absences.map(\.within)).length
    let escapes = account.escapes
    self.escapes = escapes.count
    var deductions = raised.map { alert in
      Deduction(
        item: .alert(alert.key.kind),
        points: rules.points[alert.key.kind] ?? 0,
        alert: alert.name,
        at: alert.key.began
      )
    }
    for (alert, within) in absences {
      let points = Int(within.length.count / rules.absenceStep.count) * rules.absencePoints
      let item = Item.absence(within.length)
      deductions.append(Deduction(item: item, points: points, alert: alert.name, at: within.start))
    }
    deductions += escapes.map {
      Deduction(item: .escape, points: rules.escapePoints, alert: $0.name, at: $0.worsened)
    }
    // A stable order: what an alert leads to follows the alert.
    let ordered = deductions.enumerated().sorted { a, b in
      (a.element.at ?? .distantFuture, a.offset) < (b.element.at ?? .distantFuture, b.offset)
    }
    self.deductions =
      (ordered.map(\.element) + [Self.offline(time, rules)].compactMap(\.self))
      .filter { $0.points > 0 }
  }

  private static func offline(_ time: SupervisedTime, _ rules: ScoreRules) -> Deduction? {
    guard let share = time.onlineShareWhileWorn else { return nil }
    let missing = Int64(rules.onlineDue) * 100 - share
    guard missing > 0 else { return nil }
    let points = Int(missing / (Int64(rules.onlineStep) * 100)) * rules.onlinePoints
    return Deduction(item: .offline(share: share), points: points, alert: nil, at: nil)
  }

  /// All points that are taken off.
  public var pointsOff: Int { deductions.reduce(0) { $0 + $1.points } }

  /// What is left, and not less than nothing.
  public var score: Int { max(0, start - pointsOff) }
}
