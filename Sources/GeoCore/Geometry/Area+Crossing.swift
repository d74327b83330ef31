extension Area {
  /// The share of the straight way from `start` to `end` at which it is first inside the area, 0 if it
  /// starts inside; `nil` if no place of the way is.
  ///
  /// The way is straight in longitude and latitude, the short way across the antimeridian; between
  /// longitudes exactly 180° apart it goes as they are written, not across the antimeridian. To or from
  /// a pole it goes along the other end's meridian. To touch an edge or a vertex is to be inside.
  ///
  /// Whether the way is ever inside is decided exactly, in integers. The share is rounded: that of a
  /// polygon to 10⁻¹², that of a circle to 10⁻⁷.
  ///
  /// - Complexity: O(*n*) in the number of vertices; ``EdgeTree`` answers the same faster.
  public func crossing(from start: Coordinate, to end: Coordinate) -> Double? {
    if contains(start) { return 0 }
    var leg = Leg(from: start, to: end)
    switch self {
    case .circle(let circle): leg.consider(circle)
    case .polygons(let polygons):
      for polygon in polygons {
        for ring in polygon.rings { leg.consider(ring) }
      }
    }
    return leg.first <= 1 ? leg.first : nil
  }
}

extension Leg {
  /// Takes all edges of a ring into account.
  mutating func consider(_ ring: Ring) {
    considerPoles(of: ring.box)
    let (xs, ys) = (ring.box.longitudes, ring.box.latitudes)
    for turns in Self.turns {
      let reading = reading(turns: turns)
      guard reading.longitudes.0 <= xs.upperBound, xs.lowerBound <= reading.longitudes.1,
        reading.latitudes.0 <= ys.upperBound, ys.lowerBound <= reading.latitudes.1
      else { continue }
      consider(reading, ring, edges: 0..<ring.longitudes.count)
    }
  }
}
