extension EdgeTree {
  /// The share of the straight way from `start` to `end` at which it is first inside the area, 0 if it
  /// starts inside; `nil` if no place of the way is.
  ///
  /// What ``Area/crossing(from:to:)`` gives; allocates nothing.
  ///
  /// - Complexity: O(log *n* + *k*) in the number of vertices and of edges near the way.
  public func crossing(from start: Coordinate, to end: Coordinate) -> Double? {
    if contains(start) { return 0 }
    var leg = Leg(from: start, to: end)
    if case .circle(let circle) = area { leg.consider(circle) }
    guard !boxes.isEmpty else { return leg.first <= 1 ? leg.first : nil }
    if start.isPole || end.isPole {
      for ring in rings { leg.considerPoles(of: ring.box) }
    }
    for turns in Leg.turns {
      let reading = leg.reading(turns: turns)
      consider(box: boxes.count - 1, level: levelStarts.count - 2, reading, in: &leg)
    }
    return leg.first <= 1 ? leg.first : nil
  }

  /// Takes what is in a box into account.
  private func consider(box: Int, level: Int, _ reading: Leg.Reading, in leg: inout Leg) {
    guard reading.mayMeet(boxes[box]) else { return }
    guard level > 0 else {
      let (ring, edges) = edges(ofChunk: box)
      return leg.consider(reading, rings[ring], edges: edges)
    }
    for child in children(of: box, level: level) {
      consider(box: child, level: level - 1, reading, in: &leg)
    }
  }
}
