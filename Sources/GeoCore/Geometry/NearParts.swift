/// The parts of an area whose boxes overlap another's, laid into strips together.
struct NearParts {
  /// The parts, by their order in the area.
  let numbers: [Int]

  /// Where their edges meet; the rings named are the parts.
  let meetings: [Irregularity]

  /// The strips; the rings of their edges are the parts.
  let sweep: StripSweep

  /// Most meetings that are looked for; beyond them areas are off by slivers.
  private static let meetingLimit = 100_000

  /// Lays the parts that may meet into strips; `nil` where none do.
  init?(_ parts: [Polygon]) {
    let turns = parts.map { Self.turns(from: $0.box, to: parts[0].box) }
    numbers = Self.near(parts, turns)
    guard !numbers.isEmpty else { return nil }
    let edges = numbers.flatMap { part in
      parts[part].edges.map { edge in
        var edge = edge
        edge.ring = part
        edge.start.x += turns[part]
        edge.end.x += turns[part]
        return edge
      }
    }
    var search = MeetingSearch(edges: edges)
    search.run(limit: Self.meetingLimit)
    meetings = search.found
    let crossings = meetings.filter { $0.kind == .crossing }.map(\.place)
    sweep = StripSweep(edges: edges, crossings: crossings)
  }

  /// The whole turns of longitude, in units, that bring a box nearest to another.
  private static func turns(from box: Box, to other: Box) -> Int64 {
    let (own, wanted) = (box.longitudes, other.longitudes)
    let gap = wanted.lowerBound + wanted.upperBound - own.lowerBound - own.upperBound
    return Int64((Double(gap) / 2 / Double(Box.turn)).rounded()) * Box.turn
  }

  private static func near(_ parts: [Polygon], _ turns: [Int64]) -> [Int] {
    let order = parts.indices.sorted {
      parts[$0].box.latitudes.lowerBound < parts[$1].box.latitudes.lowerBound
    }
    var near: Set<Int> = []
    for (rank, index) in order.enumerated() {
      let (box, shift) = (parts[index].box, turns[index])
      let (west, east) = (box.longitudes.lowerBound + shift, box.longitudes.upperBound + shift)
      for other in order[(rank + 1)...] {
        let (next, shift) = (parts[other].box, turns[other])
        guard next.latitudes.lowerBound <= box.latitudes.upperBound else { break }
        if next.longitudes.lowerBound + shift <= east, west <= next.longitudes.upperBound + shift {
          near.formUnion([index, other])
        }
      }
    }
    return near.sorted()
  }

  /// Hands every piece of ground that some part covers to `body`: its size, the parts, a place in it.
  func forEachPiece(_ body: (_ squareMeters: Double, _ parts: [Int], _ place: Coordinate?) -> Void)
  {
    sweep.forEachStrip { strip in
      var covering: [Int] = []
      for (index, crossed) in strip.crossed.dropLast().enumerated() {
        if let open = covering.firstIndex(of: crossed.edge.ring) {
          covering.remove(at: open)
        } else {
          covering.append(crossed.edge.ring)
        }
        guard !covering.isEmpty else { continue }
        let east = strip.crossed[index + 1].x
        body((east - crossed.x) * strip.scale, covering, strip.place(between: crossed.x, east))
      }
    }
  }
}
