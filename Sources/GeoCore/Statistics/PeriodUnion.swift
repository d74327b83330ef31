/// The moments that belong to any of several periods.
struct PeriodUnion: Sendable {
  /// What was inserted; neighbours that touched when they came are one already.
  private var inserted: [Period] = []

  /// Creates an empty union.
  init() {}

  /// Creates the union of `periods`.
  init(_ periods: some Sequence<Period>) {
    for period in periods { insert(period) }
  }

  /// Adds the moments of a period; an empty one has none.
  mutating func insert(_ period: Period) {
    guard !period.isEmpty else { return }
    if let last = inserted.last, last.start <= period.start, period.start <= last.end {
      inserted[inserted.count - 1].end = max(last.end, period.end)
    } else {
      inserted.append(period)
    }
  }

  /// The moments as periods in order of time that neither overlap nor touch.
  var periods: [Period] {
    var union = PeriodUnion()
    for period in inserted.sorted(by: { $0.start < $1.start }) { union.insert(period) }
    return union.inserted
  }

  /// How long all moments last together.
  ///
  /// - Precondition: no period is unbounded.
  var length: Milliseconds {
    periods.reduce(.zero) { $0 + ($1.end - $1.start) }
  }
}

extension Period {
  /// The moments that belong to both periods; empty where there are none.
  public func intersection(_ other: Period) -> Period {
    Period(start: max(start, other.start), end: min(end, other.end))
  }

  /// How long the period lasts.
  public var length: Milliseconds { isEmpty ? .zero : end - start }
}
