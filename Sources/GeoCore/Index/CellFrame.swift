/// The cells of one level that a box covers: some rows, and one or two runs of columns.
///
/// A box that runs past ±180° has a run on either side of it.
struct CellFrame {
  /// The level.
  let grid: CellGrid

  /// The rows, from south to north.
  let rows: ClosedRange<Int64>

  /// The western run of columns of the box.
  let columns: ClosedRange<Int64>

  /// The run of columns past the antimeridian, if there is one; it shares none with the other.
  let columnsBeyond: ClosedRange<Int64>?

  /// The cells of the finest level on which `box` covers at most ``CellGrid/cellLimit``.
  init(around box: Box) {
    var level = 0
    while CellFrame(of: box, on: level).cellCount > CellGrid.cellLimit { level += 1 }
    self.init(of: box, on: level)
  }

  /// The cells of one level that `box` covers.
  private init(of box: Box, on level: Int) {
    grid = CellGrid(level: level)
    let shift = grid.shift
    let (south, north) = (box.latitudes.lowerBound, box.latitudes.upperBound)
    rows = (CellGrid.v(south) >> shift)...(CellGrid.v(north) >> shift)
    let west = floorRemainder(CellGrid.u(box.longitudes.lowerBound), Box.turn)
    // The first and the last longitude of a box that goes all the way round are one.
    let width = min(box.longitudes.upperBound - box.longitudes.lowerBound, Box.turn - 1)
    let (east, last) = (west + width, (Box.turn - 1) >> shift)
    if east < Box.turn {
      (columns, columnsBeyond) = ((west >> shift)...(east >> shift), nil)
    } else if (east - Box.turn) >> shift >= west >> shift {
      (columns, columnsBeyond) = (0...last, nil)
    } else {
      (columns, columnsBeyond) = ((west >> shift)...last, 0...((east - Box.turn) >> shift))
    }
  }

  /// The number of columns in both runs.
  var columnCount: Int64 { Int64(columns.count) + Int64(columnsBeyond?.count ?? 0) }

  /// The number of cells.
  var cellCount: Int64 { columnCount * Int64(rows.count) }

  /// The cell's position among the cells, row by row, or `nil` if it is not one of them.
  func position(column: Int64, row: Int64) -> Int64? {
    guard rows.contains(row) else { return nil }
    let rowStart = (row - rows.lowerBound) * columnCount
    if columns.contains(column) { return rowStart + column - columns.lowerBound }
    guard let columnsBeyond, columnsBeyond.contains(column) else { return nil }
    return rowStart + Int64(columns.count) + column - columnsBeyond.lowerBound
  }

  /// The column and row of the cell at `position`; undoes ``position(column:row:)``.
  func cell(at position: Int64) -> (column: Int64, row: Int64) {
    let (row, offset) = position.quotientAndRemainder(dividingBy: columnCount)
    let beyond = offset - Int64(columns.count)
    let column =
      beyond < 0 ? columns.lowerBound + offset : (columnsBeyond?.lowerBound ?? 0) + beyond
    return (column, rows.lowerBound + row)
  }
}

/// The quotient rounded down, for a positive divisor.
func floorQuotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}

/// What is left after ``floorQuotient(_:_:)``, in `0..<divisor`.
func floorRemainder(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let remainder = dividend % divisor
  return remainder < 0 ? remainder + divisor : remainder
}
