import Foundation
import Testing

/// Changes of the registry while the service runs.
///
/// Oracle: the change itself, and the second: what is raised or ended by a command is known
/// within one second of the command's return.
extension EndToEnd {
  struct LiveChangeTests {
    private let site: Site
    private let server: Server

    init() throws {
      site = try Site()
      try site.found()
      server = try Server(site)
    }

    /// Sends three fixes of S1, the last of them now.
    private func place(_ place: Site.Place) throws {
      let time = now
      try site.send([-2_000, -1_000, 0].map { Site.Fix(time + $0, 1, place) }, to: server)
    }

    /// Waits for the first step of a kind and expects that it was known within a second of `returned`.
    @discardableResult
    private func step(
      _ step: String,
      _ kind: String,
      since returned: Int64,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [String: Any] {
      var found: [String: Any]?
      try poll(seconds: 20, "\(kind) \(step)", sourceLocation: sourceLocation) {
        found = try site.run(["watch", "--once", "--json", "--kind", kind]).objects.first {
          $0["step"] as? String == step
        }
        return found != nil
      }
      let known = try milliseconds(found?["knownAt"])
      #expect(known <= returned + 1_000, "\(known - returned) ms", sourceLocation: sourceLocation)
      return try #require(found)
    }

    @Test func `a prohibited zone drawn around somebody alerts at once`() throws {
      try place(.inside)
      #expect(try site.alerts().isEmpty)
      let zone = site.square(
        "airport",
        role: "prohibited",
        for: "everyone",
        25.54,
        112.04,
        25.56,
        112.06
      )
      try site.succeed("zone", "import", site.write("airport.geojson", zone), "--crs", "wgs84")
      let alert = try step("raised", "prohibitedZone", since: now)
      #expect(alert["cause"] as? String == "airport")
      try site.succeed("zone", "remove", "airport")
      try step("ended", "prohibitedZone", since: now)
    }

    @Test func `a leave cancelled while its subject is away alerts at once`() throws {
      try site.succeed(
        "leave",
        "grant",
        "L1",
        "--subject",
        "S1",
        "--start",
        iso(now - 3_600_000),
        "--end",
        iso(now + 3_600_000),
        "--reason",
        "探亲",
        "--approver",
        "王",
        "--level",
        "office"
      )
      try place(.outside)
      #expect(try site.alerts().isEmpty)
      try site.succeed("leave", "cancel", "L1")
      let alert = try step("raised", "outOfZone", since: now)
      #expect(alert["reason"] as? String == "absenceWithoutLeave")
    }

    @Test func `a grade made stricter alerts at once of who is silent by it already`() throws {
      try place(.inside)
      let heard = now
      try poll(seconds: 20, "three seconds of silence") { now > heard + 3_000 }
      #expect(try site.alerts().isEmpty)
      try site.succeed("grade", "set", "standard", "--silent", "2s", "--report", "1s")
      let alert = try step("raised", "silent", since: now)
      #expect(try milliseconds(alert["began"]) > heard)
      // Reporting again ends it.
      try place(.inside)
      try step("ended", "silent", since: now)
    }

    @Test func `a permitted zone drawn around who is outside ends the alert at once`() throws {
      try place(.outside)
      #expect(try site.alerts("--kind", "outOfZone").count == 1)
      let zone = site.square(
        "work",
        role: "permitted",
        for: "subject:S1",
        25.5,
        112.12,
        25.6,
        112.14
      )
      try site.succeed("zone", "import", site.write("work.geojson", zone), "--crs", "wgs84")
      try step("ended", "outOfZone", since: now)
      #expect(try site.alerts("--kind", "outOfZone").count == 1)
    }

    @Test func `nobody is silent or escaped at the moment of being registered`() throws {
      #expect(try site.alerts().isEmpty)
      let people = try site.text("subjects.csv") + "S2,人2,O,strict\n"
      try site.succeed("subject", "import", site.write("more.csv", people))
      try site.succeed("device", "assign", "2", "--subject", "S2", "--kind", "phone")
      try site.send([Site.Fix(now, 2, .inside)], to: server)
      #expect(try site.alerts().isEmpty)
      let replayed = try site.succeed("replay", "--json").output
      #expect(replayed.isEmpty)
    }
  }
}
