import ZonePeers

/// What one index did with one order of points.
struct Rate {
  var name: String
  var secondsPerPoint: Double
  var checksum: Checksum

  /// Pairs in which it and ours differ.
  var differing: Int

  /// The points of a timed run, where it was not all of them.
  var subset: Int?
}

extension Rate {
  /// The longest that a timed run may take; who is slower is timed on the first points only.
  private static let limit = 3.0

  /// Lets the contestants, ours first, take turns on the same points.
  ///
  /// Everybody answers for every point once, untimed, for the checksum.
  static func measure(
    _ contestants: [any Contestant],
    on points: PointColumns,
    rounds: Int
  ) -> [Rate] {
    var rates: [Rate] = []
    var counts: [Int] = []
    var answers: [UInt64] = []
    for contestant in contestants {
      contestant.take(points)
      var pairs: [UInt64] = []
      let seconds = processorSeconds { pairs = contestant.pairs() }
      if rates.isEmpty { answers = pairs }
      let checksum = Checksum(pairs)
      let isSame = rates.isEmpty || checksum == rates[0].checksum
      let share = Int(Double(points.count) * limit / seconds) / batchSize * batchSize
      let count = min(points.count, max(batchSize, share))
      counts.append(count)
      rates.append(
        Rate(
          name: contestant.name,
          secondsPerPoint: .infinity,
          checksum: checksum,
          differing: isSame ? 0 : Checksum.differing(pairs, answers),
          subset: count < points.count ? count : nil
        )
      )
    }
    var times = contestants.map { _ in [Double]() }
    for _ in 0..<rounds {
      for (number, contestant) in contestants.enumerated() {
        var answer = PeerAnswer()
        let seconds = processorSeconds { answer = contestant.query(count: counts[number]) }
        times[number].append(seconds / Double(counts[number]))
        precondition(
          counts[number] < points.count || answer.hits == rates[number].checksum.hits,
          "an index finds as many pairs when it is timed"
        )
      }
    }
    for number in rates.indices { rates[number].secondsPerPoint = times[number].median }
    return rates
  }
}
