import Foundation
import GeoCore
import Ingest
import Testing

/// Tests/clients/native_gateway.py, which was written from the document alone, against the real
/// receiver: the oracle is the file of fixes, and the client's own summary.
@Suite(.serialized, .enabled(if: hasPython, "python3 with cryptography is not here"))
struct PythonClientTests {
  /// A run of the client on a file of fixes in a directory of its own.
  private struct Client {
    let process = Process()
    let output = Pipe()

    init(port: UInt16, fixCount: Int, in folder: URL, seconds: Int = 40) throws {
      let key = folder.appending(path: "gateway.key")
      let fixes = folder.appending(path: "fixes.csv")
      try Data((try some(Sample.key).hexadecimal + "\n").utf8).write(to: key)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600],
        ofItemAtPath: key.path
      )
      let lines = (0..<fixCount).map {
        "\(Sample.now.milliseconds + Int64($0)),\($0 + 1),\(312_304_160 + $0),1214737010\n"
      }
      try Data(lines.joined().utf8).write(to: fixes)
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [
        "python3", repository.appending(path: "Tests/clients/native_gateway.py").path,
        "--to", "127.0.0.1:\(port)", "--sender", "7", "--key-file", key.path,
        "--fixes", fixes.path, "--max-seconds", "\(seconds)",
      ]
      process.standardOutput = output
      try process.run()
    }

    func summary() throws -> [String: Any] {
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      print(String(decoding: data, as: UTF8.self))
      return try some(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// A server that keeps what it takes: `kept` outlives a restart, as the log does.
  private struct Server: ~Copyable {
    let receiver: Receiver
    let exchange: BatchExchange
    let senders: CurrentSenders
    var acknowledger: Acknowledger

    init(port: UInt16, seen: [DatagramReceipt]) throws {
      let receiver = try Receiver(host: "127.0.0.1", port: port, bufferBytes: 4 << 20)
      let exchange = try BatchExchange()
      let senders = CurrentSenders(try Sample.table())
      var gate = try DatagramGate()
      for receipt in seen { gate.window.markSeen(receipt) }
      let start = Sample.now + .minutes(10)
      try receiver.start(gate: gate, senders: senders, exchange: exchange, clock: { start })
      let acknowledger = try Acknowledger(startedAt: Sample.now)
      self.receiver = receiver
      self.exchange = exchange
      self.senders = senders
      self.acknowledger = acknowledger
    }

    /// Takes for a while, or until the client has ended; `answering` says whether to acknowledge.
    mutating func serve(
      _ client: Process,
      kept: inout [DatagramReceipt: [Fix]],
      answering: Bool,
      rounds: Int
    ) {
      var spare = exchange.makeSpare()
      for _ in 0..<rounds where client.isRunning {
        exchange.wait(atMost: Milliseconds(20))
        guard exchange.take(into: &spare) else { continue }
        for var receipt in spare.batch.datagrams {
          let isFresh = receipt.fixes.allSatisfy { spare.batch.outcomes[$0] == .kept }
          let fixes = Array(spare.batch.fixes[receipt.fixes])
          receipt.firstFix = 0
          if isFresh { kept[receipt] = fixes }
        }
        guard answering else { continue }
        acknowledger.acknowledge(
          spare,
          senders: senders.current,
          serverTime: Sample.now,
          through: receiver
        )
      }
    }
  }

  @Test func `every fix of the file arrives once and is acknowledged`() throws {
    try withFolder { folder in
      var server = try Server(port: 0, seen: [])
      let client = try Client(port: server.receiver.port, fixCount: 5_000, in: folder)
      var kept: [DatagramReceipt: [Fix]] = [:]
      server.serve(client.process, kept: &kept, answering: true, rounds: 2_000)
      let summary = try client.summary()
      #expect(client.process.terminationStatus == 0)
      #expect((summary["codes"] as? [String: Int])?["kept"] == 5_000)
      #expect(kept.values.joined().map(\.device.value).sorted() == Array(1...5_000))
      server.receiver.stop()
    }
  }

  @Test func `a server that dies before answering and comes back gets nothing twice`() throws {
    try withFolder { folder in
      var kept: [DatagramReceipt: [Fix]] = [:]
      var first = try Server(port: 0, seen: [])
      let port = first.receiver.port
      let client = try Client(port: port, fixCount: 1_000, in: folder)
      while kept.isEmpty, client.process.isRunning {
        first.serve(client.process, kept: &kept, answering: false, rounds: 20)
      }
      first.receiver.stop()
      _ = consume first
      let before = kept.count
      // The port is closed: the client is refused by ICMP, and goes on.
      Thread.sleep(forTimeInterval: 1.5)
      var second = try Server(port: port, seen: Array(kept.keys))
      second.serve(client.process, kept: &kept, answering: true, rounds: 2_000)
      let summary = try client.summary()
      #expect(client.process.terminationStatus == 0)
      #expect(before > 0)
      #expect(summary["acknowledged"] as? Int == 1_000)
      #expect((summary["retries"] as? Int ?? 0) > 0)
      #expect(kept.values.joined().map(\.device.value).sorted() == Array(1...1_000))
      second.receiver.stop()
    }
  }

  @Test func `a key file that others may read is refused`() throws {
    try withFolder { folder in
      let key = folder.appending(path: "open.key")
      try Data("000102030405060708090a0b0c0d0e0f\n".utf8).write(to: key)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.path)
      try Data().write(to: folder.appending(path: "none.csv"))
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.standardError = FileHandle.nullDevice
      process.arguments = [
        "python3", repository.appending(path: "Tests/clients/native_gateway.py").path,
        "--to", "127.0.0.1:9", "--sender", "7", "--key-file", key.path,
        "--fixes", folder.appending(path: "none.csv").path,
      ]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 2)
    }
  }
}

/// Whether the client can run here.
private let hasPython: Bool = {
  let python = Process()
  python.executableURL = URL(filePath: "/usr/bin/env")
  python.arguments = ["python3", "-c", "import cryptography"]
  python.standardError = FileHandle.nullDevice
  guard (try? python.run()) != nil else { return false }
  python.waitUntilExit()
  return python.terminationStatus == 0
}()
