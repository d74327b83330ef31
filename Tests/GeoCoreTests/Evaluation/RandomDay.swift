@testable import GeoCore

/// A few subjects and two days of everything that can happen to them, drawn from a seed.
struct RandomDay {
  private var random: SplitMix64
  private(set) var scene = Scene(grade: "strict")
  private var minute = 6 * 60

  init(seed: UInt64, steps: Int) {
    random = SplitMix64(seed: seed)
    let home = zone("home", square(0, 0, 3_000), .permitted, .confines, schedule: daily(22, 6))
    let work = zone("work", square(15_000, 0, 2_000), schedule: daily(8, 18))
    let port = zone("port", square(6_000, 0, 1_500), .prohibited, for: .everyone)
    scene.record([.zone(home), .zone(work), .zone(port)], at: "06:00")
    for device in 2..<5 {
      scene.enrol(SubjectID("S\(device)"), device: UInt64(device), grade: "standard", at: "06:00")
    }
    for _ in 0..<steps { step() }
    scene.send(.clock(at(reading) + .hours(40)))
  }

  private var reading: String { "\(minute / 60):\(minute % 60)" }

  private func clock(_ minutes: Int) -> String { "\(minutes / 60):\(minutes % 60)" }

  private mutating func step() {
    let pause = Int.random(in: 0..<10, using: &random) == 0 ? 200 : 12
    minute += Int.random(in: 0...pause, using: &random)
    let device = UInt64.random(in: 1..<5, using: &random)
    let subject = SubjectID(device == 1 ? "A" : "S\(device)")
    switch Int.random(in: 0..<60, using: &random) {
    case 0: scene.regrade(subject, ["strict", "standard", "lenient"][Int(device) % 3], at: reading)
    case 1, 2:
      let (start, end) = (minute - 30, minute + Int.random(in: 10...300, using: &random))
      scene.leave(id: "L", clock(start), clock(end), recorded: reading)
    case 3:
      let (start, end) = (clock(minute - 90), clock(minute + 40))
      scene.leave(id: "L", start, end, cancelled: reading, recorded: reading)
    case 4:
      let (start, end) = (clock(minute - 90), reading)
      scene.leave(id: "L", start, end, reportedBack: reading, recorded: reading)
    case 5:
      scene.send(.resumed(since: at(reading), at: at(reading) + .minutes(20)))
      minute += 20
    case 6:
      let area = square(Double.random(in: 0...20_000, using: &random), 0, 2_000)
      let role: Zone.Role = minute % 2 == 0 ? .prohibited : .permitted
      scene.record([.zone(zone(ZoneID("Z\(minute)"), area, role, for: .everyone))], at: reading)
    case 7: scene.heartbeat(at: reading, device: device)
    default:
      let east = Double(Int.random(in: 0..<22, using: &random)) * 1_000
      let age = Int.random(in: 0..<5, using: &random) == 0 ? 45 : 0
      scene.see(east, 0, at: clock(minute - age), arriving: reading, device: device)
    }
  }
}
