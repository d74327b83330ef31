/// The figures of one jurisdiction in one period (`docs/figures.md`).
public struct JurisdictionFigures: Sendable {
  /// 社区矫正对象: how many subjects were under supervision here at any moment.
  public private(set) var subjects = 0

  /// The time due and the time covered, of all subjects together.
  public private(set) var time = SupervisedTime()

  /// 脱管人数: how many subjects escaped from supervision.
  public private(set) var escaped = 0

  /// How many leaves began.
  public private(set) var leavesGranted = 0

  /// How many leaves came to be overstayed.
  public private(set) var leavesOverstayed = 0

  /// How many leaves came to lack their report back.
  public private(set) var leavesNotReportedBack = 0

  /// How many alerts were raised and not withdrawn, by kind; a kind without any is missing.
  public private(set) var alertsByKind: [AlertKind: Int] = [:]

  /// The same alerts by how far the operators are.
  public private(set) var alertsByState: [AlertRecord.State: Int] = [:]

  private var acknowledgeTimes: [Milliseconds] = []
  private var closeTimes: [Milliseconds] = []

  /// Creates figures of nobody.
  public init() {}

  /// How many alerts were raised and not withdrawn.
  public var alerts: Int { alertsByKind.values.reduce(0, +) }

  /// How many of them were acknowledged.
  public var acknowledged: Int { acknowledgeTimes.count }

  /// How many of them were resolved.
  public var resolved: Int { closeTimes.count }

  /// The median time from an alert to its acknowledgement; `nil` if none was acknowledged.
  public var medianToAcknowledge: Milliseconds? { acknowledgeTimes.median }

  /// The median time from an alert to its resolution; `nil` if none was resolved.
  public var medianToClose: Milliseconds? { closeTimes.median }

  /// Adds what a subject did here.
  ///
  /// - Parameters:
  ///   - account: the subject.
  ///   - isHere: whether a jurisdiction is this one or below it.
  mutating func add(_ account: SubjectAccount, _ isHere: (JurisdictionID) -> Bool) {
    func wasHere(_ instant: Instant) -> Bool {
      account.jurisdiction(at: instant).map(isHere) ?? false
    }
    let here = account.stretches.filter { isHere($0.stretch.jurisdiction) }
    if !here.isEmpty { subjects += 1 }
    for (_, time) in here { self.time += time }
    if account.escapes.contains(where: { $0.worsened.map(wasHere) ?? false }) { escaped += 1 }
    leavesGranted += account.leavesBegun.count { wasHere($0.period.start) }
    let raised = account.raised.filter { wasHere($0.alert.raisedAt) }
    func leaves(_ kind: AlertKind) -> Int {
      Set(raised.filter { $0.alert.key.kind == kind }.map(\.alert.key.cause)).count
    }
    leavesOverstayed += leaves(.leaveOverstay)
    leavesNotReportedBack += leaves(.reportBackMissing)
    for handled in raised {
      let alert = handled.alert
      alertsByKind[alert.key.kind, default: 0] += 1
      alertsByState[alert.state, default: 0] += 1
      if let at = handled.handling.acknowledgedAt { acknowledgeTimes.append(at - alert.raisedAt) }
      if let at = handled.handling.resolvedAt { closeTimes.append(at - alert.raisedAt) }
    }
  }
}
