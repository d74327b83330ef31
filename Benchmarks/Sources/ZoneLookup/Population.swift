import GeoCore
import Glibc

/// W5: a million persons, each with a home county, two circles of its own, and 10,000 prohibited zones.
///
/// The fixes come in random order of persons. All lookups of a fix are timed: is it in the home county,
/// in which of the person's circles, in which prohibited zones? Beside it a plain loop updates records of
/// 128 bytes in the same order, both cache lines of each.
struct Population {
  /// What the command line calls it.
  static let name = "W5"

  private var shared: ZoneIndex
  private var personal = PersonalZones()
  private var homeCounty: [Int32] = []

  /// The persons in their order of reporting, and where each is.
  private var order: [Int32] = []
  private var places: [Coordinate] = []

  /// Makes a population, always the same.
  init(count: Int) {
    let counties = Workload.counties(columns: 70, rows: 43)
    let prohibited = Workload.stars(
      "W2",
      count: 10_000,
      meters: 500...2_500,
      vertices: 50...500,
      over: counties.window
    )
    let zones = [counties.zones, prohibited.zones]
    let areas = zones.flatMap { zones in (0..<zones.count).map { Ours.area(zones, $0) } }
    shared = ZoneIndex(areas.enumerated().map { (slot: Int32($0), area: $1) })
    var random = SplitMix64(seed: 5)
    var fixes: [Coordinate] = []
    for person in 0..<Int32(count) {
      let home = counties.window.place(using: &random)
      let work = home.moved(by: random.real(0, 5_000), using: &random)
      homeCounty.append(shared.zones(containing: home.coordinate).first ?? -1)
      for (number, place) in [home, work].enumerated() {
        let radius = Meters(random.real(100, 500))
        guard let circle = Circle(center: place.coordinate, radius: radius) else {
          preconditionFailure("a circle of some hundred metres is one")
        }
        personal.insert(.circle(circle), slot: 2 * person + Int32(number), of: person)
      }
      fixes.append(home.moved(by: random.real(0, 1_000), using: &random).coordinate)
    }
    order = (0..<Int32(count)).shuffled(using: &random)
    places = order.map { fixes[Int($0)] }
  }

  /// Measures and prints a population.
  static func run(_ arguments: Arguments) {
    let population = Population(count: arguments.isSmoke ? 20_000 : 1_000_000)
    let count = population.order.count
    var (lookups, updates): ([Double], [Double]) = ([], [])
    var found = Found()
    var records = Records(count: count)
    for _ in 0..<max(3, arguments.rounds) {
      lookups.append(processorSeconds { found = population.lookUp() } / Double(count))
      updates.append(processorSeconds { records.update(in: population.order) } / Double(count))
    }
    let (own, loop) = (lookups.median, updates.median)
    print(
      """
      ### W5: \(count.grouped) persons with two circles each, 3,010 counties, 10,000 prohibited zones

      | what | M a second | ns |
      | --- | --- | --- |
      | all lookups of a fix | \((1e-6 / own).digits(2)) | \((own * 1e9).digits(1)) |
      | a plain loop over records | \((1e-6 / loop).digits(2)) | \((loop * 1e9).digits(1)) |

      Ratio \((loop / own).digits(3)). Shared index \((population.shared.byteCount / 1_000_000).grouped) MB, \
      personal zones \((population.personal.byteCount / 1_000_000).grouped) MB. At home in \
      \(found.inCounty.grouped), in own circles \(found.circles.grouped), prohibited \
      \(found.prohibited.grouped); check \(records.sum % 1_000_003).

      """
    )
  }

  /// What the fixes of a pass were found in.
  private struct Found {
    var (inCounty, circles, prohibited) = (0, 0, 0)
  }

  private func lookUp() -> Found {
    var found = Found()
    var (hits, own) = (ZoneHits(), ZoneHits())
    var homes = Array(repeating: Int32(0), count: batchSize)
    for first in stride(from: 0, to: order.count, by: batchSize) {
      let batch = first..<min(first + batchSize, order.count)
      shared.zones(containing: places.span.extracting(batch), into: &hits)
      personal.zones(
        of: order.span.extracting(batch),
        containing: places.span.extracting(batch),
        into: &own
      )
      found.circles += own.slots.count
      for index in batch { homes[index - first] = homeCounty[Int(order[index])] }
      let (starts, slots) = (hits.starts.span, hits.slots.span)
      for index in 0..<batch.count {
        let home = homes[index]
        for position in Int(starts[index])..<Int(starts[index + 1]) {
          found.inCounty += slots[position] == home ? 1 : 0
          found.prohibited += slots[position] >= 3_010 ? 1 : 0
        }
      }
    }
    return found
  }
}

/// Records of 128 bytes, two cache lines each.
private struct Records {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: 16 * count) }

  /// Writes to both lines of each record.
  mutating func update(in order: [Int32]) {
    for number in order {
      words[16 * Int(number)] &+= 1
      words[16 * Int(number) + 8] &+= UInt64(number)
    }
  }

  /// What depends on all updates.
  var sum: UInt64 { words.reduce(0, &+) }
}

extension Place {
  /// The place in degrees × 10⁷.
  var coordinate: Coordinate {
    guard let place = Coordinate(latitudeE7: latitudeE7, longitudeE7: longitudeE7) else {
      preconditionFailure("a workload's window is on the globe")
    }
    return place
  }

  /// A place so many metres off in a random direction.
  func moved(by meters: Double, using random: inout SplitMix64) -> Place {
    let (reach, course) = (meters / metersPerDegree, random.real(0, 2 * .pi))
    return Place(
      longitude: longitude + reach * sin(course) / cos(latitude * .pi / 180),
      latitude: latitude + reach * cos(course)
    )
  }
}
