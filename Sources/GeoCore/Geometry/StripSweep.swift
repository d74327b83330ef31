#if canImport(Glibc)
import Glibc
#endif

/// Cuts the plane of longitude and latitude along every vertex and crossing of edges.
///
/// Within a strip edges keep their order, so that what lies between two of them is known from those to
/// the west. Nothing is built that could be inconsistent: a crossing that is rounded moves an area by
/// less than a strip of a unit.
struct StripSweep {
  private let edges: [StripEdge]
  private let levels: [Int64]

  /// Cuts along the ends of `edges` and beside the places where they cross, to the nearest unit.
  init(edges: [PolygonEdge], crossings: [Coordinate]) {
    self.edges = edges.filter { $0.start.y != $0.end.y }.map(StripEdge.init)
      .sorted { $0.south < $1.south }
    // The crossing itself lies within the strip from below to above its place.
    let beside = crossings.flatMap { [Int64($0.latitudeE7) - 1, Int64($0.latitudeE7) + 1] }
    levels = Set(self.edges.flatMap { [$0.south, $0.north] } + beside).sorted()
  }

  /// An edge in a strip, and its longitude in the middle of it.
  struct Crossed {
    var x: Double
    let edge: StripEdge
  }

  /// One strip: its edges from west to east, with their longitudes in the middle of it.
  struct Strip {
    var crossed: [Crossed]
    /// The latitude in the middle, in units of 10⁻⁷ degree.
    var middle: Double
    /// Square metres per unit of longitude.
    var scale: Double

    /// A place midway between two longitudes.
    func place(between west: Double, _ east: Double) -> Coordinate? {
      GridPoint(x: Int64((west + east) / 2), y: Int64(middle)).coordinate
    }
  }

  /// Hands every strip that an edge runs through to `body`.
  ///
  /// - Complexity: O(*s* · *a*) for *s* strips with *a* edges each: from strip to strip few change places,
  ///   and what is almost sorted is sorted fast.
  func forEachStrip(_ body: (Strip) -> Void) {
    let unit = Double.pi / 180 / 1e7
    var (active, next): ([Crossed], Int) = ([], 0)
    for (south, north) in zip(levels, levels.dropFirst()) {
      active.removeAll { $0.edge.north <= south }
      let middle = Double(south + north) / 2
      for index in active.indices { active[index].x = active[index].edge.x(at: middle) }
      while next < edges.count, edges[next].south <= south {
        if edges[next].north > south {
          active.append(Crossed(x: edges[next].x(at: middle), edge: edges[next]))
        }
        next += 1
      }
      guard !active.isEmpty else { continue }
      active.sort { $0.x < $1.x }
      let height = sin(Double(north) * unit) - sin(Double(south) * unit)
      body(
        Strip(
          crossed: active,
          middle: middle,
          scale: Ellipsoid.meanRadius * Ellipsoid.meanRadius * height * unit
        )
      )
    }
  }
}

/// An edge that is not level, from south to north.
struct StripEdge {
  /// The ring, or the part, that the edge belongs to.
  let ring: Int
  let isUpward: Bool
  let (south, north): (Int64, Int64)
  private let (x, Δx): (Double, Double)

  init(_ edge: PolygonEdge) {
    ring = edge.ring
    isUpward = edge.start.y < edge.end.y
    let (low, high) = isUpward ? (edge.start, edge.end) : (edge.end, edge.start)
    (south, north) = (low.y, high.y)
    (x, Δx) = (Double(low.x), Double(high.x - low.x))
  }

  /// The longitude at a latitude; the same for two edges between the same ends.
  func x(at latitude: Double) -> Double {
    x + Δx * ((latitude - Double(south)) / Double(north - south))
  }
}
