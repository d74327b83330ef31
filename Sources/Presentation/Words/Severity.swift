public import GeoCore

/// How soon somebody has to look at an alert.
public enum Severity: Int, CaseIterable, Comparable, Sendable {
  /// In the course of the day.
  case normal
  /// Soon.
  case high
  /// At once.
  case critical

  /// The severity of an alert: by its kind, and one level up for a key subject (重点对象).
  ///
  /// A silence that got worse (`isWorse`) became an escape (脱管).
  public init(of kind: AlertKind, isWorse: Bool = false, isKeySubject: Bool = false) {
    let own: Severity =
      switch kind {
      case .prohibitedZone, .leaveOverstay: .critical
      case .silent: isWorse ? .critical : .high
      case .outOfZone, .curfew: .high
      case .reportBackMissing, .implausible: .normal
      }
    self = isKeySubject ? Severity(rawValue: own.rawValue + 1) ?? .critical : own
  }

  /// The severity of an alert as it stands.
  public init(of alert: AlertRecord, isKeySubject: Bool = false) {
    self.init(of: alert.key.kind, isWorse: alert.worsened != nil, isKeySubject: isKeySubject)
  }

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .normal: Sentence("normal", "一般")
    case .high: Sentence("high", "重要")
    case .critical: Sentence("critical", "紧急")
    }
  }

  /// The word that programs read.
  public var word: String { words.english }

  /// Three cells that tell it without colour.
  public var mark: String {
    switch self {
    case .normal: "!  "
    case .high: "!! "
    case .critical: "!!!"
    }
  }

  /// Its colour on a terminal; `nil` is the terminal's own.
  public var style: Style? {
    switch self {
    case .normal: nil
    case .high: .yellow
    case .critical: .boldRed
    }
  }
}
