/// A grid of square cells somewhere on the map.
///
/// Places on the map are counted from −180° and −90°: `x` eastwards, `y` northwards, in units of
/// 10⁻⁷ degree. A cell holds the places from its south-western corner up to the next cell's; what
/// lies between the last place of one cell and the first of the next decides nothing.
struct Lattice: Equatable {
  /// The `x` of the westernmost column.
  var west: Int64

  /// The `y` of the southernmost row.
  var south: Int64

  /// A cell is 2^`shift` units wide and high.
  var shift: Int64

  /// The number of columns, at least 1.
  var columns: Int

  /// The number of rows, at least 1.
  var rows: Int

  /// The number of cells.
  var cellCount: Int { columns * rows }

  /// The length of a cell's side.
  var side: Int64 { 1 << shift }

  /// The greatest `x` of the last column.
  var lastX: Int64 { west + Int64(columns) << shift - 1 }

  /// The greatest `y` of the last row.
  var lastY: Int64 { south + Int64(rows) << shift - 1 }

  /// A longitude in units of 10⁻⁷ degree, counted as `x`.
  static func x(_ longitude: Int64) -> Int64 { longitude + Box.turn / 2 }

  /// A latitude in units of 10⁻⁷ degree, counted as `y`.
  static func y(_ latitude: Int64) -> Int64 { latitude + Box.turn / 4 }

  /// The lattice of one cell, divided 2^`levels` times each way.
  func within(column: Int, row: Int, levels: Int64) -> Lattice {
    Lattice(
      west: west + Int64(column) << shift,
      south: south + Int64(row) << shift,
      shift: shift - levels,
      columns: 1 << levels,
      rows: 1 << levels
    )
  }

  /// The columns that a range of `x` meets, clipped to the lattice; may be empty.
  @inline(__always)
  func columns(from first: Int64, to last: Int64) -> Range<Int> {
    let from = max(0, Int((first - west) >> shift))
    return from..<max(from, min(columns, Int((last - west) >> shift) + 1))
  }

  /// The rows that a range of `y` meets, clipped to the lattice; may be empty.
  @inline(__always)
  func rows(from first: Int64, to last: Int64) -> Range<Int> {
    let from = max(0, Int((first - south) >> shift))
    return from..<max(from, min(rows, Int((last - south) >> shift) + 1))
  }
}

/// An edge on the map, in the direction of its ring; longitudes may run past the map's sides.
struct MapEdge: Equatable {
  var x0: Int64
  var y0: Int64
  var x1: Int64
  var y1: Int64

  /// The edge in the other direction.
  var reversed: MapEdge { MapEdge(x0: x1, y0: y1, x1: x0, y1: y0) }
}

extension Lattice {
  /// Visits the cells that an edge may touch, as runs of columns, row by row from the south.
  ///
  /// No cell that it touches is left out; at a run's ends there may be one that it misses by less than a
  /// unit. Products stay below 2⁶³: an edge is at most 360° long and 180° high.
  @inline(__always)
  func forEachRun(of edge: MapEdge, _ visit: (_ row: Int, _ columns: Range<Int>) -> Void) {
    let (low, high) =
      edge.y0 <= edge.y1
      ? ((edge.x0, edge.y0), (edge.x1, edge.y1)) : ((edge.x1, edge.y1), (edge.x0, edge.y0))
    let rows = rows(from: low.1, to: high.1)
    if rows.count == 1 && low.1 >= south && high.1 <= lastY {
      visit(rows.lowerBound, columns(from: min(low.0, high.0), to: max(low.0, high.0)))
      return
    }
    let (Δx, Δy) = (high.0 - low.0, high.1 - low.1)
    for row in rows {
      let bottom = south + Int64(row) << shift
      let from = max(bottom, low.1)
      // Up to the next row's first place: what runs between two rows is in one of them.
      let to = min(bottom + side, high.1)
      let atFrom = Δy == 0 ? low.0 : low.0 + floorQuotient(Δx * (from - low.1), Δy)
      let atTo = Δy == 0 ? high.0 : low.0 + floorQuotient(Δx * (to - low.1), Δy)
      visit(row, columns(from: min(atFrom, atTo), to: max(atFrom, atTo) + 1))
    }
  }
}

/// The quotient rounded down, for a positive divisor.
@inline(__always)
func floorQuotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

/// What is left after ``floorQuotient(_:_:)``, in `0..<divisor`.
func floorRemainder(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let remainder = dividend % divisor
  return remainder < 0 ? remainder + divisor : remainder
}
