import Testing

@testable import Monitor

/// Quantiles from buckets against a sorted array of all durations.
struct LatenciesTests {
  @Test(arguments: [31, 32, 33] as [UInt64])
  func `a quantile is at most a tenth too long and never too short`(seed: UInt64) {
    var random = Seeded(seed)
    var latencies = Latencies()
    var all: [Double] = []
    for _ in 0..<3_000 {
      let exponent = Double.random(in: -3...7, using: &random)
      var milliseconds = 1.0
      for _ in 0..<Int(abs(exponent) * 10) { milliseconds *= exponent < 0 ? 0.79 : 1.26 }
      all.append(milliseconds)
      latencies.record(milliseconds: milliseconds)
    }
    all.sort()
    for share in [0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1] {
      let rank = max(1, Int((Double(all.count) * share).rounded(.up)))
      let exact = max(all[rank - 1], 0.001)
      let found = latencies.quantile(share)
      #expect(found >= exact * 0.999_999 && found <= exact * 1.100_001, "\(share): \(exact)")
    }
  }

  @Test func `what cannot be a duration is counted and breaks nothing`() {
    var latencies = Latencies()
    #expect(latencies.quantile(0.5) == 0)
    for strange in [-1, 0, .infinity, .nan, 1e300, -.infinity] as [Double] {
      latencies.record(milliseconds: strange)
    }
    #expect(latencies.count == 6)
    #expect(latencies.quantile(0) == 0.001_1)
    #expect(latencies.quantile(1) > 9e8)
  }
}
