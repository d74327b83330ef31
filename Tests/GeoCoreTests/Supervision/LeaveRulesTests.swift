import GeoCore
import Testing

/// `LeaveRules.check`: each refusal and its boundary, by eye (社区矫正法实施办法, article 27).
struct LeaveRulesTests {
  /// A leave from one day for so many days and milliseconds.
  func leave(
    _ id: LeaveID,
    from day: Int64,
    days: Int64,
    plus milliseconds: Int64 = 0,
    by level: Jurisdiction.Level = .province
  ) -> Leave {
    let start = Instant(milliseconds: 0) + .days(day)
    return Leave(
      id: id,
      subject: "s",
      period: Period(start: start, end: start + .days(days) + Milliseconds(milliseconds)),
      reason: "family",
      approver: "a",
      approvalLevel: level
    )
  }

  /// What is refused, or `nil`.
  func refusal(of leave: Leave, against others: [Leave] = []) -> LeaveRefusal? {
    do throws(LeaveRefusal) {
      try LeaveRules().check(leave, against: others)
      return nil
    } catch { return error }
  }

  /// The level that is asked for, or `nil` if an office's word is enough.
  func needed(_ leave: Leave, _ others: [Leave] = []) -> Jurisdiction.Level? {
    var asked = leave
    asked.approvalLevel = .office
    guard case .needsHigherLevel(_, let needed, _) = refusal(of: asked, against: others) else {
      return nil
    }
    return needed
  }

  @Test func `an office approves 7 days and not a millisecond more`() {
    #expect(needed(leave("a", from: 0, days: 7)) == nil)
    #expect(needed(leave("a", from: 0, days: 7, plus: 1)) == .county)
  }

  @Test func `a county approves 30 days and not a millisecond more`() {
    #expect(refusal(of: leave("a", from: 0, days: 30, by: .county)) == nil)
    #expect(
      refusal(of: leave("a", from: 0, days: 30, plus: 1, by: .county))
        == .needsHigherLevel(given: .county, needed: .city, sum: .days(30) + Milliseconds(1))
    )
    #expect(refusal(of: leave("a", from: 0, days: 31, by: .city)) == nil)
    #expect(refusal(of: leave("a", from: 0, days: 31, by: .province)) == nil)
  }

  @Test func `nobody approves more than the greatest length`() {
    #expect(refusal(of: leave("a", from: 0, days: 180)) == nil)
    #expect(refusal(of: leave("a", from: 0, days: 180, plus: 1)) == .tooLong(limit: .days(180)))
    var endless = leave("a", from: 0, days: 1)
    endless.period = .always
    #expect(refusal(of: endless) == .tooLong(limit: .days(180)))
  }

  @Test func `an empty leave is refused`() {
    let empty = leave("a", from: 3, days: 0)
    #expect(refusal(of: empty) == .endsBeforeItBegins(empty.period))
    let backwards = leave("a", from: 3, days: -1)
    #expect(refusal(of: backwards) == .endsBeforeItBegins(backwards.period))
  }

  @Test func `leaves may touch and not overlap`() {
    let first = leave("a", from: 0, days: 3)
    #expect(refusal(of: leave("b", from: 3, days: 2), against: [first]) == nil)
    #expect(
      refusal(of: leave("b", from: 2, days: 2), against: [first]) == .overlaps("a", first.period)
    )
    #expect(refusal(of: leave("a", from: 2, days: 2), against: [first]) == nil)
  }

  @Test func `a cancelled leave leaves its rest free, another subject's counts for nothing`() {
    var cancelled = leave("a", from: 0, days: 6)
    cancelled.cancelledAt = Instant(milliseconds: 0) + .days(2)
    #expect(refusal(of: leave("b", from: 2, days: 2), against: [cancelled]) == nil)
    #expect(refusal(of: leave("b", from: 1, days: 2), against: [cancelled]) != nil)
    cancelled.cancelledAt = Instant(milliseconds: -1)
    #expect(refusal(of: leave("b", from: 1, days: 2), against: [cancelled]) == nil)
    var other = leave("a", from: 0, days: 30)
    other.subject = "t"
    #expect(needed(leave("b", from: 1, days: 2), [other]) == nil)
  }

  @Test func `more than 30 days in 60 need a city`() {
    let before = [leave("a", from: 0, days: 20), leave("b", from: 30, days: 7)]
    #expect(needed(leave("c", from: 50, days: 3), before) == nil)
    #expect(needed(leave("c", from: 50, days: 3, plus: 1), before) == .city)
    #expect(needed(leave("c", from: 80, days: 7), before) == nil)
  }

  /// Used to be granted by the office: only the 60 days before the leave's end were added up.
  @Test func `later leaves count as earlier ones do`() {
    let later = [leave("a", from: 20, days: 29)]
    #expect(needed(leave("b", from: 10, days: 1), later) == nil)
    #expect(needed(leave("b", from: 10, days: 1, plus: 1), later) == .city)
  }

  @Test func `leaves that no 60 days hold whole do not add up`() {
    let early = [leave("a", from: 0, days: 30)]
    #expect(needed(leave("b", from: 60, days: 7), early) == nil)
    #expect(needed(leave("b", from: 59, days: 7), early) == .city)
    #expect(needed(leave("b", from: -37, days: 7), early) == nil)
    #expect(needed(leave("b", from: -36, days: 7), early) == .city)
  }

  /// The sum of every window of whole hours, one after another.
  @Test(arguments: 0..<150 as Range<UInt64>)
  func `the sum is that of the fullest window`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var (hour, leaves) = (Int64(0), [Leave]())
    for number in 0..<6 {
      hour += .random(in: 0...500, using: &random)
      let length = Int64.random(in: 1...300, using: &random)
      var next = leave(LeaveID("\(number)"), from: 0, days: 1, by: .office)
      next.period = Period(
        start: Instant(milliseconds: 0) + .hours(hour),
        end: Instant(milliseconds: 0) + .hours(hour + length)
      )
      leaves.append(next)
      hour += length
    }
    guard let asked = leaves.randomElement(using: &random) else { return }
    let hours = Set(leaves.flatMap { hoursOf($0.period) })
    let own = hoursOf(asked.period)
    let window = 60 * 24
    let fullest = (own.lowerBound - window...own.upperBound).map { start in
      let isTouching = start < own.upperBound && own.lowerBound < start + window
      return isTouching ? (start..<start + window).count { hours.contains($0) } : 0
    }.max()
    let expected: Jurisdiction.Level? =
      (fullest ?? 0) > 30 * 24 ? .city : own.count > 7 * 24 ? .county : nil
    #expect(needed(asked, leaves) == expected, "seed \(seed)")
  }

  /// The hours of a period, counted from 1970.
  func hoursOf(_ period: Period) -> Range<Int> {
    Int(period.start.milliseconds / 3_600_000)..<Int(period.end.milliseconds / 3_600_000)
  }
}
