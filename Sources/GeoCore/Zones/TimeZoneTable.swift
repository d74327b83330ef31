/// The offsets of one time zone from UTC, as a table.
///
/// GeoCore reads no system files: the table is an input, so that an evaluation of last year is the
/// same after the rules of a time zone changed.
public struct TimeZoneTable: Hashable, Sendable {
  /// A change of the offset.
  public struct Transition: Hashable, Sendable {
    /// When the new offset begins to hold.
    public var at: Instant

    /// The new offset, in seconds east of UTC.
    public var offsetSeconds: Int

    /// Creates a change of the offset.
    public init(at: Instant, offsetSeconds: Int) {
      self.at = at
      self.offsetSeconds = offsetSeconds
    }
  }

  /// Which of two equal clock readings is meant, when clocks are put back.
  public enum Repeated: Sendable {
    /// The earlier one: what begins then begins early.
    case first

    /// The later one: what ends then ends late.
    case second
  }

  /// The zone's name in the IANA database.
  public let name: String

  /// The offset before the first transition, in seconds east of UTC.
  public let firstOffsetSeconds: Int

  /// The changes, in order of time.
  public let transitions: [Transition]

  /// Creates a table; `transitions` are in order of time.
  public init(name: String, firstOffsetSeconds: Int, transitions: [Transition] = []) {
    self.name = name
    self.firstOffsetSeconds = firstOffsetSeconds
    self.transitions = transitions
  }

  /// China's clock since 1991: UTC+8, no summer time.
  public static let china = TimeZoneTable(name: "Asia/Shanghai", firstOffsetSeconds: 8 * 3600)

  /// The offset that holds at `instant`, in seconds east of UTC.
  public func offsetSeconds(at instant: Instant) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffsetSeconds : transitions[low - 1].offsetSeconds
  }

  /// The day on the wall at `instant`, counted from 1970-01-01.
  func localDay(of instant: Instant) -> Int64 {
    let seconds = instant.milliseconds / 1_000 + Int64(offsetSeconds(at: instant))
    return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  }

  /// The instant at which the clock on the wall shows `minute` of `day`.
  ///
  /// A reading that a clock put forward skips means the moment of the change. A reading that a clock
  /// put back shows twice means what `repeated` says.
  public func instant(day: Int64, minute: Int, repeated: Repeated) -> Instant {
    let local = (day * 86_400 + Int64(minute) * 60) * 1_000
    guard !transitions.isEmpty else { return reading(local, at: firstOffsetSeconds) }
    let before = offsetSeconds(at: Instant(milliseconds: local - 86_400_000))
    let after = offsetSeconds(at: Instant(milliseconds: local + 86_400_000))
    let (a, b) = (reading(local, at: before), reading(local, at: after))
    switch (offsetSeconds(at: a) == before, offsetSeconds(at: b) == after) {
    case (true, true): return repeated == .first ? min(a, b) : max(a, b)
    case (true, false): return a
    case (false, true): return b
    case (false, false):
      // Skipped: the moment of the change lies between the two readings of the clock.
      let (low, high) = (min(a, b), max(a, b))
      return transitions.first { low <= $0.at && $0.at <= high }?.at ?? high
    }
  }

  /// The instant at which a clock that is `offsetSeconds` ahead of UTC shows `local`.
  private func reading(_ local: Int64, at offsetSeconds: Int) -> Instant {
    Instant(milliseconds: local - Int64(offsetSeconds) * 1_000)
  }
}
