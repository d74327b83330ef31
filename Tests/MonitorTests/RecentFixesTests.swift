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
      recent.begin(sequence)
      for index in 0..<Int64(1_000) {
        let fix = County.fix(UInt64(sequence), minute(index))
        recent.insert(fix)
        if index % 97 == 0 { all.append((sequence, fix)) }
      }
      if Int.random(in: 0..<10, using: &random) == 0 {
        progress = .random(in: progress...sequence, using: &random)
        recent.forget(through: progress)
      }
      if sequence % 50 == 0 {
        for entry in all where entry.sequence > progress {
          var again = entry.fix
          (again.ageMilliseconds, again.flags) = (7, [.hasPosition, .stored])
          #expect(recent.contains(again))
        }
      }
    }
    #expect(!recent.contains(County.fix(1, minute(-1))))
    recent.forget(through: 300)
    #expect(all.allSatisfy { !recent.contains($0.fix) })
  }
}
