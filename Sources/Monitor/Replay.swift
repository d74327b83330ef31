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

  private var output = Evaluation()
  private var indices: [String: Int] = [:]

  /// Replays the whole input log of a store.
  public init(log store: AlertStore) throws(StoreError) {
    var revision: Int64 = 0
    var replay = self
    var pipeline = Pipeline()
    try pipeline.replay(store, through: .max, revision: &revision) { logged, pipeline in
      replay.feed(logged.input, &pipeline)
    }
    self = replay
    sort()
  }

  /// Replays fixes by a registry on a virtual clock: a fix is received when it was taken.
  ///
  /// - Parameters:
  ///   - fixes: the fixes of all devices, in any order.
  ///   - registry: all that is known, from before the first fix on.
  ///   - end: how far the clock runs on after the last fix.
  public init(fixes: [Fix], registry: [RegistryRow], until end: Instant?) {
    let fixes = fixes.enumerated().sorted { a, b in
      (a.element.time, a.offset) < (b.element.time, b.offset)
    }.map(\.element)
    let start = (fixes.first?.time ?? end ?? .distantPast) - .seconds(1)
    var pipeline = Pipeline()
    let change = RegistryChange(revision: 1, superseded: [], recorded: registry)
    feed(.registry(change, at: start), &pipeline)
    for fix in fixes {
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
    }
    if let end { feed(.clock(end), &pipeline) }
    sort()
  }

  private mutating func feed(_ input: Input, _ pipeline: inout Pipeline) {
    var input = input
    pipeline.accept(&input, into: &output)
    if case .fixes(let batch) = input {
      for outcome in batch.outcomes { outcomes[outcome, default: 0] += 1 }
    }
    for transition in output.transitions { apply(transition) }
    output.removeAll()
    end = max(end, input.at)
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
