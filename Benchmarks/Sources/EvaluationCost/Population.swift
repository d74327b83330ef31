import GeoCore
import Glibc

/// Invented people of some thousand counties, and what their devices say every minute.
///
/// Of ten people one has a home circle of its own beside the county, and of twenty one a prohibited
/// circle; every tenth county has a prohibited one. Seven of ten stay where they are but for the error
/// of 10 m, two walk, one drives.
struct Population {
  /// The first minute of the reports.
  static let start = Instant(milliseconds: 1_772_409_600_000)

  /// How many gateways bring the reports, 27 a datagram.
  static let gateways = 100

  /// How many fixes a batch has.
  static let batchSize = 1_000

  /// How many people there are, one device each.
  let count: Int

  /// The zones of counties as the registry indexes them, and people's own by their number.
  private(set) var shared = ZoneIndex()
  private(set) var personal = PersonalZones()

  private var homes: [GeographicPosition] = []
  private var facts: [RegistryFact] = []
  private var random = SplitMix64(seed: 11)

  /// Makes a population, always the same.
  ///
  /// - Parameters:
  ///   - count: how many people.
  ///   - isInside: whether all live 5 km or more inside their county, so that nothing is ever near an
  ///     edge.
  /// - Throws: what a ring throws that is none: never.
  init(count: Int, isInside: Bool) throws {
    self.count = count
    try addCounties()
    for person in 0..<count { addPerson(person, isInside: isInside) }
    for gateway in 0..<Self.gateways {
      let number = SenderNumber(UInt32(gateway + 1))
      facts.append(.sender(Sender(number: number, name: "", kind: .gateway)))
    }
  }

  /// The registry's first change; it is handed out once.
  mutating func takeRegistry() -> RegistryChange {
    let rows = facts.enumerated().map { index, fact in
      RegistryRow(number: Int64(index + 1), effective: .always, fact: fact)
    }
    facts = []
    return RegistryChange(revision: 1, superseded: [], recorded: rows)
  }

  private mutating func addCounties() throws {
    facts.append(
      .jurisdiction(Jurisdiction(id: "P", name: "", level: .province, parent: nil))
    )
    for column in 0..<Counties.columns {
      let city = JurisdictionID("P-\(column)")
      facts.append(.jurisdiction(Jurisdiction(id: city, name: "", level: .city, parent: "P")))
    }
    var areas: [(slot: Int32, area: Area)] = []
    func add(_ id: String, _ role: Zone.Role, _ county: JurisdictionID, _ area: Area) {
      let zone = Zone(
        id: ZoneID(id),
        name: "",
        role: role,
        assignee: .jurisdiction(county),
        area: area
      )
      facts.append(.zone(zone))
      areas.append((Int32(areas.count), area))
    }
    for number in 0..<Counties.count {
      let city = JurisdictionID("P-\(number % Counties.columns)")
      let county = JurisdictionID("\(number)")
      facts.append(
        .jurisdiction(Jurisdiction(id: county, name: "", level: .county, parent: city))
      )
      add("county-\(number)", .permitted, county, try Counties.area(number))
      guard number.isMultiple(of: 10) else { continue }
      add("closed-\(number)", .prohibited, county, circle(Counties.place(using: &random), 500))
    }
    shared = ZoneIndex(areas)
  }

  private mutating func addPerson(_ number: Int, isInside: Bool) {
    var (home, county) = (Counties.place(using: &random), Int32(0))
    while true {
      if let found = self.county(around: home, reach: isInside ? 5_000 : 0) {
        county = found
        break
      }
      home = Counties.place(using: &random)
    }
    homes.append(home)
    let id = SubjectID("S\(number)")
    // A county's zone is followed by a prohibited one in every tenth.
    let office = JurisdictionID("\(countyNumbers[Int(county)])")
    let grade: GradeID = number % 10 == 0 ? "strict" : number % 3 == 0 ? "lenient" : "standard"
    facts.append(.subject(Subject(id: id, name: "", jurisdiction: office, grade: grade)))
    let device = DeviceNumber(UInt64(number) &* 7_919 + 860_000_000_000_000)
    facts.append(.device(DeviceAssignment(device: device, kind: .wristband, subject: id)))
    if number % 10 == 3 { own(home, 3_000, .permitted, "home-\(number)", id, number) }
    if number % 20 == 7 {
      let place = moved(home, east: 4_000, north: 0)
      own(place, 300, .prohibited, "victim-\(number)", id, number)
    }
  }

