/// What of the zones lies in one square of the map: the edges that may touch it, and who covers it.
struct TileContent {
  /// A polygon or a circle of a zone, as it lies in the square.
  struct Part {
    /// The slot of the zone.
    var slot: Int32

    /// The part's number in the index.
    var number: Int32

    /// Whether the square's south-western corner is inside.
    var isInside: Bool

    /// The part's edges among ``TileContent/edges``; none where it covers the whole square.
    var edges: Range<Int>

    /// The circle whose edge may touch the square.
    var circle: CircleOnMap?
  }

  /// The square, as a lattice of one cell.
  var square: Lattice

  /// The parts, ascending by slot, then by number.
  var parts: [Part] = []

  /// The edges of all parts, part by part, ring by ring, in their rings' order.
  var edges: [MapEdge] = []
}

extension TileContent {
  /// What some parts have in a square, by looking at all of their edges.
  ///
  /// - Parameters:
  ///   - parts: the parts with their numbers, ascending by slot, then by number.
  ///   - square: the square, as a lattice of one cell.
  ///   - west: where the map begins: the `x` of its western side.
  init(of parts: [(number: Int32, part: ZonePart)], in square: Lattice, mapFrom west: Int64 = 0) {
    self.square = square
    var corners = CornerParity()
    for (number, part) in parts {
      let count = edges.count
      corners.reset(columns: 0..<1, rows: 0..<1)
      for ring in part.rings(mapFrom: west) {
        ring.forEachEdge { _, edge in
          corners.add(edge, on: square, isOpen: false)
          square.forEachRun(of: edge) { _, columns in
            if !columns.isEmpty { edges.append(edge) }
          }
        }
      }
      corners.resolve(first: nil)
      let circles = part.circles(mapFrom: west)
      let sides = circles.map { $0.side(column: 0, row: 0, of: square) }
      let isInside = corners[0, 0] || sides.contains(.inside)
      if isInside || edges.count > count || sides.contains(.boundary) {
        add(part, circles, number: number, isInside: isInside)
      }
    }
  }

  /// The content of each cell of a lattice within the square.
  ///
  /// - Complexity: O(edges + parts × cells).
  func divided(by lattice: Lattice) -> [TileContent] {
    var contents = (0..<lattice.cellCount).map { index in
      TileContent(
        square: lattice.within(
          column: index % lattice.columns,
          row: index / lattice.columns,
          levels: 0
        )
      )
    }
    var corners = CornerParity()
    for part in parts {
      if let circle = part.circle {
        for index in contents.indices {
          let (column, row) = (index % lattice.columns, index / lattice.columns)
          let side = circle.side(column: column, row: row, of: lattice)
          guard side != .outside else { continue }
          contents[index].add(
            part,
            isInside: side == .inside,
            circle: side == .inside ? nil : circle
          )
        }
        continue
      }
      corners.reset(columns: 0..<lattice.columns, rows: 0..<lattice.rows)
      for edge in edges[part.edges] {
        corners.add(edge, on: lattice, isOpen: true)
        lattice.forEachRun(of: edge) { row, columns in
          for column in columns { contents[row * lattice.columns + column].edges.append(edge) }
        }
      }
      corners.resolve(first: part.isInside)
      for index in contents.indices {
        let isInside = corners[index % lattice.columns, index / lattice.columns]
        let isTouched = contents[index].edges.count > contents[index].edgesInParts
        if isInside || isTouched { contents[index].add(part, isInside: isInside, circle: nil) }
      }
    }
    return contents
  }

  /// How many of the edges belong to a part already.
  private var edgesInParts: Int { parts.last?.edges.upperBound ?? 0 }

  /// Adds a part with the edges that none has yet, and with the circles that may touch the square.
  mutating func add(
    _ part: ZonePart,
    _ circles: [CircleOnMap],
    number: Int32,
    isInside: Bool
  ) {
    var own = Part(
      slot: part.slot,
      number: number,
      isInside: isInside,
      edges: edgesInParts..<edges.count
    )
    if !isInside {
      for circle in circles where circle.side(column: 0, row: 0, of: square) == .boundary {
        own.circle = circle
        parts.append(own)
      }
    }
    if own.circle == nil { parts.append(own) }
  }

  /// Adds a part of a square around this one.
  private mutating func add(_ part: Part, isInside: Bool, circle: CircleOnMap?) {
    var part = part
    part.isInside = isInside
    part.circle = circle
    part.edges = edgesInParts..<edges.count
    parts.append(part)
  }
}
