import GeoCore
import Testing

@testable import Monitor

/// The fixes that the history does not hold yet against a plain list of (sequence, fix).
struct RecentFixesTests {
  @Test(arguments: [41] as [UInt64])
  func `what the history does not hold is found, and what it holds is forgotten`(seed: UInt64) {
    var random = Seeded(seed)
    var recent = RecentFixes()
    var all: [(sequence: Int64, fix: Fix)] = []
    var progress: Int64 = 0
    for sequence in Int64(1)...300 {
      let fixes = (0..<Int64(1_000)).map { County.fix(UInt64(sequence % 7), minute($0)) }
      recent.add(County.batch(fixes, at: minute(sequence)), sequence: sequence)
      for fix in fixes { all.append((sequence, fix)) }
      if Int.random(in: 0..<10, using: &random) == 0 {
        progress = .random(in: progress...sequence, using: &random)
        recent.forget(through: progress)
      }
      guard sequence % 50 == 0 else { continue }
      for device in UInt64(0)..<7 {
        let period = Period(start: minute(100), end: minute(700))
        let found = recent.fixes(of: DeviceNumber(device), in: period)
        let missing = all.filter { entry in
          entry.sequence > progress && entry.fix.device == DeviceNumber(device)
            && period.contains(entry.fix.time)
        }
        #expect(Set(missing.map(\.fix)).isSubset(of: Set(found)))
        #expect(found.count >= missing.count)
        #expect(found.allSatisfy { period.contains($0.time) })
      }
    }
    recent.forget(through: 300)
    #expect((UInt64(0)..<7).allSatisfy { recent.fixes(of: DeviceNumber($0), in: .always).isEmpty })
  }
}
