import GeoCore

/// A position of a file, and the place in WGS-84 that it means.
struct ConvertedPosition {
  var written: WrittenPosition
  var place: GeographicPosition
}

extension Conversion {
  /// The vertices of a chain written in this system, in WGS-84, and for each the index of the
  /// position that it stands for or follows.
  ///
  /// A straight edge of a map projection is a bow in longitude and latitude, and in GCJ-02 or BD-09 a
  /// wave: BD-09 alone swings by 39 m over every 0.12°. Edges are halved until none departs from the
  /// converted edge by more than 0.5 m; the same edge written in the other direction gets the same
  /// vertices, so neighbours stay joined.
  func vertices(
    of positions: [ConvertedPosition]
  ) -> (vertices: [WrittenVertex], origins: [Int]) {
    var (vertices, origins): ([WrittenVertex], [Int]) = ([], [])
    vertices.reserveCapacity(positions.count)
    origins.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      vertices.append(WrittenVertex(position.place))
      origins.append(index)
      guard system != .wgs84, index + 1 < positions.count else { continue }
      let next = positions[index + 1]
      // An edge that may cross the antimeridian lies far from every displaced box: its ends suffice.
      guard abs(next.place.longitude - position.place.longitude) < 180 else { continue }
      var between: [GeographicPosition] = []
      bend(from: position, to: next, into: &between)
      vertices += between.map { WrittenVertex($0) }
      origins += between.map { _ in index }
    }
    return (vertices, origins)
  }

  /// Appends the vertices that the edge between two positions needs in between.
  private func bend(
    from start: ConvertedPosition,
    to end: ConvertedPosition,
    into between: inout [GeographicPosition]
  ) {
    let size = max(
      abs(end.place.longitude - start.place.longitude),
      abs(end.place.latitude - start.place.latitude)
    )
    // Below 10 m no bend matters; at the box's border, where a datum jumps, halving ends here.
    guard size > 1e-4 else { return }
    let isBent =
      size > greatestEdge
      || [0.25, 0.5, 0.75].contains { share in
        let straight = start.place.toward(end.place, share: share)
        let exact = toWGS84(start.written.toward(end.written, share: share)) ?? straight
        return abs(exact.latitude - straight.latitude) > Self.tolerance
          || abs(exact.longitude - straight.longitude) > Self.tolerance
      }
    guard isBent else { return }
    let written = start.written.toward(end.written, share: 0.5)
    let place = toWGS84(written) ?? start.place.toward(end.place, share: 0.5)
    let middle = ConvertedPosition(written: written, place: place)
    bend(from: start, to: middle, into: &between)
    between.append(place)
    bend(from: middle, to: end, into: &between)
  }

  /// The greatest departure at the quarter points, in degrees: 0.28 m of latitude.
  ///
  /// Between the quarter points and in both directions together it can reach 0.5 m.
  private static let tolerance = 2.5e-6

  /// The longest edge, in degrees, that is judged by its quarter points.
  ///
  /// In a Chinese datum a quarter of the shortest wave; a projection bends a whole degree one way.
  private var greatestEdge: Double {
    if case .datum = system { 0.03 } else { 1 }
  }
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

extension WrittenPosition {
  /// The position at `share` of the straight way to `other`; halves are the same from either end.
  fileprivate func toward(_ other: WrittenPosition, share: Double) -> WrittenPosition {
    WrittenPosition(
      x: x * (1 - share) + other.x * share,
      y: y * (1 - share) + other.y * share
    )
  }
}

extension WrittenVertex {
  /// The vertex nearest to a position on the globe.
  init(_ position: GeographicPosition) {
    self.init(
      longitudeE7: Int32((position.longitude * 1e7).rounded()),
      latitudeE7: Int32((position.latitude * 1e7).rounded())
    )
  }
}
