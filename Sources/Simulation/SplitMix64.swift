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

extension SplitMix64 {
  /// Creates the generator of one person in one series: persons are independent of each other, and
  /// series of each other.
  init(seed: UInt64, series: String, person: Int) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in series.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var mixer = SplitMix64(seed: seed ^ hash)
    var own = SplitMix64(seed: mixer.next() ^ UInt64(person))
    self.init(seed: own.next())
  }

  /// Two independent numbers of the normal distribution, tails and all, east and north.
  ///
  /// Marsaglia and Bray's polar method, SIAM Review 6(3), 1964, DOI 10.1137/1006063.
  mutating func normal() -> PlanePoint {
    while true {
      let point = PlanePoint(east: even(-1...1), north: even(-1...1))
      let square = point.east * point.east + point.north * point.north
      guard square > 0, square < 1 else { continue }
      return (-2 * Elementary.logarithm(square) / square).squareRoot() * point
    }
  }

  /// A number of the exponential distribution.
  mutating func exponential(mean: Double) -> Double {
    -mean * Elementary.logarithm(1 - even(0...1))
  }

  /// A number whose logarithm is drawn evenly: as many between 1 and 10 as between 10 and 100.
  mutating func logarithmic(_ range: ClosedRange<Double>) -> Double {
    let span = Elementary.logarithm(range.upperBound / range.lowerBound)
    return min(range.upperBound, range.lowerBound / Elementary.decay(even(0...1) * span))
  }

  /// A direction, 1 m long, drawn evenly.
  mutating func direction() -> PlanePoint {
    while true {
      let point = PlanePoint(east: even(-1...1), north: even(-1...1))
      let length = point.length
      if length > 0.01, length < 1 { return 1 / length * point }
    }
  }
}
