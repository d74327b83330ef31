// The population: that it is repeatable, that people do not depend on each other, that its files read
// back, and that alerts about it are the same however it is shared out. Oracles: the truth, the files, and
// one number that holds for every build.

import AlertStore
import GeoCore
import GeoFormats
import Monitor
import Testing

@testable import Simulation

@Suite("A population that lives")
struct PopulationTests {
  @Test("A person is the same however many there are, and for however many days")
  func independence() {
    let (few, many) = (
      Population(count: 4, days: 2, seed: 7), Population(count: 400, days: 5, seed: 7)
    )
    for number in 0..<4 {
      let (a, b) = (few.resident(number), many.resident(number))
      #expect((a.subject, a.assignment, a.clockError) == (b.subject, b.assignment, b.clockError))
      #expect(fixes(of: a, hours: 40) == fixes(of: b, hours: 40))
    }
    #expect(few.files.map(\.text) == Population(count: 4, days: 2, seed: 7).files.map(\.text))
  }

  @Test("Nobody is outside but by leaving by a road; nights are at home")
  func truth() {
    let population = Population(count: 60, days: 7, seed: 11)
    var outings = 0
    for number in 0..<60 {
      let resident = population.resident(number)
      outings += resident.excursions.count { $0.isReal }
      for excursion in resident.excursions {
        #expect(excursion.period.end > excursion.period.start)
        let middle = (excursion.period.start.milliseconds + excursion.period.end.milliseconds) / 2
        let second = Int((Instant(milliseconds: middle) - Population.start).count / 1_000)
        let place = resident.itinerary.place(at: second).coordinate
        #expect(!population.county.executionArea.contains(place))
      }
      let night = resident.itinerary.place(at: 86_400 + 3 * 3_600)
      #expect(night == resident.itinerary.home)
    }
    // One day in ten of 420.
    #expect((25...60).contains(outings))
  }

  @Test("The tracks read back, every fix of every device")
  func tracks() throws {
    let population = Population(count: 12, days: 1, seed: 5)
    var text = ""
    population.writeTracks { text += $0 }
    let track = try TrackFile.read(
      Array(text.utf8),
      file: "tracks.csv",
      as: TrackReading(conversion: try Conversion(from: .wgs84))
    )
    #expect(track.skippedCount == 0)
    let run = PopulationRun(of: population)
    #expect(track.fixes.count == run.outcomes.values.reduce(0, +))
  }

  private func fixes(of resident: Resident, hours: Int) -> [Fix] {
    var device = resident.device
    return (1...hours).flatMap { hour in
      device.reports(until: 3_600 * hour, on: resident.itinerary).map { resident.delivery($0).fix }
    }
  }
}

@Suite("A month of a population, one decision")
struct SameDecisionTests {
  private static let population = Population(count: 12, days: 30, seed: 2_026)

  /// The hash of ``alerts(ofParts:)``: it changes with every change of what is decided, and with nothing
  /// else.
  private static let expected: UInt64 = 2_457_719_426_226_568_594

  @Test("One pipeline and two lead to the same alerts, in every build", arguments: [1, 2])
  func sameAlerts(parts: Int) {
    var hash = AnswerHash()
    hash.add(Self.alerts(ofParts: parts).utf8)
    #expect(hash.value == Self.expected)
  }

  /// The alerts as lines of text, the people shared out to so many pipelines.
  private static func alerts(ofParts parts: Int) -> String {
    let alerts = (0..<parts).flatMap { part in
      let persons = (0..<population.count).filter { $0 % parts == part }
      return PopulationRun(population, persons: persons).alerts
    }
    return alerts.sorted(by: PopulationRun.isBefore).map(line).joined()
  }

  private static func line(of alert: AlertRecord) -> String {
    var fields = [alert.name, alert.key.subject.text, alert.key.kind.rawValue, alert.key.cause]
    fields += [text(alert.key.began), text(alert.raisedAt), alert.reason.rawValue]
    fields.append(alert.outsideBy.map { String($0.value.bitPattern) } ?? "")
    if let place = alert.position?.coordinate {
      fields.append("\(place.latitudeE7),\(place.longitudeE7)")
    }
    fields += [text(alert.worsened), text(alert.ended), alert.endReason?.rawValue ?? ""]
    fields.append(text(alert.withdrawnAt))
    return fields.joined(separator: "\u{1F}") + "\n"
  }

  private static func text(_ instant: Instant?) -> String {
    instant.map { String($0.milliseconds) } ?? ""
  }
}
