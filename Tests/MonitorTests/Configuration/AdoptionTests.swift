import AlertStore
import Foundation
import GeoCore
import Logging
import Testing

@testable import Monitor

/// A configuration that is put in force: the store, the log of a running service and what commands decide
/// by it, each read back.
@Suite(.serialized)
struct AdoptionTests {
  private func adopt(
    _ text: String,
    in store: AlertStore,
    at now: Instant = epoch
  ) throws -> [String] {
    let registrar = Registrar(store: store, author: "wu", command: "config set", now: now)
    return try registrar.adopt(configuration: Array(text.utf8), file: "f").map(\.key)
  }

  private func rules(in store: AlertStore) throws -> [DecisionRules] {
    var revision: Int64 = 0
    return try store.inputs(after: 0, limit: 9_999, revision: &revision).compactMap { logged in
      if case .rules(let rules, _) = logged.input { rules } else { nil }
    }
  }

  private func wait(_ isDone: () throws -> Bool) throws -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      if try isDone() { return true }
      Thread.sleep(forTimeInterval: 0.005)
    }
    return false
  }

  @Test func `what is in force is the file that was adopted last, once`() throws {
    let store = try Scratch().open()
    #expect(try Configuration(inForceIn: store) == Configuration())
    #expect(try adopt("windows:\n  leg: 4 min\n", in: store) == ["windows.leg"])
    let revision = try store.revision()
    #expect(try adopt("windows:\n  leg: 4 min\n", in: store) == [])
    #expect(try store.revision() == revision)
    // Other words for the same are kept, since a person wrote them.
    #expect(try adopt("windows:\n  leg: 240 s # as ordered\n", in: store) == [])
    #expect(try store.revision() == revision + 1)
    #expect(try Configuration(inForceIn: store).rules.windows.leg == .minutes(4))
    #expect(
      try adopt("leaves:\n  sum window: 90 d\n", in: store) == ["windows.leg", "leaves.sum window"]
    )
    #expect(try store.configuration()?.author == "wu")
  }

  @Test func `a refused file changes nothing`() throws {
    let store = try Scratch().open()
    let revision = try store.revision()
    for text in ["windows:\n  leg: 4\n", "evidence:\n  stirct:\n    miss: 0.01\n", "["] {
      #expect(throws: ConfigurationError.self) { try adopt(text, in: store) }
    }
    #expect(try store.revision() == revision)
    #expect(try store.configuration() == nil)
    // A grade that there is may have rates of its own.
    let text = "evidence:\n  standard:\n    miss: 0.02\n"
    #expect(try adopt(text, in: store) == ["evidence.standard.miss"])
  }

  @Test func `what this version cannot read does not keep a better file out`() throws {
    let store = try Scratch().open()
    try store.edit(author: "t", command: "t", now: epoch) { editor in
      try editor.setConfiguration("windows:\n  unheard of: 4 min\n")
    }
    #expect(throws: ConfigurationError.self) { try Configuration(inForceIn: store) }
    #expect(try adopt("windows:\n  leg: 4 min\n", in: store) == ["windows.leg"])
    #expect(try Configuration(inForceIn: store).rules.windows.leg == .minutes(4))
  }

  @Test func `leaves are granted and scores counted by the configuration in force`() throws {
    let store = try Scratch().open()
    try County.register(in: store, subjects: 1)
    let registrar = County.registrar(store)
    let leave = County.leave("L1", "S1", from: minute(0), to: minute(0) + .days(3))
    _ = try adopt(
      "leaves:\n  office limit: 1 d\n  county limit: 1 d\n  greatest length: 2 d\nscores:\n  start: 50\n",
      in: store
    )
    #expect(throws: RegistrarError.self) {
      try registrar.grant(leave)
    }
    let reader = try StatisticsReader(
      store,
      period: Period(start: minute(0), end: minute(60)),
      now: minute(60)
    )
    #expect(try reader.sheet(of: "S1").start == 50)
    _ = try adopt("", in: store)
    try registrar.grant(leave)
  }

  @Test func `a running service takes rules over as an input, and its log begins with them`()
    throws
  {
    let scratch = Scratch()
    let store = try scratch.open()
    try County.register(in: store, subjects: 1, at: .distantPast)
    func serve(_ body: () throws -> Void) throws {
      let settings = Service.Settings(directory: scratch.path, host: "127.0.0.1", port: 0)
      let service = try Service(settings, logger: LogBook.logger(LogBook.Lines()))
      let ended = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        do { try service.run() } catch { Issue.record(error) }
        ended.signal()
      }
      defer {
        service.stop()
        #expect(ended.wait(timeout: .now() + 30) == .success)
      }
      try body()
    }
    var expected = [DecisionRules()]
    try serve {
      #expect(try wait { try rules(in: store) == expected })
      _ = try adopt("windows:\n  late: 5 h\n", in: store)
      var changed = DecisionRules()
      changed.windows.late = .hours(5)
      expected.append(changed)
      #expect(try wait { try rules(in: store) == expected })
      // Leaves are none of the evaluator's business.
      _ = try adopt("windows:\n  late: 5 h\nleaves:\n  office limit: 5 d\n", in: store)
      let revision = try store.revision()
      #expect(
        try wait { try restored(store).evaluator.registry.revision == revision }
      )
      #expect(try rules(in: store) == expected)
    }
    // While nobody listened.
    _ = try adopt("", in: store)
    expected.append(DecisionRules())
    try serve {
      let isAdopted = try wait { try rules(in: store) == expected }
      #expect(isAdopted)
    }
    try serve {}
    #expect(try rules(in: store) == expected)
    #expect(try restored(store).evaluator.rules == DecisionRules())
    #expect(try store.snapshot() != nil)
  }

  @Test func `rules that changed in the middle are replayed where they changed`() throws {
    let store = try Scratch().open()
    try County.register(in: store, subjects: 3)
    var pipeline = Pipeline()
    let revision = try store.revision()
    let change = try store.registryChange(after: 0, through: revision)
    var inputs: [Input] = [.rules(DecisionRules(), at: epoch), .registry(change, at: epoch)]
    for number in Int64(1)...60 {
      let place = number % 20 < 8 ? County.home : County.place(400_000, 0)
      let fixes = (UInt64(1)...3).map { County.fix($0, minute(number), place) }
      inputs.append(.fixes(County.batch(fixes, at: minute(number), counter: UInt64(number))))
      guard number == 30 else { continue }
      var rules = DecisionRules()
      rules.windows.late = .minutes(1)
      rules.receivers.gnss.floor = Meters(39)
      rules.errorRates["strict"] = ErrorRates(falseAlarm: 1e-8, miss: 0.3)
      inputs.append(.rules(rules, at: minute(number)))
    }
    for input in inputs {
      var (input, output) = (input, Evaluation())
      let sequence = pipeline.accept(&input, into: &output)
      try store.commit([LoggedInput(sequence: sequence, input: input)], output)
      if sequence == 20 || sequence == 40 {
        let state = pipeline.evaluator.snapshot
        try store.saveSnapshot(state, sequence: sequence, revision: revision)
        #expect(try restored(store).evaluator.snapshot == state)
      }
    }
    let restored = try restored(store)
    #expect(restored.evaluator.snapshot == pipeline.evaluator.snapshot)
    #expect(restored.evaluator.rules.windows.late == .minutes(1))
    let alerts = try store.alerts()
    #expect(alerts.count >= 3)
    #expect(try Replay(log: store).alerts == alerts)
  }
}