  private mutating func own(
    _ place: GeographicPosition,
    _ radius: Double,
    _ role: Zone.Role,
    _ name: String,
    _ id: SubjectID,
    _ number: Int
  ) {
    let area = circle(place, radius)
    facts.append(
      .zone(Zone(id: ZoneID(name), name: "", role: role, assignee: .subject(id), area: area))
    )
    personal.insert(area, slot: Int32(facts.count), of: Int32(number))
  }

  /// Of each zone in the index the county that it belongs to.
  private let countyNumbers: [Int] = (0..<Counties.count).flatMap { number in
    number.isMultiple(of: 10) ? [number, number] : [number]
  }

  /// The zone of the county around a place and around those so many metres from it; `nil` at an edge.
  private func county(around place: GeographicPosition, reach: Double) -> Int32? {
    var found: Int32?
    for (east, north) in [(0, 0), (reach, 0), (-reach, 0), (0, reach), (0, -reach)] {
      let other = Coordinate(moved(place, east: east, north: north))
      let zones = other.map { shared.zones(containing: $0) } ?? []
      guard zones.count == 1, found == nil || found == zones[0] else { return nil }
      found = zones[0]
    }
    return found
  }

  private func circle(_ place: GeographicPosition, _ radius: Double) -> Area {
    guard let center = Coordinate(place),
      let circle = Circle(center: center, radius: Meters(radius))
    else { preconditionFailure("the map lies between the polar circles") }
    return .circle(circle)
  }

  private func moved(
    _ place: GeographicPosition,
    east: Double,
    north: Double
  ) -> GeographicPosition {
    GeographicPosition(
      latitude: place.latitude + north / 111_195,
      longitude: place.longitude + east / (111_195 * cos(place.latitude * .pi / 180))
    )
  }
}

extension Population {
  /// The fixes of everyone for one minute, in a new order of devices each time.
  mutating func minute(_ minute: Int) -> (persons: [Int32], fixes: [Fix]) {
    let persons = (0..<Int32(count)).shuffled(using: &random)
    let fixes = persons.enumerated().map { place, person in
      fix(of: Int(person), minute, second: place * 60 / count)
    }
    return (persons, fixes)
  }

  private mutating func fix(of person: Int, _ minute: Int, second: Int) -> Fix {
    let home = homes[person]
    let radius = person % 10 < 7 ? 0.0 : person % 10 < 9 ? 300 : 1_500
    let angle = Double(person % 7) + Double(minute) / (person % 10 < 9 ? 7 : 3)
    let place = moved(
      home,
      east: radius * cos(angle) + Double.random(in: -17...17, using: &random),
      north: radius * sin(angle) + Double.random(in: -17...17, using: &random)
    )
    let isIndoors = person % 10 == 2
    var fix = Fix(
      device: DeviceNumber(UInt64(person) &* 7_919 + 860_000_000_000_000),
      time: Self.start + .minutes(Int64(minute)) + .seconds(Int64(second)),
      coordinate: Coordinate(place),
      source: isIndoors ? .wifi : .gnss
    )
    fix.accuracyDecimeters = isIndoors ? 400 : 150
    return fix
  }

  /// A batch of fixes, the datagrams of gateways.
  static func batch(_ fixes: ArraySlice<Fix>) -> FixBatch {
    let last = fixes.last?.time ?? start
    var batch = FixBatch(receivedAt: last)
    batch.fixes = Array(fixes)
    batch.outcomes = Array(repeating: .kept, count: fixes.count)
    for first in stride(from: 0, to: fixes.count, by: 27) {
      batch.datagrams.append(
        DatagramReceipt(
          sender: SenderNumber(UInt32(first / 27 % gateways + 1)),
          salt: 0,
          counter: 0,
          sentAt: last,
          firstFix: Int32(first),
          fixCount: Int32(min(27, fixes.count - first))
        )
      )
    }
    return batch
  }
}
