/// Who may approve a leave of what length.
///
/// The default is the 2020 implementing measures (社区矫正法实施办法, art. 27): up to 7 days the
/// judicial office where delegated; longer the county; more than 30 days at once, or in sum within
/// two months, the level above.
public struct LeaveRules: Hashable, Sendable {
  /// The longest leave that a judicial office may approve.
  public var officeLimit = Milliseconds.days(7)

  /// The longest leave, or sum of leaves within ``sumWindow``, that a county may approve.
  public var countyLimit = Milliseconds.days(30)

  /// The window over which leaves are added up; every window with some of a leave in it counts.
  public var sumWindow = Milliseconds.days(60)

  /// The longest leave that anyone may approve.
  public var greatestLength = Milliseconds.days(180)

  /// Creates the default rules.
  public init() {}
}

/// Why a leave cannot be granted or extended as asked.
public enum LeaveRefusal: Error, Hashable, Sendable {
  /// It ends before or when it begins.
  case endsBeforeItBegins(Period)

  /// It overlaps another leave of the subject.
  case overlaps(LeaveID, Period)

  /// Its length needs a higher level of approval (超权限批假).
  case needsHigherLevel(given: Jurisdiction.Level, needed: Jurisdiction.Level, sum: Milliseconds)

  /// It is longer than any level may approve (超期批假).
  case tooLong(limit: Milliseconds)
}

extension LeaveRules {
  /// Checks a leave against the subject's other leaves and the rules of approval.
  ///
  /// Leaves are added up over every window that holds some of this leave, also one that reaches to
  /// later leaves: whichever leave is entered last, the sum is the same. A cancelled leave counts for
  /// as long as it held.
  ///
  /// - Parameters:
  ///   - leave: the leave as it would stand after it is granted, extended or brought forward.
  ///   - others: leaves already granted; this one by its id and those of other subjects are passed
  ///     over.
  /// - Throws: the first ``LeaveRefusal`` that applies.
  public func check(_ leave: Leave, against others: [Leave]) throws(LeaveRefusal) {
    guard !leave.period.isEmpty else { throw .endsBeforeItBegins(leave.period) }
    let others = others.filter {
      $0.id != leave.id && $0.subject == leave.subject && !$0.effective.isEmpty
    }
    if let other = others.first(where: { $0.effective.overlaps(leave.period) }) {
      throw .overlaps(other.id, other.effective)
    }
    let length = leave.period.end - leave.period.start
    guard length <= greatestLength else { throw .tooLong(limit: greatestLength) }
    let sum = max(length, greatestSum(with: leave.period, others.map(\.effective)))
    let needed: Jurisdiction.Level =
      sum > countyLimit ? .city : length > officeLimit ? .county : .office
    guard leave.approvalLevel >= needed else {
      throw .needsHigherLevel(given: leave.approvalLevel, needed: needed, sum: sum)
    }
  }

  /// The most time on leave in any window that holds some of `period`.
  ///
  /// As a window moves, its sum rises and falls in straight lines that bend where it begins with a
  /// period or ends with one: the greatest sum is at such a bend or at the last window either side.
  ///
  /// - Complexity: O(*n*²) in the number of other periods.
  private func greatestSum(with period: Period, _ others: [Period]) -> Milliseconds {
    let moment = Milliseconds(1)
    let (first, last) = (period.start - sumWindow + moment, period.end - moment)
    let periods = others + [period]
    let bends = periods.flatMap { [$0.start, $0.end - sumWindow] }
    let sums = (bends + [first, last]).map { bend in
      let start = min(max(bend, first), last)
      let end = start + sumWindow
      return periods.reduce(Milliseconds.zero) { sum, period in
        let (from, until) = (max(period.start, start), min(period.end, end))
        return from < until ? sum + (until - from) : sum
      }
    }
    return sums.max() ?? .zero
  }
}
