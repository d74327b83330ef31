/// Finds the pairs of edges that meet, by a sweep along the axis on which they are shorter.
struct MeetingSearch {
  private let edges: [PolygonEdge]

  /// The number of vertices of each ring; empty where a ring's joints and touchings say nothing.
  private let ringSizes: [Int]

  /// What was found, each place once for a kind and two rings; touchings of different rings are none.
  private(set) var found: [Irregularity] = []
  private var seen: Set<Irregularity> = []

  /// Searches among `edges`; without `ringSizes` only for crossings and edges along each other.
  init(edges: [PolygonEdge], ringSizes: [Int] = []) {
    self.edges = edges
    self.ringSizes = ringSizes
  }

  /// The extent of an edge along the axis of the sweep and across it.
  private struct Extent {
    var (low, high): (Int64, Int64)
    var (acrossLow, acrossHigh): (Int64, Int64)

    init(_ edge: PolygonEdge, isAlongX: Bool) {
      let (a, b) = (edge.start, edge.end)
      let (x, y) = ((min(a.x, b.x), max(a.x, b.x)), (min(a.y, b.y), max(a.y, b.y)))
      (low, high) = isAlongX ? x : y
      (acrossLow, acrossHigh) = isAlongX ? y : x
    }
  }

  /// Searches until `limit` places are found.
  mutating func run(limit: Int) {
    let sums = edges.reduce(into: (x: 0.0, y: 0.0)) { sums, edge in
      sums.x += Double(abs(edge.end.x - edge.start.x))
      sums.y += Double(abs(edge.end.y - edge.start.y))
    }
    let extents = edges.map { Extent($0, isAlongX: sums.x < sums.y) }
    var active: [Int] = []
    for index in extents.indices.sorted(by: { extents[$0].low < extents[$1].low }) {
      let own = extents[index]
      active.removeAll { extents[$0].high < own.low }
      for other in active
      where extents[other].acrossLow <= own.acrossHigh && own.acrossLow <= extents[other].acrossHigh
      {
        note(edges[min(index, other)], edges[max(index, other)])
        if found.count >= limit { return }
      }
      active.append(index)
    }
  }

  /// Adds the place where two edges meet, if they do and are no neighbours that merely join.
  private mutating func note(_ first: PolygonEdge, _ second: PolygonEdge) {
    guard let meeting = meeting(of: first, second) else { return }
    if meeting.kind == .touching {
      guard first.ring == second.ring, !joins(first, second, at: meeting.place) else { return }
    }
    guard let place = meeting.place.coordinate else { return }
    var irregularity = Irregularity(
      kind: meeting.kind,
      ring: second.ring,
      vertex: second.vertex,
      otherRing: first.ring,
      place: place
    )
    let whole = irregularity
    irregularity.vertex = 0
    if seen.insert(irregularity).inserted { found.append(whole) }
  }

  /// Whether two edges of a ring are neighbours and `place` is the vertex between them, or whether that
  /// is not asked for.
  private func joins(_ a: PolygonEdge, _ b: PolygonEdge, at place: GridPoint) -> Bool {
    guard !ringSizes.isEmpty else { return true }
    let size = ringSizes[a.ring]
    if (a.vertex + 1) % size == b.vertex, place == a.end { return true }
    return (b.vertex + 1) % size == a.vertex && place == b.end
  }
}

/// How and where two segments meet; `nil` where they do not.
///
/// Exact but for the place of a crossing, which is the nearest unit to it.
func meeting(
  of a: PolygonEdge,
  _ b: PolygonEdge
) -> (kind: Irregularity.Kind, place: GridPoint)? {
  let (startOfB, endOfB) = (side(of: b.start, a), side(of: b.end, a))
  let (startOfA, endOfA) = (side(of: a.start, b), side(of: a.end, b))
  if startOfB == 0, endOfB == 0 { return overlap(of: a, b) }
  if startOfB * endOfB < 0, startOfA * endOfA < 0 { return (.crossing, crossing(of: a, b)) }
  let ends: [(side: Int, point: GridPoint, edge: PolygonEdge)] = [
    (startOfB, b.start, a), (endOfB, b.end, a), (startOfA, a.start, b), (endOfA, a.end, b),
  ]
  for end in ends where end.side == 0 && end.edge.boxContains(end.point) {
    return (.touching, end.point)
  }
  return nil
}

/// How two segments of one line meet.
private func overlap(
  of a: PolygonEdge,
  _ b: PolygonEdge
) -> (kind: Irregularity.Kind, place: GridPoint)? {
  // The inner two of four ends on a line bound what both have in common.
  let isLess = { (p: GridPoint, q: GridPoint) in (p.x, p.y) < (q.x, q.y) }
  let low = max(min(a.start, a.end, by: isLess), min(b.start, b.end, by: isLess), by: isLess)
  let high = min(max(a.start, a.end, by: isLess), max(b.start, b.end, by: isLess), by: isLess)
  if isLess(high, low) { return nil }
  return (low == high ? .touching : .overlapping, low)
}

private func min(
  _ a: GridPoint,
  _ b: GridPoint,
  by isLess: (GridPoint, GridPoint) -> Bool
) -> GridPoint { isLess(b, a) ? b : a }

private func max(
  _ a: GridPoint,
  _ b: GridPoint,
  by isLess: (GridPoint, GridPoint) -> Bool
) -> GridPoint { isLess(a, b) ? b : a }

/// On which side of an edge's line a point lies: −1, 0 or 1.
private func side(of point: GridPoint, _ edge: PolygonEdge) -> Int {
  let along = Int128(edge.end.x - edge.start.x) * Int128(point.y - edge.start.y)
  let across = Int128(edge.end.y - edge.start.y) * Int128(point.x - edge.start.x)
  return (along - across).signum() == 0 ? 0 : along < across ? -1 : 1
}

/// Where two edges cross that are known to.
private func crossing(of a: PolygonEdge, _ b: PolygonEdge) -> GridPoint {
  let (Δxa, Δya) = (Double(a.end.x - a.start.x), Double(a.end.y - a.start.y))
  let (Δxb, Δyb) = (Double(b.end.x - b.start.x), Double(b.end.y - b.start.y))
  let (Δx, Δy) = (Double(b.start.x - a.start.x), Double(b.start.y - a.start.y))
  let share = Swift.min(1, Swift.max(0, (Δx * Δyb - Δy * Δxb) / (Δxa * Δyb - Δya * Δxb)))
  return GridPoint(
    x: a.start.x + Int64((share * Δxa).rounded()),
    y: a.start.y + Int64((share * Δya).rounded())
  )
}

extension PolygonEdge {
  /// Whether a point of the edge's line is on the edge itself.
  fileprivate func boxContains(_ point: GridPoint) -> Bool {
    let (x, y) = ((start.x, end.x), (start.y, end.y))
    return Swift.min(x.0, x.1) <= point.x && point.x <= Swift.max(x.0, x.1)
      && Swift.min(y.0, y.1) <= point.y && point.y <= Swift.max(y.0, y.1)
  }
}
