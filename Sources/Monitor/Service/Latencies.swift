/// How long something took, counted in buckets that grow by a tenth of a power of two.
struct Latencies {
  private var buckets = [UInt64](repeating: 0, count: 400)
  private(set) var count: UInt64 = 0

  /// Counts one duration.
  mutating func record(milliseconds: Double) {
    let microseconds = min(max(1, milliseconds * 1_000), Self.longest)
    buckets[min(buckets.count - 1, Self.bucket(of: microseconds))] += 1
    count += 1
  }

  /// The duration, in milliseconds, that a share of all durations does not exceed; 0 without any.
  func quantile(_ share: Double) -> Double {
    guard count > 0 else { return 0 }
    let rank = UInt64((Double(count) * share).rounded(.up))
    var seen: UInt64 = 0
    for (index, bucket) in buckets.enumerated() {
      seen += bucket
      if seen >= max(1, rank) { return Self.upperBound(of: index) / 1_000 }
    }
    return Self.upperBound(of: buckets.count - 1) / 1_000
  }

  /// The longest duration that is told apart, in microseconds: 12 days.
  private static let longest = 1e12

  private static func bucket(of microseconds: Double) -> Int {
    let exponent = microseconds.exponent
    let fraction = microseconds.significand - 1
    return Int(exponent) * 10 + Int(fraction * 10)
  }

  private static func upperBound(of bucket: Int) -> Double {
    let exponent = Double(sign: .plus, exponent: bucket / 10, significand: 1)
    return exponent * (1 + Double(bucket % 10 + 1) / 10)
  }
}
