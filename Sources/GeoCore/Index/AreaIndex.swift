#if canImport(Glibc)
import Glibc
#endif

/// One area made ready to be asked about again and again.
///
/// Is a point inside, how far is the edge, does a leg cross it?
///
/// ```
///   ┌─┬─┬─┬─┬─┐   # the cell's few edges decide
///   │.│#│#│#│.│   2 inside, and no edge within one cell around
///   │#│#│1│#│#│
///   │#│1│2│1│#│   A square grid over the area's box, a number for each cell: most points are
///   │#│#│1│#│.│   decided by the number alone.
///   └─┴─┴─┴─┴─┘
/// ```
///
/// The answers are exactly those of ``Area/contains(_:)`` and within the bounds of
/// ``Area/signedDistance(to:)``. Many zones at once are for ``ZoneIndex``.
public struct AreaIndex: Sendable {
  /// The boxes around the area's edges.
  private let tree: EdgeTree

  /// The grid; the map begins at its western side.
  private let grid: Lattice

  /// For each cell, and once more for what lies beyond: with edges, ``hasEdges`` and where its record
  /// begins; without, the distance in cells to the next one with edges, above a bit for inside.
  private let numbers: [UInt32]

  /// The records of the cells with edges.
  private let records: [UInt32]

  /// A length that a unit of longitude or latitude is not shorter than, in metres, anywhere in the grid.
  private let metersPerUnit: Double

  private static let hasEdges: UInt32 = 1 << 31

  /// The area.
  public var area: Area { tree.area }

  /// The memory that the index takes beside the area, in bytes.
  public var byteCount: Int { 4 * (numbers.count + records.count) + tree.byteCount }
}

extension AreaIndex {
  /// Makes an area ready.
  ///
  /// - Complexity: O(*n*) in the number of vertices, and in that of cells.
  public init(_ area: Area, density: CellDensity = .dense) {
    tree = EdgeTree(area)
    let parts = area.parts.enumerated().map { (number: Int32($0), part: $1) }
    grid = Self.grid(over: area, density: density)
    let square = Lattice(west: grid.west, south: grid.south, shift: 33, columns: 1, rows: 1)
    let content = TileContent(of: parts, in: square, mapFrom: grid.west)
    var encoder = TileEncoder(density: density)
    let (offsets, records) = encoder.encode(content, on: grid)
    self.records = records + CellStore.margin
    numbers = Self.numbers(offsets, records, grid) + [0]
    let latitude = max(abs(area.box.latitudes.lowerBound), abs(area.box.latitudes.upperBound))
    // The smallest radius of curvature, a(1 − e²); and a parallel 30° long is 0.95 as far across.
    let unit = 6_335_439 * Double.pi / 180 / 1e7
    metersPerUnit = max(0, 0.95 * unit * cos(Double(latitude) / 1e7 * .pi / 180))
  }

  /// A grid over an area's box with as many cells as its edges ask for.
  private static func grid(over area: Area, density: CellDensity) -> Lattice {
    let box = area.box
    let west = floorRemainder(Lattice.x(box.longitudes.lowerBound), Box.turn)
    let south = Lattice.y(box.latitudes.lowerBound)
    let width = min(box.longitudes.upperBound - box.longitudes.lowerBound, Box.turn - 1)
    let height = box.latitudes.upperBound - box.latitudes.lowerBound
    let edges = max(8, area.vertexCount)
    func lattice(_ shift: Int64) -> Lattice {
      Lattice(
        west: west,
        south: south,
        shift: shift,
        columns: Int(width >> shift) + 1,
        rows: Int(height >> shift) + 1
      )
    }
    var shift: Int64 = 31
    let limit = Int(max(16, Double(edges) * density.cellsPerEdge))
    while shift > 3, lattice(shift - 1).cellCount <= limit,
      area.cellsOfEdges(at: shift - 1) <= 4 * edges + 64
    {
      shift -= 1
    }
    return lattice(shift)
  }

  /// The numbers of the cells from where their records begin.
  private static func numbers(_ offsets: [Int32], _ records: [UInt32], _ grid: Lattice) -> [UInt32]
  {
    let isDecided = offsets.map { $0 < 0 || CellRecordHead(bits: records[Int($0)]).isDecided }
    let distances = ringDistances(isDecided, grid)
    return offsets.indices.map { cell in
      guard isDecided[cell] else { return hasEdges | UInt32(offsets[cell]) }
      return distances[cell] << 1 | (offsets[cell] >= 0 ? 1 : 0)
    }
  }

  /// For each cell how many steps, also across corners, the next cell with edges is away.
  private static func ringDistances(_ isDecided: [Bool], _ grid: Lattice) -> [UInt32] {
    var distances = isDecided.map { $0 ? UInt32(1 << 20) : 0 }
    func relax(_ cell: Int, _ neighbours: [(Int, Int)]) {
      let (column, row) = (cell % grid.columns, cell / grid.columns)
      for (Δcolumn, Δrow) in neighbours {
        let (other, otherRow) = (column + Δcolumn, row + Δrow)
        guard other >= 0, other < grid.columns, otherRow >= 0, otherRow < grid.rows else {
          continue
        }
        distances[cell] = min(distances[cell], distances[otherRow * grid.columns + other] + 1)
      }
    }
    for cell in distances.indices { relax(cell, [(-1, 0), (-1, -1), (0, -1), (1, -1)]) }
    for cell in distances.indices.reversed() { relax(cell, [(1, 0), (1, 1), (0, 1), (-1, 1)]) }
    return distances
  }
}

