import GeoCore

extension ChineseDatum {
  /// The vertices of a chain written in this datum, in WGS-84, and for each the index of the
  /// position that it stands for or follows.
  ///
  /// A straight edge in GCJ-02 or BD-09 is a wave in WGS-84: BD-09 alone swings by 39 m over every
  /// 0.12°. Edges are halved until none departs from the converted edge by more than 0.5 m; the
  /// same edge written in the other direction gets the same vertices, so neighbours stay joined.
  func writtenVertices(
    of positions: [GeographicPosition]
  ) -> (vertices: [WrittenVertex], origins: [Int]) {
    var (vertices, origins): ([WrittenVertex], [Int]) = ([], [])
    vertices.reserveCapacity(positions.count)
    origins.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      let converted = toWGS84(position)
      vertices.append(WrittenVertex(converted))
      origins.append(index)
      guard self != .wgs84, index + 1 < positions.count else { continue }
      let next = positions[index + 1]
      // An edge that may cross the antimeridian lies far from the displaced box: its ends suffice.
      guard abs(next.longitude - position.longitude) < 180 else { continue }
      var between: [GeographicPosition] = []
      bend(from: (position, converted), to: (next, toWGS84(next)), into: &between)
      vertices += between.map { WrittenVertex($0) }
      origins += between.map { _ in index }
    }
    return (vertices, origins)
  }

  private typealias End = (written: GeographicPosition, converted: GeographicPosition)

  /// Appends the vertices that the edge between two places needs in between.
  private func bend(from start: End, to end: End, into between: inout [GeographicPosition]) {
    let size = max(
      abs(end.written.longitude - start.written.longitude),
      abs(end.written.latitude - start.written.latitude)
    )
    // Below 10 m no bend matters; at the box's border, where the datum jumps, halving ends here.
    guard size > 1e-4 else { return }
    let isBent =
      size > Self.greatestEdge
      || [0.25, 0.5, 0.75].contains { share in
        let exact = toWGS84(start.written.toward(end.written, share: share))
        let straight = start.converted.toward(end.converted, share: share)
        return abs(exact.latitude - straight.latitude) > Self.tolerance
          || abs(exact.longitude - straight.longitude) > Self.tolerance
      }
    guard isBent else { return }
    let middle = start.written.toward(end.written, share: 0.5)
    let half: End = (middle, toWGS84(middle))
    bend(from: start, to: half, into: &between)
    between.append(half.converted)
    bend(from: half, to: end, into: &between)
  }

  /// The greatest departure at the quarter points, in degrees: 0.28 m of latitude.
  ///
  /// Between the quarter points and in both directions together it can reach 0.5 m.
  private static let tolerance = 2.5e-6

  /// The longest edge, in degrees, that is judged by its quarter points: a quarter of the shortest
  /// wave.
  private static let greatestEdge = 0.03
}

extension GeographicPosition {
  /// The place at `share` of the straight way to `other`; halves are the same from either end.
  fileprivate func toward(_ other: GeographicPosition, share: Double) -> GeographicPosition {
    GeographicPosition(
      latitude: latitude * (1 - share) + other.latitude * share,
      longitude: longitude * (1 - share) + other.longitude * share
    )
  }
}

extension WrittenVertex {
  /// The vertex nearest to a position; what lies beyond the globe after a conversion stays beyond.
  init(_ position: GeographicPosition) {
    self.init(
      longitudeE7: Int32((position.longitude * 1e7).rounded()),
      latitudeE7: Int32((position.latitude * 1e7).rounded())
    )
  }
}
