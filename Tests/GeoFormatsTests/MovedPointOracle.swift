import GeoCore

/// Whether an area holds a place that is moved a hair to the east, and far less to the north.
///
/// So moved it is on no edge; those to the east of it are counted, in 128-bit integers.
func isInsideWhenMoved(_ place: Coordinate, _ area: Area) -> Bool {
  guard case .polygons(let polygons) = area else { return false }
  let (x, y) = (Int128(place.longitudeE7), Int128(place.latitudeE7))
  return polygons.contains { polygon in
    var isInside = false
    for ring in polygon.rings {
      var previous = (x: Int128(ring.longitudes.last ?? 0), y: Int128(ring.latitudes.last ?? 0))
      for (longitude, latitude) in zip(ring.longitudes, ring.latitudes) {
        let vertex = (x: Int128(longitude), y: Int128(latitude))
        // A hair further north than a vertex is beyond it.
        if (previous.y <= y) != (vertex.y <= y) {
          let (low, high) = previous.y < vertex.y ? (previous, vertex) : (vertex, previous)
          // A hair further east than a place on the edge is to the right of it.
          let left = (high.x - low.x) * (y - low.y) - (x - low.x) * (high.y - low.y)
          if left > 0 { isInside.toggle() }
        }
        previous = vertex
      }
    }
    return isInside
  }
}