// MARK: - Containment

extension AreaIndex {
  /// Whether a point is inside.
  public func contains(_ point: Coordinate) -> Bool {
    guard !point.isPole else { return area.contains(point) }
    let (x, y) = offset(of: point)
    let number = numbers[cell(x, y)]
    return number & Self.hasEdges == 0
      ? number & 1 != 0 : isInside(x, y, record: Int(number & ~Self.hasEdges))
  }

  /// Tells for each of many points whether it is inside.
  ///
  /// Does not allocate.
  ///
  /// - Precondition: there is an answer for each point.
  public func contains(_ points: Span<Coordinate>, into answers: inout [Bool]) {
    precondition(answers.count >= points.count, "there is an answer for each point")
    var undecided = InlineArray<64, Int32>(repeating: 0)
    let numbers = numbers.span
    for first in stride(from: 0, to: points.count, by: 64) {
      var (index, open) = (first, 0)
      let end = min(first + 64, points.count)
      while index < end {
        let (x, y) = offset(of: points[index])
        let number = numbers[points[index].isPole ? numbers.count - 1 : cell(x, y)]
        answers[index] = number & 1 != 0
        unsafe undecided[unchecked: open] = Int32(truncatingIfNeeded: index)
        open &+= Int(number &>> 31) | (points[index].isPole ? 1 : 0)
        index &+= 1
      }
      for next in 0..<open {
        let index = unsafe Int(undecided[unchecked: next])
        answers[index] = contains(points[index])
      }
    }
  }

  /// A point counted from the corner of the grid.
  @inline(__always)
  private func offset(of point: Coordinate) -> (x: Int64, y: Int64) {
    let x = Lattice.x(Int64(point.longitudeE7)) - grid.west
    return (x < 0 ? x + Box.turn : x, Lattice.y(Int64(point.latitudeE7)) - grid.south)
  }

  /// The position of a place's number; of a place beyond the grid, the last.
  @inline(__always)
  private func cell(_ x: Int64, _ y: Int64) -> Int {
    let (column, row) = (Int(x &>> grid.shift), Int(y &>> grid.shift))
    let isBeyond = column >= grid.columns || row < 0 || row >= grid.rows
    return isBeyond ? numbers.count - 1 : row &* grid.columns &+ column
  }

  /// Whether a place is inside by its cell's record.
  private func isInside(_ x: Int64, _ y: Int64, record: Int) -> Bool {
    let (mask, half) = (grid.side - 1, grid.side / 2)
    return unsafe records.withUnsafeBufferPointer { units in
      guard let units = units.baseAddress else { return false }
      let record = unsafe units + record
      let head = unsafe CellRecordHead(bits: record[0])
      let (x, y) = (x & mask - half, y & mask - half)
      guard head.isPlain else {
        var isInside = false
        unsafe forEachRecord(at: record) { record in
          isInside = isInside || record.isFull || record.mask(x: x, y: y) != 0
        }
        return isInside
      }
      return unsafe GeoCore.mask(of: head, record, x: Int32(x), y: Int32(y)) != 0
    }
  }
}

// MARK: - Distance and crossing

extension AreaIndex {
  /// The distance to the area's edge: negative inside, positive outside.
  ///
  /// Within the bounds of ``Area/signedDistance(to:)``.
  public func signedDistance(to point: Coordinate) -> Meters { tree.signedDistance(to: point) }

  /// The distance to the area's edge, where it is not beyond a limit.
  ///
  /// Where the cell alone tells that it is beyond, no edge is looked at.
  public func signedDistance(to point: Coordinate, within limit: Meters) -> EdgeDistance {
    let clearance = clearance(at: point)
    guard abs(clearance.value) > limit.value else {
      return tree.signedDistance(to: point, within: limit)
    }
    return .beyond(Meters(clearance.value < 0 ? -limit.value : limit.value))
  }

  /// A distance that no edge is nearer than, told by the point's cell alone: negative inside, positive
  /// outside, 0 where the cell or one beside it has edges.
  public func clearance(at point: Coordinate) -> Meters {
    let (x, y) = offset(of: point)
    guard !point.isPole else { return .zero }
    let number = numbers[cell(x, y)]
    guard number & Self.hasEdges == 0, number > 1 else { return .zero }
    // Beyond 30° a parallel bends away too far for `metersPerUnit`.
    let units = min(Int64(number >> 1 - 1) << grid.shift, 300_000_000)
    let meters = Double(units) * metersPerUnit
    return Meters(number & 1 != 0 ? -meters : meters)
  }

  /// The share of the way at which a straight leg is first inside; `nil` if it never is.
  ///
  /// That of ``Area/crossing(from:to:)``.
  public func crossing(from start: Coordinate, to end: Coordinate) -> Double? {
    tree.crossing(from: start, to: end)
  }
}

extension Area {
  /// The parts of an index that the area makes, all of one slot.
  fileprivate var parts: [ZonePart] {
    switch self {
    case .polygons(let polygons): polygons.map { ZonePart(slot: 0, shape: .polygon($0)) }
    case .circle(let circle): [ZonePart(slot: 0, shape: .circle(circle))]
    }
  }

  /// About how many cells of a size the edges lie in, one by one.
  fileprivate func cellsOfEdges(at shift: Int64) -> Int {
    parts.reduce(0) { sum, part in
      part.rings().reduce(sum) { $0 + $1.cells(at: shift) }
    }
  }
}
