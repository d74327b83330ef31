public import GeoCore
public import AlertStore

/// The one way from inputs to transitions: service, recovery, replay and simulation go it alike.
public struct Pipeline: Sendable {
  /// The evaluator, as of the last input.
  public private(set) var evaluator: Evaluator

  /// The sequence number of the last input.
  public private(set) var sequence: Int64

  /// What earlier inputs brought.
  private var past: any Past

  /// Creates a pipeline before any input, whose past is kept in memory.
  public init() { self.init(past: RecordedPast()) }

  /// Creates a pipeline that goes on after an input; before any, unless it is said.
  ///
  /// - Parameters:
  ///   - evaluator: the evaluator, as of that input.
  ///   - sequence: the input's sequence number.
  ///   - past: what it and the inputs before it brought.
  init(evaluator: Evaluator = Evaluator(), sequence: Int64 = 0, past: any Past) {
    self.evaluator = evaluator
    self.sequence = sequence
    self.past = past
  }

  /// Takes the next input into account; the outcomes of its fixes are settled in place.
  ///
  /// - Returns: the input's sequence number.
  @discardableResult
  public mutating func accept(_ input: inout Input, into output: inout Evaluation) -> Int64 {
    sequence += 1
    evaluator.evaluate(&input, into: &output, past: &past)
    return sequence
  }
}

extension Pipeline {
  /// How many inputs are read from the log at once.
  static let readLimit = 1_000

  /// Restores the pipeline that a store's log leads to: the newest snapshot, then the inputs after
  /// it.
  ///
  /// - Parameters:
  ///   - store: the store.
  ///   - past: the store's past.
  ///   - replayed: gets each input after the snapshot, in order.
  /// - Returns: the pipeline, after the last input of the log.
  /// - Throws: ``StoreError``.
  public static func restored(
    from store: AlertStore,
    past: StorePast,
    replayed: (LoggedInput) -> Void = { _ in }
  ) throws(StoreError) -> Pipeline {
    var (pipeline, revision) = try latestSnapshot(of: store, past)
    past.begin(after: pipeline.sequence)
    var output = Evaluation()
    try pipeline.replay(store, through: .max, revision: &revision) { input, pipeline in
      var logged = input
      pipeline.accept(&logged.input, into: &output)
      output.removeAll()
      replayed(input)
    }
    return pipeline
  }

  /// Reads the inputs of a log after the pipeline's own last one and hands each to `body`.
  mutating func replay(
    _ store: AlertStore,
    through last: Int64,
    revision: inout Int64,
    _ body: (LoggedInput, inout Pipeline) -> Void
  ) throws(StoreError) {
    while sequence < last {
      let inputs = try store.inputs(after: sequence, limit: Self.readLimit, revision: &revision)
      if inputs.isEmpty { return }
      for logged in inputs where logged.sequence <= last {
        guard logged.sequence == sequence + 1 else {
          let missing = "input \(sequence + 1) is missing"
          throw .damaged(store.directory + "/fenceline.sqlite", detail: missing)
        }
        body(logged, &self)
      }
    }
  }

  private static func latestSnapshot(
    of store: AlertStore,
    _ past: StorePast
  ) throws(StoreError) -> (Pipeline, revision: Int64) {
    guard let snapshot = try store.snapshot() else { return (Pipeline(past: past), 0) }
    let registry = try store.registryChange(after: 0, through: snapshot.revision)
    do {
      let evaluator = try Evaluator(snapshot: snapshot.state, registry: registry)
      let sequence = snapshot.sequence
      return (Pipeline(evaluator: evaluator, sequence: sequence, past: past), snapshot.revision)
    } catch {
      // Written by another version: the log says the same, and takes longer.
      return (Pipeline(past: past), 0)
    }
  }
}
