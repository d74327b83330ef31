/// Whether the south-western corners of a lattice's cells are inside a part, from its edges.
///
/// A ray from a corner towards the east crosses the part's edges an odd number of times where the corner
/// is inside (``crossesOddly(longitudes:latitudes:longitude:latitude:)``, the same half-open rule). Each
/// edge is turned into the columns west of its crossing with each row's southern border, once.
///
/// Where only the edges near the lattice are known, an edge that ends east of it is thought to go on
/// straight to the north: outside the lattice a boundary may run as it likes, as long as what it
/// encloses within differs by a constant.
struct CornerParity {
  /// The columns and rows that are asked about.
  private(set) var columns = 0..<0
  private(set) var rows = 0..<0

  /// For each row one more bit than there are columns: whether all columns before it are turned over.
  private var turned: [UInt8] = []

  /// For each row whether it and all above it are turned over.
  private var turnedAbove: [UInt8] = []

  /// Creates a parity that is asked about nothing.
  init() {}

  /// Forgets everything and asks about these cells.
  mutating func reset(columns: Range<Int>, rows: Range<Int>) {
    (self.columns, self.rows) = (columns, rows)
    let count = (columns.count + 1) * rows.count
    turned.removeAll(keepingCapacity: true)
    turned.append(contentsOf: repeatElement(0, count: count))
    turnedAbove.removeAll(keepingCapacity: true)
    turnedAbove.append(contentsOf: repeatElement(0, count: rows.count))
  }

  /// Takes an edge into account; `isOpen` if others of its part may be unknown.
  @inline(__always)
  mutating func add(_ edge: MapEdge, on lattice: Lattice, isOpen: Bool) {
    let low = min(edge.y0, edge.y1)
    let high = max(edge.y0, edge.y1)
    // The rows whose border y fulfils low ≤ y < high.
    let first = max(rows.lowerBound, Int((low - lattice.south + lattice.side - 1) >> lattice.shift))
    let end = min(rows.upperBound, Int((high - lattice.south + lattice.side - 1) >> lattice.shift))
    if first < end { cross(edge, first..<end, lattice) }
    if isOpen, max(edge.x0, edge.x1) > lattice.lastX {
      if edge.x0 > lattice.lastX { rise(from: edge.y0, lattice) }
      if edge.x1 > lattice.lastX { rise(from: edge.y1, lattice) }
    }
  }

  private mutating func cross(_ edge: MapEdge, _ crossed: Range<Int>, _ lattice: Lattice) {
    let isUpward = edge.y0 < edge.y1
    let (xLow, yLow) = isUpward ? (edge.x0, edge.y0) : (edge.x1, edge.y1)
    let (xHigh, yHigh) = isUpward ? (edge.x1, edge.y1) : (edge.x0, edge.y0)
    let Δy = yHigh - yLow
    for row in crossed {
      let y = lattice.south + Int64(row) << lattice.shift
      // The first whole x that is not west of the crossing.
      let x = xLow - floorQuotient((xLow - xHigh) * (y - yLow), Δy)
      let column = Int((x - lattice.west + lattice.side - 1) >> lattice.shift)
      let offset = min(max(column - columns.lowerBound, 0), columns.count)
      turned[(row - rows.lowerBound) * (columns.count + 1) + offset] ^= 1
    }
  }

  private mutating func rise(from y: Int64, _ lattice: Lattice) {
    let row = Int((y - lattice.south + lattice.side - 1) >> lattice.shift)
    guard row < rows.upperBound else { return }
    turnedAbove[max(row, rows.lowerBound) - rows.lowerBound] ^= 1
  }

  /// Works the answers out, once all edges are in.
  ///
  /// - Parameter first: whether the first corner of all is inside, where edges are unknown.
  mutating func resolve(first: Bool?) {
    let width = columns.count + 1
    var above: UInt8 = 0
    for row in 0..<rows.count {
      above ^= turnedAbove[row]
      var parity = above
      var index = row * width + columns.count
      while index >= row * width {
        parity ^= turned[index]
        turned[index] = parity
        index -= 1
      }
    }
    // Shifted by one: a column is turned over by what lies beyond its own corner.
    guard let first, !turned.isEmpty, (self[columns.lowerBound, rows.lowerBound] != first) else {
      return
    }
    for index in turned.indices { turned[index] ^= 1 }
  }

  /// Whether the corner of the cell is inside.
  @inline(__always)
  subscript(column: Int, row: Int) -> Bool {
    let offset = column - columns.lowerBound + 1
    return turned[(row - rows.lowerBound) * (columns.count + 1) + offset] != 0
  }
}
