extension Ring {
  /// Whether a ray from `coordinate` towards the east crosses the ring an odd number of times.
  ///
  /// - Complexity: O(*n*) in the number of vertices, O(1) outside the box.
  func isCrossedOddly(from coordinate: Coordinate) -> Bool {
    guard let longitude = box.longitude(of: coordinate) else { return false }
    return crossesOddly(
      longitudes: longitudes.span,
      latitudes: latitudes.span,
      longitude: longitude,
      latitude: Int64(coordinate.latitudeE7)
    )
  }
}

/// Whether a ray from a point towards the east crosses a closed chain an odd number of times.
///
/// Exact: all arithmetic is on integers. The half-open test `(y₁ > y) != (y₀ > y)` counts a vertex
/// for exactly one of its two edges, and a point on an edge lies on the eastern side of it whichever
/// way the ring runs. So a point on the edge between two polygons is in exactly one of them.
///
/// The products stay below 2⁶³: a factor is at most 3.6 × 10⁹ (360°), the other 1.8 × 10⁹ (180°).
///
/// - Precondition: both columns are equally long; longitudes span at most 360°, the point's too.
/// - Remark: W. R. Franklin, PNPOLY, 1994, in integers and independent of direction.
func crossesOddly(
  longitudes: Span<Int64>,
  latitudes: Span<Int64>,
  longitude x: Int64,
  latitude y: Int64
) -> Bool {
  precondition(longitudes.count == latitudes.count, "a ring has as many longitudes as latitudes")
  var isInside = false
  var (x0, y0) = (longitudes[longitudes.count - 1], latitudes[latitudes.count - 1])
  for index in longitudes.indices {
    let (x1, y1) = (longitudes[index], latitudes[index])
    if (y1 > y) != (y0 > y) {
      let upward = y0 < y1
      let (xLow, yLow) = upward ? (x0, y0) : (x1, y1)
      let (xHigh, yHigh) = upward ? (x1, y1) : (x0, y0)
      if (x - xLow) * (yHigh - yLow) < (xHigh - xLow) * (y - yLow) { isInside.toggle() }
    }
    (x0, y0) = (x1, y1)
  }
  return isInside
}
