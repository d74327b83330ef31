/// A place where the edges of a polygon meet other than neighbours at their common vertex.
///
/// Such polygons are no zones of the standards (OGC 06-103r4, 6.1.11), and real administrative ones
/// are full of them: slivers where two surveys met. ``Polygon/contains(_:)`` reads them even–odd.
public struct Irregularity: Hashable, Sendable {
  /// How the edges meet.
  public enum Kind: Hashable, Sendable {
    /// One edge crosses the other.
    case crossing
    /// A ring comes back to a place where it was.
    case touching
    /// Two edges run along each other.
    case overlapping
  }

  /// How the edges meet.
  public var kind: Kind

  /// The ring of the edge, 0 for the shell.
  public var ring: Int

  /// The vertex at which the edge begins.
  public var vertex: Int

  /// The ring of the other edge.
  public var otherRing: Int

  /// Where they meet, to the nearest unit.
  public var place: Coordinate
}

extension Polygon {
  /// The places where edges meet other than neighbours at their common vertex, each once, in order of
  /// rings and vertices; one point that a hole shares with another ring is no irregularity.
  ///
  /// Exact: whether and how two edges meet is decided on integers.
  ///
  /// - Parameter limit: after so many the search ends.
  /// - Returns: the places; touchings of a hole with another ring are not among them.
  /// - Complexity: O(*n* log *n* + *k*) for *n* edges of which *k* pairs overlap along an axis.
  public func irregularities(limit: Int) -> [Irregularity] {
    var search = MeetingSearch(edges: edges, ringSizes: rings.map(\.longitudes.count))
    search.run(limit: limit)
    return search.found.sorted { ($0.ring, $0.vertex) < ($1.ring, $1.vertex) }
  }

  /// The edges of all rings; longitudes of holes are counted as the shell's are.
  var edges: [PolygonEdge] {
    rings.enumerated().flatMap { number, ring in
      let (own, shell) = (ring.box.longitudes, box.longitudes)
      let gap = (own.lowerBound + own.upperBound - shell.lowerBound - shell.upperBound) / 2
      let turns = (Double(gap) / Double(Box.turn)).rounded()
      let shift = Int64(turns) * Box.turn
      return ring.longitudes.indices.map { index in
        let next = index + 1 < ring.longitudes.count ? index + 1 : 0
        return PolygonEdge(
          start: GridPoint(x: ring.longitudes[index] - shift, y: ring.latitudes[index]),
          end: GridPoint(x: ring.longitudes[next] - shift, y: ring.latitudes[next]),
          ring: number,
          vertex: index
        )
      }
    }
  }
}

/// A point of the plane of longitude and latitude, in units of 10⁻⁷ degree.
struct GridPoint: Hashable {
  var x: Int64
  var y: Int64

  /// The coordinate; `nil` beyond the poles.
  var coordinate: Coordinate? {
    Coordinate(latitudeE7: Int32(clamping: y), longitudeE7: wrapped(x))
  }
}

/// An edge of one of a polygon's rings.
struct PolygonEdge {
  var start: GridPoint
  var end: GridPoint
  var ring: Int
  var vertex: Int
}
