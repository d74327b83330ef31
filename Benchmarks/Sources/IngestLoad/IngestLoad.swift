import Foundation
import GeoCore
import Ingest

/// Sends one fix a second of each of many devices to the real service, each in its own datagram, and
/// reports what became of them: `IngestLoad FENCELINE [DEVICES] [SECONDS]`.
@main
struct IngestLoad {
  static func main() throws {
    let arguments = CommandLine.arguments
    let fenceline = arguments.count > 1 ? arguments[1] : ".build/release/fenceline"
    let deviceCount = arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000
    let seconds = arguments.count > 3 ? Int(arguments[3]) ?? 60 : 60
    let centre = try Centre(fenceline: fenceline, deviceCount: deviceCount)
    defer { centre.stop() }
    print("devices \(deviceCount), one fix a second each, one fix a datagram, \(seconds) s")
    print("floor: opening and decoding a datagram takes \(Floor.nanoseconds) ns in this process")

    var fleet = Fleet(deviceCount: deviceCount)
    var gateway = try LoadGateway(port: centre.port, key: centre.key)
    let start = now()
    var memory: [Int] = []
    while true {
      let elapsed = now() - start
      if elapsed.seconds >= Double(seconds) { break }
      let due = Int(elapsed.seconds * Double(deviceCount))
      while fleet.sent < due { gateway.post(fleet.next(at: now())) }
      gateway.collect()
      if Int(elapsed.seconds) / 10 > memory.count { memory.append(centre.residentKilobytes) }
    }
    let memoryAtEnd = centre.residentKilobytes
    let isComplete = gateway.drain(atMost: .seconds(30))
    Thread.sleep(forTimeInterval: 1.5)
    let status = try centre.status()

    print("sent \(fleet.sent), acknowledged \(gateway.acknowledged), retries \(gateway.retries)")
    print("unacknowledged after retries: \(isComplete ? 0 : gateway.waiting)")
    for name in [
      "fixes.kept", "fixes.late", "fixes.duplicate", "kernelDrops", "receivePauses",
      "receiveBufferBytes", "alertsRaised", "alertLatencyP50Milliseconds",
      "alertLatencyP99Milliseconds", "commitLatencyP50Milliseconds", "commitLatencyP99Milliseconds",
    ] {
      print("\(name): \(status[name] ?? "?")")
    }
    memory.append(memoryAtEnd)
    let growth = Double(memoryAtEnd - memory[0]) / Double(memory[0]) * 100
    print(
      "resident after each 10 s: \(memory.map { "\($0 / 1024)" }.joined(separator: ", ")) MiB "
        + "(\(String(format: "%+.1f", growth)) %)"
    )
    let perFix = centre.processorSeconds / Double(max(1, fleet.sent)) * 1e6
    print("processor time of the service: \(String(format: "%.1f", perFix)) µs a fix")
  }

  static func now() -> Instant {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
  }
}

/// Devices that live 300 m from the edge of their zone; one in a hundred drives out of it for a while.
struct Fleet {
  let deviceCount: Int
  private(set) var sent = 0

  init(deviceCount: Int) { self.deviceCount = deviceCount }

  mutating func next(at now: Instant) -> Fix {
    let device = sent % deviceCount
    let round = sent / deviceCount
    sent += 1
    // The edge runs along 112.6° E; a thousandth of a degree is 100 m here.
    var east = 112.597 - Double(device % 7) * 0.000_01
    if device % 100 == 0 {
      let phase = (round + device / 100) % 40
      east += Double(phase < 20 ? phase : 40 - phase) * 0.000_5
    }
    let north = 25.41 + Double(device) * 0.000_03
    let place = Coordinate(GeographicPosition(latitude: north, longitude: east))
    var fix = Fix(
      device: DeviceNumber(UInt64(device + 1)),
      time: now,
      coordinate: place,
      source: .gnss
    )
    fix.accuracyDecimeters = 60
    fix.satellites = 11
    return fix
  }
}
