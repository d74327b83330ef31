// What: whether a subject was permitted to be at a place, as a track shows it. Oracle: stories told by
// hand in a county of 20 km, with places in metres east and north of its middle.

import Testing

@testable import GeoCore

@Suite struct PermittedTests {
  /// Whether A was permitted at a place and time, by the registry of a scene.
  private func permitted(
    _ scene: Scene,
    _ east: Double,
    _ north: Double,
    _ time: String,
    of id: SubjectID = "A"
  ) throws -> Bool? {
    var registry = Registry()
    _ = registry.apply(scene.wholeRegistry)
    let place = try #require(location(east, north))
    return registry.standing(of: id, at: place, when: at(time)).isPermitted
  }

  @Test func `inside the county is permitted, outside is not`() throws {
    let scene = Scene()
    #expect(try permitted(scene, 0, 0, "08:00") == true)
    #expect(try permitted(scene, 9_999, 0, "08:00") == true)
    #expect(try permitted(scene, 10_001, 0, "08:00") == false)
  }

  @Test func `before supervision began, and of strangers, nothing is said`() throws {
    #expect(try permitted(Scene(), 0, 0, "05:59") == nil)
    #expect(try permitted(Scene(), 0, 0, "08:00", of: "B") == nil)
    #expect(try permitted(Scene(hasCounty: false), 0, 0, "08:00") == nil)
  }

  @Test func `a leave permits its destination and any way there, until its end and grace`() throws {
    var scene = Scene()
    scene.record([.zone(zone("city", square(60_000, 0, 2_000), for: .leaves))], at: "07:00")
    scene.leave("09:00", "18:00", to: "city", recorded: "07:30")
    #expect(try permitted(scene, 60_000, 0, "08:59") == false)
    #expect(try permitted(scene, 60_000, 0, "09:00") == true)
    #expect(try permitted(scene, 30_000, 0, "12:00") == true)
    #expect(try permitted(scene, -90_000, 0, "12:00") == false)
    #expect(try permitted(scene, 0, 0, "12:00") == true)
    // Standard grace is 30 minutes.
    #expect(try permitted(scene, 60_000, 0, "18:29:59") == true)
    #expect(try permitted(scene, 60_000, 0, "18:30") == false)
  }

  @Test func `a leave that was called off or reported back from permits nothing more`() throws {
    for isCancelled in [true, false] {
      var scene = Scene()
      scene.leave(
        "09:00",
        "18:00",
        reportedBack: isCancelled ? nil : "12:00",
        cancelled: isCancelled ? "12:00" : nil,
        recorded: "07:30"
      )
      #expect(try permitted(scene, 60_000, 0, "11:59") == true)
      #expect(try permitted(scene, 60_000, 0, "12:00") == false)
    }
  }

  @Test func `prohibited beats permitted, and a permit opens it`() throws {
    var scene = Scene()
    let airport = zone("airport", square(5_000, 0, 500), .prohibited, for: .everyone)
    let victim = zone("victim", square(-5_000, 0, 500), .prohibited)
    scene.record([.zone(airport), .zone(victim)], at: "07:00")
    let permit = Permit(
      id: "P",
      subject: "A",
      zone: "airport",
      period: Period(start: at("09:00"), end: at("10:00")),
      approver: ""
    )
    scene.record([.permit(permit)], at: "08:00")
    #expect(try permitted(scene, 5_000, 0, "08:30") == false)
    #expect(try permitted(scene, 5_000, 0, "09:30") == true)
    #expect(try permitted(scene, -5_000, 0, "09:30") == false)
    #expect(try permitted(scene, 0, 0, "09:30") == true)
  }

  @Test func `in the hours of a curfew only the home is permitted`() throws {
    var scene = Scene()
    let home = zone("home", square(0, 0, 100), .permitted, .confines, schedule: daily(22, 6))
    scene.record([.zone(home)], at: "07:00")
    #expect(try permitted(scene, 5_000, 0, "21:59") == true)
    #expect(try permitted(scene, 5_000, 0, "22:00") == false)
    #expect(try permitted(scene, 50, 0, "22:00") == true)
  }
}
