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
    guard case .polygons(let parts) = self, parts.count > 1 else { return nil }
    let edges = nearParts(parts).flatMap { part in
      parts[part].edges.map { edge in
        var edge = edge
        edge.ring = part
        return edge
      }
    }
    guard !edges.isEmpty else { return nil }
    let sizes = Array(repeating: 0, count: parts.count)
    var search = MeetingSearch(edges: edges, ringSizes: sizes)
    search.run(limit: 10_000)
    let met = search.found.filter { $0.kind != .touching && $0.ring != $0.otherRing }
    let crossings = search.found.filter { $0.kind == .crossing }.map(\.place)
    var meeting = met.first.map { odd in
      PartMeeting(
        first: min(odd.ring, odd.otherRing),
        second: max(odd.ring, odd.otherRing),
        place: odd.place,
        squareMeters: 0
      )
    }
    measureCommonGround(StripSweep(edges: edges, crossings: crossings), &meeting)
    return meeting
  }

  /// The parts whose boxes overlap another's, in order.
  private func nearParts(_ parts: [Polygon]) -> [Int] {
    let order = parts.indices.sorted {
      parts[$0].box.latitudes.lowerBound < parts[$1].box.latitudes.lowerBound
    }
    var near: Set<Int> = []
    for (rank, index) in order.enumerated() {
      let box = parts[index].box
      for other in order[(rank + 1)...] {
        guard parts[other].box.latitudes.lowerBound <= box.latitudes.upperBound else { break }
        if parts[other].box.longitudes.overlaps(box.longitudes) { near.formUnion([index, other]) }
      }
    }
    return near.sorted()
  }

  /// Adds the ground that more than one part covers; slivers below a square metre are none.
  private func measureCommonGround(_ sweep: StripSweep, _ meeting: inout PartMeeting?) {
    var (sum, worst, found) = (0.0, 0.0, meeting)
    sweep.forEachStrip { strip in
      var covering: [Int] = []
      for (index, (x, edge)) in strip.crossed.dropLast().enumerated() {
        if let open = covering.firstIndex(of: edge.ring) {
          covering.remove(at: open)
        } else {
          covering.append(edge.ring)
        }
        guard covering.count > 1 else { continue }
        let east = strip.crossed[index + 1].x
        let squareMeters = (east - x) * strip.scale
        sum += squareMeters
        guard squareMeters > worst, let place = strip.place(between: x, east) else { continue }
        worst = squareMeters
        found = PartMeeting(
          first: min(covering[0], covering[1]),
          second: max(covering[0], covering[1]),
          place: place,
          squareMeters: 0
        )
      }
    }
    guard sum >= 1 else { return }
    meeting = found
    meeting?.squareMeters = sum
  }
}
