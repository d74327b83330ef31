import Foundation
import Testing

/// How a service begins and ends, and what it tells the engineer of a gateway.
///
/// Oracle: the sentences, and datagrams that are wrong in one known way each.
extension EndToEnd {
  struct ServiceLifeTests {
    private let site: Site

    init() throws {
      site = try Site()
      try site.found()
    }

    @Test func `a second service on the same data is refused, and the first goes on`() throws {
      let server = try Server(site)
      let second = try site.run(["serve", "--listen", "127.0.0.1:0"])
      #expect(second.status == 69)
      #expect(second.error.contains("another fenceline serves"))
      try site.send([Site.Fix(now, 1, .inside)], to: server)
      try server.kill()
      // The kernel lets go of the lock with the process.
      let third = try Server(site)
      #expect(try third.drain() == 0)
    }

    @Test func `a port in use is refused in one sentence`() throws {
      let server = try Server(site)
      let other = ["serve", "--data", site.path("other"), "--listen", server.address]
      let refused = try site.run(other)
      #expect(refused.status == 69)
      #expect(refused.error.split(separator: "\n").count == 1)
      #expect(refused.error.contains("is in use"))
      #expect(try site.run(other, language: "zh").error.contains("占用"))
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal drains: what was sent is acknowledged, and the exit code is 0`(signal: Int32)
      throws
    {
      let server = try Server(site)
      let fixes = (0..<2_000).map { Site.Fix(now - 100_000 + Int64($0), 1, .inside) }
      try site.send(fixes, to: server)
      server.running.signal(signal)
      #expect(try server.running.wait(seconds: 60) == 0)
      #expect(try site.succeed("replay").output.contains("2000 reports"))
      let status = try site.succeed("status", "--json").objects.first
      #expect(status?["running"] as? String == "false")
    }

    @Test func `a command that ends leaves the log of a running service alone`() throws {
      // A service that closes a second descriptor of its database loses its locks on it (POSIX);
      // then the command that comes next removes the write-ahead log, and what follows is lost.
      let server = try Server(site)
      let time = now - 60_000
      for step in 0..<5 {
        try site.send([Site.Fix(time + Int64(step), 1, .inside)], to: server)
        try site.succeed("grade", "set", "standard", "--silent", "\(60 + step)m")
        #expect(FileManager.default.fileExists(atPath: site.data + "/fenceline.sqlite-wal"))
      }
      try server.kill()
      #expect(try site.succeed("replay").output.contains("5 reports"))
    }

    @Test func `all files of the store are for their owner only`() throws {
      let server = try Server(site)
      try site.send([Site.Fix(now, 1, .inside)], to: server)
      let manager = FileManager.default
      for name in try manager.contentsOfDirectory(atPath: site.data) {
        let attributes = try manager.attributesOfItem(atPath: site.data + "/" + name)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
      }
      let key = try manager.attributesOfItem(atPath: site.key)
      #expect((key[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func `status tells a gateway why it gets no answer: a bad key, a stranger`() throws {
      let server = try Server(site)
      let file = try site.write("fixes.csv", [Site.Fix(now, 1, .inside)])
      let text = try site.text("gateway.key")
      let wrong = [
        ("refused.badTag", 1, "1:000102030405060708090a0b0c0d0e0f\n"),
        ("refused.unknownSender", nil, text.replacingOccurrences(of: "1:", with: "99:")),
      ]
      for (reason, sender, key) in wrong {
        let path = try site.write("\(reason).key", key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let sending = try Running(
          site,
          ["send", file, "--to", server.address, "--key-file", path, "--speed", "max"]
        )
        try poll(seconds: 20, reason) {
          try site.run(["status", "--senders", "--json"]).objects.contains {
            $0["sender"] as? Int == sender && ($0[reason] as? Int ?? 0) > 0
          }
        }
        sending.signal(SIGKILL)
        _ = try sending.wait(seconds: 20)
        let table = try site.succeed("status", "--senders").output
        #expect(table.contains(reason.dropFirst("refused.".count)))
      }
    }

    @Test func `a gateway is told in its acknowledgements and in status of unknown devices`() throws
    {
      let server = try Server(site)
      let sent = try site.send([Site.Fix(now, 1, .inside), Site.Fix(now, 77, .inside)], to: server)
      #expect(sent["kept"] as? Int == 1)
      #expect(sent["unknownDevice"] as? Int == 1)
      try poll(seconds: 20, "the status") {
        try site.run(["status", "--senders", "--json"]).objects.contains {
          $0["fixes.unknownDevice"] as? Int == 1 && $0["fixes.kept"] as? Int == 1
        }
      }
      #expect(try site.succeed("status", "--senders").output.contains("unknownDevice 1"))
    }
  }
}
