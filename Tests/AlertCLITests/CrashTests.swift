import Foundation
import Testing

/// The service killed with SIGKILL under load and started again on the same port and store.
///
/// Oracle: the generated file (who leaves, how many fixes there are), the replay of the input log, and
/// the duplicate check of the service: a fix that is in the store is refused as a duplicate.
extension EndToEnd {
  struct CrashTests {
    private static let devices = 500
    private static let rounds = 40

    @Test func `three kills under load lose no fix and double no alert`() throws {
      let seed = UInt64.random(in: 0...999_999)
      print("kill seed \(seed)")
      var random = SplitMix64(seed: seed)
      let site = try Site()
      try site.found(subjects: Self.devices)
      let file = try site.write("load.csv", Self.fixes(endingAt: now - 1_000))
      var server = try Server(site)
      let port = server.port
      let sender = try Running(
        site,
        [
          "send", file, "--to", server.address, "--key-file", site.key, "--speed", "max",
          "--per-datagram", "1", "--json",
        ]
      )
      var killsUnderLoad = 0
      for _ in 1...3 {
        usleep(UInt32.random(in: 100_000...500_000, using: &random))
        if sender.isRunning { killsUnderLoad += 1 }
        try server.kill()
        server = try Server(site, port: port)
      }
      let status = try sender.wait(seconds: 240)
      try #require(status == 0, "\(sender.error)")
      let sent = try #require(try Self.object(sender.output))
      let count = Self.devices * Self.rounds
      let told = ["kept", "late", "duplicate"].map { sent[$0] as? Int ?? 0 }.reduce(0, +)
      #expect(killsUnderLoad > 0)
      #expect(sent["fixes"] as? Int == count)
      #expect(sent["unacknowledged"] as? Int == 0)
      #expect(told == count, "\(sent)")

      // Who left is alerted about once, nobody else is.
      let alerts = try site.alerts()
      let leavers = (1...Self.devices).filter(Self.leaves).map { "S\($0)" }
      #expect(alerts.allSatisfy { $0["kind"] as? String == "outOfZone" })
      #expect(alerts.compactMap { $0["subject"] as? String }.sorted() == leavers.sorted())

      // Every fix is in the store: sent again under new counters, each one is a duplicate.
      let again = try site.send([file, "--speed", "max"], to: server)
      #expect(again["duplicate"] as? Int == count, "\(again)")

      // The log says the same as the live service said over its four lives.
      let listed = try site.succeed("alert", "list", "--json", "--facts").output
      #expect(try server.drain() == 0)
      #expect(try site.succeed("replay", "--json").output == listed)
      print("sent \(sent), kills under load \(killsUnderLoad)")
    }

    /// Every tenth subject leaves half way.
    private static func leaves(_ device: Int) -> Bool { device.isMultiple(of: 10) }

    private static func fixes(endingAt end: Int64) -> [Site.Fix] {
      (0..<rounds).flatMap { round in
        (1...devices).map { device in
          let isAway = leaves(device) && round >= rounds / 2
          let time = end - Int64(rounds - round) * 120_000 + Int64(device)
          return Site.Fix(time, device, isAway ? .outside : .inside)
        }
      }
    }

    private static func object(_ line: String) throws -> [String: Any]? {
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
  }
}
