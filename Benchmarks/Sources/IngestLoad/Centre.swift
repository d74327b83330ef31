import Foundation
import GeoCore
import Ingest

/// A monitoring centre in a temporary directory: the real command, filled and serving.
final class Centre {
  let port: UInt16
  let key: SenderKey
  private let fenceline: String
  private let directory: String
  private let service = Process()

  init(fenceline: String, deviceCount: Int) throws {
    self.fenceline = fenceline
    let directory =
      NSTemporaryDirectory() + "fenceline-load-\(ProcessInfo.processInfo.processIdentifier)"
    self.directory = directory
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let data = directory + "/data"
    let run = { (arguments: [String]) throws in
      _ = try Centre.output(of: fenceline, arguments + ["--data", data])
    }
    let write = { (name: String, lines: [String]) throws -> String in
      let path = directory + "/" + name
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: path,
        atomically: true,
        encoding: .utf8
      )
      return path
    }
    try run(["init"])
    let tree = ["id,name,level,parent", "C,County,county,", "O,Office,office,C"]
    try run(["jurisdiction", "import", try write("j.csv", tree)])
    let people = (1...deviceCount).map { "S\($0),Subject \($0),O,standard" }
    try run(["subject", "import", try write("s.csv", ["id,name,jurisdiction,grade"] + people)])
    let devices = (1...deviceCount).map { "\($0),wristband,S\($0)" }
    try run(["device", "import", try write("d.csv", ["device,kind,subject"] + devices)])
    let ring = "[[112.2,25.4],[112.6,25.4],[112.6,25.8],[112.2,25.8],[112.2,25.4]]"
    let zone = """
      {"type":"Feature","properties":{"id":"county","name":"County","role":"permitted",
      "assignee":"jurisdiction:C"},"geometry":{"type":"Polygon","coordinates":[\(ring)]}}
      """
    try run(["zone", "import", try write("z.geojson", [zone]), "--crs", "wgs84"])
    try run(["sender", "add", "--name", "load", "--key-file", directory + "/key"])
    let text = try String(contentsOfFile: directory + "/key", encoding: .utf8)
    let digits = text.split(separator: ":").last.map { $0.trimmingCharacters(in: .newlines) } ?? ""
    guard let key = SenderKey(hexadecimal: digits) else { throw CocoaError(.fileReadCorruptFile) }
    self.key = key

    let pipe = Pipe()
    service.executableURL = URL(fileURLWithPath: fenceline)
    service.arguments = ["serve", "--data", data, "--listen", "127.0.0.1:0", "--json"]
    service.standardOutput = pipe
    try service.run()
    let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    port = UInt16(object?["port"] as? Int ?? 0)
    // The registry is adopted before the first fix comes.
    Thread.sleep(forTimeInterval: 3)
  }

  func stop() {
    service.terminate()
    service.waitUntilExit()
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// What the service says of itself.
  func status() throws -> [String: String] {
    let text = try Centre.output(
      of: fenceline,
      ["status", "--json", "--data", directory + "/data"]
    )
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return object as? [String: String] ?? [:]
  }

  /// The memory that the service really takes, from the kernel.
  var residentKilobytes: Int {
    let text = try? String(
      contentsOfFile: "/proc/\(service.processIdentifier)/status",
      encoding: .utf8
    )
    let line = text?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }

  /// The processor time that the service has taken, from the kernel.
  var processorSeconds: Double {
    let text = try? String(
      contentsOfFile: "/proc/\(service.processIdentifier)/stat",
      encoding: .utf8
    )
    let fields = text?.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return .nan
    }
    return (user + system) / 100
  }

  private static func output(of command: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: command)
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
    return String(decoding: data, as: UTF8.self)
  }
}
