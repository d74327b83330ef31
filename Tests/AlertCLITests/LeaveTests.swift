import Foundation
import Testing

/// Leaves on a real clock: a leave that ends in two seconds, its subject away and the device off.
///
/// Oracle: arithmetic. The overstay begins at the end and the grace, to the millisecond; it is raised
/// within the second that the issue states; its position is that of the last fix sent.
extension EndToEnd {
  struct LeaveTests {
    private let site: Site
    private let server: Server
    private let end: Int64
    private let last: Int64

    /// S1 is on a leave that ends in two seconds, was last seen outside ten minutes ago.
    init() throws {
      site = try Site()
      try site.found()
      try site.succeed("grade", "set", "standard", "--grace", "1s", "--report-back", "1s")
      server = try Server(site)
      let start = now
      last = start - 600_000
      end = start + 3_000
      try site.succeed(
        "leave",
        "grant",
        "L1",
        "--subject",
        "S1",
        "--start",
        iso(start - 3_600_000),
        "--end",
        iso(end),
        "--reason",
        "探亲",
        "--approver",
        "王",
        "--level",
        "office"
      )
      try site.send(
        [
          Site.Fix(start - 4_000_000, 1, .inside), Site.Fix(start - 3_900_000, 1, .inside),
          Site.Fix(last - 60_000, 1, .outside), Site.Fix(last, 1, .outside),
        ],
        to: server
      )
      try #require(now < end, "this machine is too slow for a leave of three seconds")
    }

    private func overstay() throws -> [String: Any]? {
      try site.alerts("--kind", "leaveOverstay").first
    }

    @Test func `the clock raises an overstay at the end and the grace, with the last position`()
      throws
    {
      try poll(seconds: 20, "the overstay") { try overstay() != nil }
      let alert = try #require(try overstay())
      let (began, raised) = (end + 1_000, try milliseconds(alert["raisedAt"]))
      #expect(try milliseconds(alert["began"]) == began)
      #expect((began...began + 1_000).contains(raised), "raised \(raised - began) ms after")
      #expect(alert["cause"] as? String == "L1")
      let position = try #require(alert["position"] as? [String: Any])
      #expect(position["latitude"] as? Double == Site.Place.outside.latitude)
      #expect(position["longitude"] as? Double == Site.Place.outside.longitude)
      #expect(try milliseconds(position["time"]) == last)
      #expect(try site.alerts().count == 1)
      let listed = try site.succeed("alert", "list", "--json", "--facts").output
      #expect(try site.succeed("replay", "--json").output == listed)
    }

    @Test func `an extension ends the overstay and says so`() throws {
      try poll(seconds: 20, "the overstay") { try overstay() != nil }
      try site.succeed(
        "leave",
        "extend",
        "L1",
        "--end",
        iso(now + 3_600_000),
        "--approver",
        "王",
        "--level",
        "office"
      )
      try poll(seconds: 20, "its end") { try overstay()?["ended"] is String }
      #expect(try overstay()?["endReason"] as? String == "leaveExtended")
      #expect(try site.alerts().count == 1)
    }

    @Test func `a cancellation ends the overstay, and the absence is without leave from then on`()
      throws
    {
      try poll(seconds: 20, "the overstay") { try overstay() != nil }
      try site.succeed("leave", "cancel", "L1")
      try poll(seconds: 20, "its end") { try overstay()?["ended"] is String }
      #expect(try overstay()?["endReason"] as? String == "leaveCancelled")
      try poll(seconds: 20, "the absence") { try !site.alerts("--kind", "outOfZone").isEmpty }
      let alert = try #require(try site.alerts("--kind", "outOfZone").first)
      #expect(alert["reason"] as? String == "absenceWithoutLeave")
    }

    @Test func `the return ends the overstay; the report back is missed and then made`() throws {
      try poll(seconds: 20, "the overstay") { try overstay() != nil }
      let back = now
      try site.send([Site.Fix(back - 1, 1, .inside), Site.Fix(back, 1, .inside)], to: server)
      try poll(seconds: 20, "its end") { try overstay()?["ended"] is String }
      #expect(try overstay()?["endReason"] as? String == "returned")
      #expect(try milliseconds(try overstay()?["ended"]) == back - 1)
      func missing() throws -> [String: Any]? {
        try site.alerts("--kind", "reportBackMissing").first
      }
      try poll(seconds: 20, "the missing report back") { try missing() != nil }
      #expect(try milliseconds(try missing()?["began"]) == back - 1 + 1_000)
      try site.succeed("leave", "report-back", "L1")
      try poll(seconds: 20, "its end") { try missing()?["ended"] is String }
      #expect(try missing()?["endReason"] as? String == "reportedBack")
      #expect(try site.alerts().count == 2)
      #expect(try site.succeed("leave", "show", "L1").output.contains("reported back"))
    }

    @Test func `a deadline that passed while the service was down fires at its start`() throws {
      try server.kill()
      try poll(seconds: 20, "the deadline") { now > end + 1_500 }
      let again = try Server(site)
      let started = now
      try poll(seconds: 20, "the overstay") { try overstay() != nil }
      let (began, raised) = try (
        milliseconds(overstay()?["began"]), milliseconds(overstay()?["raisedAt"])
      )
      #expect(began == end + 1_000)
      #expect(raised <= started + 1_000)
      #expect(try again.drain() == 0)
    }
  }
}
