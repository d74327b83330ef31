import Testing

@testable import GeoCore

/// The truth about alerts is the same for every order in which fixes arrive.
///
/// Oracle: the evaluator itself, fed in order of time. A failure prints the seed, by which the case is
/// made again.
@Suite struct `Order of arrival` {
  /// How many orders are tried: ten thousand where the code is optimised.
  private static let orders: UInt64 = {
    #if DEBUG
    400
    #else
    10_000
    #endif
  }()

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `Shuffled, late, doubled, with restarts in between: the same alerts`(share: UInt64) throws {
    var alerts = 0
    for seed in share * Self.orders / 8..<(share + 1) * Self.orders / 8 {
      let life = RandomLife(seed: seed)
      let expected = try life.truth(arriving: life.inOrder)
      var random = SplitMix64(seed: seed ^ 0xA5A5)
      let actual = try life.truth(arriving: life.shuffled(&random), restarting: &random)
      try #require(actual == expected, "seed \(seed)")
      alerts += expected.count
    }
    #expect(alerts > Int(Self.orders) / 8)
  }

  @Test func `An overstay that was never told is raised, not taken up again`() throws {
    let life = RandomLife(seed: 9_140)
    var random = SplitMix64(seed: 9_140 ^ 0xA5A5)
    let shuffled = try life.truth(arriving: life.shuffled(&random))
    #expect(try shuffled == life.truth(arriving: life.inOrder))
  }

  @Test func `Everything at once, and newest first`() throws {
    for seed in 0..<20 as Range<UInt64> {
      let life = RandomLife(seed: seed)
      let expected = try life.truth(arriving: life.inOrder)
      let end = life.end
      let once = [RandomLife.Arrival(at: end, fixes: life.fixes.reversed())]
      #expect(try life.truth(arriving: once) == expected, "seed \(seed)")
      let backwards = life.fixes.reversed().enumerated().map { index, fix in
        RandomLife.Arrival(at: end + .seconds(Int64(index)), fixes: [fix])
      }
      #expect(try life.truth(arriving: backwards) == expected, "seed \(seed)")
    }
  }

  @Test func `What is older than the late window changes nothing`() throws {
    var scene = Scene()
    scene.see(0, 0, at: "10:00")
    scene.see(0, 0, at: "100:00")
    scene.see(30_000, 0, at: "27:00", arriving: "100:00")
    #expect(scene.story.isEmpty)
    scene.see(30_000, 0, at: "99:00", arriving: "100:01")
    #expect(
      scene.story == [
        "outOfZone raised 99:00 absenceWithoutLeave", "outOfZone ended 100:00 returned",
      ]
    )
  }
}

/// A day and a half of one subject with a wristband and a phone, and all that the rules may ask of it.
struct RandomLife {
  /// Fixes that arrive together.
  struct Arrival {
    var at: Instant
    var fixes: [Fix]
  }

