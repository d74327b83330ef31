extension Area {
  /// The distance from `coordinate` to the area's edge: negative inside, positive outside.
  ///
  /// Its sign is exact. Its size, beside the geodesic of the ellipsoid to the nearest place of the edge, is
  ///
  /// | as far as | true to |
  /// | --- | --- |
  /// | 100 km | 10⁻⁶ and 1 mm |
  /// | 1,000 km | 10⁻⁵ and 1 mm |
  /// | 5,000 km | 0.2 % |
  /// | 15,000 km | 1 % |
  ///
  /// at every latitude and over every longitude, for long edges as for short ones. An edge that a file
  /// drew to cut an area at ±180° counts as an edge, and so does the edge of a part within another part.
  ///
  /// - Complexity: O(*n*) in the number of vertices; ``EdgeTree`` answers the same faster.
  public func signedDistance(to coordinate: Coordinate) -> Meters {
    var search = NearestSearch(to: coordinate)
    consider(in: &search)
    return Meters(contains(coordinate) ? -search.meters : search.meters)
  }

  /// The distance from `coordinate` to the area's edge where it is at most `limit`, else that it is more.
  ///
  /// - Precondition: `limit` is not negative.
  /// - Complexity: that of ``signedDistance(to:)``; where the edge is beyond, about as long as
  ///   ``contains(_:)`` and a comparison for each edge take.
  public func signedDistance(to coordinate: Coordinate, within limit: Meters) -> EdgeDistance {
    var search = NearestSearch(to: coordinate, within: limit)
    consider(in: &search)
    return EdgeDistance(toEdge: search.meters, within: limit, isInside: contains(coordinate))
  }

  /// The place on the area's edge nearest to `coordinate`, to the nearest unit.
  ///
  /// - Complexity: that of ``signedDistance(to:)``.
  public func nearestPlaceOnEdge(to coordinate: Coordinate) -> Coordinate {
    var search = NearestSearch(to: coordinate)
    consider(in: &search)
    return search.place ?? coordinate
  }

  /// Takes the whole edge into account.
  private func consider(in search: inout NearestSearch) {
    switch self {
    case .circle(let circle): search.consider(circle)
    case .polygons(let polygons):
      for polygon in polygons {
        for ring in polygon.rings { search.consider(ring) }
      }
    }
  }
}
