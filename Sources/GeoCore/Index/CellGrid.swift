/// One level of the grid that the zone index lays over the globe.
///
/// Places are counted from the south-west corner of the map, −180° and −90°: `u` eastwards in
/// [0, ``Box/turn``), `v` northwards in [0, ``Box/turn`` / 2], both in units of 10⁻⁷ degree. A cell of
/// the level holds the places that agree in `u >> shift` and in `v >> shift`. A turn is no power of
/// two: the easternmost column is narrower than the others, and cells never cross ±180°.
struct CellGrid {
  /// The finest level has cells of 2¹⁰ units, 11 m; the coarsest holds the globe in one cell.
  static let shifts: [Int64] = Array(stride(from: 10, through: 32, by: 2))

  /// The most cells that the box of one part may cover on its level.
  ///
  /// One bit of a `UInt64` each.
  static let cellLimit: Int64 = 64

  /// The level's position in ``shifts``.
  let level: Int

  /// A cell is 2^`shift` units wide and high.
  let shift: Int64

  /// The level at this position in ``shifts``.
  init(level: Int) {
    self.level = level
    shift = Self.shifts[level]
  }

  /// The cell's name in a ``CellTable``, the same on no other level.
  func key(column: Int64, row: Int64) -> UInt64 {
    UInt64(level) << 48 | UInt64(row) << 24 | UInt64(column)
  }

  /// The name of the cell that holds `coordinate`.
  func key(of coordinate: Coordinate) -> UInt64 {
    key(
      column: Self.u(Int64(coordinate.longitudeE7)) >> shift,
      row: Self.v(Int64(coordinate.latitudeE7)) >> shift
    )
  }

  /// A longitude counted from −180°.
  static func u(_ longitude: Int64) -> Int64 { longitude + Box.turn / 2 }

  /// A latitude counted from the south pole.
  static func v(_ latitude: Int64) -> Int64 { latitude + Box.turn / 4 }
}

extension CellGrid {
  /// The places of one cell, counted as `u` and `v`, clipped to the globe.
  func places(column: Int64, row: Int64) -> (u: ClosedRange<Int64>, v: ClosedRange<Int64>) {
    let (west, south) = (column << shift, row << shift)
    let size = Int64(1) << shift
    return (
      west...min(west + size - 1, Box.turn - 1), south...min(south + size - 1, Box.turn / 2)
    )
  }

  /// The place at (`u`, `v`), both on the globe.
  static func coordinate(u: Int64, v: Int64) -> Coordinate {
    let place = Coordinate(
      latitudeE7: Int32(v - Box.turn / 4),
      longitudeE7: Int32(u - Box.turn / 2)
    )
    guard let place else { preconditionFailure("a cell's places are on the globe") }
    return place
  }
}
