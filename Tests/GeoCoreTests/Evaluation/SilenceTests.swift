import GeoCore
import Testing

/// Silence, escape, and whose silence it is.
///
/// Oracle: clock readings worked out by hand. `strict` is silent after 30 min and escaped after 6 h;
/// `standard` after 2 h and 24 h.
@Suite struct `Silence` {
  @Test func `It begins exactly when the grade's time is over, worsens, and ends with a report`() {
    var scene = Scene()
    scene.see(0, 0, at: "09:00:00.250", arriving: "09:00:00.750")
    scene.wait(until: "34:00")
    scene.heartbeat(at: "34:00")
    #expect(
      scene.silences.suffix(3) == [
        "silent raised 11:00:0.75 noReport", "silent worsened 33:00:0.75 escape",
        "silent ended 34:00 reported",
      ]
    )
  }

  @Test func `After an escape the next silence is noticed too`() {
    var scene = Scene(grade: "strict")
    scene.leave("80:00", "90:00", recorded: "06:00")
    scene.wait(until: "20:00")
    scene.heartbeat(at: "20:00")
    scene.wait(until: "21:00")
    #expect(scene.silences.last == "silent raised 20:30 noReport")
  }

  @Test func `Heartbeats, mocked and repeated positions are reports and decide nothing of a zone`()
  {
    var scene = Scene(grade: "strict")
    scene.see(0, 0, at: "06:10")
    for minute in stride(from: 20, to: 60, by: 4) {
      scene.see(50_000, 0, at: "06:\(minute)", flags: minute % 8 == 0 ? .mock : .noFix)
      scene.heartbeat(at: "06:\(minute + 1)")
    }
    #expect(scene.output.transitions.map(\.sentence) == ["implausible raised 06:24 mockLocation"])
  }

  @Test func `A stricter grade makes a long silence an alert as of the change`() {
    var scene = Scene(grade: "lenient")
    scene.regrade("A", "strict", at: "09:10")
    #expect(scene.silences == ["silent raised 09:10 noReport"])
  }

  @Test func `A grade that changes on a day to come takes hold on that day`() {
    var scene = Scene(grade: "lenient")
    let rows = scene.wholeRegistry.recorded.filter {
      if case .subject = $0.fact { true } else { false }
    }
    let until = Period(start: at("06:00"), end: at("09:10"))
    let later = rows.flatMap { row in
      [
        RegistryRow(number: 100, effective: until, fact: row.fact),
        RegistryRow(
          number: 101,
          effective: Period(start: at("09:10"), end: .distantFuture),
          fact: .subject(Subject(id: "A", name: "", jurisdiction: "county", grade: "strict"))
        ),
      ]
    }
    let change = RegistryChange(revision: 100, superseded: rows.map(\.number), recorded: later)
    scene.send(.registry(change, at: at("07:00")))
    scene.wait(until: "10:00")
    #expect(scene.silences == ["silent raised 09:10 noReport"])
  }

  @Test func `Who gets a device later is not silent for the time before`() {
    var scene = Scene()
    scene.record(
      [.subject(Subject(id: "B", name: "", jurisdiction: "county", grade: "standard"))],
      at: "06:00"
    )
    scene.heartbeat(at: "07:50")
    scene.heartbeat(at: "09:40")
    scene.record(
      [.device(DeviceAssignment(device: DeviceNumber(2), kind: .phone, subject: "B"))],
      at: "10:00"
    )
    scene.heartbeat(at: "10:30")
    scene.wait(until: "12:00")
    #expect(scene.silences == ["silent raised 12:00 noReport"])
  }

  @Test func `Our own pause is nobody's silence, counted once`() {
    var scene = Scene()
    scene.enrol("B", device: 2, grade: "standard", at: "06:00")
    scene.heartbeat(at: "07:00")
    scene.heartbeat(at: "07:00", device: 2)
    scene.send(.resumed(since: at("07:10"), at: at("12:10")))
    for minute in stride(from: 10, to: 120, by: 10) {
      scene.heartbeat(at: "\(12 + minute / 60):\(minute % 60)", device: 2)
    }
    scene.wait(until: "13:59:59.999")
    #expect(scene.silences.isEmpty)
    scene.wait(until: "14:00")
    #expect(scene.silences == ["silent raised 14:00 noReport"])
  }

  @Test func `A silence from before our pause keeps its time`() {
    var scene = Scene()
    scene.send(.resumed(since: at("08:30"), at: at("12:30")))
    #expect(scene.silences == ["silent raised 08:00 noReport"])
  }

  @Test func `A pause during a silence does not make a second one of it`() {
    var scene = Scene(grade: "strict")
    scene.wait(until: "07:00")
    scene.send(.resumed(since: at("07:00"), at: at("10:00")))
    scene.wait(until: "16:00")
    #expect(
      scene.silences == ["silent raised 06:30 noReport", "silent worsened 15:00 escape"]
    )
  }

  @Test func `The silence of a gateway is not its subjects'`() {
    var scene = Scene(grade: "strict")
    scene.enrol("B", device: 2, grade: "strict", at: "06:00")
    for minute in 10..<20 {
      scene.heartbeat(at: "06:\(minute)")
      scene.heartbeat(at: "06:\(minute):30", device: 2)
    }
    scene.wait(until: "08:00")
    #expect(scene.silences.isEmpty)
    // The gateway is back with B alone: A's clock goes on where it stood, at 30 s of silence.
    scene.heartbeat(at: "08:00", device: 2)
    for minute in 1..<40 { scene.heartbeat(at: "08:\(minute < 10 ? "0" : "")\(minute)", device: 2) }
    #expect(scene.silences == ["silent raised 08:29:30.0 noReport"])
  }

  @Test func `One who goes dark behind a gateway is missed though the other reports seldom`() {
    var scene = Scene()
    scene.enrol("B", device: 2, grade: "standard", at: "06:00")
    for quarter in 1..<20 {
      let hour = 6 + quarter / 4
      scene.heartbeat(at: "\(hour):\(quarter % 4 * 15):03", device: 2)
    }
    #expect(scene.silences == ["silent raised 08:00 noReport"])
  }

  @Test func `Who is no longer supervised is not silent, and begins anew when it is again`() {
    var scene = Scene()
    scene.wait(until: "08:30")
    let rows = scene.wholeRegistry.recorded.filter {
      if case .subject = $0.fact { true } else { false }
    }
    scene.record([], superseding: rows.map(\.number), at: "09:00")
    scene.wait(until: "12:00")
    scene.regrade("A", "standard", at: "12:00")
    scene.wait(until: "14:00")
    #expect(
      scene.silences == [
        "silent raised 08:00 noReport", "silent ended 09:00 supervisionEnded",
        "silent raised 14:00 noReport",
      ]
    )
  }
}
