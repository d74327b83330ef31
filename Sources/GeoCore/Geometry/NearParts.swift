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
    numbers = Self.near(parts)
    guard !numbers.isEmpty else { return nil }
    let edges = numbers.flatMap { part in
      parts[part].edges.map { edge in
        var edge = edge
        edge.ring = part
        return edge
      }
    }
    let sizes = Array(repeating: 0, count: parts.count)
    var search = MeetingSearch(edges: edges, ringSizes: sizes)
    search.run(limit: Self.meetingLimit)
    meetings = search.found
    let crossings = meetings.filter { $0.kind == .crossing }.map(\.place)
    sweep = StripSweep(edges: edges, crossings: crossings)
  }

  private static func near(_ parts: [Polygon]) -> [Int] {
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

  /// Hands every piece of ground that some part covers to `body`: its size, the parts, a place in it.
  func forEachPiece(_ body: (_ squareMeters: Double, _ parts: [Int], _ place: Coordinate?) -> Void)
  {
    sweep.forEachStrip { strip in
      var covering: [Int] = []
      for (index, (x, edge)) in strip.crossed.dropLast().enumerated() {
        if let open = covering.firstIndex(of: edge.ring) {
          covering.remove(at: open)
        } else {
          covering.append(edge.ring)
        }
        guard !covering.isEmpty else { continue }
        let east = strip.crossed[index + 1].x
        body((east - x) * strip.scale, covering, strip.place(between: x, east))
      }
    }
  }
}
