/// Something that befalls a receiver now and then, for a while: a multipath burst, a freeze, a gap.
///
/// Spells begin as a Poisson process does; their lengths are drawn from the exponential distribution.
public struct Spells: Sendable {
  /// How many begin in a day of being free of them.
  public var perDay: Double

  /// How long one lasts in the mean, in seconds.
  public var meanLength: Double

  /// Creates spells.
  public init(perDay: Double, meanLength: Double) {
    self.perDay = perDay
    self.meanLength = meanLength
  }
}

/// The spells of one kind that one receiver goes through.
struct SpellCourse {
  private let spells: Spells
  private var start: Double
  private var end: Double
  /// How many have been drawn.
  private(set) var count = 0

  init(_ spells: Spells, from second: Double, _ random: inout SplitMix64) {
    self.spells = spells
    (start, end) = (second, second)
    draw(after: second, &random)
  }

  /// Whether a spell holds at a second, not before the last one asked for.
  mutating func holds(at second: Double, _ random: inout SplitMix64) -> Bool {
    while second >= end { draw(after: end, &random) }
    return second >= start
  }

  private mutating func draw(after second: Double, _ random: inout SplitMix64) {
    start = second + random.exponential(mean: 86_400 / spells.perDay)
    end = start + random.exponential(mean: spells.meanLength)
    count += 1
  }
}
