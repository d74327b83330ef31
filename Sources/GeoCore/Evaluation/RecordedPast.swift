/// A past that is kept in memory: for replays, simulations and tests.
///
/// Of each device it keeps what a late fix can still change, and up to twice as much.
public struct RecordedPast: Past {
  private var fixes: [DeviceNumber: [Fix]] = [:]
  private var checkpoints: [SubjectID: [Checkpoint]] = [:]
  private var window = WindowRules().late

  /// Creates an empty past.
  public init() {}

  public func fixes(of device: DeviceNumber, in period: Period) -> [Fix] {
    guard let fixes = fixes[device] else { return [] }
    let first = fixes.firstIndex(notBefore: period.start)
    return Array(fixes[first..<max(first, fixes.firstIndex(notBefore: period.end))])
  }

  public func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint? {
    checkpoints[subject]?.last { $0.at <= instant }
  }

  public mutating func take(over input: Input, _ made: ArraySlice<Checkpoint>) {
    switch input {
    case .fixes(let batch):
      for (fix, outcome) in zip(batch.fixes, batch.outcomes) where outcome.isAccepted {
        let oldest = fix.time - window - Checkpoint.stretch - Checkpoint.stretch
        fixes[fix.device, default: []].insertInOrder(fix, forgettingBefore: oldest)
      }
    case .rules(let rules, _): window = rules.windows.late
    case .registry, .clock, .resumed: break
    }
    for checkpoint in made { checkpoints[checkpoint.subject, default: []].keep(checkpoint) }
  }
}

extension [Fix] {
  /// The index of the first fix that is not before an instant, of fixes in order of time.
  fileprivate func firstIndex(notBefore instant: Instant) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].time < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Inserts a fix in order of time, and forgets older ones rather than growing.
  fileprivate mutating func insertInOrder(_ fix: Fix, forgettingBefore oldest: Instant) {
    if count == capacity, count > 0, self[count / 2].time < oldest {
      removeFirst(firstIndex(notBefore: oldest))
    }
    insert(
      fix,
      at: fix.time >= last?.time ?? .distantPast ? count : firstIndex(notBefore: fix.time)
    )
  }
}

extension [Checkpoint] {
  /// Puts a checkpoint in its place among those of a subject, and forgets what no late fix needs.
  public mutating func keep(_ checkpoint: Checkpoint) {
    // A course that was judged anew takes the place of what was kept before.
    removeAll { $0.at == checkpoint.at }
    insert(checkpoint, at: firstIndex { $0.at > checkpoint.at } ?? count)
    while count > 1, self[1].at <= checkpoint.oldestNeeded { removeFirst() }
  }
}
