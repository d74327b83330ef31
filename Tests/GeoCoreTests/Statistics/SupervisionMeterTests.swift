import Testing

@testable import GeoCore

/// Time covered by reports, against a count of minutes that shares no code: every minute of the
/// period is asked whether some report reaches it.
struct SupervisionMeterTests {
  /// A world in whole minutes.
  private struct World {
    var random: SplitMix64
    /// From which minute until which, and how many minutes the grade allows.
    var versions: [(Range<Int>, grade: Int)] = []
    /// How many minutes each grade allows, and from which minute it allows the others.
    var grades: [(before: Int, change: Int, after: Int)] = []
    var worn: [(Range<Int>, device: Int)] = []
    var reports: [(minute: Int, device: Int, isLocated: Bool)] = []

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      var next = 0
      while next < 300 {
        let start = next + Int.random(in: 0...40, using: &random)
        next = start + Int.random(in: 1...120, using: &random)
        versions.append((start..<next, Int.random(in: 0...2, using: &random)))
      }
      grades = (0...2).map { _ in
        (
          Int.random(in: 1...30, using: &random), Int.random(in: 0...300, using: &random),
          Int.random(in: 1...30, using: &random)
        )
      }
      for device in 1...3 {
        var next = 0
        while next < 300 {
          let start =
            next + Int.random(in: 0...1, using: &random) * Int.random(in: 0...90, using: &random)
          next = start + Int.random(in: 1...90, using: &random)
          worn.append((start..<next, device))
        }
        for _ in 0..<Int.random(in: 0...25, using: &random) {
          reports.append((.random(in: -40...320, using: &random), device, .random(using: &random)))
        }
      }
    }

    /// How many of the minutes in which the subject is supervised some report reaches.
    func count(_ period: Range<Int>, needsPlace: Bool) -> Int {
      period.count { minute in
        guard let version = versions.first(where: { $0.0.contains(minute) }) else { return false }
        let grade = grades[version.grade]
        let allowed = minute < grade.change ? grade.before : grade.after
        return reports.contains { report in
          guard report.isLocated || !needsPlace, report.minute <= minute,
            minute < report.minute + allowed
          else { return false }
          // Worn without a break from the report on.
          return (report.minute...minute).allSatisfy { moment in
            worn.contains { $0.device == report.device && $0.0.contains(moment) }
          }
        }
      }
    }

    func worn(_ period: Range<Int>) -> Int {
      period.count { minute in
        versions.contains { $0.0.contains(minute) } && worn.contains { $0.0.contains(minute) }
      }
    }

    func due(_ period: Range<Int>) -> Int {
      period.count { minute in versions.contains { $0.0.contains(minute) } }
    }

