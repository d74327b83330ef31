/// How one part of an area lies in the cells around it.
///
/// - Invariant: every place of a full cell is inside the part, every place of a cell that is neither
///   full nor on the boundary is outside (but for the poles, which have no cell).
struct CellCover {
  /// The cells; a position among them is a bit of the sets.
  let frame: CellFrame

  /// The cells that an edge may touch.
  private(set) var boundary: UInt64 = 0

  /// The cells that lie inside.
  private(set) var full: UInt64 = 0

  /// Lays a polygon on the grid.
  ///
  /// - Complexity: O(*n*) in the number of vertices, times the number of runs of cells between
  ///   edges, at most ``CellGrid/cellLimit``.
  init(of polygon: Polygon) {
    let frame = CellFrame(around: polygon.box)
    self.frame = frame
    for ring in polygon.rings {
      var previous = ring.longitudes.count - 1
      for index in ring.longitudes.indices {
        markEdge(
          from: (CellGrid.u(ring.longitudes[previous]), CellGrid.v(ring.latitudes[previous])),
          to: (CellGrid.u(ring.longitudes[index]), CellGrid.v(ring.latitudes[index]))
        )
        previous = index
      }
    }
    for position in 0..<frame.cellCount where boundary & 1 << position == 0 {
      let (column, row) = frame.cell(at: position)
      // Two neighbours that no edge touches are both inside or both outside.
      var neighbour = frame.position(column: column - 1, row: row)
      if neighbour.map({ boundary & 1 << $0 != 0 }) ?? true {
        neighbour = frame.position(column: column, row: row - 1)
      }
      let isInside: Bool
      if let neighbour, neighbour < position, boundary & 1 << neighbour == 0 {
        isInside = full & 1 << neighbour != 0
      } else {
        isInside = polygon.contains(place(column, row))
      }
      if isInside { full |= 1 << position }
    }
  }

  /// Lays a circle on the grid: it is convex, so that corners decide, and so does the nearest place.
  init(of circle: Circle) {
    frame = CellFrame(around: circle.box)
    for position in 0..<frame.cellCount {
      let (column, row) = frame.cell(at: position)
      let (u, v) = frame.grid.places(column: column, row: row)
      let corners = [
        (u.lowerBound, v.lowerBound), (u.lowerBound, v.upperBound),
        (u.upperBound, v.lowerBound), (u.upperBound, v.upperBound),
      ]
      let nearest = (
        min(max(turned(circle.center, to: u), u.lowerBound), u.upperBound),
        min(max(CellGrid.v(Int64(circle.center.latitudeE7)), v.lowerBound), v.upperBound)
      )
      if corners.allSatisfy({ circle.contains(CellGrid.coordinate(u: $0, v: $1)) }) {
        full |= 1 << position
      } else if circle.contains(CellGrid.coordinate(u: nearest.0, v: nearest.1)) {
        boundary |= 1 << position
      }
    }
  }
}

extension CellCover {
  /// Marks every cell that an edge touches, row by row.
  ///
  /// A cell reaches up to the next row's first place, so that an edge between two rows is in one.
  /// Products stay below 2⁶³ as in ``crossesOddly(longitudes:latitudes:longitude:latitude:)``;
  /// a crossing is rounded down on its western and up on its eastern side.
  private mutating func markEdge(from a: (u: Int64, v: Int64), to b: (u: Int64, v: Int64)) {
    let (low, high) = a.v < b.v ? (a, b) : (b, a)
    let shift = frame.grid.shift
    for row in (low.v >> shift)...(high.v >> shift) {
      guard high.v > low.v else {
        mark(from: min(low.u, high.u), to: max(low.u, high.u), row: row)
        continue
      }
      let south = max(low.v, row << shift)
      let north = min(high.v, (row + 1) << shift)
      let crossings = [south, north].map { v in
        low.u + floorQuotient((high.u - low.u) * (v - low.v), high.v - low.v)
      }
      mark(
        from: min(crossings[0], crossings[1]),
        to: max(crossings[0], crossings[1]) + 1,
        row: row
      )
    }
  }

  /// Marks the cells of a row from one longitude to another, which may run past ±180°.
  private mutating func mark(from west: Int64, to east: Int64, row: Int64) {
    for turns in floorQuotient(west, Box.turn)...floorQuotient(east, Box.turn) {
      let from = max(west - turns * Box.turn, 0) >> frame.grid.shift
      let to = min(east - turns * Box.turn, Box.turn - 1) >> frame.grid.shift
      for column in from...to {
        guard let position = frame.position(column: column, row: row) else { continue }
        boundary |= 1 << position
      }
    }
  }

  /// Some place of a cell, not a pole.
  private func place(_ column: Int64, _ row: Int64) -> Coordinate {
    let (u, v) = frame.grid.places(column: column, row: row)
    return CellGrid.coordinate(u: u.lowerBound, v: max(v.lowerBound, 1))
  }

  /// The longitude of a centre, counted so that it lies nearest to the longitudes of a cell.
  private func turned(_ center: Coordinate, to u: ClosedRange<Int64>) -> Int64 {
    let (own, middle) = (CellGrid.u(Int64(center.longitudeE7)), (u.lowerBound + u.upperBound) / 2)
    if own - middle > Box.turn / 2 { return own - Box.turn }
    return middle - own > Box.turn / 2 ? own + Box.turn : own
  }
}
