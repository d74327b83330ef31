public import GeoCore

/// What the devices of one subject reported in a replay, and what the evaluator made of it.
///
/// Reports with a position are *fixes*, those without are *heartbeats*; both are counted if they were
/// accepted, late ones among them, repetitions not. Whatever is said of places rests on the fixes that
/// the evaluator believed: not on mocked ones, or those that it set aside. A late one is put in its place
/// and makes no way: the way was measured without it.
public struct SubjectCourse: Hashable, Sendable {
  /// Whose course it is.
  public let subject: SubjectID

  /// The accepted reports with a position.
  public internal(set) var fixes = 0

  /// The accepted reports without a position.
  public internal(set) var heartbeats = 0

  /// The accepted reports that were older than their device's newest, whether judged or not.
  public internal(set) var late = 0

  /// The reports that had come before.
  public internal(set) var duplicates = 0

  /// The fixes that were set aside: no journey explains them, they are mocked, or frozen.
  public internal(set) var setAside = 0

  /// The time of the earliest accepted report, by the device's clock.
  public internal(set) var first: Instant?

  /// The time of the latest accepted report, by the device's clock.
  public internal(set) var last: Instant?

  /// How far the subject travelled at the least.
  ///
  /// It is measured straight from place to place, in gaps too. A movement within twice the error radii
  /// of both fixes is none: of white noise one step in ten thousand is longer, where one radius lets it
  /// make a way of its own. On tracks of an hour or two, with an error of 25 m, that leaves out 2 to 5 %.
  public internal(set) var distance = Meters.zero

  /// The longest time between two believed fixes that follow each other.
  public internal(set) var longestGap: Period?

  /// The believed fixes, in order of time; empty unless the replay keeps places.
  public internal(set) var places: [CredibleFix] = []

  /// The fixes that were set aside, in order of time; empty unless the replay keeps places.
  public internal(set) var placesSetAside: [CredibleFix] = []

  /// Since when which state holds, in order of time; before the first it is not known.
  private var changes: [Change] = []

  private struct Change: Hashable {
    var since: Instant
    var state: Presence.State
  }

  /// The fix that distances are measured from.
  private var anchor: CredibleFix?

  /// The newest believed fix.
  private var newest: CredibleFix?

  /// The newest fix, if it was set aside.
  private var doubted: CredibleFix?

  /// Creates the course of a subject of whom nothing was heard.
  public init(subject: SubjectID) { self.subject = subject }
}

// MARK: - Listening

extension SubjectCourse {
  /// Counts a report by what became of it.
  mutating func note(_ fix: Fix, _ outcome: FixOutcome) {
    switch outcome {
    case .kept, .late:
      if fix.coordinate == nil { heartbeats += 1 } else { fixes += 1 }
      if outcome == .late { late += 1 }
      first = min(first ?? fix.time, fix.time)
      last = max(last ?? fix.time, fix.time)
    case .duplicate: duplicates += 1
    default: break
    }
  }

  /// Takes over what the evaluator thought of a position.
  mutating func note(_ reading: PositionReading, keepsPlaces: Bool) {
    let fix = reading.fix
    guard reading.isBelieved else {
      setAside += 1
      doubted = fix
      if keepsPlaces { placesSetAside.append(fix) }
      return
    }
    if doubted == fix {
      // Believed after all.
      setAside -= 1
      if keepsPlaces { placesSetAside.removeLast() }
    }
    doubted = nil
    if let newest, fix.time < newest.time {
      // Between two that are known: where, but no way of its own.
      let index = places.firstIndex { $0.time > fix.time } ?? places.count
      if keepsPlaces { places.insert(fix, at: index) }
      return
    }
    if let newest {
      let gap = Period(start: newest.time, end: fix.time)
      if gap.length > longestGap?.length ?? .zero { longestGap = gap }
    }
    newest = fix
    if keepsPlaces { places.append(fix) }
    guard let from = anchor else {
      anchor = fix
      return
    }
    let step = from.coordinate.distance(to: fix.coordinate)
    if step > 2 * (from.errorRadius + fix.errorRadius) {
      distance = distance + step
      anchor = fix
    }
  }

  /// Takes over what the evaluator decided; a decision that is dated back replaces what was thought
  /// of that time before.
  mutating func note(_ change: PresenceChange) {
    while let last = changes.last, last.since >= change.since { changes.removeLast() }
    changes.append(Change(since: change.since, state: change.state))
  }
}

// MARK: - Asking

extension SubjectCourse {
  /// What the evaluator had decided of an instant when the replay was over.
  ///
  /// - Complexity: O(log *n*) in the number of changes.
  public func state(at instant: Instant) -> Presence.State {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].since <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? .unknown : changes[low - 1].state
  }

  /// For how long a state held, from the first report to `end`.
  ///
  /// The times of all states add up to that; where nothing was reported, to nothing.
  public func time(_ state: Presence.State, until end: Instant) -> Milliseconds {
    guard let first else { return .zero }
    var sum = Milliseconds.zero
    var (start, held) = (first, Presence.State.unknown)
    for change in changes + [Change(since: end, state: .unknown)] {
      let next = min(max(change.since, start), max(end, start))
      if held == state { sum = sum + (next - start) }
      (start, held) = (next, change.state)
    }
    return sum
  }
}
