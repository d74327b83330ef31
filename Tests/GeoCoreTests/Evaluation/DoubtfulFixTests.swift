import Testing

@testable import GeoCore

/// Fixes that are believed late or never: leaps, journeys, frozen receivers, wrong clocks.
@Suite struct `Doubtful fixes` {
  @Test func `Two kilometres out, satellites decide at once and others with a second one`() {
    for (source, raised) in [(Fix.Source.gnss, "10:10"), (.fused, "10:11"), (.wifi, "10:11")] {
      var scene = Scene()
      scene.see(9_000, 0, at: "10:00", source: .gnss)
      scene.see(12_000, 0, at: "10:10", source: source)
      scene.see(12_500, 0, at: "10:11", source: source)
      #expect(scene.story == ["outOfZone raised 10:10 absenceWithoutLeave"])
      let known = scene.output.transitions.last?.knownAt
      #expect(known == at(raised), "\(source)")
    }
  }

  @Test func `A phone that falls back to one tower and then to another has not moved`() {
    var scene = Scene()
    for minute in 0..<10 { scene.see(9_500, 0, at: "10:\(minute)", source: .fused) }
    for minute in 10..<16 { scene.see(12_000, 900, at: "10:\(minute)", source: .fused) }
    for minute in 16..<24 { scene.see(11_500, -1_200, at: "10:\(minute)", source: .fused) }
    for minute in 24..<30 { scene.see(9_500, 0, at: "10:\(minute)", source: .fused) }
    #expect(scene.story.isEmpty)
  }

  @Test func `Who says satellites where it has them had none where it says nothing`() {
    for (source, raised) in [(Fix.Source.gnss, 0), (.unknown, 1)] {
      var scene = Scene()
      for minute in 0..<10 { scene.see(9_800, 0, at: "10:0\(minute)", source: source) }
      for minute in 10..<40 { scene.see(10_200, 0, at: "10:\(minute)", source: .unknown) }
      #expect(scene.story.count == raised, "\(source)")
    }
  }

  @Test func `What hides its source is worth no more than what says that it is a tower's`() {
    for source in [Fix.Source.unknown, .cell] {
      var scene = Scene()
      for minute in 0..<10 { scene.see(9_800, 0, at: "10:0\(minute)") }
      for minute in 10..<20 { scene.see(10_300, 0, at: "10:\(minute)", source: source) }
      for minute in 20..<30 { scene.see(10_500, 600, at: "10:\(minute)", source: source) }
      #expect(scene.story.isEmpty, "\(source)")
      // Satellites again, further out than their error.
      scene.see(10_200, 0, at: "10:30")
      #expect(scene.story.count == 1, "\(source)")
    }
  }

  @Test func `No way leads through a school to a position that hides where it comes from`() {
    for (source, isCrossed) in [(Fix.Source.gnss, true), (.unknown, false)] {
      var scene = Scene()
      let school = zone("school", square(275, 0, 200), .prohibited, for: .everyone)
      scene.record([.zone(school)], at: "06:00")
      scene.see(0, 0, at: "10:00")
      scene.see(550, 0, at: "10:03", source: source)
      scene.see(0, 0, at: "10:06")
      #expect(scene.story.contains { $0.contains("crossedProhibited") } == isCrossed, "\(source)")
    }
  }

  @Test func `Satellites that were said a day ago say nothing of now`() {
    var scene = Scene()
    scene.see(9_800, 0, at: "10:00")
    for minute in 0..<10 { scene.see(9_800, 0, at: "34:0\(minute)", source: .unknown) }
    for minute in 10..<20 { scene.see(10_200, 0, at: "34:\(minute)", source: .unknown) }
    #expect(scene.story == ["outOfZone raised 34:10 absenceWithoutLeave"])
  }

  @Test func `A flight that takes as long as flights take is believed, a faster one is not`() {
    for (hours, isBelieved) in [(3, true), (1, false)] {
      var scene = Scene()
      for minute in 0..<4 { scene.see(0, 0, at: "10:0\(minute)") }
      scene.see(1_500_000, 0, at: "\(10 + hours):10")
      let expected =
        isBelieved
        ? "outOfZone raised \(10 + hours):10 absenceWithoutLeave"
        : "implausible raised \(10 + hours):10 impossibleJourney"
      #expect(scene.story == [expected])
    }
  }

  @Test func `Each fix of a flight in a window seat is a journey by itself`() {
    var scene = Scene()
    var east = 0.0
    for (minute, speed) in [0.0, 20, 60, 90, 150, 240, 240, 240, 240].enumerated() {
      east += speed * 60
      scene.see(east, 0, at: "10:0\(minute)")
    }
    #expect(!scene.story.contains { $0.hasPrefix("implausible") }, "\(scene.story)")
    #expect(scene.story.count == 1)
  }

