// How alerts are counted against the truth. Oracle: cases worked out by hand.

import GeoCore
import Testing

@testable import Simulation

@Suite("Counting right and wrong alerts")
struct TallyTests {
  /// Outside from minute 100 to 130, beyond 200 m from 101 to 129.
  private let stay = TrueExcursion(
    period: Period(start: minute(100), end: minute(130)),
    deepest: Meters(400),
    timeZero: minute(101),
    stay: .minutes(28),
    threshold: Meters(200)
  )

  @Test("An alert that meets the stay is true, others are false; the earliest decision counts")
  func counts() {
    var tally = Tally()
    tally.add(
      [
        ZoneEpisode(began: minute(10), decided: minute(12), ended: minute(20)),
        ZoneEpisode(began: minute(101), decided: minute(103), ended: minute(110)),
        ZoneEpisode(began: minute(112), decided: minute(113), ended: minute(131)),
      ],
      against: [stay],
      days: 1,
      fixesAt: (0..<1_440).map { minute(Int64($0)) }
    )
    #expect((tally.alerts, tally.falseAlerts) == (3, 1))
    #expect((tally.due, tally.found) == (1, 1))
    #expect(tally.delays.quantile(0.5) == 120)
    #expect((tally.byFirst, tally.bySecond) == (0, 0))
    #expect(tally.falsePerDay == 1)
  }

  @Test("A stay that nothing meets is missed; one within 50 m makes an alert false")
  func misses() {
    var shallow = stay
    (shallow.deepest, shallow.timeZero, shallow.stay) = (Meters(40), nil, .zero)
    var tally = Tally()
    tally.add(
      [ZoneEpisode(began: minute(105), decided: minute(106), ended: minute(110))],
      against: [shallow],
      days: 1,
      fixesAt: []
    )
    tally.add([], against: [stay], days: 1, fixesAt: [])
    #expect((tally.falseAlerts, tally.due, tally.found, tally.excursions) == (1, 1, 0, 1))
    #expect(tally.recall == 0)
  }

  @Test("A quantile is the smallest number that enough do not exceed")
  func quantiles() {
    var counts = Counts()
    for value in [5, 1, 9, 3] { counts.add(value) }
    #expect(counts.quantile(0.5) == 3)
    #expect(counts.quantile(0.95) == 9)
    #expect(counts.mean == 4.5)
    #expect(Counts().quantile(0.5) == nil)
  }
}

private func minute(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }
