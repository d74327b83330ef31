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
  public internal(set) var rules = DecisionRules()

  /// The latest instant that an input has brought.
  public internal(set) var now: Instant = .distantPast

  var noise = NoiseRule()
  var states: [SubjectState] = []
  var deviceNewest: [Fix?] = []
  var senderHeard: [SenderNumber: Instant] = [:]
  /// How long a gateway may be silent; worked out once in each silence, from the rest of the state.
  var senderLimits: [SenderNumber: Milliseconds] = [:]
  var queue = DeadlineQueue()

  // Scratch of one batch, kept for its memory.
  var places: [Coordinate] = []
  var placeOfFix: [Int32] = []
  var hits = ZoneHits()

  /// Creates an evaluator that knows nothing yet.
  public init() {}

  /// The earliest instant at which time alone may change a decision.
  ///
  /// It may be early, never late.
  public var nextDeadline: Instant { queue.next }

  /// Takes one input into account and adds what follows from it to `output`.
  ///
  /// Deadlines that have passed by the input's time come first, in order of time; after a change of the
  /// registry by what is known since, and after a pause with the next input. An input whose time is before
  /// ``now`` is taken as of ``now``.
  public mutating func evaluate(_ input: inout Input, into output: inout Evaluation) {
    now = max(now, input.at)
    switch input {
    case .clock:
      advanceClock(to: now, into: &output)
    case .fixes(var batch):
      // The batch is moved out and back, so that its arrays are not copied.
      input = .clock(now)
      advanceClock(to: now, into: &output)
      evaluate(&batch, into: &output)
      input = .fixes(batch)
    case .registry(let change, _): adopt(change, into: &output)
    case .rules(let rules, _):
      // What fell due before is decided by the rules that held then.
      advanceClock(to: now, into: &output)
      self.rules = rules
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
    for slot in slots where states[Int(slot)].judgedThrough.isFinite { arm(slot) }
    advanceClock(to: now, into: &output)
    for slot in slots { review(slot, at: now, into: &output) }
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
    while deviceNewest.count < registry.devices.count { deviceNewest.append(nil) }
    return affected
  }
}

/// What followed from inputs.
public struct Evaluation: Sendable {
  /// The steps that alerts took, in the order in which they were found.
  public var transitions: [Transition] = []

  /// The subjects whose presence in what is permitted changed.
  public var presences: [PresenceChange] = []

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
    readings.removeAll(keepingCapacity: true)
  }
}

/// What the evaluator thought of one position of a subject.
///
/// A position that no journey explains is first read as not believed; if a second one confirms it, it
/// is read once more, as believed.
public struct PositionReading: Hashable, Sendable {
  /// Whose it is.
  public var subject: SubjectID

  /// The position.
  public var fix: CredibleFix

  /// Whether it is taken into account; if not, it is set aside.
  public var isBelieved: Bool
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
