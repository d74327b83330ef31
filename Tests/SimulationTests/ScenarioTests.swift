// The scenarios of the rule table. Oracles: their own truth, and the distance to the zone's edge that
// GeoCore measures.

import GeoCore
import Testing

@testable import Simulation

@Suite("Scenarios at an edge")
struct ScenarioTests {
  @Test("The shares of the mix add up to a hundred, and names are their own")
  func mix() {
    #expect(Scenario.all.map(\.share).reduce(0, +) == 100)
    #expect(Set(Scenario.all.map(\.name)).count == Scenario.all.count)
  }

  @Test("One seed gives the same days, another seed and another person others", arguments: names)
  func sameSeed(name: String) throws {
    let scenario = try #require(Scenario.named(name))
    let fixes = { (person: Int, seed: UInt64) in
      scenario.course(ofPerson: person, seed: seed).deliveries.map(\.fix)
    }
    #expect(fixes(3, 7) == fixes(3, 7))
    #expect(fixes(3, 7) != fixes(3, 8))
    #expect(fixes(3, 7) != fixes(4, 7))
  }

  @Test("Days are as the scenario says", arguments: names)
  func days(name: String) throws {
    let scenario = try #require(Scenario.named(name))
    for person in 0..<4 {
      let course = scenario.course(ofPerson: person, seed: 7)
      #expect(course.days == Scenario.daysPerPerson)
      #expect(course.excursions.count { $0.isReal } == Scenario.daysPerPerson)
      let arrivals = course.deliveries.map(\.receivedAt)
      #expect(arrivals == arrivals.sorted())
      for excursion in course.excursions where excursion.deepest >= excursion.threshold {
        #expect(excursion.isToBeFound, "person \(person)")
      }
      let start = try #require(course.deliveries[0].fix.coordinate)
      for delivery in course.deliveries {
        let place = try #require(delivery.fix.coordinate)
        guard start.distance(to: place) < Meters(30_000) else { continue }
        let outside = course.zone.signedDistance(to: place).value
        let bound = 0.1 + 0.01 * abs(delivery.outsideBy)
        #expect(abs(outside - delivery.outsideBy) < bound, "person \(person)")
      }
    }
  }

  @Test("A stay is read off its corners")
  func stays() throws {
    // 100 s in, 10 s to 300 m outside, 700 s there, 10 s back, all in the zone's own direction.
    let corners: [TrueExcursion.Corner] = [
      (0, -20), (100, -20), (110, 300), (810, 300), (820, -20),
    ]
    .map { (Instant(milliseconds: $0.0 * 1_000), $0.1) }
    let found = TrueExcursion.all(corners, threshold: Meters(200))
    let stay = try #require(found.first)
    #expect(found.count == 1)
    #expect(stay.period.start == Instant(milliseconds: 100_625))
    #expect(stay.period.end == Instant(milliseconds: 819_375))
    #expect(stay.deepest == Meters(300))
    #expect(stay.timeZero == Instant(milliseconds: 106_875))
    #expect(stay.stay == Milliseconds(706_250))
    #expect(stay.isToBeFound)
  }

  private static let names = Scenario.all.map(\.name)
}
