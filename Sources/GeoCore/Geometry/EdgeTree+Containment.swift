extension EdgeTree {
  /// Whether `coordinate` is inside, in exact integer arithmetic: what ``Area/contains(_:)`` says.
  ///
  /// - Complexity: O(log *n*) in the number of vertices, for edges that do not fill the plane.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard case .polygons(let polygons) = area, !coordinate.isPole else {
      return area.contains(coordinate)
    }
    var first = 0
    for (number, polygon) in polygons.enumerated() {
      let end = Int(ringEnds[number])
      if polygon.box.longitude(of: coordinate) != nil {
        var isInside = false
        for ring in first..<end where isCrossedOddly(ring, from: coordinate) { isInside.toggle() }
        if isInside { return true }
      }
      first = end
    }
    return false
  }

  /// Whether a ray from `coordinate` towards the east crosses a ring an odd number of times.
  private func isCrossedOddly(_ number: Int, from coordinate: Coordinate) -> Bool {
    let ring = rings[number]
    guard let longitude = ring.box.longitude(of: coordinate) else { return false }
    let (start, end) = (Int(chunkStarts[number]), Int(chunkStarts[number + 1]))
    let ray = EastwardRay(ring, longitude, Int64(coordinate.latitudeE7))
    var (chunk, isOdd) = (start, false)
    while chunk < end {
      // The largest box that starts with this chunk, holds no other ring's and tells what is asked.
      var (level, span) = (0, 1)
      while level + 2 < levelStarts.count, chunk % (span * Self.groupSize) == 0,
        chunk + span * Self.groupSize <= end
      {
        level += 1
        span *= Self.groupSize
      }
      while true {
        let edges = edges(of: ring, chunks: (chunk - start)..<(chunk - start + span))
        let box = boxes[levelStarts[level] + chunk / span]
        if let crosses = ray.crossesOddly(edges, in: box) {
          if crosses { isOdd.toggle() }
          break
        }
        guard level > 0 else {
          if ray.crossesOddly(edges) { isOdd.toggle() }
          break
        }
        level -= 1
        span /= Self.groupSize
      }
      chunk += span
    }
    return isOdd
  }

  /// The edges of some chunks of a ring, which are counted from its first.
  private func edges(of ring: Ring, chunks: Range<Int>) -> Range<Int> {
    let count = ring.latitudes.count
    return chunks.lowerBound * Self.chunkSize..<min(chunks.upperBound * Self.chunkSize, count)
  }
}

/// A ray towards the east that is asked how often it crosses edges of a ring.
private struct EastwardRay {
  private let ring: Ring
  private let (x, y): (Int64, Int64)

  init(_ ring: Ring, _ longitude: Int64, _ latitude: Int64) {
    self.ring = ring
    (x, y) = (longitude, latitude)
  }

  /// Whether the ray crosses edges in a box an odd number of times; `nil` where the box does not tell.
  ///
  /// Edges that lie to the east of the ray's start it crosses as often as they change sides, whatever way
  /// they take in between.
  func crossesOddly(_ edges: Range<Int>, in box: EdgeBox) -> Bool? {
    if y < box.latitudes.0 || y >= box.latitudes.1 || x > box.longitudes.1 { return false }
    guard x < box.longitudes.0 else { return nil }
    let end = edges.upperBound == ring.latitudes.count ? 0 : edges.upperBound
    return (ring.latitudes[edges.lowerBound] > y) != (ring.latitudes[end] > y)
  }

  /// Whether the ray crosses some edges an odd number of times, edge by edge as a whole ring's.
  func crossesOddly(_ edges: Range<Int>) -> Bool {
    let count = ring.latitudes.count
    var isOdd = false
    var (x0, y0) = (ring.longitudes[edges.lowerBound], ring.latitudes[edges.lowerBound])
    for index in edges {
      let next = index + 1 == count ? 0 : index + 1
      let (x1, y1) = (ring.longitudes[next], ring.latitudes[next])
      if crosses((x0, y0), (x1, y1)) { isOdd.toggle() }
      (x0, y0) = (x1, y1)
    }
    return isOdd
  }

  /// Whether the ray crosses the edge between two places, as ``Ring/isCrossedOddly(from:)`` counts.
  private func crosses(_ a: (x: Int64, y: Int64), _ b: (x: Int64, y: Int64)) -> Bool {
    guard (b.y > y) != (a.y > y) else { return false }
    let (low, high) = a.y < b.y ? (a, b) : (b, a)
    return (x - low.x) * (high.y - low.y) < (high.x - low.x) * (y - low.y)
  }
}
