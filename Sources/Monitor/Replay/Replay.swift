public import AlertStore
public import GeoCore

/// The alerts that a course of inputs leads to, without a service and without touching a store.
public struct Replay: Sendable {
  /// The alerts, in order of when they were raised, then of their content.
  public private(set) var alerts: [AlertRecord] = []

  /// The fixes that were fed in, by what became of them.
  public private(set) var outcomes: [FixOutcome: Int] = [:]

  /// The time of the last input.
  public private(set) var end: Instant = .distantPast

  /// What each subject did, and what was made of it; empty where only alerts were asked for.
  public private(set) var courses: [SubjectID: SubjectCourse] = [:]

  /// How much a replay keeps beside the alerts.
  public enum Detail: Int, Comparable, Sendable {
    /// Nothing.
    case alerts
    /// The figures of each subject's course.
    case figures
    /// The places of each subject's course as well: 24 bytes for each fix.
    case places

    public static func < (a: Detail, b: Detail) -> Bool { a.rawValue < b.rawValue }
  }

  /// Told how much of the work is done, and how much there is, now and then.
  public typealias Progress = (_ done: Int64, _ total: Int64) -> Void

  private let detail: Detail

  /// Whose places alone are kept; `nil` keeps everybody's.
  private let onlyOf: SubjectID?
  private var output: Evaluation
  private var indices: [String: Int] = [:]

  private init(_ detail: Detail, _ subject: SubjectID?) {
    self.detail = detail
    onlyOf = subject
    output = Evaluation(keepsReadings: detail > .alerts)
  }

  /// Replays the whole input log of a store.
  ///
  /// - Parameters:
  ///   - store: the store.
  ///   - detail: what is kept beside the alerts.
  ///   - subject: whose places alone are kept; `nil` keeps everybody's.
  ///   - progress: told how many inputs have been judged.
  /// - Throws: ``StoreError``.
  public init(
    log store: AlertStore,
    keeping detail: Detail = .alerts,
    placesOf subject: SubjectID? = nil,
    progress: Progress = { _, _ in }
  ) throws(StoreError) {
    var revision: Int64 = 0
    var replay = Replay(detail, subject)
    var pipeline = Pipeline()
    let total = try store.lastInput().sequence
    try pipeline.replay(store, through: .max, revision: &revision) { logged, pipeline in
      replay.feed(logged.input, &pipeline)
      progress(logged.sequence, total)
    }
    self = replay
    sort()
  }

  /// Replays fixes by a registry on a virtual clock: a fix is received when it was taken.
  ///
  /// - Parameters:
  ///   - fixes: the fixes of all devices, in any order.
  ///   - registry: all that is known, from before the first fix on.
  ///   - rules: the numbers by which decisions are made.
  ///   - end: how far the clock runs on after the last fix.
  ///   - detail: what is kept beside the alerts.
  ///   - progress: told how many fixes have been judged.
  public init(
    fixes: [Fix],
    registry: [RegistryRow],
    rules: DecisionRules = DecisionRules(),
    until end: Instant?,
    keeping detail: Detail = .alerts,
    progress: Progress = { _, _ in }
  ) {
    self.init(detail, nil)
    let fixes = fixes.enumerated().sorted { a, b in
      (a.element.time, a.offset) < (b.element.time, b.offset)
    }.map(\.element)
    let start = (fixes.first?.time ?? end ?? .distantPast) - .seconds(1)
    var pipeline = Pipeline()
    let change = RegistryChange(revision: 1, superseded: [], recorded: registry)
    feed(.rules(rules, at: start), &pipeline)
    feed(.registry(change, at: start), &pipeline)
    for (index, fix) in fixes.enumerated() {
      var batch = FixBatch(receivedAt: fix.time)
      batch.fixes = [fix]
      batch.outcomes = [.kept]
      batch.datagrams = [
        DatagramReceipt(
          sender: SenderNumber(0),
          salt: 0,
          counter: 0,
          sentAt: fix.time,
          firstFix: 0,
          fixCount: 1
        )
      ]
      feed(.fixes(batch), &pipeline)
      progress(Int64(index + 1), Int64(fixes.count))
    }
    if let end { feed(.clock(end), &pipeline) }
    sort()
  }

  private mutating func feed(_ input: Input, _ pipeline: inout Pipeline) {
    var input = input
    pipeline.accept(&input, into: &output)
    if case .fixes(let batch) = input {
      for outcome in batch.outcomes { outcomes[outcome, default: 0] += 1 }
      if detail > .alerts { note(batch, pipeline.evaluator.registry) }
    }
    if detail > .alerts { noteCourses() }
    for transition in output.transitions { apply(transition) }
    output.removeAll()
    end = max(end, input.at)
  }

  /// Counts the reports of a batch for those who wore the devices.
  private mutating func note(_ batch: FixBatch, _ registry: Registry) {
    for (fix, outcome) in zip(batch.fixes, batch.outcomes) {
      guard let subject = registry.wearer(of: fix.device, at: fix.time) else { continue }
      courses[subject, default: SubjectCourse(subject: subject)].note(fix, outcome)
    }
  }

  /// Takes over what the evaluator thought and decided.
  private mutating func noteCourses() {
    for reading in output.readings {
      courses[reading.subject, default: SubjectCourse(subject: reading.subject)]
        .note(
          reading,
          keepsPlaces: detail == .places && onlyOf.map { $0 == reading.subject } ?? true
        )
    }
    for change in output.presences {
      courses[change.subject, default: SubjectCourse(subject: change.subject)].note(change)
    }
    for transition in output.transitions {
      let subject = transition.alert.subject
      if courses[subject] == nil { courses[subject] = SubjectCourse(subject: subject) }
    }
  }

  private mutating func apply(_ transition: Transition) {
    let name = transition.alert.name
    if let index = indices[name] {
      alerts[index].apply(transition)
    } else if let alert = AlertRecord(raised: transition) {
      indices[name] = alerts.count
      alerts.append(alert)
    }
  }

  private mutating func sort() {
    alerts.sort { a, b in
      (a.raisedAt, a.key.subject.text, a.key.kind.rawValue, a.key.cause, a.key.began)
        < (b.raisedAt, b.key.subject.text, b.key.kind.rawValue, b.key.cause, b.key.began)
    }
  }
}
