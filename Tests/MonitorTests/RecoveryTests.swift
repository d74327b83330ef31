import AlertStore
import Foundation
import GeoCore
import Testing

@testable import Monitor

/// Snapshot and log give back what was there: a random run that is killed between any two inputs
/// against one that was not.
struct RecoveryTests {
  /// The state as a snapshot whose subjects are in the order of the store's registry: slots may
  /// come in another order in a process that saw every step of the registry.
  private func state(_ pipeline: Pipeline, _ store: AlertStore) throws -> [UInt8] {
    let revision = pipeline.evaluator.registry.revision
    let registry = try store.registryChange(after: 0, through: revision)
    return try Evaluator(snapshot: pipeline.evaluator.snapshot, registry: registry).snapshot
  }

  private func change(_ store: AlertStore, _ now: Instant, _ random: inout Seeded) throws {
    let registrar = County.registrar(store, at: now)
    let subject = Int.random(in: 1...6, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: try County.register(subject, in: store, at: now)
    case 1:
      let zone = try #require(
        County.zone(
          "no\(subject)",
          around: County.place(.random(in: 0...600_000, using: &random), 0),
          role: .prohibited,
          assignee: subject < 3 ? .everyone : .subject(SubjectID("S\(subject)"))
        )
      )
      _ = try registrar.importZones([zone], from: nil)
    case 2: _ = try? registrar.removeZone(ZoneID("no\(subject)"))
    case 3:
      let id = "L\(now.milliseconds)"
      let leave = County.leave(id, "S\(subject)", from: now, to: now + .hours(2))
      _ = try? registrar.grant(leave)
    case 4: try registrar.endSubject(SubjectID("S\(subject)"), at: now + .minutes(9))
    default: _ = try? registrar.revokeDevice(DeviceNumber(UInt64(subject)))
    }
  }

  private func nextInput(
    _ store: AlertStore,
    _ now: Instant,
    _ revision: inout Int64,
    _ random: inout Seeded
  ) throws -> Input {
    switch Int.random(in: 0..<9, using: &random) {
    case 0:
      try? change(store, now, &random)
      let newest = try store.revision()
      guard newest > revision else { return .clock(now) }
      defer { revision = newest }
      return .registry(try store.registryChange(after: revision, through: newest), at: now)
    case 1: return .clock(now)
    case 2: return .resumed(since: now - .minutes(3), at: now)
    case 3: return .rules(random.configuration().rules, at: now)
    default:
      let fixes = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        County.fix(
          .random(in: 1...7, using: &random),
          now - Milliseconds(.random(in: 0...900_000, using: &random)),
          County.place(.random(in: 0...300_000, using: &random), 0)
        )
      }
      return .fixes(County.batch(fixes, at: now, sender: .random(in: 1...2, using: &random)))
    }
  }

  @Test(arguments: [51, 52, 53] as [UInt64])
  func `killed after any input, the state is that of a run without a kill`(seed: UInt64) throws {
    var random = Seeded(seed)
    let store = try Scratch().open()
    try County.register(in: store, subjects: 6)
    var whole = Pipeline()
    var killed = Pipeline()
    var revision: Int64 = 0
    var now = epoch
    var (steps, expected) = (0, [Transition]())
    for number in 1...160 {
      now = now + .seconds(.random(in: 0...1_200, using: &random))
      var input = try nextInput(store, now, &revision, &random)
      if number == 1 {
        revision = try store.revision()
        input = .registry(try store.registryChange(after: 0, through: revision), at: now)
      }
      var same = input
      var (output, again) = (Evaluation(), Evaluation())
      let sequence = whole.accept(&input, into: &output)
      killed.accept(&same, into: &again)
      #expect(output.transitions.sorted(by: order) == again.transitions.sorted(by: order))
      #expect(output.presences.count == again.presences.count)
      expected += output.transitions
      steps += output.transitions.count
      try store.commit([LoggedInput(sequence: sequence, input: input)], output)
      if Int.random(in: 0..<10, using: &random) == 0 {
        try store.saveSnapshot(
          killed.evaluator.snapshot,
          sequence: sequence,
          revision: killed.evaluator.registry.revision
        )
      }
      killed = try restored(store)
      #expect(killed.sequence == sequence)
      let isSame = try state(killed, store) == state(whole, store)
      try #require(isSame, "after input \(sequence)")
    }
    #expect(steps > 20)
    try compareReplay(store, expected)
  }

  /// The log alone leads to the alerts that the store holds.
  private func compareReplay(_ store: AlertStore, _ transitions: [Transition]) throws {
    let replay = try Replay(log: store)
    #expect(replay.alerts == (try store.alerts()))
    #expect(replay.alerts.map(\.name).count == Set(transitions.map(\.alert.name)).count)
  }

  private func order(_ a: Transition, _ b: Transition) -> Bool {
    (a.alert.name, a.step.rawValue, a.at) < (b.alert.name, b.step.rawValue, b.at)
  }

  @Test func `a snapshot of another version is passed over`() throws {
    let store = try Scratch().open()
    try County.register(in: store, subjects: 2)
    var pipeline = Pipeline()
    let revision = try store.revision()
    var input = Input.registry(
      try store.registryChange(after: 0, through: revision),
      at: epoch
    )
    var output = Evaluation()
    let sequence = pipeline.accept(&input, into: &output)
    try store.commit([LoggedInput(sequence: sequence, input: input)], output)
    try store.saveSnapshot([255, 1, 2], sequence: sequence, revision: revision)
    let restored = try restored(store)
    #expect(restored.sequence == 1)
    #expect(restored.evaluator.snapshot == pipeline.evaluator.snapshot)
  }

  @Test func `a log with a gap is a damage, not a crash`() throws {
    let store = try Scratch().open()
    let inputs = [1, 2, 4].map { LoggedInput(sequence: $0, input: .clock(minute($0))) }
    try store.commit(inputs, Evaluation())
    #expect(throws: StoreError.self) { try restored(store) }
  }
}

/// Restores the pipeline of a store as a service does.
func restored(_ store: AlertStore) throws -> Pipeline {
  let history = try FixHistory(of: store)
  try history.carryOver(from: store)
  let past = StorePast(store: store, history: history)
  let pipeline = try Pipeline.restored(from: store, past: past)
  try past.keepCheckpoints()
  return pipeline
}
