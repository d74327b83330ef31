import GeoCore

extension Scenario {
  /// Every scenario, in the order of the table; the shares of the mix add up to 100.
  public static let all = edge + moving + town + far + transport

  /// The scenario of a name.
  public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

  // MARK: - At the edge

  /// 30 m from the edge: a home 30 m inside, and each day ten minutes just beyond 200 m outside.
  ///
  /// The error is all of the slow kind, with a correlation time of three minutes. The excursion is the
  /// shortest that has to be found.
  private static let edge: [Scenario] =
    [10, 20, 40].flatMap { deviation in
      Telling.all.map { edge(deviation, $0, share: 1) }
    } + [50, 60].map { edge($0, .stated, share: 0) }

  private static func edge(_ deviation: Int, _ telling: Telling, share: Int) -> Scenario {
    var receiver = ReceiverModel(slow: Double(deviation), statement: telling.statement)
    if case .nothing = telling.statement { receiver.source = .unknown }
    return Scenario(
      name: "edge-\(deviation)-\(telling.name)",
      title: "lives 30 m from the edge, σ \(deviation) m, \(telling.title)",
      share: share,
      life: Life(home: 30...30, depth: 201...205, stay: 10...10, speed: 8...16),
      receiver: receiver,
      reporting: Reporting()
    )
  }

  /// What a receiver at the edge says of its error.
  private struct Telling {
    var name: String
    var title: String
    var statement: ReceiverModel.Statement

    static let stated = Telling(
      name: "stated",
      title: "accuracy stated = σ",
      statement: .accuracy(ratio: 1)
    )
    static let all = [
      stated,
      Telling(name: "unsaid", title: "nothing stated", statement: .nothing),
      Telling(name: "dilution", title: "HDOP and satellites only", statement: .dilution),
      Telling(
        name: "understated",
        title: "accuracy understated threefold",
        statement: .accuracy(ratio: 0.33)
      ),
    ]
  }

  /// Once a day, 200 m to 1 km outside, ten minutes to an hour.
  private static func ordinaryLife(home: ClosedRange<Double>) -> Life {
    Life(home: home, depth: 205...1_000, stay: 10...60, speed: 1.2...15)
  }

  // MARK: - On the road

  private static var moving: [Scenario] {
    var life = ordinaryLife(home: 300...800)
    life.drivesAlong = true
    return [
      Scenario(
        name: "drive",
        title: "drives along the edge, 20 to 60 m inside",
        share: 5,
        life: life,
        receiver: ReceiverModel(slow: 12, white: 5, statement: .dilution),
        reporting: Reporting()
      )
    ]
  }

  // MARK: - In town

  private static var town: [Scenario] {
    var canyon = ReceiverModel(slow: 20, white: 8, statement: .accuracy(ratio: 0.7))
    canyon.bursts = .init(Spells(perDay: 12, meanLength: 120), scale: 50)
    canyon.freezes = Spells(perDay: 1, meanLength: 900)
    return [
      Scenario(
        name: "canyon",
        title: "city canyon, 100 to 300 m from the edge",
        share: 10,
        life: ordinaryLife(home: 100...300),
        receiver: canyon,
        reporting: Reporting(lost: 2)
      ),
      indoor("indoor-honest", "indoor cell fallback, honest accuracy", share: 10) { _ in },
      indoor("indoor-lying", "indoor cell fallback, states 20 to 80 m", share: 5) {
        $0.lie = 20...80
      },
      indoor("indoor-hidden", "the same, and hides that it is a cell fix", share: 0) {
        ($0.lie, $0.source) = (20...80, .unknown)
      },
    ]
  }

  private static func indoor(
    _ name: String,
    _ title: String,
    share: Int,
    _ change: (inout ReceiverModel.Fallback) -> Void
  ) -> Scenario {
    var receiver = ReceiverModel(slow: 10, white: 5, statement: .accuracy(ratio: 1.51))
    var fallback = ReceiverModel.Fallback(
      Spells(perDay: 8, meanLength: 1_800),
      distance: 300...3_000
    )
    change(&fallback)
    receiver.fallback = fallback
    return Scenario(
      name: name,
      title: title,
      share: share,
      life: ordinaryLife(home: 300...800),
      receiver: receiver,
      reporting: Reporting(lost: 2)
    )
  }

  // MARK: - Near and far

  private static var far: [Scenario] {
    let gnss = ReceiverModel(slow: 7, white: 4, statement: .dilution)
    var fused = ReceiverModel(slow: 15, white: 8, statement: .accuracy(ratio: 1.51))
    fused.source = .fused
    let near = Life(home: 300...800, depth: 100...2_000, stay: 10...120, speed: 1.2...15)
    let farOut = Life(
      home: 500...3_000,
      depth: 2_500...100_000,
      stay: 10...180,
      speed: 8...45,
      threshold: 2_000
    )
    return [
      Scenario(
        name: "near",
        title: "excursions of 100 m to 2 km",
        share: 15,
        life: near,
        receiver: gnss,
        reporting: Reporting()
      ),
      Scenario(
        name: "far",
        title: "excursions of 2.5 to 100 km, satellites and HDOP",
        share: 10,
        life: farOut,
        receiver: gnss,
        reporting: Reporting()
      ),
      Scenario(
        name: "far-fused",
        title: "excursions of 2.5 to 100 km, a phone's mixture",
        share: 8,
        life: farOut,
        receiver: fused,
        reporting: Reporting()
      ),
    ]
  }

  // MARK: - What arrives

  private static var transport: [Scenario] {
    var sparse = ReceiverModel(slow: 18, white: 10, statement: .accuracy(ratio: 1.51))
    sparse.source = .fused
    return [
      Scenario(
        name: "sparse",
        title: "sparse phone: one fix in 15 minutes",
        share: 15,
        life: Life(home: 150...800, depth: 300...5_000, stay: 45...240, speed: 1.2...15),
        receiver: sparse,
        reporting: Reporting(interval: 900, slack: 120)
      ),
      wild("teleport", "teleport: single fixes 20 to 1,000 km off", 9, length: 20, share: 3),
      wild("teleport-run", "teleport: runs of some minutes", 3, length: 240, share: 2),
      Scenario(
        name: "late",
        title: "late upload: outages of an hour, stored fixes after the newest",
        share: 5,
        life: Life(home: 150...800, depth: 205...3_000, stay: 15...90, speed: 1.2...15),
        receiver: ReceiverModel(slow: 10, white: 5, statement: .dilution),
        reporting: Reporting(outages: Spells(perDay: 6, meanLength: 3_600))
      ),
    ]
  }

  private static func wild(
    _ name: String,
    _ title: String,
    _ perDay: Double,
    length: Double,
    share: Int
  ) -> Scenario {
    var receiver = ReceiverModel(slow: 8, white: 4, statement: .accuracy(ratio: 1.51))
    receiver.wild = .init(
      Spells(perDay: perDay, meanLength: length),
      distance: 20_000...1_000_000
    )
    return Scenario(
      name: name,
      title: title,
      share: share,
      life: ordinaryLife(home: 300...800),
      receiver: receiver,
      reporting: Reporting()
    )
  }
}
