import GeoCore
import Monitor
import Testing

/// What a replay says of a subject's course.
///
/// Oracle: a drawn walk, counted by hand. One row of the drawing is 0.001° of latitude, 111.2 m on a
/// sphere of the Earth's mean radius; `#` is the zone, from 30.000° to 30.010°.
///
/// ```
/// 30.016          D E        10:20, 10:25      X far away, 10:21
/// 30.015         C           10:15
/// 30.010  ##################
/// 30.006      B              10:05             10:10 a heartbeat
/// 30.005    A        F G     10:00, 10:30, 10:35
/// 30.000  ##################
/// ```
struct ReplayCourseTests {
  private let subject = Subject(id: "S1", name: "张三", jurisdiction: "O", grade: "standard")
  private static let degree = 111_195.0

  private func at(_ minute: Int) -> Instant {
    Instant(milliseconds: 1_772_418_000_000) + .minutes(Int64(minute))
  }

  private func fix(_ minute: Int, _ latitude: Double?, _ longitude: Double = 120.005) -> Fix {
    let place = latitude.flatMap {
      Coordinate(GeographicPosition(latitude: $0, longitude: longitude))
    }
    var fix = Fix(device: DeviceNumber(1), time: at(minute), coordinate: place, source: .gnss)
    if place != nil { fix.accuracyDecimeters = 50 }
    return fix
  }

  private var walk: [Fix] {
    [
      fix(0, 30.005), fix(5, 30.006), fix(10, nil), fix(15, 30.015), fix(20, 30.016),
      fix(21, 31, 121), fix(25, 30.016), fix(30, 30.005), fix(35, 30.005),
    ]
  }

  private func registry() throws -> [RegistryRow] {
    let corners: [(Int32, Int32)] = [
      (300_000_000, 1_200_000_000), (300_000_000, 1_200_100_000), (300_100_000, 1_200_100_000),
      (300_100_000, 1_200_000_000),
    ]
    let ring = try Ring(corners.map { WrittenVertex(longitudeE7: $0.1, latitudeE7: $0.0) })
    let zone = Zone(
      id: "home",
      name: "home",
      role: .permitted,
      assignee: .everyone,
      area: .polygons([Polygon(shell: ring)])
    )
    let carried = DeviceAssignment(device: DeviceNumber(1), kind: .wristband, subject: "S1")
    return [RegistryFact.subject(subject), .device(carried), .zone(zone)].enumerated().map {
      RegistryRow(number: Int64($0.offset + 1), effective: .always, fact: $0.element)
    }
  }