    var registry: Registry {
      var facts: [(RegistryFact, Period)] = []
      func grade(_ index: Int, _ minutes: Int) -> RegistryFact {
        .grade(
          Grade(
            id: GradeID("g\(index)"),
            reportEvery: .minutes(Int64(minutes)),
            silentAfter: .hours(1),
            escapeAfter: .hours(2)
          )
        )
      }
      for (index, it) in grades.enumerated() {
        let change = SupervisionMeterTests.time(it.change)
        facts.append((grade(index, it.before), Period(start: .distantPast, end: change)))
        facts.append((grade(index, it.after), Period(start: change, end: .distantFuture)))
      }
      for (minutes, grade) in versions {
        let id = GradeID("g\(grade)")
        let subject = Subject(id: "S", name: "", jurisdiction: "O", grade: id)
        facts.append((.subject(subject), SupervisionMeterTests.time(minutes)))
      }
      for (minutes, device) in worn {
        let number = DeviceNumber(UInt64(device))
        let fact = DeviceAssignment(device: number, kind: .phone, subject: "S")
        facts.append((.device(fact), SupervisionMeterTests.time(minutes)))
      }
      var registry = Registry()
      let rows = facts.enumerated().map { number, fact in
        RegistryRow(number: Int64(number + 1), effective: fact.1, fact: fact.0)
      }
      _ = registry.apply(RegistryChange(revision: 1, superseded: [], recorded: rows))
      return registry
    }
  }

  private static func time(_ minute: Int) -> Instant { at("00:00") + .minutes(Int64(minute)) }

  private static func time(_ minutes: Range<Int>) -> Period {
    Period(start: time(minutes.lowerBound), end: time(minutes.upperBound))
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `the covered time is that of a count minute by minute`(seed: UInt64) {
    var world = World(seed: seed)
    let start = Int.random(in: 0...200, using: &world.random)
    let period = start..<start + Int.random(in: 0...150, using: &world.random)
    let registry = world.registry
    var meter = SupervisionMeter(registry.stretches(of: "S", in: Self.time(period)))
    for worn in registry.devicesWorn(by: "S", in: meter.reportingPeriod) {
      // All that the device ever said, in any order and twice: what does not count is passed over.
      let said = world.reports.filter { UInt64($0.device) == worn.device.value }.map {
        DeviceReport(time: Self.time($0.minute), isLocated: $0.isLocated)
      }
      meter.add((said + said).shuffled(using: &world.random), wornIn: worn.period)
    }
    let time = meter.times.reduce(into: SupervisedTime()) { $0 += $1 }
    let counted = SupervisedTime(
      due: .minutes(Int64(world.due(period))),
      worn: .minutes(Int64(world.worn(period))),
      online: .minutes(Int64(world.count(period, needsPlace: false))),
      located: .minutes(Int64(world.count(period, needsPlace: true)))
    )
    #expect(time == counted, "seed \(seed)")
  }

  @Test func `a stretch ends where its grade does; an unknown grade asks what standard asks`() {
    let own = Grade(
      id: "own",
      reportEvery: .minutes(1),
      silentAfter: .hours(1),
      escapeAfter: .hours(2)
    )
    let subject = Subject(id: "S", name: "", jurisdiction: "O", grade: "own")
    let rows = [
      RegistryRow(
        number: 1,
        effective: Period(start: .distantPast, end: at("08:30")),
        fact: .grade(own)
      ),
      RegistryRow(number: 2, effective: .always, fact: .subject(subject)),
    ]
    var registry = Registry()
    _ = registry.apply(RegistryChange(revision: 1, superseded: [], recorded: rows))
    let stretches = registry.stretches(
      of: "S",
      in: Period(start: at("08:00"), end: at("09:00"))
    )
    #expect(stretches.map(\.period.start) == [at("08:00"), at("08:30")])
    #expect(stretches.map(\.period.end) == [at("08:30"), at("09:00")])
    #expect(stretches.map(\.reportEvery) == [.minutes(1), .minutes(15)])
  }

  @Test func `a report covers up to the moment at which the next is due, and not that moment`() {
    let stretch = SupervisedStretch(
      period: Period(start: at("08:00"), end: at("09:00")),
      jurisdiction: "O",
      reportEvery: .minutes(20)
    )
    func covered(_ readings: String...) -> Milliseconds? {
      var meter = SupervisionMeter([stretch])
      meter.add(readings.map { DeviceReport(time: at($0), isLocated: true) }, wornIn: .always)
      return meter.times.first?.located
    }
    #expect(covered("07:40") == .zero)
    #expect(covered("07:40:00.001") == Milliseconds(1))
    #expect(covered("08:59:59.999") == Milliseconds(1))
    #expect(covered("09:00") == .zero)
    // Three in time are one hour; one a millisecond late leaves a millisecond.
    #expect(covered("08:00", "08:20", "08:40") == .hours(1))
    #expect(covered("08:00", "08:20:00.001", "08:40") == .hours(1) - Milliseconds(1))
  }

  @Test func `a report reads its time and its kind from a record and passes over the position`()
    throws
  {
    let place = Coordinate(latitudeE7: 300_000_000, longitudeE7: 1_200_000_000)
    var fixes = [Fix(device: DeviceNumber(.max), time: at("08:00"), coordinate: place)]
    fixes.append(Fix(device: DeviceNumber(1), time: at("09:00")))
    for flag in [Fix.Flags.noFix, .mock, .charging] {
      var fix = fixes[0]
      fix.flags.insert(flag)
      fixes.append(fix)
    }
    var writer = ByteWriter()
    for fix in fixes { fix.write(to: &writer) }
    #expect(writer.bytes.count == fixes.count * Fix.recordSize)
    var reader = ByteReader(writer.bytes)
    for fix in fixes { #expect(try DeviceReport(fromFix: &reader) == DeviceReport(fix)) }
    #expect(reader.isAtEnd)
    #expect(fixes.map { DeviceReport($0).isLocated } == [true, false, false, false, true])
    var cut = ByteReader(Array(writer.bytes.prefix(Fix.recordSize - 1)))
    #expect(throws: ByteReader.Malformed.self) { try DeviceReport(fromFix: &cut) }
  }
}
