import GeoCore

extension InventedCounty {
  /// The forty subjects with their ways, in order of their file numbers.
  func people(_ random: inout SplitMix64) -> [Person] {
    var castings = Casting.all
    for index in castings.indices.dropFirst() {
      castings.swapAt(index, random.whole(0...index))
    }
    let names = InventedNames.draw(castings.count, &random)
    var freeGates = gates
    return castings.enumerated().map { index, casting in
      let office = officeOf(casting.part, &random)
      let number = String(101 + index)
      let id = SubjectID("QL2026-\(number)")
      let kinds = casting.devices
      return Person(
        subject: Subject(
          id: id,
          name: names[index],
          jurisdiction: Self.offices[office],
          grade: casting.grade,
          isKeySubject: casting.isKey
        ),
        supervisedSince: EveningClock.time(-24 * random.whole(20...300), 0),
        part: casting.part,
        devices: kinds.map { kind in
          let series: UInt64 = kind == .wristband ? 71_000 : 83_000
          return DeviceAssignment(
            device: DeviceNumber(series + UInt64(101 + index)),
            kind: kind,
            subject: id
          )
        },
        itinerary: itinerary(of: casting.part, Self.towns[office], &freeGates, &random)
      )
    }
  }

  /// The judicial offices, west and east.
  static let offices: [JurisdictionID] = ["990121-01", "990121-02"]

  /// Whoever goes to the airport lives in the east, who walks through the school in the west.
  private func officeOf(_ part: Part, _ random: inout SplitMix64) -> Int {
    switch part {
    case .schoolWalker: 0
    case .airportIntruder, .airportVisitor: 1
    default: random.whole(0...1)
    }
  }

  /// Draws ways until one is found that does what the part asks and nothing else.
  private func itinerary(
    of part: Part,
    _ town: PlanePoint,
    _ freeGates: inout [Gate],
    _ random: inout SplitMix64
  ) -> Itinerary {
    for _ in 0..<1_000 {
      let gate = random.whole(0...freeGates.count - 1)
      let drawn = draw(part, town, freeGates[gate], &random)
      guard isSound(drawn, part) else { continue }
      switch part {
      case .absconder, .edgeWristband, .edgePhone, .nearEdge: freeGates.remove(at: gate)
      default: break
      }
      return drawn
    }
    preconditionFailure("the county has room for the part \(part)")
  }

  private func draw(
    _ part: Part,
    _ town: PlanePoint,
    _ gate: Gate,
    _ random: inout SplitMix64
  ) -> Itinerary {
    let time = EveningClock.time
    let home = near(town, within: 1_500, &random)
    var way = Itinerary(at: home)
    switch part {
    case .absconder:
      way = Itinerary(at: gate.place(inside: 2_500))
      way.go(to: gate.place(inside: -6_000), leaving: time(18, 40, 0), speed: 12.5)
      way.go(to: way.home, leaving: time(20, 30, 0), speed: 12.5)
    case .overstayer:
      way = Itinerary(at: near(Self.cityMiddle, within: 3_000, &random))
    case .unreported:
      way = Itinerary(at: near(Self.cityMiddle, within: 3_000, &random))
      way.go(to: home, arriving: time(21 - 24, 45, 0), speed: 20)
    case .earlyReturner:
      way = Itinerary(at: near(Self.cityMiddle, within: 3_000, &random))
      way.go(to: home, leaving: time(18, 30, 0), speed: 20)
    case .onLeave:
      way = Itinerary(at: near(Self.cityMiddle, within: 3_000, &random))
      errand(of: 800...1_500, leaving: time(18, 30, 0), speed: 1.3, &way, &random)
    case .airportIntruder:
      way.go(to: Self.airportMiddle, leaving: time(19, 15, 0), speed: 12)
      way.go(to: home, leaving: time(19, 58, 0), speed: 12)
    case .airportVisitor:
      way.go(to: Self.airportMiddle, leaving: time(18, 30, 0), speed: 12)
      way.go(to: home, leaving: time(19, 35, 0), speed: 12)
    case .silenced:
      errand(of: 400...900, leaving: time(18, 30, 0), speed: 1.3, &way, &random)
    case .lateHome:
      let friend = home + 1_500 * direction(&random)
      way.go(to: friend, leaving: time(19, 40, 0), speed: 1.3)
      way.go(to: home, arriving: time(22, 10, 0), speed: 1.3)
    case .earlyHome:
      errand(of: 500...1_000, leaving: time(18, 0, 0), speed: 1.3, &way, &random)
    case .edgeWristband, .edgePhone:
      way = Itinerary(at: gate.place(inside: 40))
    case .schoolWalker:
      way.go(to: Self.schoolMiddle, leaving: time(19, 0, 0), speed: 1.3)
      way.go(to: home, leaving: time(19, 0, 0), speed: 1.3)
    case .nearEdge:
      way.go(to: gate.place(inside: 600), leaving: time(18, 20, 0), speed: 13)
      way.go(to: home, leaving: time(19, 10, 0), speed: 13)
    case .bothDevices, .teleported, .cellBound, .ordinary:
      let isDriver = random.whole(0...2) == 0
      let reach = isDriver ? 1_500...4_000.0 : 300...1_200
      let first = time(17, random.whole(20...59), random.whole(0...59))
      errand(of: reach, leaving: first, speed: isDriver ? 11 : 1.3, &way, &random)
      if random.whole(0...1) == 0 {
        let second = time(20, random.whole(0...40), random.whole(0...59))
        errand(of: 300...800, leaving: second, speed: 1.3, &way, &random)
      }
    }
    return way
  }

