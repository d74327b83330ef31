import Testing

@testable import GeoCore

/// Calm subjects: boxes in which fixes decide nothing.
///
/// Oracle: the evaluator's whole judging, which knows no boxes; the geodesic.
@Suite struct `Calm subjects` {
  @Test(arguments: 0..<24 as Range<UInt64>)
  func `With boxes and without, every state and every step is the same`(seed: UInt64) {
    var walk = CalmWalk(seed: seed)
    var (quick, whole) = (Evaluator(), Evaluator())
    var (quickOutput, wholeOutput) = (Evaluation(), Evaluation(keepsReadings: true))
    var (quickPast, wholePast) = (RecordedPast(), RecordedPast())
    var (calm, boxes) = (0, Set<SmallBox>())
    walk.live { input in
      var (a, b) = (input, input)
      quick.evaluate(&a, into: &quickOutput, past: &quickPast)
      whole.evaluate(&b, into: &wholeOutput, past: &wholePast)
      if quick.states.contains(where: { $0.calm.until != .distantPast }) { calm += 1 }
      for state in quick.states where state.calm.box != .nothing { boxes.insert(state.calm.box) }
      guard quick.snapshot != whole.snapshot else { return true }
      Issue.record("seed \(seed): the states differ after \(input)")
      return false
    }
    #expect(quickOutput.transitions == wholeOutput.transitions, "seed \(seed)")
    #expect(quickOutput.checkpoints == wholeOutput.checkpoints, "seed \(seed)")
    #expect(calm > 300 && boxes.count > 5, "seed \(seed): \(calm) calm, \(boxes.count) boxes")
  }

  @Test func `No place of a box is further from its middle than its radius`() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<20_000 {
      let place = try #require(
        Coordinate(
          latitudeE7: Int32.random(in: -799_000_000...799_000_000, using: &random),
          longitudeE7: Int32.random(in: -1_800_000_000...1_799_999_999, using: &random)
        )
      )
      let radius = Double.random(in: 30...60_000, using: &random)
      guard let box = SmallBox(around: place, radius: radius) else { continue }
      for latitude in [box.south, box.north] {
        for longitude in [box.west, box.east] {
          let corner = try #require(Coordinate(latitudeE7: latitude, longitudeE7: longitude))
          let distance = geodesicMeters(place.position, corner.position)
          #expect(distance <= min(radius, SmallBox.longest), "\(place) \(radius)")
          #expect(box.contains(corner))
        }
      }
      #expect(box.contains(place))
    }
  }

  @Test func `Near a pole there is no box, and at 180 degrees it ends`() throws {
    let arctic = try #require(Coordinate(latitudeE7: 799_999_000, longitudeE7: 0))
    #expect(SmallBox(around: arctic, radius: 1_000) == nil)
    let fiji = try #require(Coordinate(latitudeE7: -170_000_000, longitudeE7: 1_799_999_000))
    let box = try #require(SmallBox(around: fiji, radius: 1_000))
    #expect(box.east == 1_799_999_999)
    #expect(
      !box.contains(try #require(Coordinate(latitudeE7: -170_000_000, longitudeE7: -1_799_999_999)))
    )
  }

  @Test func `A quiet fix touches the first bytes of a state`() throws {
    let course = try #require(MemoryLayout<SubjectState>.offset(of: \.course))
    let last = try #require(MemoryLayout<Course>.offset(of: \.outsideBy))
    #expect(course + last <= SubjectState.quietBytes)
  }
}

/// Two subjects who walk, drive and fly about in a county with prohibited places, hours and a leave.
private struct CalmWalk {
  private var random: SplitMix64
  private var scene = Scene()
  private var minute = 7 * 60
  private var places: [(east: Double, north: Double)] = [(0, 0), (4_000, 0)]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private func clock(_ minutes: Int) -> String { "\(minutes / 60):\(minutes % 60)" }

  /// Tells every input in turn, until `body` says no.
  mutating func live(_ body: (Input) -> Bool) {
    let night = zone("night", square(0, 0, 3_000), .permitted, .confines, schedule: daily(22, 6))
    let port = zone("port", square(6_000, 0, 1_000), .prohibited, for: .everyone)
    let own = zone("own", square(12_000, 0, 4_000))
    let band = DeviceAssignment(device: DeviceNumber(7), kind: .wristband, subject: "B")
    scene.enrol("B", device: 2, grade: "lenient", at: "06:00")
    scene.record([.zone(night), .zone(port), .zone(own), .device(band)], at: "06:00")
    scene.leave(id: "L", clock(30 * 60), clock(33 * 60), recorded: "06:00")
    var told = 0
    while minute < 40 * 60 {
      step()
      while told < scene.inputs.count {
        guard body(scene.inputs[told]) else { return }
        told += 1
      }
    }
  }

  private mutating func step() {
    minute += Int.random(in: 0..<40, using: &random) == 0 ? 50 : 1
    let person = Int.random(in: 0..<2, using: &random)
    var fixes: [Fix] = []
    let strides: [Double] = [0, 15, 300, 1_500]
    let stride = strides[Int.random(in: 0..<4, using: &random)]
    places[person].east += stride * Double.random(in: -1...1, using: &random)
    places[person].north += stride * Double.random(in: -1...1, using: &random)
    // Now and then home again, or to the edge of the county or of the port.
    if Int.random(in: 0..<60, using: &random) == 0 {
      places[person] =
        [(0, 0), (9_950, 100), (4_960, 0), (2_950, 0)].randomElement(using: &random)
        ?? (0, 0)
    }
    let device = person == 0 ? 1 : Int.random(in: 0..<4, using: &random) == 0 ? 2 : 7
    var fix = Fix(
      device: DeviceNumber(UInt64(device)),
      time: at(clock(minute)) + Milliseconds(Int64.random(in: 0..<1_000, using: &random)),
      coordinate: location(places[person].east, places[person].north),
      source: [.gnss, .gnss, .gnss, .fused, .wifi, .unknown].randomElement(using: &random) ?? .gnss
    )
    fix.accuracyDecimeters = [80, 150, 600, Fix.unsaid16].randomElement(using: &random) ?? 80
    switch Int.random(in: 0..<80, using: &random) {
    case 0: fix.flags.insert(.mock)
    case 1: fix.flags.insert(.noFix)
    case 2: fix.flags.remove(.hasPosition)
    case 3: fix.time = fix.time - .minutes(Int64.random(in: 1..<200, using: &random))
    case 4: fix.ageMilliseconds = 7_000_000
    default: break
    }
    fixes.append(fix)
    if Int.random(in: 0..<6, using: &random) == 0 {
      fix.time = fix.time + .seconds(2)
      fixes.append(fix)
    }
    let arrival = at(clock(minute)) + .seconds(5)
    scene.send(.fixes(scene.batch(fixes, arrival)))
    switch Int.random(in: 0..<400, using: &random) {
    case 0:
      scene.regrade(
        "A",
        ["strict", "standard"].randomElement(using: &random) ?? "strict",
        at: clock(minute)
      )
    case 1:
      let area = square(places[0].east + 200, places[0].north, 150)
      scene.record(
        [.zone(zone(ZoneID("Z\(minute)"), area, .prohibited, for: .everyone))],
        at: clock(minute)
      )
    case 2: scene.send(.clock(at(clock(minute)) + .seconds(30)))
    default: break
    }
  }
}
