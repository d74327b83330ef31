import GeoCore
import Testing

/// What a change of zones, permits, schedules or assignments does to what is known already.
///
/// Oracle: clock readings worked out by hand.
@Suite struct `Changes of the rules` {
  private let port = RegistryFact.zone(
    zone("port", square(0, 0, 500), .prohibited, for: .everyone)
  )

  /// Twice seen at a place, at 10:00 and 10:05.
  private func seen(_ east: Double, _ north: Double, grade: GradeID = "standard") -> Scene {
    var scene = Scene(grade: grade)
    scene.see(east, north, at: "10:00")
    scene.see(east, north, at: "10:05")
    return scene
  }

  @Test func `A zone made around a subject that is outside ends the alert`() {
    var scene = seen(30_000, 0)
    scene.record([.zone(zone("work", square(30_000, 0, 500)))], at: "10:30")
    #expect(
      scene.story == [
        "outOfZone raised 10:00 absenceWithoutLeave", "outOfZone ended 10:30 rulesChanged",
      ]
    )
  }

  @Test func `So it does when the last known place is old by then, and known to be old`() {
    var scene = seen(30_000, 0)
    scene.wait(until: "13:00")
    scene.record([.zone(zone("work", square(30_000, 0, 500)))], at: "13:30")
    #expect(scene.story.last == "outOfZone ended 13:30 rulesChanged")
    #expect(scene.output.presences.last?.state == .unknown)
  }

  @Test func `A prohibited zone drawn around somebody raises at once, around an old place never`() {
    let risk = RegistryFact.zone(zone("risk", square(0, 0, 500), .prohibited, for: .everyone))
    var scene = seen(0, 0)
    scene.record([risk], at: "10:30")
    #expect(scene.story == ["prohibitedZone risk raised 10:30 enteredProhibited"])
    var stale = seen(0, 0)
    stale.record([risk], at: "12:30")
    #expect(stale.story.isEmpty)
  }

  @Test func `A prohibited zone that is taken away ends its alert`() {
    var scene = seen(0, 0)
    scene.record([.zone(zone("risk", square(0, 0, 500), .prohibited, for: .everyone))], at: "10:30")
    let row = scene.wholeRegistry.recorded.last { if case .zone = $0.fact { true } else { false } }
    scene.record([], superseding: row.map { [$0.number] } ?? [], at: "10:40")
    #expect(scene.story.last == "prohibitedZone risk ended 10:40 rulesChanged")
  }

  @Test func `A change that has nothing to do with a subject's place changes nothing`() {
    var scene = Scene()
    scene.record([port], at: "06:00")
    scene.see(0, 0, at: "10:00")
    scene.see(0, 0, at: "10:05")
    // One fix out of the port, then rules change elsewhere, then in again: one episode.
    scene.see(560, 0, at: "10:10")
    scene.record([.zone(zone("far", square(90_000, 0, 500)))], at: "10:12")
    scene.see(0, 0, at: "10:15")
    #expect(scene.story == ["prohibitedZone port raised 10:00 enteredProhibited"])
  }

  @Test func `A permit lets in from its start to its end`() {
    var scene = Scene()
    scene.record([port], at: "06:00")
    let permit = Permit(
      id: "P",
      subject: "A",
      zone: "port",
      period: Period(start: at("10:00"), end: at("11:00")),
      approver: ""
    )
    scene.record([.permit(permit)], at: "09:00")
    scene.see(0, 0, at: "10:40")
    scene.see(0, 0, at: "10:50")
    scene.wait(until: "11:30")
    #expect(scene.story == ["prohibitedZone port raised 11:00 enteredProhibited"])
  }

  @Test func `A curfew begins with its hour for who is out, and ends at home or with its hours`() {
    var scene = Scene()
    let home = zone("home", square(0, 0, 200), .permitted, .confines, schedule: daily(22, 6))
    scene.record([.zone(home)], at: "08:00")
    scene.see(3_000, 0, at: "21:30")
    scene.see(3_000, 0, at: "21:50")
    scene.wait(until: "22:05")
    scene.see(0, 0, at: "22:20")
    scene.see(0, 0, at: "22:40")
    scene.see(3_000, 0, at: "23:59")
    scene.see(3_000, 0, at: "24:01")
    for hour in 25..<30 { scene.see(3_000, 0, at: "\(hour):00") }
    scene.wait(until: "30:30")
    #expect(
      scene.story == [
        "curfew home raised 22:00 outsideConfinement", "curfew home ended 22:20 returned",
        "curfew home raised 23:59 outsideConfinement", "curfew home ended 30:00 rulesChanged",
      ]
    )
  }

  @Test func `A fix from before the hour that arrives after it neither ends nor doubles the alert`()
  {
    var scene = Scene()
    let home = zone("home", square(0, 0, 200), .permitted, .confines, schedule: daily(22, 6))
    scene.record([.zone(home)], at: "08:00")
    scene.see(3_000, 0, at: "21:30")
    scene.see(3_000, 0, at: "21:50")
    scene.wait(until: "22:00")
    scene.see(3_000, 0, at: "21:59", arriving: "22:00:05")
    scene.see(3_000, 0, at: "22:10")
    #expect(scene.story == ["curfew home raised 22:00 outsideConfinement"])
  }

  @Test func `A workplace after hours is outside; stored fixes from before tell it as of the hour`()
  {
    for isStored in [false, true] {
      var scene = Scene()
      let work = zone("work", square(30_000, 0, 500), schedule: daily(8, 18))
      scene.record([.zone(work)], at: "07:00")
      scene.see(0, 0, at: "17:00")
      let fixes = ["17:40", "17:50"]
      if isStored { scene.wait(until: "18:05") }
      for time in fixes { scene.see(30_000, 0, at: time, arriving: isStored ? "18:06" : time) }
      scene.wait(until: "18:10")
      #expect(scene.story == ["outOfZone raised 18:00 absenceWithoutLeave"])
    }
  }

  @Test func `An absence before a leave is told though it arrives during the leave`() {
    var scene = Scene(grade: "lenient")
    scene.see(0, 0, at: "09:00")
    scene.leave("12:00", "20:00", recorded: "08:00")
    scene.wait(until: "12:30")
    for minute in ["11:00", "11:10", "11:20"] {
      scene.see(20_000, 0, at: minute, arriving: "12:40")
    }
    #expect(
      scene.story == [
        "outOfZone raised 11:00 absenceWithoutLeave", "outOfZone ended 12:00 rulesChanged",
      ]
    )
  }

  @Test func `Without an extending zone nobody is outside`() {
    var scene = Scene(hasCounty: false)
    for hour in 7..<12 { scene.see(Double(hour) * 50_000, 0, at: "\(hour):00") }
    #expect(scene.story.isEmpty)
  }

  @Test func `The end of supervision ends every alert, and late reports open none`() {
    var scene = seen(30_000, 0)
    let rows = scene.wholeRegistry.recorded.filter {
      if case .subject = $0.fact { true } else { false }
    }
    scene.record([], superseding: rows.map(\.number), at: "10:30")
    scene.see(40_000, 0, at: "10:20", arriving: "10:40")
    scene.see(40_000, 0, at: "10:25", arriving: "10:41")
    #expect(scene.story.last == "outOfZone ended 10:30 supervisionEnded")
    #expect(scene.story.count == 2)
  }

  @Test func `A fresh wristband decides, and the phone fills its gaps`() {
    var scene = Scene()
    let band = DeviceAssignment(device: DeviceNumber(7), kind: .wristband, subject: "A")
    scene.record([.device(band)], at: "06:00")
    scene.see(0, 0, at: "10:00", device: 7)
    scene.see(30_000, 0, at: "10:10")
    scene.see(30_000, 0, at: "10:29")
    #expect(scene.story.isEmpty)
    scene.see(30_000, 0, at: "10:31")
    #expect(scene.story == ["outOfZone raised 10:31 absenceWithoutLeave"])
  }

  @Test func `A late fix is judged in its place; the same again is a duplicate`() throws {
    var scene = seen(0, 0)
    let time = at("10:05")
    let here = Fix(device: DeviceNumber(1), time: time, coordinate: location(0, 0), source: .gnss)
    var stored = here
    stored.flags.insert(.stored)
    let old = Fix(
      device: DeviceNumber(1),
      time: time - .seconds(1),
      coordinate: location(90_000, 0)
    )
    let stranger = Fix(device: DeviceNumber(99), time: time)
    var input = Input.fixes(scene.batch([stored, old, stranger], at("10:06")))
    scene.evaluator.evaluate(&input, into: &scene.output, past: &scene.past)
    guard case .fixes(let batch) = input else { throw CancellationError() }
    #expect(batch.outcomes == [.duplicate, .late, .unknownDevice])
    #expect(
      scene.story == [
        "implausible raised 10:04:59.0 impossibleJourney", "implausible ended 10:05 plausibleAgain",
      ]
    )
  }
}
