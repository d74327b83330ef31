import Foundation
import GRDB
import GeoCore
import Testing

@testable import AlertStore

/// The history by device and hour against the plain list of all fixes in order of arrival.
struct FixHistoryTests {
  private func hour(_ fix: Fix) -> Int64 { Int64((fix.time.seconds / 3_600).rounded(.down)) }

  /// What the oracle says of one device: by hours, in an hour by arrival.
  private func expected(_ all: [Fix], _ device: UInt64, _ period: Period) -> [Fix] {
    let own = all.filter { $0.device.value == device && period.contains($0.time) }
    return Set(own.map(hour)).sorted().flatMap { hour in own.filter { self.hour($0) == hour } }
  }

  @Test(arguments: [11, 12] as [UInt64])
  func `one device's past is what it sent, whatever the times and numbers`(seed: UInt64) throws {
    var random = Seeded(seed)
    let scratch = Scratch()
    let store = try scratch.open()
    let devices: [UInt64] = [0, 1, 1 << 63 - 1, 1 << 63, .max - 1, .max]
    var all: [Fix] = []
    var brought: [(by: Int64, fix: Fix)] = []
    var sequence: Int64 = 0
    for _ in 0..<40 {
      // Another connection each time: what was added is there, not in somebody's memory.
      let history = try FixHistory(of: store)
      var inputs: [LoggedInput] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        sequence += Int64.random(in: 1...3, using: &random)
        let fixes = (0..<Int.random(in: 0...6, using: &random)).map { _ in
          fix(
            devices.randomElement(using: &random) ?? 0,
            Instant(milliseconds: .random(in: -9_000_000...9_000_000, using: &random)),
            .random(in: 0...9, using: &random)
          )
        }
        all += fixes
        brought += fixes.map { (sequence, $0) }
        inputs.append(logged(sequence, .fixes(batch(fixes))))
      }
      try history.add(inputs)
      // Carried over again, as after a crash that nobody saw the end of.
      if Bool.random(using: &random) { try history.add(inputs) }
      #expect(try history.progress() == sequence)
      let period = Period(
        start: Instant(milliseconds: .random(in: -9_000_000...0, using: &random)),
        end: Instant(milliseconds: .random(in: 0...9_000_000, using: &random))
      )
      for device in devices {
        for period in [period, .always] {
          let found = try history.fixes(of: [(DeviceNumber(device), period)]).fixes
          #expect(found == expected(all, device, period))
        }
      }
    }
    let history = try FixHistory(of: store)
    let worn = devices.map { (device: DeviceNumber($0), period: Period.always) }
    for last in stride(from: 0, through: sequence, by: 7) {
      let early = brought.filter { $0.by <= last }.map(\.fix)
      let found = try history.fixes(of: worn, broughtThrough: last).fixes
      #expect(found == devices.flatMap { expected(early, $0, .always) })
    }
    let (fixes, progress) = try history.fixes(of: worn)
    #expect(fixes == devices.flatMap { expected(all, $0, .always) } && progress == sequence)
    try history.removeAll()
    #expect(try history.fixes(of: worn).fixes.isEmpty)
    #expect(try history.progress() == 0)
  }

  @Test func `fixes and progress are one transaction`() throws {
    let scratch = Scratch()
    let store = try scratch.open()
    let history = try FixHistory(of: store)
    try history.add([logged(1, .fixes(batch([fix(1, epoch)])))])
    // Somebody forbids the last statement of the transaction.
    let other = try DatabaseQueue(path: scratch.file("history.sqlite"))
    try other.write { database in
      try database.execute(
        sql: """
          CREATE TRIGGER no BEFORE UPDATE ON progress BEGIN SELECT RAISE(ABORT, 'no'); END
          """
      )
    }
    #expect(throws: StoreError.self) {
      try history.add([logged(2, .fixes(batch([fix(1, minute(1))])))])
    }
    try other.write { try $0.execute(sql: "DROP TRIGGER no") }
    #expect(try history.progress() == 1)
    #expect(try history.fixes(of: [(DeviceNumber(1), .always)]).fixes.count == 1)
  }

  @Test func `the newest fixes go back to one with a position`() throws {
    let store = try Scratch().open()
    let history = try FixHistory(of: store)
    let heartbeats = (1..<20).map { Fix(device: DeviceNumber(1), time: minute(60 * $0)) }
    let fixes = [fix(1, minute(-60)), fix(1, epoch)] + heartbeats
    try history.add([logged(1, .fixes(batch(fixes)))])
    let newest = try history.newestFixes(of: DeviceNumber(1))
    #expect(newest.count == 20 && newest.last == fix(1, epoch))
    let later = Period(start: minute(30), end: .distantFuture)
    #expect(try history.newestFixes(of: DeviceNumber(1), in: later).count == 19)
    #expect(try history.newestFixes(of: DeviceNumber(2)) == [])
  }
}

extension Instant {
  fileprivate var seconds: Double { Double(milliseconds) / 1_000 }
}
