/// Sorts the edges of all parts by the squares of a lattice, without writing them out.
struct TileSorter {
  private let root: Lattice

  /// The rings of all parts, and whose they are.
  private var rings: [(ring: RingOnMap, part: Int32)] = []

  /// The edges in the squares, square by square, in the order of parts.
  private var edges: [(ring: UInt32, edge: UInt32)] = []
  private var edgeEnds: [Int]

  /// The parts in the squares, square by square: whether the corner is inside in the lowest bit.
  private var covers: [Int32] = []
  private var coverEnds: [Int]

  private var corners = CornerParity()

  init(root: Lattice) {
    self.root = root
    edgeEnds = Array(repeating: 0, count: root.cellCount + 1)
    coverEnds = Array(repeating: 0, count: root.cellCount + 1)
  }

  /// Sorts all parts.
  mutating func sort(_ parts: [ZonePart]) {
    var found: [(square: Int32, cover: Int32)] = []
    var lastPart = Array(repeating: Int32(-1), count: root.cellCount)
    for (index, item) in parts.enumerated() {
      let part = Int32(index)
      let rings = item.rings()
      for ring in rings { self.rings.append((ring, part)) }
      cover(item, rings, part, &lastPart, &found)
    }
    for square in 0..<root.cellCount {
      edgeEnds[square + 1] += edgeEnds[square]
      coverEnds[square + 1] += coverEnds[square]
    }
    covers = Array(repeating: 0, count: found.count)
    for item in found {
      covers[coverEnds[Int(item.square)]] = item.cover
      coverEnds[Int(item.square)] += 1
    }
    edges = Array(repeating: (0, 0), count: edgeEnds[root.cellCount])
    for (number, item) in rings.enumerated() {
      item.ring.forEachEdge { index, edge in
        root.forEachRun(of: edge) { row, columns in
          for column in columns {
            let square = row * root.columns + column
            edges[edgeEnds[square]] = (UInt32(number), UInt32(index))
            edgeEnds[square] += 1
          }
        }
      }
    }
  }

  /// Finds the squares that a part covers or has edges in, and counts the edges.
  private mutating func cover(
    _ part: ZonePart,
    _ rings: [RingOnMap],
    _ number: Int32,
    _ lastPart: inout [Int32],
    _ found: inout [(square: Int32, cover: Int32)]
  ) {
    let extents = part.extents
    // An edge may be said to be in a cell that is less than a unit east of it.
    let columns = root.columns(
      from: extents.reduce(.max) { min($0, $1.x.lowerBound) },
      to: extents.reduce(.min) { max($0, $1.x.upperBound) } + 1
    )
    let rows = root.rows(from: extents[0].y.lowerBound, to: extents[0].y.upperBound)
    corners.reset(columns: columns, rows: rows)
    for ring in rings {
      ring.forEachEdge { _, edge in
        corners.add(edge, on: root, isOpen: false)
        root.forEachRun(of: edge) { row, columns in
          for column in columns {
            let square = row * root.columns + column
            edgeEnds[square + 1] += 1
            lastPart[square] = number
          }
        }
      }
    }
    corners.resolve(first: nil)
    let circles = part.circles()
    for row in rows {
      for column in columns {
        let square = row * root.columns + column
        var (isInside, isTouched) = (corners[column, row], lastPart[square] == number)
        for circle in circles {
          switch circle.side(column: column, row: row, of: root) {
          case .outside: break
          case .inside: isInside = true
          case .boundary: isTouched = true
          }
        }
        guard isInside || isTouched else { continue }
        found.append((Int32(square), number << 1 | (isInside ? 1 : 0)))
        coverEnds[square + 1] += 1
      }
    }
  }

  /// What lies in a square; asked for once all parts are sorted.
  func content(ofSquare square: Int, _ parts: [ZonePart]) -> TileContent {
    let (column, row) = (square % root.columns, square / root.columns)
    var content = TileContent(square: root.within(column: column, row: row, levels: 0))
    var next = square == 0 ? 0 : edgeEnds[square - 1]
    for cover in covers[(square == 0 ? 0 : coverEnds[square - 1])..<coverEnds[square]] {
      let item = parts[Int(cover >> 1)]
      while next < edgeEnds[square], rings[Int(edges[next].ring)].part == cover >> 1 {
        content.edges.append(rings[Int(edges[next].ring)].ring.edge(Int(edges[next].edge)))
        next += 1
      }
      content.add(item, item.circles(), number: cover >> 1, isInside: cover & 1 != 0)
    }
    return content
  }
}
