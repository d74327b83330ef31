import GeoCore
import Testing

/// A place known to be on the globe, in units of 10⁻⁷ degree, longitude first.
func place(_ x: Int64, _ y: Int64) throws -> Coordinate {
  try #require(Coordinate(latitudeE7: Int32(y), longitudeE7: Int32(x)))
}

/// Vertices in units of 10⁻⁷ degree, longitude first.
func vertices(_ pairs: [(Int64, Int64)]) -> [WrittenVertex] {
  pairs.map { WrittenVertex(longitudeE7: Int32($0.0), latitudeE7: Int32($0.1)) }
}

/// Vertices in whole degrees, longitude first.
func degrees(_ pairs: [(Int64, Int64)]) -> [WrittenVertex] {
  vertices(pairs.map { ($0.0 * 10_000_000, $0.1 * 10_000_000) })
}

/// A polygon of one ring, in whole degrees, longitude first.
func polygon(_ pairs: [(Int64, Int64)]) throws -> Polygon {
  Polygon(shell: try Ring(degrees(pairs)))
}

/// A place in whole degrees, longitude first.
func degreePlace(_ x: Int64, _ y: Int64) throws -> Coordinate {
  try place(x * 10_000_000, y * 10_000_000)
}
