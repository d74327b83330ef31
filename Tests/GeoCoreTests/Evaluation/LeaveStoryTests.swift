import GeoCore
import Testing

/// What becomes of leaves, told as clock readings.
///
/// Oracle: the sentences of docs/DOMAIN and of the implementing measures, read by hand. The grade is
/// `lenient`: silent after 12 h, 30 minutes' grace, report back within 24 h.
@Suite struct `Stories of leaves` {
  /// On leave from 10:00 to 18:00, away from the county since 10:30.
  private func away(lastSeen: String = "16:00") -> Scene {
    var scene = Scene(grade: "lenient")
    scene.see(0, 0, at: "09:00")
    scene.leave("10:00", "18:00", recorded: "09:30")
    scene.see(0, 0, at: "10:00")
    scene.see(30_000, 0, at: "10:30")
    scene.see(40_000, 0, at: lastSeen)
    return scene
  }

  @Test func `An overstay begins to the millisecond at the end of the grace, without a fix`() throws
  {
    var scene = away()
    scene.wait(until: "18:29:59.999")
    #expect(scene.story.isEmpty)
    scene.wait(until: "18:40")
    #expect(scene.story == ["leaveOverstay L raised 18:30 leaveOver"])
    let raised = try #require(scene.output.transitions.first)
    #expect(raised.alert.began == at("18:30:00.000") && raised.position?.time == at("16:00"))
  }

  @Test func `One fix away is enough for an overstay, far or near`() {
    for east in [40_000.0, 10_200] {
      var scene = Scene(grade: "lenient")
      scene.see(0, 0, at: "09:00")
      scene.leave("10:00", "18:00", recorded: "09:30")
      scene.see(east, 0, at: "16:00")
      scene.wait(until: "18:40")
      #expect(scene.story == ["leaveOverstay L raised 18:30 leaveOver"])
    }
  }

  @Test func `Who never left, or was never seen, cannot overstay`() {
    for isSeen in [true, false] {
      var scene = Scene(grade: "lenient")
      if isSeen { scene.see(0, 0, at: "09:00") }
      scene.leave("10:00", "18:00", recorded: "09:30")
      scene.wait(until: "20:00")
      #expect(scene.story.isEmpty)
    }
  }

  @Test func `A subject without an execution area cannot overstay`() {
    var scene = Scene(grade: "lenient", hasCounty: false)
    scene.see(0, 0, at: "09:00")
    scene.leave("10:00", "18:00", recorded: "09:30")
    scene.see(90_000, 0, at: "16:00")
    scene.see(90_000, 0, at: "16:10")
    scene.wait(until: "19:00")
    #expect(scene.story.isEmpty)
  }

  @Test func `An overstay ends when the return is decided, as of its first fix`() {
    var scene = away()
    scene.wait(until: "18:40")
    scene.see(9_960, 0, at: "19:00")
    #expect(scene.story.count == 1)
    scene.see(0, 0, at: "19:05")
    #expect(scene.story.last == "leaveOverstay L ended 19:00 returned")
  }

  @Test func `A return in time that arrives late withdraws the overstay`() {
    var scene = away()
    scene.wait(until: "18:40")
    scene.see(0, 0, at: "18:10", arriving: "18:45")
    scene.see(0, 0, at: "18:20", arriving: "18:46")
    #expect(scene.story.last == "leaveOverstay L withdrawn 18:30 returnedInTime")
  }

  @Test func `Stored fixes that show an absence all along raise the overstay as of its time`() {
    var scene = Scene(grade: "lenient")
    scene.see(0, 0, at: "09:00")
    scene.leave("10:00", "18:00", recorded: "09:30")
    scene.wait(until: "19:00")
    #expect(scene.story.isEmpty)
    scene.see(20_000, 0, at: "17:00", arriving: "19:00")
    scene.see(20_000, 0, at: "17:05", arriving: "19:01")
    #expect(scene.story == ["leaveOverstay L raised 18:30 leaveOver"])
  }

