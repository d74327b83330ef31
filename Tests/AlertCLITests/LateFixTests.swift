import Foundation
import Testing

/// Fixes that come late over a real socket: what was decided is decided anew, and operators are told.
///
/// Oracle: the same fixes in order of time, sent to a second centre.
extension EndToEnd {
  @Suite struct LateFixTests {
    private let site: Site
    private let now: Int64

    init() throws {
      site = try Site()
      try site.found(subjects: 1)
      now = Int64(Date().timeIntervalSince1970 * 1_000)
    }

    /// Minutes ago, inside or outside.
    private func fix(_ minutes: Int64, _ place: Site.Place) -> Site.Fix {
      Site.Fix(now - minutes * 60_000, 1, place)
    }

    /// What is not withdrawn: when it began and ended, and what it is.
    private func truth(_ site: Site) throws -> [String] {
      try site.alerts().filter { $0["withdrawnAt"] is NSNull && $0["kind"] as? String != "silent" }
        .map { "\($0["kind"] ?? "") \($0["began"] ?? "") \($0["ended"] ?? "")" }.sorted()
    }

    @Test func `a late batch dates back, parts and withdraws, whatever the order and the restarts`()
      throws
    {
      let bursts = [
        [fix(100, .inside), fix(95, .inside), fix(10, .outside), fix(9, .outside)],
        [fix(40, .outside), fix(39, .outside)],
        [fix(25, .inside), fix(24, .inside)],
        [fix(40, .outside), fix(25, .inside)],
        [fix(60, .outside), fix(8, .inside)],
      ]
      var server = try Server(site)
      for burst in bursts {
        try site.send(burst, to: server)
        // Killed without a word: what was acknowledged is known again.
        server.running.signal(SIGKILL)
        _ = try server.running.wait(seconds: 20)
        server = try Server(site)
      }
      let late = try truth(site)
      let other = try Site()
      try other.found(subjects: 1)
      let punctual = try Server(other)
      let ordered = Set(bursts.joined().map(\.time)).sorted().map { time in
        bursts.joined().first { $0.time == time }
      }
      for fix in ordered.compactMap({ $0 }) { try other.send([fix], to: punctual) }
      #expect(try truth(other) == late)
      #expect(late.count == 2)

      // One alert was shown that is not so: it says why, and stays. Another one came back.
      let withdrawn = try site.alerts().filter { !($0["withdrawnAt"] is NSNull) }
      #expect(withdrawn.count == 1)
      #expect(withdrawn.allSatisfy { $0["endReason"] as? String == "otherBeginning" })
      #expect(withdrawn.allSatisfy { $0["state"] as? String == "open" })
      let said = try site.succeed("watch", "--after", "0", "--once").output
      #expect(said.contains("fixes that came late show another beginning"))
      #expect(said.contains("stands after all"))

      // The log leads to the same bytes.
      let listed = try site.succeed("alert", "list", "--json", "--facts").output
      #expect(try site.succeed("replay", "--json").output == listed)
      #expect(try server.drain() == 0)
      #expect(try punctual.drain() == 0)
    }
  }
}
