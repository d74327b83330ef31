/// A polygon or a circle of a zone in an index.
struct ZonePart: Sendable {
  /// The ground that a part covers.
  enum Shape: Sendable {
    case polygon(Polygon)
    case circle(Circle)
  }

  /// The slot of the zone.
  var slot: Int32

  /// The ground that it covers.
  var shape: Shape
}

extension ZonePart {
  /// The part as an area.
  var area: Area {
    switch shape {
    case .polygon(let polygon): .polygons([polygon])
    case .circle(let circle): .circle(circle)
    }
  }

  /// The smallest box around the part.
  var box: Box {
    switch shape {
    case .polygon(let polygon): polygon.box
    case .circle(let circle): circle.box
    }
  }

  /// The number of edges; a circle has none.
  var edgeCount: Int {
    guard case .polygon(let polygon) = shape else { return 0 }
    return polygon.rings.reduce(0) { $0 + $1.latitudes.count }
  }

  /// About how many edges' worth of cells the part takes.
  var weight: Int { max(8, edgeCount) }

  /// The part's rings on the map, each as often as its whole turns meet the map.
  func rings(mapFrom west: Int64 = 0) -> [RingOnMap] {
    guard case .polygon(let polygon) = shape else { return [] }
    return polygon.rings.flatMap { ring in
      ring.box.readings(mapFrom: west).map { RingOnMap(ring: ring, east: $0) }
    }
  }

  /// The part's circles on the map.
  func circles(mapFrom west: Int64 = 0) -> [CircleOnMap] {
    guard case .circle(let circle) = shape else { return [] }
    return circle.box.readings(mapFrom: west).map {
      CircleOnMap(circle, turns: ($0 - Box.turn / 2) / Box.turn)
    }
  }

  /// What of the map the part may touch: for each reading of its box an extent.
  var extents: [MapExtent] {
    let (longitudes, latitudes) = (box.longitudes, box.latitudes)
    return box.readings(mapFrom: 0).map { east in
      MapExtent(
        x: max(0, longitudes.lowerBound + east)...min(Box.turn - 1, longitudes.upperBound + east),
        y: max(
          0,
          Lattice.y(latitudes.lowerBound)
        )...min(
          Box.turn / 2,
          Lattice.y(latitudes.upperBound)
        )
      )
    }
  }
}

extension Box {
  /// What has to be added to a longitude of the box to make it an `x` on a map that begins at `west`:
  /// one or two numbers, a whole turn apart.
  fileprivate func readings(mapFrom west: Int64) -> [Int64] {
    [-Self.turn, 0, Self.turn, 2 * Self.turn].map { $0 + Self.turn / 2 }.filter { east in
      longitudes.upperBound + east >= west && longitudes.lowerBound + east < west + Self.turn
    }
  }
}

/// A ring, moved so that its longitudes are places on the map.
struct RingOnMap {
  var ring: Ring

  /// What is added to a longitude.
  var east: Int64

  /// The number of edges.
  var count: Int { ring.latitudes.count }

  /// The edge that ends at the vertex at `index`.
  @inline(__always)
  func edge(_ index: Int) -> MapEdge {
    let previous = index == 0 ? count - 1 : index - 1
    return MapEdge(
      x0: ring.longitudes[previous] + east,
      y0: Lattice.y(ring.latitudes[previous]),
      x1: ring.longitudes[index] + east,
      y1: Lattice.y(ring.latitudes[index])
    )
  }

  /// About how many cells of a size the edges lie in, one by one.
  func cells(at shift: Int64) -> Int {
    var count = 0
    forEachEdge { _, edge in
      count += 1 + Int(abs(edge.x1 - edge.x0) >> shift + abs(edge.y1 - edge.y0) >> shift)
    }
    return count
  }

  /// Visits all edges in the ring's order.
  @inline(__always)
  func forEachEdge(_ visit: (_ index: Int, _ edge: MapEdge) -> Void) {
    var edge = edge(0)
    visit(0, edge)
    for index in 1..<count {
      (edge.x0, edge.y0) = (edge.x1, edge.y1)
      edge.x1 = ring.longitudes[index] + east
      edge.y1 = Lattice.y(ring.latitudes[index])
      visit(index, edge)
    }
  }
}
