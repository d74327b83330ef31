extension Ring {
  /// Whether a ray from `coordinate` towards the east crosses the ring an odd number of times.
  ///
  /// - Complexity: O(*n*) in the number of vertices, O(1) outside the box.
  func isCrossedOddly(from coordinate: Coordinate) -> Bool {
    guard let longitude = box.longitude(of: coordinate) else { return false }
    return crossesOddly(
      longitudes: longitudeOffsets.span,
      latitudes: latitudesE7.span,
      longitude: longitude - box.longitudes.lowerBound,
      latitude: coordinate.latitudeE7
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
/// - Precondition: both columns are equally long; longitudes span at most 360°, and all of them, the
///   point's too, are counted from one meridian.
/// - Remark: W. R. Franklin, PNPOLY, 1994, in integers and independent of direction.
func crossesOddly(
  longitudes: Span<UInt32>,
  latitudes: Span<Int32>,
  longitude x: Int64,
  latitude y: Int32
) -> Bool {
  precondition(longitudes.count == latitudes.count, "a ring has as many longitudes as latitudes")
  var isInside = false
  var previous = longitudes.count - 1
  var y0 = latitudes[previous]
  for index in longitudes.indices {
    let y1 = latitudes[index]
    if (y1 > y) != (y0 > y) {
      let (low, high) = y0 < y1 ? (previous, index) : (index, previous)
      let (xLow, yLow) = (Int64(longitudes[low]), Int64(latitudes[low]))
      let (xHigh, yHigh) = (Int64(longitudes[high]), Int64(latitudes[high]))
      if (x - xLow) * (yHigh - yLow) < (xHigh - xLow) * (Int64(y) - yLow) { isInside.toggle() }
    }
    (previous, y0) = (index, y1)
  }
  return isInside
}
