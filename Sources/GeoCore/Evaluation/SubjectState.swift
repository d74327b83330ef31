/// What the evaluator remembers of one subject.
///
/// Only this, the registry, the past and the inputs decide what comes next.
///
/// What a quiet fix reads and writes stands together, ahead of what is mostly empty: such a fix touches
/// ``quietBytes`` and no more.
struct SubjectState: Hashable, Sendable {
  /// The course before what only the clock brought since the last fix: where a fix begins that was on
  /// its way meanwhile.
  var before: EarlierCourse?

  /// When a change of the registry last made the course be judged anew.
  var rulesChangedAt: Instant = .distantPast

  /// Where and until when fixes decide nothing.
  var calm = Calm()

  /// When the last report arrived, moved on by the time in which nobody could have reported.
  var heard: Instant = .distantPast

  /// Who brought the last report.
  var sender: SenderNumber?

  /// What the subject did, as far as it is known: a function of its fixes in order of time.
  var course = Course()

  /// The deadline that is in the queue.
  var armed: Instant = .distantFuture

  /// What the calm rests on.
  var calmTerms = CalmTerms()

  /// For how long nobody could have reported since the subject became silent: it counts for the
  /// escape, and does not undo the silence.
  var pause: Milliseconds = .zero

  /// Whether the silence clock stands still because the gateway is silent itself.
  var isParked = false

  /// The silence that goes on, if the subject is silent.
  var silence: Episode?

  /// What has been told of the course within the late window, in the order in which it was told.
  var told: [ToldEpisode] = []

  /// The bytes from the beginning that a quiet fix touches.
  static let quietBytes = 256
}

/// A course that is kept beside the present one, rarely and not for long.
final class EarlierCourse: Hashable, Sendable {
  let course: Course

  init(_ course: Course) { self.course = course }

  static func == (a: EarlierCourse, b: EarlierCourse) -> Bool { a.course == b.course }

  func hash(into hasher: inout Hasher) { hasher.combine(course) }
}

/// What a subject did, as far as its fixes tell: what a late fix changes.
///
/// A course is made by judging fixes and deadlines in order of time, and depends on nothing else: not
/// on when they arrived.
struct Course: Hashable, Sendable {
  /// The time of the newest fix that has been judged, believed or not.
  var lastFix: Instant = .distantPast

  /// How far the changes of what is permitted have been taken into account.
  var judgedThrough: Instant = .distantPast

  /// Since when a satellite receiver has said the very same.
  var sameSince: Instant = .distantPast

  /// The device time of the newest position from a wristband.
  var wristbandTime: Instant = .distantPast

  /// How many fixes stand behind the last believed position, up to ``SetAside/confirmation``.
  var support: UInt8 = 0

  /// The newest believed fixes, newest last.
  var recent = LastFixes()

  /// How much the track scatters.
  var scatter = Scatter()

  /// How far outside what is permitted the last believed fix was, in metres; 0 inside.
  var outsideBy: Double = 0

  /// The stretch of time that the course has come to: see ``Checkpoint``.
  var stretch: Stretch?

  /// The prohibited zones that the subject is or may be in, and the confining ones that it is or may
  /// be out of.
  var watched: [WatchedZone] = []

  /// The leaves that have begun.
  var leaves: [LeaveTrack] = []

  /// The episodes that go on, except a silence.
  var episodes: [Episode] = []

  /// Whether it is inside everything that is permitted without a leave.
  var executionArea = Presence()

  /// Whether it is inside what is permitted now.
  var permitted = Presence()

  /// The position that came by a leap and has not been confirmed.
  var leap: Leap?

  /// The fixes that no journey explains, waiting for others to agree with.
  var aside: SetAside?

  /// A stretch of time between two checkpoints.
  struct Stretch: Hashable, Sendable {
    /// When the stretches of the subject begin, in milliseconds after midnight UTC and its multiples
    /// of their length.
    var phase: Int64
    /// How many came before it.
    var number: Int64

    /// When the next one begins.
    var end: Instant { Instant(milliseconds: phase + (number + 1) * Checkpoint.stretch.count) }
  }

  /// The last believed position.
  var position: CredibleFix? { recent.last?.fix }

  /// The event time that the course has come to.
  var through: Instant { max(lastFix, judgedThrough) }
}

/// A position that came by a leap, not from satellites, and waits for another one to confirm it.
struct Leap: Hashable, Sendable {
  /// The position.
  var fix: CredibleFix
  /// Whether no drive ends there at a standstill.
  var isHasty: Bool
  /// Whether the positions after it stood still.
  var hasStood = false
}

/// Fixes in one region that no journey explains.
struct SetAside: Hashable, Sendable {
  /// The first of them.
  var first: CredibleFix
  /// The last of them.
  var last: CredibleFix
  /// How many there are, up to ``confirmation``.
  var count: UInt8

  /// How many fixes that agree outweigh a last position with fewer behind it.
  static let confirmation: UInt8 = 3
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
  var reason: Transition.Reason
  var leave: LeaveID?
  var hasWorsened = false
}

/// An episode of a course as it has been told: what a late fix may turn out to have been otherwise.
struct ToldEpisode: Hashable, Sendable {
  var episode: Episode
  /// The step that raised it.
  var raised: Transition
  /// The event time at which it was raised: that of the fix or deadline that decided.
  var raisedBy: Instant
  /// The step that ended it, if it has ended.
  var ended: Transition?
  /// The event time at which it was ended.
  var endedBy: Instant?
  /// Whether it has been taken back.
  var isWithdrawn = false
  /// Whether a change of the registry ended it: what was told then stays.
  var isSettled = false

  /// What it is known by.
  var key: AlertKey { raised.alert }
}
