import Foundation
import Testing

/// Tests/clients/native_gateway.py, written from the document alone, against the real service that is
/// killed and started again in the middle.
///
/// Oracle: the file of fixes, and the client's own count of acknowledgements.
extension EndToEnd {
  @Suite(.enabled(if: hasPython, "python3 with cryptography is not here"))
  struct PythonGatewayTests {
    @Test func `a gateway in Python survives a restart of the service and loses nothing`() throws {
      let site = try Site()
      try site.found(subjects: 20)
      var server = try Server(site)
      let count = 40_000
      let start = now - Int64(count) - 10_000
      let lines = (0..<count).map {
        "\(start + Int64($0)),\($0 % 20 + 1),\(255_500_000 + $0 % 100),1120500000\n"
      }
      let file = try site.write("fixes.csv", lines.joined())
      let client = try Running(
        site,
        [
          "python3", repository.appending(path: "Tests/clients/native_gateway.py").path,
          "--to", server.address, "--key-file", site.key, "--fixes", file, "--max-seconds", "120",
        ],
        program: "/usr/bin/env"
      )
      try poll(seconds: 60, "the first fixes") {
        let status = try site.run(["status", "--json"]).objects.first
        return Int(status?["rows.input"] as? String ?? "") ?? 0 > 2 || !client.isRunning
      }
      let isInTheMiddle = client.isRunning
      try server.kill()
      server = try Server(site, port: server.port)
      #expect(try client.wait(seconds: 150) == 0, "\(client.error)")
      let data = Data(client.output.utf8)
      let summary = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      print("python gateway: \(summary), killed in the middle: \(isInTheMiddle)")
      let codes = try #require(summary["codes"] as? [String: Int])
      #expect(summary["acknowledged"] as? Int == count)
      #expect(Set(codes.keys).isSubset(of: ["kept", "late", "duplicate"]))
      // All that was acknowledged is in the log: the replay counts no fix less.
      #expect(try server.drain() == 0)
      let told = try site.succeed("replay").output
      let fixes = Int(told.split(separator: "\n").last?.prefix { $0.isNumber } ?? "") ?? 0
      #expect(fixes >= count - (codes["duplicate"] ?? 0))
    }
  }
}

/// Whether the client can run here.
private let hasPython: Bool = {
  guard let site = try? Site() else { return false }
  let words = ["python3", "-c", "import cryptography"]
  let python = try? Running(site, words, program: "/usr/bin/env")
  return (try? python?.wait(seconds: 60)) == 0
}()