  @Test func `A place to which no journey led is not believed the sooner for being told again`() {
    var scene = Scene()
    for minute in 0..<5 { scene.see(0, 0, at: "10:0\(minute)") }
    // After 20 minutes the journey would be possible; it began with one that was not.
    for minute in stride(from: 5, to: 34, by: 1) { scene.see(60_000, 0, at: "10:\(minute)") }
    scene.see(0, 0, at: "10:40")
    #expect(
      scene.story == [
        "implausible raised 10:05 impossibleJourney", "implausible ended 10:40 plausibleAgain",
      ]
    )
  }

  @Test func `0/0 and a frozen receiver say nothing of a place`() {
    var scene = Scene()
    for minute in stride(from: 0, to: 60, by: 5) {
      scene.see(0, 0, at: "10:\(minute)")
    }
    var fix = Fix(
      device: DeviceNumber(1),
      time: at("11:00"),
      coordinate: Coordinate(latitudeE7: 0, longitudeE7: 0),
      source: .gnss
    )
    scene.send(.fixes(scene.batch([fix], at("11:00"))))
    #expect(scene.story.isEmpty)
    // The same to the last digit for more than 30 minutes: the last word is of 10:25.
    scene.wait(until: "12:30")
    #expect(scene.evaluator.states[0].course.position?.time == at("10:25"))
    #expect(scene.evaluator.states[0].course.permitted.state == .unknown)
    fix.time = at("12:40")
    #expect(
      !scene.evaluator.states[0].heard.isFinite || scene.evaluator.states[0].heard > at("10:59")
    )
  }

  @Test func `A clock that is off is seen by the sender's, and its fixes decide nothing`() {
    for (hours, isJudged) in [(0, true), (-8, false), (-4_000, false)] as [(Int64, Bool)] {
      var scene = Scene()
      scene.see(0, 0, at: "10:00")
      var fix = Fix(
        device: DeviceNumber(1),
        time: at("20:00") + .hours(hours),
        coordinate: location(30_000, 0),
        source: .gnss
      )
      fix.ageMilliseconds = 30_000
      var batch = scene.batch([fix], at("20:01"))
      batch.datagrams[0].sentAt = at("20:00:30")
      scene.send(.fixes(batch))
      #expect(scene.story.isEmpty != isJudged, "\(hours) h")
    }
  }

  @Test func `Our own clock that goes back by hours, or leaps ahead, changes no decision`() {
    var scene = Scene()
    scene.see(0, 0, at: "12:00")
    scene.see(0, 0, at: "12:05", arriving: "09:00")
    scene.see(30_000, 0, at: "12:20", arriving: "09:01")
    scene.see(30_000, 0, at: "12:25", arriving: "20:00")
    scene.see(0, 0, at: "12:40", arriving: "12:40")
    #expect(
      scene.story == [
        "outOfZone raised 12:20 absenceWithoutLeave", "outOfZone ended 12:40 returned",
      ]
    )
    #expect(scene.output.transitions.allSatisfy { $0.knownAt >= at("12:00") })
  }

  @Test func `1,024 weeks behind is known without a word`() {
    var scene = Scene()
    scene.see(0, 0, at: "10:00")
    let fix = Fix(
      device: DeviceNumber(1),
      time: at("20:00") - .days(7 * 1_024),
      coordinate: location(30_000, 0),
      source: .gnss
    )
    scene.send(.fixes(scene.batch([fix], at("20:01"))))
    #expect(scene.story.isEmpty)
  }
}

/// Legs between two fixes that lead through a prohibited zone.
@Suite struct `Legs` {
  /// Drives past or through a port of 1,200 metres between 10:00 and 10:01.
  private func drive(_ north: Double, half: Double = 600, seconds: Int = 60) -> Scene {
    var scene = Scene()
    scene.record(
      [.zone(zone("port", square(500, 0, half), .prohibited, for: .everyone))],
      at: "06:00"
    )
    for (index, east) in [-500.0, 1_500].enumerated() {
      let time = "10:00:\(index * seconds)"
      var fix = Fix(
        device: DeviceNumber(1),
        time: at(time),
        coordinate: location(east, north),
        source: .gnss
      )
      fix.accuracyDecimeters = 80
      scene.send(.fixes(scene.batch([fix], at(time))))
    }
    return scene
  }

  @Test func `A zone crossed between two fixes is an alert with the estimated time`() {
    let scene = drive(0)
    #expect(
      scene.story == [
        "prohibitedZone port raised 10:00:12.0 crossedProhibited",
        "prohibitedZone port ended 10:00:48.0 left",
      ]
    )
  }

  @Test func `A way past it, through a corner of it, or of too long a time is none`() {
    #expect(drive(700).story.isEmpty)
    #expect(drive(350).story.isEmpty)
    #expect(drive(0, seconds: 400).story.isEmpty)
    #expect(drive(0, half: 30).story.isEmpty)
  }
}
