/// What the evaluator remembers of one subject.
///
/// Only this, the registry and the inputs decide what comes next.
struct SubjectState: Hashable, Sendable {
  /// When the last report arrived, moved on by the time in which nobody could have reported.
  var heard: Instant = .distantPast

  /// For how long nobody could have reported since the subject became silent: it counts for the
  /// escape, and does not undo the silence.
  var pause: Milliseconds = .zero

  /// Who brought the last report.
  var sender: SenderNumber?

  /// Whether the silence clock stands still because the gateway is silent itself.
  var isParked = false

  /// The newest believed fixes, newest last; at most ``recentLimit``.
  var recent: [JudgedFix] = []

  /// A fix that no journey explains, waiting for a second one to agree with.
  var setAside: CredibleFix?

  /// The device time of the newest position from a wristband.
  var wristbandTime: Instant = .distantPast

  /// Whether it is inside everything that is permitted without a leave.
  var executionArea = Presence()

  /// Whether it is inside what is permitted now.
  var permitted = Presence()

  /// How far outside what is permitted the last believed fix was, in metres; 0 inside.
  var outsideBy: Double = 0

  /// The prohibited zones that the subject is or may be in, and the confining ones that it is or may
  /// be out of.
  var watched: [WatchedZone] = []

  /// The leaves that have begun.
  var leaves: [LeaveTrack] = []

  /// The episodes that go on.
  var episodes: [Episode] = []

  /// How far the changes of what is permitted have been taken into account.
  var judgedThrough: Instant = .distantPast

  /// The deadline that is in the queue.
  var armed: Instant = .distantFuture

  /// How many believed fixes are kept, so that a change of the rules can be judged at once.
  static let recentLimit = 3

  /// The last believed position.
  var position: CredibleFix? { recent.last?.fix }
}

/// A believed fix and how its place stood to the rules when it was last judged.
///
/// A change of the rules that leaves every recent fix on its side leaves the evidence as it is.
struct JudgedFix: Hashable, Sendable {
  var fix: CredibleFix
  var executionArea: Standing.Place
  var permitted: Standing.Place

  init(_ fix: CredibleFix, executionArea: Standing.Place, permitted: Standing.Place) {
    self.fix = fix
    self.executionArea = executionArea
    self.permitted = permitted
  }

  init(_ fix: CredibleFix, _ standing: Standing) {
    self.init(
      fix,
      executionArea: standing.executionArea.place,
      permitted: standing.permitted.place
    )
  }
}

/// A zone of which the subject is, or may be, on the wrong side.
struct WatchedZone: Hashable, Sendable {
  var zone: ZoneID
  /// The registry's row that says where the zone is: another row may be another place.
  var row: Int64
  var isProhibited: Bool
  var presence: Presence
  var distance: Double

  /// Whether the evidence has decided for the wrong side.
  var isBreached: Bool { presence.state == (isProhibited ? .inside : .outside) }
}

/// How far a leave has come.
struct LeaveTrack: Hashable, Sendable {
  enum Phase: Hashable, Sendable {
    /// It goes on, or its grace does.
    case running
    /// Its end and grace have passed and the return has not been seen.
    case overdue
    /// The subject was back at this instant.
    case back(Instant)
    /// Nothing more is asked for.
    case closed
  }

  var leave: LeaveID
  var phase: Phase = .running
  /// When the subject last left the execution area during the leave.
  var leftAt: Instant?
  /// When it was last seen back in it after that.
  var returnedAt: Instant?
}

/// An episode that goes on: an alert that has been raised and has not ended.
struct Episode: Hashable, Sendable {
  var kind: AlertKind
  var cause: String
  var began: Instant
  var leave: LeaveID?
  var hasWorsened = false
}
