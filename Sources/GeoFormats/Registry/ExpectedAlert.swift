public import GeoCore

/// An alert that must come: what a rehearsal or a test is compared with.
public struct ExpectedAlert: Hashable, Sendable {
  /// Whom it is about.
  public var subject: SubjectID
  /// What it is about.
  public var kind: AlertKind
  /// The zone or leave that it is about; empty where the kind says all.
  public var cause: String
  /// When the episode truly began.
  public var began: Instant
  /// How far from that an evaluator may date its beginning, and its end.
  public var tolerance: Milliseconds
  /// When the episode truly ended; `nil` if it goes on.
  public var ended: Instant?
  /// What happened.
  public var why: String

  /// Creates an expectation.
  public init(
    subject: SubjectID,
    kind: AlertKind,
    cause: String,
    began: Instant,
    tolerance: Milliseconds,
    ended: Instant?,
    why: String
  ) {
    self.subject = subject
    self.kind = kind
    self.cause = cause
    self.began = began
    self.tolerance = tolerance
    self.ended = ended
    self.why = why
  }

  /// Whether `alert` is the one that must come.
  public func matches(_ alert: AlertRecord) -> Bool {
    func isNear(_ a: Instant, _ b: Instant) -> Bool {
      (a - b).count.magnitude <= tolerance.count.magnitude
    }
    let endsAlike: Bool
    if let ended {
      endsAlike = alert.ended.map { isNear($0, ended) } ?? false
    } else {
      endsAlike = alert.ended == nil
    }
    return alert.key.subject == subject && alert.key.kind == kind && alert.key.cause == cause
      && isNear(alert.key.began, began) && endsAlike
  }
}

extension RegistryFile {
  /// Reads the alerts that must come: `subject`, `kind`, `cause`, `began`, `tolerance_seconds`,
  /// `ended`, `why`.
  ///
  /// - Throws: ``RegistryFileError`` with every fault of the file.
  public static func readExpectedAlerts(
    csv bytes: [UInt8],
    file: String
  ) throws(RegistryFileError) -> [ExpectedAlert] {
    var table = try RegistryTable(
      bytes,
      file: file,
      clock: .china,
      columns: [
        RegistryColumn(name: "subject", chinese: "对象"),
        RegistryColumn(name: "kind", chinese: "类型"),
        RegistryColumn(name: "cause", chinese: "涉及"),
        RegistryColumn(name: "began", chinese: "开始"),
        RegistryColumn(name: "tolerance_seconds", chinese: "允许误差秒"),
        RegistryColumn(name: "ended", chinese: "结束", isRequired: false),
        RegistryColumn(name: "why", chinese: "说明", isRequired: false),
      ]
    )
    var alerts: [ExpectedAlert] = []
    for record in table.records {
      let subject: SubjectID? = table.id("subject", record)
      let kinds = AlertKind.allCases.map(\.rawValue).joined(separator: ", ")
      let kind = table.value("kind", record, allowed: Sentence(kinds, kinds)) {
        AlertKind(rawValue: $0)
      }
      let seconds = Sentence("whole seconds", "整数秒")
      let tolerance = table.value("tolerance_seconds", record, allowed: seconds) { Int64($0) }
      let began = table.instant("began", record)
      let hasEnded = !table.text("ended", record).isEmpty
      let ended = hasEnded ? table.instant("ended", record) : nil
      guard let subject, let kind, let tolerance, let began, !hasEnded || ended != nil else {
        continue
      }
      alerts.append(
        ExpectedAlert(
          subject: subject,
          kind: kind,
          cause: table.text("cause", record),
          began: began,
          tolerance: .seconds(tolerance),
          ended: ended,
          why: table.text("why", record)
        )
      )
    }
    try table.finish()
    return alerts
  }
}