  @Test func `An extension ends an overstay, and a new one begins at the new deadline`() {
    var scene = away()
    scene.wait(until: "19:00")
    scene.leave("10:00", "20:00", recorded: "19:00")
    scene.wait(until: "21:00")
    #expect(
      scene.story == [
        "leaveOverstay L raised 18:30 leaveOver",
        "leaveOverstay L ended 19:00 leaveExtended",
        "leaveOverstay L raised 20:30 leaveOver",
      ]
    )
  }

  @Test func `A cancellation ends an overstay; who is away is then absent from there`() {
    var scene = away(lastSeen: "18:20")
    scene.wait(until: "19:00")
    scene.leave("10:00", "18:00", cancelled: "19:00", recorded: "19:00")
    #expect(
      scene.story == [
        "leaveOverstay L raised 18:30 leaveOver",
        "leaveOverstay L ended 19:00 leaveCancelled",
        "outOfZone raised 19:00 absenceWithoutLeave",
      ]
    )
  }

  @Test func `A leave cancelled while its subject is away raises an absence as of then`() {
    var scene = away()
    scene.leave("10:00", "18:00", cancelled: "16:20", recorded: "16:30")
    #expect(scene.story == ["outOfZone raised 16:20 absenceWithoutLeave"])
  }

  @Test func `A leave that is struck from the registry takes its overstay with it`() {
    var scene = away(lastSeen: "18:20")
    scene.wait(until: "19:00")
    let rows = scene.wholeRegistry.recorded.filter {
      if case .leave = $0.fact { true } else { false }
    }
    scene.record([], superseding: rows.map(\.number), at: "19:00")
    #expect(scene.story.prefix(2).last == "leaveOverstay L ended 19:00 leaveCancelled")
  }

  @Test func `During an overstay no absence is raised beside it`() {
    var scene = away()
    scene.wait(until: "18:40")
    for minute in 41..<59 { scene.see(40_000, 0, at: "18:\(minute)") }
    #expect(scene.story == ["leaveOverstay L raised 18:30 leaveOver"])
  }

  @Test func `During the grace nothing is raised, wherever the subject is`() {
    var scene = away(lastSeen: "17:59")
    for minute in 10..<30 { scene.see(40_000, 0, at: "18:\(minute)") }
    #expect(scene.story.isEmpty)
  }

  @Test func `A leave that follows at once carries on: no overstay between the two`() {
    var scene = away(lastSeen: "17:30")
    scene.leave(id: "M", "18:00", "20:00", recorded: "17:40")
    scene.see(40_000, 0, at: "18:20")
    scene.see(40_000, 0, at: "18:40")
    scene.wait(until: "20:40")
    #expect(scene.story == ["leaveOverstay M raised 20:30 leaveOver"])
  }

  @Test func `A leave granted afterwards for an absence ends the alert about it`() {
    var scene = Scene()
    scene.see(0, 0, at: "09:00")
    scene.see(30_000, 0, at: "10:30")
    scene.leave("10:00", "18:00", recorded: "10:40")
    #expect(
      scene.story == [
        "outOfZone raised 10:30 absenceWithoutLeave", "outOfZone ended 10:30 rulesChanged",
      ]
    )
  }

  @Test func `A report back alone ends no leave; with the return it does`() {
    var scene = away(lastSeen: "14:00")
    scene.leave("10:00", "18:00", reportedBack: "14:10", recorded: "14:10")
    scene.see(40_000, 0, at: "14:20")
    #expect(scene.story.isEmpty)
    scene.see(0, 0, at: "15:00")
    scene.see(0, 0, at: "15:10")
    scene.see(40_000, 0, at: "16:00")
    #expect(scene.story == ["outOfZone raised 16:00 absenceWithoutLeave"])
  }

  @Test(arguments: ["12:00", "17:00", "19:00"])
  func `A report back falls due a day after the return, not before the end of the grace`(
    back: String
  ) {
    var scene = away(lastSeen: "11:00")
    scene.wait(until: back)
    scene.see(0, 0, at: back)
    scene.see(0, 0, at: back + ":30")
    scene.wait(until: "41:00")
    let expected = max(at("18:30"), at(back) + .hours(24))
    for hour in 42..<45 { scene.heartbeat(at: "\(hour):45") }
    let raised = scene.output.transitions.filter {
      $0.alert.kind == .reportBackMissing && $0.step == .raised
    }
    #expect(raised.map(\.alert.began) == [expected])
    scene.leave("10:00", "18:00", reportedBack: "45:00", recorded: "45:00")
    #expect(scene.story.last == "reportBackMissing L ended 45:00 reportedBack")
  }

  @Test func `Off the destination and off the way there is reported, and on them it is not`() {
    var scene = Scene(grade: "lenient")
    scene.record([.zone(zone("D", square(100_000, 0, 5_000), for: .leaves))], at: "08:00")
    scene.see(0, 0, at: "09:00")
    scene.leave("10:00", "30:00", to: "D", recorded: "09:30")
    scene.see(60_000, 1_000, at: "11:00")
    scene.see(100_000, 0, at: "12:00")
    #expect(scene.story.isEmpty)
    scene.see(60_000, 90_000, at: "14:00")
    #expect(scene.story == ["outOfZone raised 14:00 offDestination"])
  }

  @Test func `A curfew is suspended during a leave`() {
    var scene = Scene(grade: "lenient")
    let home = zone("home", square(0, 0, 200), .permitted, .confines, schedule: daily(22, 6))
    scene.record([.zone(home)], at: "08:00")
    scene.leave("10:00", "30:00", recorded: "09:30")
    scene.see(30_000, 0, at: "21:50")
    scene.see(30_000, 0, at: "22:10")
    scene.see(30_000, 0, at: "22:20")
    #expect(scene.story.isEmpty)
  }
}
