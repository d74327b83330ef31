import Foundation
import Testing

/// A disk that is full while fixes come in: a memory file system of 4 MiB and a file that fills it.
///
/// Oracle: the sender's count. What is acknowledged is in the store; while the disk is full nothing is
/// acknowledged; with space again everything is, by the same process.
extension EndToEnd {
  @Suite(.enabled(if: mayMount, "mounting a file system needs root"))
  struct FullDiskTests {
    @Test func `a full disk stops acknowledgements with one message, and loses nothing`() throws {
      let site = try Site()
      let disk = site.path("disk")
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      #expect(try system("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk) == 0)
      defer { _ = try? system("umount", "-l", disk) }
      try site.found(subjects: 10)
      // The store moves onto the small disk whole.
      try FileManager.default.copyItem(atPath: site.data, toPath: disk + "/data")
      let data = disk + "/data"
      let server = try Server(site, data: data)
      let first = try site.send(Self.fixes(0..<100), to: server)
      #expect(first["kept"] as? Int == 100)
      Self.fill(disk + "/ballast")

      let file = try site.write("load.csv", Self.fixes(100..<20_000))
      let sender = try Running(
        site,
        ["send", file, "--to", server.address, "--key-file", site.key, "--speed", "max", "--json"]
      )
      try poll(seconds: 30, "the message") {
        server.running.error.contains("nothing is acknowledged")
      }
      // It stays full for a while: the message is not repeated, and the service lives.
      let full = now
      try poll(seconds: 20, "five seconds") { now > full + 5_000 }
      #expect(server.running.isRunning && sender.isRunning)
      let told = server.running.error.split(separator: "\n").filter {
        $0.contains("critical") || $0.contains("error")
      }
      #expect(told.count { $0.contains("nothing is acknowledged") } == 1, "\(told)")
      #expect(told.count <= 2, "\(told)")
      #expect(told.contains { $0.contains("is full") }, "\(told)")

      try system("mount", "-o", "remount,size=64m", disk)
      try FileManager.default.removeItem(atPath: disk + "/ballast")
      #expect(try sender.wait(seconds: 120) == 0, "\(sender.error)")
      #expect(server.running.error.contains("commits succeed again"))
      let fixes = Self.fixes(0..<20_000)
      let again = try site.write("again.csv", fixes)
      let checked = try site.send([again, "--speed", "max"], to: server)
      #expect(checked["duplicate"] as? Int == fixes.count, "\(checked)")
      #expect(try server.drain() == 0)
      let listed = try site.run(["alert", "list", "--json", "--facts"], data: data).output
      let replayed = try site.run(["replay", "--json"], data: data).output
      #expect(!listed.isEmpty && listed == replayed)
    }

    /// Fixes of ten devices; device 10 says nothing for a while in the middle, and is away then.
    private static func fixes(_ range: Range<Int>) -> [Site.Fix] {
      range.compactMap { index in
        guard index % 10 != 9 || !(8_000...10_000).contains(index) else { return nil }
        let isAway = index % 10 == 9 && index > 10_000
        return Site.Fix(base + Int64(index) * 100, index % 10 + 1, isAway ? .outside : .inside)
      }
    }

    private static let base = now - 2_100_000

    /// Writes until nothing fits.
    private static func fill(_ path: String) {
      let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
      for size in [65_536, 4_096, 512, 1] {
        let block = [UInt8](repeating: 7, count: size)
        while unsafe write(descriptor, block, size) == size {}
      }
      close(descriptor)
    }
  }
}

/// Runs a command of the system.
///
/// - Returns: its exit code.
@discardableResult
private func system(_ arguments: String...) throws -> Int32 {
  let site = try Site()
  return try Running(site, arguments, program: "/usr/bin/env").wait(seconds: 60)
}

/// Whether a file system can be mounted here.
private let mayMount: Bool = {
  let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  guard getuid() == 0, unsafe mkdir(directory, 0o700) == 0 else { return false }
  defer { unsafe rmdir(directory) }
  guard (try? system("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory)) == 0 else {
    return false
  }
  return (try? system("umount", directory)) == 0
}()
