/// Turns inputs into transitions: a pure function of its own state and the input.
///
/// ```
/// (state, input) → (state, transitions, next deadline)
/// ```
///
/// The evaluator has no clock: an input carries the time, and whoever runs the evaluator sends
/// ``Input/clock(_:)`` when ``nextDeadline`` has come. Copying the evaluator copies its state, and the
/// same inputs from there give the same transitions.
public struct Evaluator: Sendable {
  /// What is known of subjects, zones and leaves.
  public internal(set) var registry = Registry()

  /// The numbers by which decisions are made, as of the last ``Input/rules(_:at:)``.
  public private(set) var rules = DecisionRules()

  /// The latest instant that an input has brought.
  public internal(set) var now: Instant = .distantPast

  var credibility = Credibility()
  var reader = PositionReader(ReceiverRules())
  var limits: [GradeID: Limits] = [:]
  var otherLimits = Limits(ErrorRates())
  var states: [SubjectState] = []
  /// The time of each device's newest fix.
  var deviceNewest: [Instant] = []
  /// When each gateway was last heard.
  var senderHeard: [SenderNumber: Instant] = [:]
  /// How long a gateway may be silent; worked out once in each silence, from the rest of the state.
  var senderLimits: [SenderNumber: Milliseconds] = [:]
  var queue = DeadlineQueue()

  /// Whether a course is being judged anew, and not brought on.
  var isJudgingAnew = false

  /// Whether a change of the registry is being taken over.
  var isAdopting = false

  /// The subjects of a batch whose courses have to be judged anew, each from when.
  var belated: [Int32: Instant] = [:]

  /// Who reports by the fixes of one batch, kept for its memory: one element, which stands apart from the
  /// evaluator.
  var reporters = [BatchReporters()]

  /// Creates an evaluator that knows nothing yet.
  public init() { adopt(rules) }

  /// Takes the numbers over by which decisions are made.
  mutating func adopt(_ rules: DecisionRules) {
    self.rules = rules
    reader = PositionReader(rules.receivers)
    credibility = Credibility(
      receivers: rules.receivers,
      movement: rules.movement,
      windows: rules.windows
    )
    limits = rules.errorRates.mapValues { Limits($0) }
    otherLimits = Limits(rules.otherErrorRates)
  }

  /// The earliest instant at which time alone may change a decision.
  ///
  /// It may be early, never late.
  public var nextDeadline: Instant { queue.next }

  /// Takes one input into account and adds what follows from it to `output`.
  ///
  /// Deadlines that have passed by the input's time come first, in order of time; after a change of the
  /// registry by what is known since, and after a pause with the next input. An input whose time is before
  /// ``now`` is taken as of ``now``.
  ///
  /// - Parameters:
  ///   - input: the input; the outcomes of its fixes are settled in place.
  ///   - output: where what follows is added.
  ///   - past: what earlier inputs brought; it takes this one over.
  public mutating func evaluate(
    _ input: inout Input,
    into output: inout Evaluation,
    past: inout some Past
  ) {
    now = max(now, input.at)
    let known = output.checkpoints.count
    defer { past.take(over: input, output.checkpoints[known...]) }
    switch input {
    case .clock:
      advanceClock(to: now, into: &output)
    case .fixes(var batch):
      // The batch is moved out and back, so that its arrays are not copied.
      input = .clock(now)
      advanceClock(to: now, into: &output)
      evaluate(&batch, into: &output, past)
      input = .fixes(batch)
    case .registry(let change, _): adopt(change, into: &output)
    case .rules(let rules, _):
      // What fell due before is decided by the rules that held then.
      advanceClock(to: now, into: &output)
      adopt(rules)
    case .resumed(let since, _):
      // What had come before the pause is nobody's fault but ours: it keeps its time.
      advanceClock(to: min(since, now), into: &output)
      let pause = now - since
      moveSilenceClocks(by: pause) { _ in true }
      if pause > .zero { senderHeard = senderHeard.mapValues { min($0 + pause, now) } }
    }
  }

