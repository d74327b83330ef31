extension Collection<Milliseconds> {
  /// The middle value; of an even count, the mean of the two in the middle, cut to the millisecond.
  ///
  /// - Returns: `nil` of none.
  var median: Milliseconds? {
    guard !isEmpty else { return nil }
    let sorted = self.sorted()
    let upper = sorted[sorted.count / 2].count
    let lower = sorted[(sorted.count - 1) / 2].count
    return Milliseconds(lower + (upper - lower) / 2)
  }
}
