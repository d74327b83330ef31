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

  /// The window over which leaves are added up.
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
  /// - Parameter others: the subject's leaves; `leave` itself, of the same id, is passed over.
  /// - Throws: the first ``LeaveRefusal`` that applies.
  public func check(_ leave: Leave, against others: [Leave]) throws(LeaveRefusal) {
    guard !leave.period.isEmpty else { throw .endsBeforeItBegins(leave.period) }
    let others = others.filter { $0.id != leave.id && !$0.effective.isEmpty }
    if let other = others.first(where: { $0.effective.overlaps(leave.period) }) {
      throw .overlaps(other.id, other.effective)
    }
    let length = leave.period.end - leave.period.start
    guard length <= greatestLength else { throw .tooLong(limit: greatestLength) }
    let window = Period(start: leave.period.end - sumWindow, end: leave.period.end)
    let sum = others.reduce(length) { sum, other in
      let start = max(other.effective.start, window.start)
      let end = min(other.effective.end, window.end)
      return start < end ? sum + (end - start) : sum
    }
    let needed: Jurisdiction.Level =
      sum > countyLimit ? .city : length > officeLimit ? .county : .office
    guard leave.approvalLevel >= needed else {
      throw .needsHigherLevel(given: leave.approvalLevel, needed: needed, sum: sum)
    }
  }
}
