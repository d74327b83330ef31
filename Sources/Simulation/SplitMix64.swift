/// A small generator whose whole state is its seed, so that a simulated day can be run again.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// DOI 10.1145/2660193.2660195. Nothing here calls libm: the same seed gives the same bytes on every
/// machine.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// Creates a generator.
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number drawn evenly from a range, in steps of 2⁻⁵³ of its width.
  mutating func even(_ range: ClosedRange<Double>) -> Double {
    let unit = Double(next() >> 11) * 0x1p-53
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }

  /// A whole number drawn evenly from a range; the bias is below 2⁻⁵⁰.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// A number of mean 0 and variance 1, near the normal distribution and never beyond ±6: the sum of
  /// twelve even ones (Irwin–Hall).
  mutating func bell() -> Double {
    var sum = 0.0
    for _ in 0..<12 { sum += even(0...1) }
    return sum - 6
  }
}