  /// There, a stay, and back by another way.
  private func errand(
    of reach: ClosedRange<Double>,
    leaving second: Int,
    speed: Double,
    _ way: inout Itinerary,
    _ random: inout SplitMix64
  ) {
    let home = way.end
    let goal = home + random.even(reach) * direction(&random)
    let aside = random.even(-0.25...0.25) * home.distance(to: goal) * (goal - home).leftNormal
    let stay = 60 * random.whole(10...40)
    way.go(to: 0.5 * (home + goal) + aside, leaving: second, speed: speed)
    way.go(to: goal, leaving: second, speed: speed)
    way.go(to: home, leaving: way.endTime + stay, speed: speed)
  }

  /// A place within so many metres of `middle`.
  private func near(
    _ middle: PlanePoint,
    within radius: Double,
    _ random: inout SplitMix64
  ) -> PlanePoint {
    middle + radius * inUnitCircle(&random)
  }

  private func direction(_ random: inout SplitMix64) -> PlanePoint {
    while true {
      let point = inUnitCircle(&random)
      if point.length > 0.1 { return (1 / point.length) * point }
    }
  }

  private func inUnitCircle(_ random: inout SplitMix64) -> PlanePoint {
    while true {
      let point = PlanePoint(east: random.even(-1...1), north: random.even(-1...1))
      if point.length <= 1 { return point }
    }
  }
}

// MARK: - What a way must keep clear of

extension InventedCounty {
  /// Whether a way meets the edges that its part asks for, and keeps well clear of all others.
  private func isSound(_ way: Itinerary, _ part: Part) -> Bool {
    let trace = way.trace(every: 40).map(\.coordinate)
    let keepsClear = { (area: Area, meters: Double) in
      trace.allSatisfy { area.signedDistance(to: $0).value >= meters }
    }
    let staysInside = { (meters: Double) in
      trace.allSatisfy { executionArea.signedDistance(to: $0).value <= -meters }
    }
    let goesToAirport = part == .airportIntruder || part == .airportVisitor
    guard goesToAirport || keepsClear(airport, 800) else { return false }
    guard part == .schoolWalker || keepsClear(school, 260) else { return false }
    switch part {
    case .overstayer, .onLeave:
      return trace.allSatisfy { city.signedDistance(to: $0).value <= -1_000 }
    case .unreported, .earlyReturner:
      let isInside = trace.map { executionArea.contains($0) }
      return zip(isInside, isInside.dropFirst()).count { $0 != $1 } == 1
        && executionArea.signedDistance(to: way.end.coordinate).value <= -1_000
    case .absconder:
      return way.home.distance(to: way.legs[0].to) > 8_000
    case .edgeWristband, .edgePhone:
      return true
    case .schoolWalker:
      let fromSchool = school.signedDistance(to: way.home.coordinate).value
      return fromSchool >= 400 && staysInside(1_000)
    case .nearEdge: return staysInside(550)
    default: return staysInside(1_000)
    }
  }
}