  private func course(
    of fixes: [Fix],
    until end: Instant? = nil,
    keeping detail: Replay.Detail = .places
  ) throws -> (Replay, SubjectCourse) {
    let replay = Replay(fixes: fixes, registry: try registry(), until: end, keeping: detail)
    return (replay, try #require(replay.courses["S1"]))
  }

  @Test func `reports, gaps, states and the way are those of the drawing`() throws {
    // The same report once more, and another one of the same moment, which is judged as well.
    let (replay, course) = try course(
      of: [fix(0, 30.005), fix(0, 30.005), fix(0, 30.004)] + walk.dropFirst()
    )
    #expect(course.fixes == 9)
    #expect(course.heartbeats == 1)
    #expect(course.late == 1)
    #expect(course.duplicates == 1)
    #expect(course.setAside == 1)
    #expect(course.first == at(0) && course.last == at(35))
    #expect(course.longestGap == Period(start: at(5), end: at(15)))
    #expect(abs(course.distance.value - 0.024 * Self.degree) < 10)
    #expect(course.time(.inside, until: replay.end) == .minutes(20))
    #expect(course.time(.outside, until: replay.end) == .minutes(15))
    #expect(course.time(.unknown, until: replay.end) == .zero)
    #expect(course.places.map(\.time) == [0, 0, 5, 15, 20, 25, 30, 35].map(at))
    #expect(course.placesSetAside.map(\.time) == [at(21)])
    let states = [0, 14, 15, 29, 30].map { course.state(at: at($0)) }
    #expect(states == [.inside, .inside, .outside, .outside, .inside])
    #expect(replay.alerts.map(\.key.kind) == [.outOfZone, .implausible])
    #expect(replay.alerts.map(\.key.began) == [at(15), at(21)])
    #expect(replay.alerts.map(\.ended) == [at(30), at(25)])
  }

  @Test func `two fixes that no journey explains are set aside alike`() throws {
    var fixes = walk
    fixes.insert(fix(22, 31, 121.001), at: 6)
    let (_, course) = try course(of: fixes)
    #expect(course.setAside == 2)
    #expect(course.placesSetAside.map(\.time) == [21, 22].map(at))
    #expect(course.places.map(\.time) == [0, 5, 15, 20, 25, 30, 35].map(at))
    #expect(course.distance.value < 3_000)
  }

  @Test func `a first fix that was wrong is outweighed by three that agree`() throws {
    let fixes = [fix(0, 31, 121)] + (1...6).map { fix($0, 30.005) }
    let (replay, course) = try course(of: fixes)
    #expect(course.places.map(\.time) == [0, 3, 4, 5, 6].map(at))
    #expect(replay.alerts.filter { $0.ended == nil }.isEmpty)
  }

  @Test func `a decision is worth nothing once it is older than the grade tolerates`() throws {
    let (replay, course) = try course(of: walk, until: at(180))
    // The last fix is of minute 35, and standard tolerates two hours.
    #expect(course.time(.inside, until: replay.end) == .minutes(20 + 120) + Milliseconds(1))
    #expect(course.time(.unknown, until: replay.end) == .minutes(25) - Milliseconds(1))
  }

  @Test func `trembling in one place is no way`() throws {
    // Eighteen metres up and down, at an error of five.
    let fixes = (0..<40).map { fix($0, 30.005 + Double($0 % 2) * 0.00016) }
    #expect(try course(of: fixes).1.distance == .zero)
  }

  @Test func `what is kept beside the alerts changes no alert`() throws {
    let details: [Replay.Detail] = [.alerts, .figures, .places]
    let replays = try details.map {
      Replay(fixes: walk, registry: try registry(), until: nil, keeping: $0)
    }
    #expect(Set(replays.map(\.alerts)).count == 1)
    #expect(replays[0].courses.isEmpty)
    #expect(replays[1].courses["S1"]?.places.isEmpty == true)
    #expect(replays[1].courses["S1"]?.distance == replays[2].courses["S1"]?.distance)
  }

  @Test func `progress is told up to the end`() throws {
    var told: [Int64] = []
    _ = Replay(fixes: walk, registry: try registry(), until: nil) { done, total in
      #expect(total == 9)
      told.append(done)
    }
    #expect(told == Array(1...9))
  }
}

/// Who is assumed to wear the devices of tracks.
///
/// Oracle: the rule, in words, beside each test.
struct AssumedWearersTests {
  private func zone(_ id: ZoneID, _ assignee: Zone.Assignee) throws -> Zone {
    let center = try #require(Coordinate(latitudeE7: 300_000_000, longitudeE7: 1_200_000_000))
    let circle = try #require(Circle(center: center, radius: Meters(100)))
    return Zone(id: id, name: id.text, role: .permitted, assignee: assignee, area: .circle(circle))
  }

  private func wearers(_ devices: [UInt64], _ zones: [Zone]) -> AssumedWearers {
    AssumedWearers(
      of: devices.map { DeviceNumber($0) },
      zones: zones,
      grade: "strict",
      name: "walk"
    )
  }

  @Test func `one device is worn by one subject, whom the zones of jurisdictions concern`() throws {
    let wearers = wearers([7, 7], [try zone("a", .jurisdiction("C")), try zone("b", .leaves)])
    #expect(wearers.subjects.map(\.id) == ["7"])
    #expect(wearers.subjects.map(\.name) == ["walk"])
    #expect(wearers.zones.map(\.assignee) == [.everyone, .leaves])
    #expect(wearers.widenedZones == 1)
  }

  @Test func `it is the subject whose zones there are, if there is one such`() throws {
    let (own, other) = (try zone("a", .subject("S7")), try zone("b", .subject("S8")))
    #expect(wearers([7], [own]).subjects.map(\.id) == ["S7"])
    #expect(wearers([7], [own, other]).subjects.map(\.id) == ["7"])
  }

  @Test func `several devices are worn by a subject each`() throws {
    let wearers = wearers([9, 7, 9], [try zone("a", .subject("S7"))])
    #expect(wearers.subjects.map(\.id) == ["7", "9"])
    #expect(wearers.devices.map(\.value) == [7, 9])
    #expect(wearers.subjects.allSatisfy { $0.grade == "strict" })
  }
}
