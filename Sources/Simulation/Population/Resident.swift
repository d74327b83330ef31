import GeoCore

/// One person of the population with the device that it carries and the days that it lives.
struct Resident {
  /// The number within the population, from 0.
  let number: Int
  let subject: Subject
  let assignment: DeviceAssignment
  let itinerary: Itinerary
  let excursions: [TrueExcursion]

  /// What takes the fixes.
  let reporting: Reporting
  let receiver: ReceiverModel

  /// How far the device's clock is ahead, in seconds.
  let clockError: Int

  /// Draws everything that the device does.
  private let deviceSeed: UInt64

  init(
    number: Int,
    seed: UInt64,
    days: Int,
    in county: InventedCounty,
    gates: [InventedCounty.Gate]
  ) {
    var random = SplitMix64(seed: seed, series: "population", person: number)
    self.number = number
    let id = SubjectID("P\(String(1_000_001 + number).dropFirst())")
    let isWristband = random.whole(1...100) <= 30
    let grade = random.whole(1...10)
    let office = random.whole(0...1)
    subject = Subject(
      id: id,
      name: InventedNames.draw(1, &random)[0],
      jurisdiction: InventedCounty.offices[office],
      grade: isWristband && grade <= 4 ? "strict" : grade <= 7 ? "standard" : "lenient"
    )
    assignment = DeviceAssignment(
      device: DeviceNumber(1_000_001 + UInt64(number)),
      kind: isWristband ? .wristband : .phone,
      subject: id
    )
    reporting = isWristband ? .wristband : .phone
    receiver = isWristband ? .wristband(&random) : .phone(&random)
    clockError = Self.clockError(&random)
    deviceSeed = random.next()
    let life = ResidentLife(county: county, gates: gates, town: InventedCounty.towns[office])
    itinerary = life.itinerary(days: days, &random)
    excursions = TrueExcursion.all(
      county.distances(along: itinerary, until: 86_400 * days),
      threshold: Meters(200)
    )
  }

  /// Two in a hundred are minutes off, one in two hundred shows China's time as UTC.
  private static func clockError(_ random: inout SplitMix64) -> Int {
    switch random.whole(1...200) {
    case 1: 8 * 3_600
    case 2...5: random.whole(-600...600)
    default: 0
    }
  }

  /// The device at its beginning.
  var device: DeviceCourse {
    var random = SplitMix64(seed: deviceSeed)
    return DeviceCourse(reporting, receiver, &random)
  }

  /// A report as it arrives.
  func delivery(_ report: DeviceCourse.Report) -> (fix: Fix, receivedAt: Instant) {
    let taken = EveningClock.instant(report.second)
    let receivedAt = EveningClock.instant(report.receivedAt)
    var fix = report.seen.fix(of: assignment.device, at: taken + .seconds(Int64(clockError))) {
      $0.coordinate
    }
    if report.isStored { fix.flags.insert(.stored) }
    fix.ageMilliseconds = UInt32((receivedAt - taken).count)
    return (fix, receivedAt)
  }

  /// What is known of it.
  var facts: [RegistryFact] {
    let sender = SenderNumber(UInt32(number + 1))
    return [
      .subject(subject), .device(assignment),
      .sender(Sender(number: sender, name: "", kind: .device(assignment.device))),
    ]
  }
}

extension InventedCounty {
  /// The corners of somebody's way, and every ten seconds between, with the distance from the edge.
  fileprivate func distances(along itinerary: Itinerary, until end: Int) -> [TrueExcursion.Corner] {
    var corners: [TrueExcursion.Corner] = []
    func add(_ second: Int) {
      let place = itinerary.place(at: second).coordinate
      corners.append(
        (EveningClock.instant(second), executionArea.signedDistance(to: place).value)
      )
    }
    add(0)
    for leg in itinerary.legs {
      for second in stride(from: leg.start, to: leg.end, by: 10) { add(second) }
      add(leg.end)
    }
    add(max(end, itinerary.endTime))
    return corners
  }
}