  private(set) var fixes: [Fix] = []
  private let registry: RegistryChange
  private static let start = at("06:30")

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var scene = Scene(grade: "strict")
    scene.record(
      [
        .zone(zone("home", square(0, 0, 1_500), .permitted, .confines, schedule: daily(22, 6))),
        .zone(zone("work", square(15_000, 0, 2_000), schedule: daily(8, 18))),
        .zone(zone("port", square(6_000, 0, 1_500), .prohibited, for: .everyone)),
        .zone(zone("school", square(2_500, 0, 250), .prohibited, for: .everyone)),
      ],
      at: "06:00"
    )
    let band = DeviceAssignment(device: DeviceNumber(7), kind: .wristband, subject: "A")
    scene.record([.device(band)], at: "06:00")
    let (from, length) = (
      Int.random(in: 8..<18, using: &random), Int.random(in: 1..<6, using: &random)
    )
    if seed % 3 > 0 {
      let isReported = seed % 3 == 1
      scene.leave(
        "\(from):00",
        "\(from + length):00",
        reportedBack: isReported ? "\(from + length):10" : nil,
        recorded: "06:00"
      )
    }
    registry = scene.wholeRegistry
    let far = Int.random(in: 0..<4, using: &random) == 0 ? 200_000.0 : 1_000
    var (time, east) = (Self.start, 0.0)
    for _ in 0..<60 {
      let gap = Int.random(in: 0..<8, using: &random) == 0 ? 120 : 12
      time = time + .seconds(Int64.random(in: 0...Int64(gap * 60), using: &random))
      if time > end - .hours(1) { break }
      if Int.random(in: 0..<3, using: &random) > 0 {
        east += Double.random(in: -4_000...4_500, using: &random)
      }
      east = min(22_000, max(-12_000, east))
      fixes.append(Self.fix(time, east, far, &random))
    }
  }

  /// When all is over.
  var end: Instant { at("42:00") }

  private static func fix(
    _ time: Instant,
    _ east: Double,
    _ far: Double,
    _ random: inout SplitMix64
  ) -> Fix {
    let isWild = Int.random(in: 0..<12, using: &random) == 0
    let isPhone = Int.random(in: 0..<4, using: &random) == 0
    let error = Double.random(in: -40...40, using: &random)
    var fix = Fix(
      device: DeviceNumber(isPhone ? 1 : 7),
      time: time,
      coordinate: location(isWild ? far * 40 : east + error, error),
      source: error > 25 ? .unknown : isPhone ? .fused : .gnss
    )
    switch Int.random(in: 0..<30, using: &random) {
    case 0: fix.flags.insert(.mock)
    case 1: fix.flags.insert(.noFix)
    case 2: fix = Fix(device: fix.device, time: time)
    case 3...12: fix.accuracyDecimeters = UInt16.random(in: 30...900, using: &random)
    case 13...20:
      (fix.hdopHundredths, fix.satellites) = (UInt16.random(in: 60...900, using: &random), 7)
    default: break
    }
    return fix
  }

  /// Every fix as soon as it is taken.
  var inOrder: [Arrival] { fixes.map { Arrival(at: $0.time, fixes: [$0]) } }

  /// Fixes delayed by up to two days, some of them doubled.
  func shuffled(_ random: inout SplitMix64) -> [Arrival] {
    let longest = [2, 60, 24 * 60, 48 * 60].randomElement(using: &random) ?? 2
    var arrivals: [Arrival] = []
    for fix in fixes {
      let copies = Int.random(in: 0..<6, using: &random) == 0 ? 2 : 1
      for _ in 0..<copies {
        let delay = Milliseconds.seconds(Int64.random(in: 0...Int64(longest * 60), using: &random))
        arrivals.append(Arrival(at: fix.time + delay, fixes: [fix]))
      }
    }
    arrivals.sort { $0.at < $1.at }
    // Some come together in one burst.
    return arrivals.reduce(into: []) { bursts, arrival in
      if Int.random(in: 0..<3, using: &random) == 0, let last = bursts.last {
        bursts[bursts.count - 1] = Arrival(at: arrival.at, fixes: last.fixes + arrival.fixes)
      } else {
        bursts.append(arrival)
      }
    }
  }

  /// The truth after everything has arrived: the alerts that are not withdrawn.
  func truth(arriving arrivals: [Arrival]) throws -> [String] {
    var random = SplitMix64(seed: 0)
    return try truth(arriving: arrivals, restarting: &random, isRestarting: false)
  }

  /// The same, with restarts from a snapshot and ticks of the clock in between.
  func truth(
    arriving arrivals: [Arrival],
    restarting random: inout SplitMix64,
    isRestarting: Bool = true
  ) throws -> [String] {
    var (evaluator, output, past) = (Evaluator(), Evaluation(), RecordedPast())
    func take(_ input: Input) {
      var input = input
      evaluator.evaluate(&input, into: &output, past: &past)
      output.checkpoints.removeAll()
    }
    take(.registry(registry, at: Self.start - .minutes(1)))
    for arrival in arrivals {
      if isRestarting, Int.random(in: 0..<9, using: &random) == 0 {
        evaluator = try Evaluator(snapshot: evaluator.snapshot, registry: registry)
      }
      while !isRestarting, evaluator.nextDeadline <= arrival.at {
        take(.clock(max(evaluator.now, evaluator.nextDeadline)))
      }
      var batch = FixBatch(receivedAt: arrival.at)
      batch.fixes = arrival.fixes
      batch.outcomes = arrival.fixes.map { _ in .kept }
      batch.datagrams = [
        DatagramReceipt(
          sender: Scene.gateway,
          salt: 1,
          counter: 1,
          sentAt: arrival.at,
          firstFix: 0,
          fixCount: Int32(arrival.fixes.count)
        )
      ]
      take(.fixes(batch))
    }
    take(.clock(at("100:00")))
    return Self.truth(of: output.transitions)
  }

  private static func truth(of transitions: [Transition]) -> [String] {
    var alerts: [AlertKey: AlertRecord] = [:]
    for transition in transitions where transition.alert.kind != .silent {
      if alerts[transition.alert] == nil {
        alerts[transition.alert] = AlertRecord(raised: transition)
      } else {
        alerts[transition.alert]?.apply(transition)
      }
    }
    return alerts.values.filter { $0.withdrawnAt == nil }.map { alert in
      let (key, ended) = (alert.key, alert.ended?.milliseconds ?? -1)
      return "\(key.subject) \(key.kind) \(key.cause) \(key.began.milliseconds) \(ended)"
    }.sorted()
  }
}
