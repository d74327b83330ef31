extension Area {
  /// Where two parts of an area meet in more than a point; the area is their union.
  public struct PartMeeting: Hashable, Sendable {
    /// The parts, by their order, the lower first.
    public var (first, second): (Int, Int)
    /// A place where they meet.
    public var place: Coordinate
    /// How much ground more than one part of the area covers, in square metres; 0 where they only share
    /// an edge.
    public var squareMeters: Double
  }

  /// Where parts meet in more than a point: the place in the greatest common ground, else the first
  /// edge that crosses or runs along another part's.
  ///
  /// - Complexity: that of ``Polygon/irregularities(limit:)`` and ``Polygon/readings(crossings:)`` over
  ///   all parts whose boxes overlap another's.
  public var partMeeting: PartMeeting? {
    guard case .polygons(let parts) = self, parts.count > 1, let near = NearParts(parts) else {
      return nil
    }
    var (sum, worst, common): (Double, Double, PartMeeting?) = (0, 0, nil)
    near.forEachPiece { squareMeters, parts, place in
      guard parts.count > 1 else { return }
      sum += squareMeters
      guard squareMeters > worst, let place else { return }
      worst = squareMeters
      common = PartMeeting(
        first: min(parts[0], parts[1]),
        second: max(parts[0], parts[1]),
        place: place,
        squareMeters: 0
      )
    }
    // Slivers below a square metre are no common ground.
    if sum >= 1 {
      common?.squareMeters = sum
      return common
    }
    let met = near.meetings.first { $0.ring != $0.otherRing }
    return met.map { odd in
      PartMeeting(
        first: min(odd.ring, odd.otherRing),
        second: max(odd.ring, odd.otherRing),
        place: odd.place,
        squareMeters: 0
      )
    }
  }

  /// The area in square metres, true to 0.5 %; ground that several parts cover counts once.
  ///
  /// - Complexity: O(*n*) in the number of vertices, but that of ``partMeeting`` where parts may meet.
  public var squareMeters: Double {
    switch self {
    case .circle(let circle): return .pi * circle.radius.value * circle.radius.value
    case .polygons(let parts):
      guard parts.count > 1, let near = NearParts(parts) else {
        return parts.map(\.squareMeters).reduce(0, +)
      }
      let apart = Set(parts.indices).subtracting(near.numbers)
      var sum = apart.map { parts[$0].squareMeters }.reduce(0, +)
      near.forEachPiece { squareMeters, _, _ in sum += squareMeters }
      return sum
    }
  }
}
