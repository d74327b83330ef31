extension EdgeTree {
  /// The distance from `coordinate` to the area's edge: negative inside, positive outside.
  ///
  /// What ``Area/signedDistance(to:)`` gives, with the same bounds; allocates nothing.
  ///
  /// - Complexity: O(log *n*) in the number of vertices, for edges that do not fill the plane.
  public func signedDistance(to coordinate: Coordinate) -> Meters {
    var search = NearestSearch(to: coordinate)
    consider(in: &search)
    return Meters(contains(coordinate) ? -search.meters : search.meters)
  }

  /// The distance from `coordinate` to the area's edge where it is at most `limit`, else that it is more.
  ///
  /// - Precondition: `limit` is not negative.
  public func signedDistance(to coordinate: Coordinate, within limit: Meters) -> EdgeDistance {
    var search = NearestSearch(to: coordinate, within: limit)
    consider(in: &search)
    return EdgeDistance(toEdge: search.meters, within: limit, isInside: contains(coordinate))
  }

  /// The place on the area's edge nearest to `coordinate`, to the nearest unit.
  public func nearestPlaceOnEdge(to coordinate: Coordinate) -> Coordinate {
    var search = NearestSearch(to: coordinate)
    consider(in: &search)
    return search.place ?? coordinate
  }

  /// Takes the edges into account that may be nearer than what is known.
  private func consider(in search: inout NearestSearch) {
    if case .circle(let circle) = area { search.consider(circle) }
    guard !boxes.isEmpty else { return }
    consider(box: boxes.count - 1, level: levelStarts.count - 2, in: &search)
  }

  /// Takes what is in a box into account, the nearest of the boxes in it first.
  private func consider(box: Int, level: Int, in search: inout NearestSearch) {
    guard level > 0 else {
      let (ring, edges) = edges(ofChunk: box)
      return search.consider(rings[ring], edges: edges)
    }
    let children = children(of: box, level: level)
    var bounds = InlineArray<8, Double>(repeating: .infinity)
    for (slot, child) in children.enumerated() {
      bounds[slot] = search.lowerBound(
        latitudes: boxes[child].latitudes,
        longitudes: boxes[child].longitudes
      )
    }
    for _ in children {
      var nearest = 0
      for slot in 1..<children.count where bounds[slot] < bounds[nearest] { nearest = slot }
      guard bounds[nearest] < search.squared else { return }
      bounds[nearest] = .infinity
      consider(box: children.lowerBound + nearest, level: level - 1, in: &search)
    }
  }
}
