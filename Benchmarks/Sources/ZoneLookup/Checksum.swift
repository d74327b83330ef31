/// The pairs that an index found, reduced to what can be compared and printed.
struct Checksum: Equatable {
  /// The number of pairs of a point and a zone around it.
  var hits: Int

  /// The sum of a hash of each pair, in whatever order they were found.
  var value: UInt64

  /// Takes the checksum of pairs, each point << 32 | zone.
  init(_ pairs: [UInt64]) {
    hits = pairs.count
    value = pairs.reduce(0) { $0 &+ SplitMix64.mix($1 &+ 0x9e37_79b9_7f4a_7c15) }
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The number of pairs that are in one of two lists and not in the other.
  static func differing(_ some: [UInt64], _ others: [UInt64]) -> Int {
    Set(some).symmetricDifference(others).count
  }
}
