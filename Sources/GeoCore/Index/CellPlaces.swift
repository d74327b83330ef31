/// Where the records of up to 64 points stand.
@safe struct CellPlaces {
  /// The most points at a time.
  static let limit = 64

  private var records: InlineArray<64, UnsafePointer<UInt32>>
  private var offsets: InlineArray<64, (x: Int32, y: Int32)>

  /// Creates places whose records are all empty.
  init(empty: UnsafePointer<UInt32>) {
    unsafe records = InlineArray(repeating: empty)
    offsets = InlineArray(repeating: (0, 0))
  }

  /// The place of one of the points.
  @inline(__always)
  subscript(index: Int) -> CellPlace {
    let offset = unsafe offsets[unchecked: index]
    return unsafe CellPlace(record: records[unchecked: index], x: offset.x, y: offset.y)
  }

  /// Finds the cells of some points, then their records.
  ///
  /// - Precondition: `count` is at most ``limit``.
  @inline(__always)
  mutating func find(_ points: UnsafePointer<Coordinate>, _ count: Int, _ reader: CellReader) {
    var tiles = InlineArray<64, TileEntry>(repeating: .empty)
    var numbers = InlineArray<64, Int32>(repeating: 0)
    var index = 0
    while index < count {
      let (x, y) = unsafe reader.offset(of: points[index])
      let tile = unsafe reader.entry(x: x, y: y, isPole: points[index].isPole)
      unsafe tiles[unchecked: index] = tile
      unsafe numbers[unchecked: index] = Int32(truncatingIfNeeded: tile.cell(x: x, y: y))
      unsafe offsets[unchecked: index] = (tile.offset(x), tile.offset(y))
      index &+= 1
    }
    index = 0
    while index < count {
      let tile = unsafe tiles[unchecked: index]
      let block = unsafe reader.block(of: tile)
      unsafe records[unchecked: index] = unsafe reader.record(
        in: block,
        tile,
        cell: Int(numbers[unchecked: index])
      )
      index &+= 1
    }
  }
}

extension CellReader {
  /// A point counted from the corner of the root; beyond the root, a great number.
  @inline(__always)
  func offset(of point: Coordinate) -> (x: UInt32, y: UInt32) {
    (
      UInt32(bitPattern: point.longitudeE7) &+ 1_800_000_000 &- west,
      UInt32(bitPattern: point.latitudeE7) &+ 900_000_000 &- south
    )
  }
}
