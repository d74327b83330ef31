public import GeoCore

/// People who live in the invented county for some days, each with a device, and who now and then leave
/// it without leave.
///
/// The truth is made first, the positions second. One seed gives the same people everywhere, and a
/// person is the same however many there are.
public struct Population: Sendable {
  /// The seed.
  public let seed: UInt64

  /// How many people there are.
  public let count: Int

  /// How many days they live, from Monday 2026-03-02 in China on.
  public let days: Int

  let county = InventedCounty()
  let gates: [InventedCounty.Gate]

  /// Makes a population.
  ///
  /// - Precondition: `count` is at least 1 and at most ``most``, `days` at least 1 and at most 366.
  public init(count: Int, days: Int, seed: UInt64) {
    precondition((1...Self.most).contains(count), "there is somebody, and a million at most")
    precondition((1...366).contains(days), "they live a year at most")
    (self.count, self.days, self.seed) = (count, days, seed)
    gates = county.gates
  }

  /// The greatest number of people.
  public static let most = 1_000_000

  /// When the days begin.
  public static let start = EveningClock.instant(0)

  /// When the days end.
  public var end: Instant { EveningClock.instant(86_400 * days) }

  func resident(_ number: Int) -> Resident {
    Resident(number: number, seed: seed, days: days, in: county, gates: gates)
  }

  /// What is known of everybody: the grades, the offices and the county.
  var sharedFacts: [RegistryFact] {
    Grade.defaults.map { .grade($0) } + Self.jurisdictions.map { .jurisdiction($0) }
      + [.zone(zone)]
  }

  /// The county as execution area.
  var zone: Zone {
    Zone(
      id: ZoneNames.county,
      name: "青岚县",
      role: .permitted,
      assignee: .jurisdiction("990121"),
      area: county.executionArea
    )
  }

  /// The city, the county and its two offices.
  static let jurisdictions = [
    Jurisdiction(id: "990100", name: "云岭市", level: .city, parent: nil),
    Jurisdiction(id: "990121", name: "青岚县", level: .county, parent: "990100"),
    Jurisdiction(
      id: InventedCounty.offices[0],
      name: "柳溪司法所",
      level: .office,
      parent: "990121"
    ),
    Jurisdiction(
      id: InventedCounty.offices[1],
      name: "石坪司法所",
      level: .office,
      parent: "990121"
    ),
  ]
}
