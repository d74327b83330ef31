import Testing

@testable import GeoCore

#if canImport(Glibc)
import Glibc
#endif

/// The integer tables against the functions that they stand for, and the limits of the test.
@Suite struct `Log odds` {
  @Test func `The odds of a position are those of the normal distribution`() {
    for sigma in [10, 35, 400, 15_000] as [Int64] {
      for step in 0...256 as ClosedRange<Int64> {
        let distance = step * sigma / 32
        let z = Double(distance * 32 / sigma) / 32
        let inside = erfc(z / 2.0.squareRoot()) / 2
        let truth = 1_024 * log((1 - inside) / inside)
        let odds = LogOdds(outsideBy: distance, error: sigma)
        #expect(abs(Double(odds.value) - truth) <= 1, "z \(z)")
        #expect(LogOdds(outsideBy: -distance, error: sigma) == -odds)
      }
      #expect(LogOdds(outsideBy: .max, error: sigma) == LogOdds(outsideBy: 8 * sigma, error: sigma))
    }
  }

  @Test func `A fix counts beside the one before by tanh of the time over twice the correlation`() {
    let correlation = Milliseconds.minutes(3)
    for seconds in stride(from: 0, through: 3_000, by: 7) as StrideThrough<Int64> {
      let truth = 1_024 * tanh(Double(seconds) / 360)
      let weight = LogOdds.weight(after: .seconds(seconds), correlation: correlation)
      #expect(abs(Double(weight) - truth) < 1.5, "\(seconds) s")
    }
    #expect(LogOdds.weight(after: Milliseconds(-5), correlation: correlation) == 0)
  }

  @Test func `The limits are Wald's, and a probability is never one`() {
    let limits = Limits(ErrorRates(falseAlarm: 1e-4, miss: 0.01))
    #expect(limits.toAccuse == LogOdds(Int32((1_024 * log(0.99 / 1e-4)).rounded())))
    #expect(limits.toClear == LogOdds(Int32((1_024 * log(0.9999 / 0.01)).rounded())))
    #expect(limits.toAccuse.hundredThousandths == 99_989)
    #expect(LogOdds(.max).hundredThousandths == 99_999)
    #expect(LogOdds(0).hundredThousandths == 50_000)
  }
}

/// The sequential test by itself: steady odds, one fix a minute.
@Suite struct `Presence by evidence` {
  private let need = Limits(ErrorRates(falseAlarm: 4e-5, miss: 0.01)).need(accused: .outside)

  /// How many fixes it takes from inside to be decided outside, `metres` outside with an error of
  /// `sigma` metres; `nil` if two hours are not enough.
  private func fixes(outsideBy metres: Int64, sigma: Int64) -> Int? {
    var presence = Presence()
    presence.state = .inside
    let weight = LogOdds.weight(after: .minutes(1), correlation: .minutes(3))
    let odds = LogOdds(outsideBy: metres * 10, error: sigma * 10)
    for number in 1...120 where presence.observe(odds, weight: weight, at: at("10:00"), need) {
      return number
    }
    return nil
  }

  @Test func `A decision comes as early as the evidence allows`() {
    #expect(fixes(outsideBy: 5_000, sigma: 40) == 1)
    #expect(fixes(outsideBy: 200, sigma: 40) == 1)
    #expect(fixes(outsideBy: 60, sigma: 12) == 1)
    let few = fixes(outsideBy: 60, sigma: 18) ?? .max
    #expect(few > 1 && few <= 10, "\(few)")
    let more = fixes(outsideBy: 60, sigma: 22) ?? .max
    #expect(more > few)
    // To hover at the edge proves nothing, however long.
    #expect(fixes(outsideBy: 60, sigma: 40) == nil)
  }

  @Test
  func `The change is dated back to the first fix of the run, and a sure fix inside ends a run`() {
    var presence = Presence()
    let (far, near) = (LogOdds(9_000), LogOdds(2_000))
    _ = presence.observe(-far, weight: 1_024, at: at("09:00"), need)
    #expect(presence.state == .inside && presence.since == at("09:00"))
    _ = presence.observe(near, weight: 169, at: at("09:01"), need)
    _ = presence.observe(-far, weight: 169, at: at("09:02"), need)
    #expect(presence.isSettled(on: .inside))
    _ = presence.observe(near, weight: 169, at: at("09:03"), need)
    _ = presence.observe(near, weight: 169, at: at("09:04"), need)
    #expect(!presence.isSettled(on: .inside))
    let isDecided = presence.observe(LogOdds(11_000), weight: 169, at: at("09:05"), need)
    #expect(isDecided)
    #expect(presence.state == .outside && presence.since == at("09:03"))
  }
}