  /// Takes a change of the registry over and judges everyone anew whom it affects.
  ///
  /// Deadlines that have passed meanwhile are judged by what is known now.
  private mutating func adopt(_ change: RegistryChange, into output: inout Evaluation) {
    let slots: [Int32] =
      switch take(over: change) {
      case .everyone: states.indices.map { Int32($0) }
      case .subjects(let slots): slots.sorted()
      }
    // Who is new has no past to be judged by.
    for slot in slots where states[Int(slot)].course.judgedThrough.isFinite { arm(slot) }
    isAdopting = true
    defer { isAdopting = false }
    advanceClock(to: now, into: &output)
    for slot in slots {
      states[Int(slot)].rulesChangedAt = now
      reviewCourse(slot, at: now, into: &output)
      review(slot, at: now, into: &output)
    }
  }

  /// Takes the registry over as it was known at a snapshot, without judging anyone.
  ///
  /// Subjects and devices get the slots that they had: what falls due at one instant comes in order of
  /// slots.
  mutating func restore(
    registry change: RegistryChange,
    subjects: [SubjectID],
    devices: [DeviceNumber]
  ) {
    for id in subjects { _ = registry.slot(of: id) }
    for number in devices { _ = registry.slot(of: number) }
    if change.revision > 0 { _ = take(over: change) }
  }

  /// Applies a change to the registry and makes room for those who are new.
  private mutating func take(over change: RegistryChange) -> Affected {
    let affected = registry.apply(change)
    senderLimits.removeAll()
    while states.count < registry.subjects.count { states.append(SubjectState()) }
    while deviceNewest.count < registry.devices.count { deviceNewest.append(.distantPast) }
    return affected
  }
}

/// What followed from inputs.
public struct Evaluation: Sendable {
  /// The steps that alerts took, in the order in which they were found.
  public var transitions: [Transition] = []

  /// The subjects whose presence in what is permitted changed.
  public var presences: [PresenceChange] = []

  /// The courses to keep, so that they can be judged anew from there.
  public var checkpoints: [Checkpoint] = []

  /// What was thought of positions, in the order of judging; empty unless ``keepsReadings``.
  public var readings: [PositionReading] = []

  /// Whether readings are kept: a picture and a summary need them, the service does not.
  public let keepsReadings: Bool

  /// Creates an empty evaluation.
  public init(keepsReadings: Bool = false) { self.keepsReadings = keepsReadings }

  /// Empties the evaluation and keeps its memory.
  public mutating func removeAll() {
    transitions.removeAll(keepingCapacity: true)
    presences.removeAll(keepingCapacity: true)
    checkpoints.removeAll(keepingCapacity: true)
    readings.removeAll(keepingCapacity: true)
  }
}

/// What the evaluator thought of one position of a subject.
///
/// A position that no journey explains is first read as implausible; if others outweigh the last
/// believed one, the last of them is read once more, as believed.
public struct PositionReading: Hashable, Sendable {
  /// Why a position is set aside.
  public enum Fault: UInt8, CaseIterable, Sendable {
    /// No vehicle makes the journey, or the device says that the position is mocked.
    case implausible = 1
    /// A satellite receiver has said the very same for too long.
    case frozen = 2
  }

  /// Whose it is.
  public var subject: SubjectID

  /// The position.
  public var fix: CredibleFix

  /// Why it is set aside; `nil` where it is believed.
  public var fault: Fault?

  /// Whether it is taken into account; if not, it is set aside.
  public var isBelieved: Bool { fault == nil }
}

/// A change of what is known of a subject's presence in what is permitted.
public struct PresenceChange: Hashable, Sendable {
  /// Who.
  public var subject: SubjectID

  /// What is known now.
  public var state: Presence.State

  /// Since when: event time.
  public var since: Instant
}
