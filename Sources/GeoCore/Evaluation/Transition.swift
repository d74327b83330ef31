/// What an alert is about (告警).
public enum AlertKind: String, CaseIterable, Sendable {
  /// 越界: outside every zone that is permitted.
  case outOfZone
  /// 进入禁止区域: inside a prohibited zone without a permit.
  case prohibitedZone
  /// 宵禁违规: outside a zone that confines.
  case curfew
  /// 请假超时: a leave is over and the return has not been seen.
  case leaveOverstay
  /// 未按期销假: back, without a report back in time.
  case reportBackMissing
  /// 失联: no report for longer than the grade allows.
  case silent
  /// 轨迹异常: a movement that no journey explains, or a position that the device says is mocked.
  case implausible
}

/// Identifies an alert by its content, so that the same episode is the same alert in every run.
public struct AlertKey: Hashable, Sendable {
  /// Whom it is about.
  public var subject: SubjectID

  /// What it is about.
  public var kind: AlertKind

  /// The zone or leave that it is about; empty where the kind says all.
  public var cause: String

  /// When the episode began: event time.
  public var began: Instant

  /// Creates a key.
  public init(subject: SubjectID, kind: AlertKind, cause: String, began: Instant) {
    self.subject = subject
    self.kind = kind
    self.cause = cause
    self.began = began
  }

  /// A short name that operators can read out: ten characters without I, L, O, U.
  ///
  /// It is the FNV-1a hash of the content, its upper 50 bits in Crockford's base 32. Among ten million
  /// alerts the chance that some two share a name is 4 %; the store refuses the second.
  public var name: String {
    let content = "\(subject.text)\u{1F}\(kind.rawValue)\u{1F}\(cause)\u{1F}\(began.milliseconds)"
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in content.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 29
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    return String((0..<10).map { digits[Int(hash >> UInt64(59 - 5 * $0)) & 31] })
  }
}

/// A position that the evaluator believed.
public struct CredibleFix: Hashable, Sendable, BitwiseCopyable {
  /// Where.
  public var coordinate: Coordinate

  /// When, by the device's clock.
  public var time: Instant

  /// The standard deviation of its error along one axis, as far as it is known, in decimetres.
  public var errorDecimeters: Int32

  /// What it was made from, as far as that can be believed.
  public var source: Fix.Source

  /// Whether it came by a leap that no second position has confirmed yet.
  public var isUnconfirmed = false

  /// Whether it came from satellites.
  public var isGNSS: Bool { source == .gnss }

  /// The standard deviation of its error along one axis.
  public var errorRadius: Meters { Meters(Double(errorDecimeters) / 10) }

  /// Creates a believed position.
  public init(coordinate: Coordinate, time: Instant, errorDecimeters: Int32, source: Fix.Source) {
    self.coordinate = coordinate
    self.time = time
    self.errorDecimeters = errorDecimeters
    self.source = source
  }
}

/// A step in the life of an alert that the engine takes: what the subject did.
public struct Transition: Hashable, Sendable {
  /// What happened to the episode.
  public enum Step: String, CaseIterable, Sendable {
    /// It was recognised.
    case raised
    /// It got worse: a silence became an escape (脱管).
    case worsened
    /// Its cause is over.
    case ended
    /// It turned out never to have been.
    case withdrawn
    /// It turned out to go on after all: its end is taken back.
    case resumed
    /// It turned out to have been after all: its withdrawal is taken back.
    case reinstated
  }

  /// Why the step was taken.
  public enum Reason: String, CaseIterable, Sendable {
    /// Outside without a leave in force (不假外出).
    case absenceWithoutLeave
    /// Outside the destination of a leave and the way there (偏离外出目的地).
    case offDestination
    /// Inside a prohibited zone without a permit.
    case enteredProhibited
    /// Through a prohibited zone without a permit, between two fixes outside it.
    case crossedProhibited
    /// Outside a zone that confines.
    case outsideConfinement
    /// A leave's end and grace have passed.
    case leaveOver
    /// The time to report back has passed.
    case reportBackOver
    /// The time that the grade tolerates without a report has passed.
    case noReport
    /// The longer time has passed after which a silence is an escape.
    case escape
    /// The subject was seen where it has to be.
    case returned
    /// The subject was seen to have left the prohibited zone.
    case left
    /// A report arrived.
    case reported
    /// The report back was entered (销假).
    case reportedBack
    /// The leave was extended.
    case leaveExtended
    /// The leave was cancelled.
    case leaveCancelled
    /// What is permitted changed: a zone, a leave, a permit or a schedule.
    case rulesChanged
    /// The subject is no longer supervised, or carries no device.
    case supervisionEnded
    /// A fix that arrived later shows that the return was before the deadline.
    case returnedInTime
    /// No vehicle makes the journey from the last position.
    case impossibleJourney
    /// The device says that its position is mocked.
    case mockLocation
    /// A position came that some journey explains.
    case plausibleAgain
    /// Fixes that arrived later tell otherwise.
    case lateFixes
    /// Fixes that arrived later show that it began at another time: another alert stands for it.
    case otherBeginning
  }

  /// The alert.
  public var alert: AlertKey

  /// What happened to it.
  public var step: Step

  /// When it happened: event time.
  public var at: Instant

  /// When the engine came to know: the time of the input.
  public var knownAt: Instant

  /// Why.
  public var reason: Reason

  /// The leave that the step concerns, if any.
  public var leave: LeaveID?

  /// The subject's last believed position, if any.
  public var position: CredibleFix?

  /// How far on the wrong side of the edge that position was: outside what is permitted, or inside
  /// what is prohibited; `nil` where the kind has no edge.
  public var outsideBy: Meters?

  /// The evidence for what the step says, where it was weighed.
  public var odds: LogOdds?

  /// Creates a step.
  public init(
    alert: AlertKey,
    step: Step,
    at: Instant,
    knownAt: Instant,
    reason: Reason,
    leave: LeaveID? = nil,
    position: CredibleFix? = nil,
    outsideBy: Meters? = nil
  ) {
    self.alert = alert
    self.step = step
    self.at = at
    self.knownAt = knownAt
    self.reason = reason
    self.leave = leave
    self.position = position
    self.outsideBy = outsideBy
  }
}
