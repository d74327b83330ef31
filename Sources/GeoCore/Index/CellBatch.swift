/// Up to 256 points on their way through the cells, and where each of them is.
///
/// Each step is done for all points before the next: the memory that one point waits for is fetched
/// while others are worked on, and what differs from point to point (is there an edge in its cell?) is
/// sorted out beforehand instead of guessed by the processor.
///
/// The pointers in it mean something during one call of ``decide(_:_:_:)`` and the writing that follows.
@safe struct CellBatch: @unchecked Sendable {
  /// The most points at a time.
  static let limit = 256

  /// The tile of each point, and where the number of its cell stands.
  private var tiles = InlineArray<256, TileEntry>(repeating: .empty)
  private var numbers: InlineArray<256, UnsafeRawPointer?>

  /// The record of each point's cell.
  private var records: InlineArray<256, UnsafePointer<UInt32>?>

  /// The zones of the record around each point, as a mask; ``notPlain`` where there may be more.
  private var masks = InlineArray<256, UInt32>(repeating: 0)

  /// The points that have edges in their cells.
  private var undecided = InlineArray<256, UInt8>(repeating: 0)
  private var undecidedCount = 0

  /// Stands for the mask of a record that is not plain.
  private static let notPlain: UInt32 = 1 << 31

  init() {
    unsafe numbers = InlineArray(repeating: nil)
    unsafe records = InlineArray(repeating: nil)
  }
}

extension CellBatch {
  /// Finds the records of some points, and decides who is around each.
  ///
  /// - Precondition: `count` is at most ``limit``.
  @inline(__always)
  mutating func decide(_ points: UnsafePointer<Coordinate>, _ count: Int, _ reader: CellReader) {
    unsafe findSquares(points, count, reader)
    unsafe findCells(points, count, reader)
    findRecords(count, reader)
    readHeads(count)
    if reader.isLarge { readOn() }
    unsafe crossEdges(points, reader)
  }

  @inline(__always)
  private mutating func findSquares(
    _ points: UnsafePointer<Coordinate>,
    _ count: Int,
    _ reader: CellReader
  ) {
    var index = 0
    while index < count {
      unsafe tiles[unchecked: index] = unsafe reader.square(of: points[index])
      index &+= 1
    }
  }

  @inline(__always)
  private mutating func findCells(
    _ points: UnsafePointer<Coordinate>,
    _ count: Int,
    _ reader: CellReader
  ) {
    var index = 0
    while index < count {
      let (x, y) = unsafe reader.offset(of: points[index])
      var tile = unsafe tiles[unchecked: index]
      if tile.isDirectory {
        tile = reader.tile(within: tile, x: x, y: y)
        unsafe tiles[unchecked: index] = tile
      }
      let number = unsafe reader.number(of: tile, cell: tile.cell(x: x, y: y))
      if reader.isLarge { unsafe prefetch(number, 0, 3, 1) }
      unsafe numbers[unchecked: index] = number
      index &+= 1
    }
  }

  @inline(__always)
  private mutating func findRecords(_ count: Int, _ reader: CellReader) {
    var index = 0
    while index < count {
      let record = unsafe reader.record(
        of: tiles[unchecked: index],
        numberAt: numbers[unchecked: index].unsafelyUnwrapped
      )
      if reader.isLarge { unsafe prefetch(record, 0, 3, 1) }
      unsafe records[unchecked: index] = record
      index &+= 1
    }
  }

  @inline(__always)
  private mutating func readHeads(_ count: Int) {
    var (index, open) = (0, 0)
    while index < count {
      let head = unsafe CellRecordHead(bits: records[unchecked: index].unsafelyUnwrapped[0])
      unsafe masks[unchecked: index] = head.initialMask
      unsafe undecided[unchecked: open] = UInt8(truncatingIfNeeded: index)
      open &+= head.isDecided ? 0 : 1
      index &+= 1
    }
    undecidedCount = open
  }

  /// Fetches the last vertices of the records whose edges are looked at.
  @inline(__always)
  private mutating func readOn() {
    var next = 0
    while next < undecidedCount {
      let index = unsafe Int(undecided[unchecked: next])
      let record = unsafe records[unchecked: index].unsafelyUnwrapped
      let last = unsafe CellRecordHead(bits: record[0]).lastUnit
      unsafe prefetch(record + last, 0, 3, 1)
      next &+= 1
    }
  }

  @inline(__always)
  private mutating func crossEdges(_ points: UnsafePointer<Coordinate>, _ reader: CellReader) {
    var next = 0
    while next < undecidedCount {
      let index = unsafe Int(undecided[unchecked: next])
      let record = unsafe records[unchecked: index].unsafelyUnwrapped
      let head = unsafe CellRecordHead(bits: record[0])
      var found = Self.notPlain
      if head.isPlain {
        let (x, y) = unsafe place(of: points[index], index, reader)
        found = unsafe mask(of: head, record, x: x, y: y)
      }
      unsafe masks[unchecked: index] = found
      next &+= 1
    }
  }

  /// A point relative to the middle of its cell.
  @inline(__always)
  private func place(
    of point: Coordinate,
    _ index: Int,
    _ reader: CellReader
  ) -> (x: Int32, y: Int32) {
    let tile = unsafe tiles[unchecked: index]
    let (x, y) = reader.offset(of: point)
    return (tile.offset(x), tile.offset(y))
  }
}

extension CellBatch {
  /// Writes the zones around each point one after another.
  ///
  /// - Returns: how many slots are used afterwards.
  @inline(__always)
  mutating func write(
    _ points: UnsafePointer<Coordinate>,
    _ count: Int,
    _ reader: CellReader,
    starts: UnsafeMutablePointer<Int32>,
    slots: UnsafeMutablePointer<Int32>,
    used alreadyUsed: Int
  ) -> Int {
    var (index, used) = (0, alreadyUsed)
    while index < count {
      let record = unsafe records[unchecked: index].unsafelyUnwrapped
      var found = unsafe masks[unchecked: index]
      if found != Self.notPlain {
        // Most records name one zone: its slot is written at once, and counted if it is around.
        unsafe slots[used] = unsafe Int32(bitPattern: record[1])
        used &+= Int(found & 1)
        found &>>= 1
        var unit = 2
        while found != 0 {
          let zeros = found.trailingZeroBitCount
          unit &+= zeros
          unsafe slots[used] = unsafe Int32(bitPattern: record[unit])
          used &+= 1
          unit &+= 1
          found &>>= UInt32(truncatingIfNeeded: zeros &+ 1)
        }
      } else {
        let (x, y) = unsafe place(of: points[index], index, reader)
        used = unsafe zonesOfRecords(at: record, x: x, y: y, into: slots, used)
      }
      unsafe starts[index &+ 1] = Int32(truncatingIfNeeded: used)
      index &+= 1
    }
    return used
  }
}
