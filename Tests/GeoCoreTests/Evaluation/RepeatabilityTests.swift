import Testing

@testable import GeoCore

/// The same inputs give the same steps: at once, in two runs, through a snapshot, and however often
/// the clock ticks.
///
/// Oracle: the evaluator itself, run another way. A failure prints the seed.
@Suite struct `Repeatability` {
  private func run(_ inputs: [Input], from start: Evaluator = Evaluator()) -> [Transition] {
    var (evaluator, output) = (start, Evaluation())
    var past = RecordedPast()
    for var input in inputs { evaluator.evaluate(&input, into: &output, past: &past) }
    return output.transitions
  }

  /// All but when it was known.
  private func timeless(_ transitions: [Transition]) -> [Transition] {
    transitions.map {
      var step = $0
      step.knownAt = .distantPast
      return step
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `Ticking every minute changes nothing but when it was known`(seed: UInt64) throws {
    let day = RandomDay(seed: seed, steps: 120)
    let inputs = day.scene.inputs
    let lazily = run(inputs)
    #expect(lazily == day.scene.output.transitions)
    // Between two inputs: once at each deadline, and once at every 61 seconds.
    var (punctual, ticking) = ([Input](), Evaluator())
    var ticked = Evaluation()
    var watcher = Evaluator()
    var watched = Evaluation()
    var (tickedPast, watchedPast) = (RecordedPast(), RecordedPast())
    for input in inputs {
      if case .resumed = input {
      } else {
        while watcher.nextDeadline < input.at {
          punctual.append(.clock(max(watcher.nextDeadline, watcher.now)))
          var clock = Input.clock(max(watcher.nextDeadline, watcher.now))
          watcher.evaluate(&clock, into: &watched, past: &watchedPast)
        }
        let step = Milliseconds.seconds(61)
        var time = ticking.now
        while time.isFinite, time + step < input.at {
          time = time + step
          var clock = Input.clock(time)
          ticking.evaluate(&clock, into: &ticked, past: &tickedPast)
        }
      }
      var (a, b) = (input, input)
      watcher.evaluate(&a, into: &watched, past: &watchedPast)
      ticking.evaluate(&b, into: &ticked, past: &tickedPast)
    }
    let (expected, actual) = (timeless(watched.transitions), timeless(ticked.transitions))
    #expect(expected == actual, "seed \(seed)")
    #expect(!expected.isEmpty && !punctual.isEmpty)
    for transition in watched.transitions { #expect(transition.at <= transition.knownAt) }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `A snapshot at any point goes on as if nothing had happened`(seed: UInt64) throws {
    let scene = RandomDay(seed: seed, steps: 80).scene
    var (whole, output) = (Evaluator(), Evaluation())
    var restored = Evaluator()
    var rows: [Int64: RegistryRow] = [:]
    var revision: Int64 = 0
    var again = Evaluation()
    var (wholePast, restoredPast) = (RecordedPast(), RecordedPast())
    for input in scene.inputs {
      var (a, b) = (input, input)
      whole.evaluate(&a, into: &output, past: &wholePast)
      let registry = RegistryChange(
        revision: revision,
        superseded: [],
        recorded: rows.values.sorted { $0.number < $1.number }
      )
      restored = try Evaluator(snapshot: restored.snapshot, registry: registry)
      restored.evaluate(&b, into: &again, past: &restoredPast)
      if case .registry(let change, _) = input {
        revision = change.revision
        for number in change.superseded { rows[number] = nil }
        for row in change.recorded { rows[row.number] = row }
      }
      try #require(output.transitions == again.transitions, "seed \(seed)")
      #expect(output.presences == again.presences)
      #expect(whole.states.map(\.unarmed) == restored.states.map(\.unarmed))
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `What is told of alerts fits together, and no two of one cause stand at one time`(
    seed: UInt64
  ) {
    let transitions = RandomDay(seed: seed, steps: 200).scene.output.transitions
    var told: [AlertKey: AlertRecord] = [:]
    for transition in transitions {
      let (key, sentence) = (transition.alert, "seed \(seed): \(transition.sentence)")
      let known = told[key]
      switch transition.step {
      case .raised: #expect(known == nil || known?.ended != nil || known?.withdrawnAt != nil)
      case .reinstated: #expect(known?.withdrawnAt != nil, "\(sentence)")
      case .resumed: #expect(known?.ended != nil && known?.withdrawnAt == nil, "\(sentence)")
      case .worsened: #expect(known?.ended == nil && known != nil, "\(sentence)")
      case .ended, .withdrawn: #expect(known != nil && known?.withdrawnAt == nil, "\(sentence)")
      }
      if transition.step == .raised, known == nil {
        told[key] = AlertRecord(raised: transition)
      } else {
        told[key]?.apply(transition)
      }
      #expect(transition.at >= key.began)
      #expect(key.began.isFinite && key.began <= transition.knownAt)
    }
    let standing = told.values.filter { $0.withdrawnAt == nil }.sorted {
      $0.key.began < $1.key.began
    }
    for (_, alerts) in Dictionary(
      grouping: standing,
      by: { "\($0.key.subject) \($0.key.kind) \($0.key.cause)" }
    ) {
      for (earlier, later) in zip(alerts, alerts.dropFirst()) {
        #expect(
          earlier.ended.map { $0 <= later.key.began } ?? false,
          "seed \(seed): \(earlier.key) and \(later.key)"
        )
      }
    }
  }
}

extension SubjectState {
  /// The state but for what the queue knows, and for what follows from the rest and is found again.
  fileprivate var unarmed: SubjectState {
    var state = self
    state.armed = .distantFuture
    (state.calm, state.calmTerms) = (Calm(), CalmTerms())
    return state
  }
}
