/// Finds the zones around a point without testing all of them.
///
/// ```
///   coarse level            fine level
///   ┌───────┬───────┐       ┌─┬─┬─┬─┐   . outside: no entry
///   │ . . . │ # # # │       ├─┼─┼─┼─┤   # boundary: the area decides
///   │ . # # │ # O O │       ├─┼─┼─┼─┤   O full: inside without a test
///   └───────┴───────┘       └─┴─┴─┴─┘
/// ```
///
/// A hierarchy of grids over longitude and latitude, kept in one hash table. Each part of an area, a
/// polygon or a circle, goes to the finest level on which its box covers at most 64 cells. A point
/// is looked up once on every level that has a part.
///
/// The answers are exactly those of ``Area/contains(_:)`` for every area: a cell is full or left out
/// only where no edge touches it, by integer arithmetic. A pole has no cell: the few zones that hold
/// one are listed.
///
/// What it is bad at: a part with very many vertices costs all of them in each of its boundary
/// cells, and a cell under very many parts tests each. Memory is at most 64 entries of 8 bytes a
/// part, the hash table, and the areas themselves.
public struct ZoneIndex: Sendable {
  /// A polygon or a circle of some zone.
  enum Part: Sendable {
    case polygon(Polygon, slot: Int32)
    case circle(Circle, slot: Int32)
    case vacant
  }

  /// The parts; a cell's entry is a position here.
  private(set) var parts: [Part] = []

  /// Which parts belong to a slot.
  private var partsOfSlot: [Int32: [Int32]] = [:]

  /// The positions in ``parts`` that are vacant.
  private var vacancies: [Int32] = []

  /// The parts in each cell.
  private(set) var table = CellTable()

  /// The slots that hold a pole, and which.
  private(set) var polar: [Int32: Poles] = [:]

  /// The number of parts on each level of the grid.
  private var partCounts = Array(repeating: 0, count: CellGrid.shifts.count)

  /// The levels that have a part.
  private(set) var levels: [CellGrid] = []

  /// Creates an index without zones.
  public init() {}

  /// The number of zones.
  public var count: Int { partsOfSlot.count }
}

extension ZoneIndex {
  /// Adds a zone version's area under its slot number.
  ///
  /// - Precondition: the slot is not negative and not in the index.
  /// - Complexity: O(*n*) in the number of the area's vertices; independent of other zones.
  public mutating func insert(_ area: Area, slot: Int32) {
    precondition(slot >= 0, "a slot number is not negative")
    precondition(partsOfSlot[slot] == nil, "a slot holds one area at a time")
    switch area {
    case .polygons(let polygons):
      partsOfSlot[slot] = polygons.map { add(.polygon($0, slot: slot), cover: CellCover(of: $0)) }
      let poles = polygons.reduce(into: Poles()) { $0.formUnion($1.poles) }
      if !poles.isEmpty { polar[slot] = poles }
    case .circle(let circle):
      partsOfSlot[slot] = [add(.circle(circle, slot: slot), cover: CellCover(of: circle))]
    }
  }

  /// Takes a slot's area out; does nothing if the slot is not in the index.
  ///
  /// - Complexity: O(1) cells per part, each with the parts in it.
  public mutating func remove(_ slot: Int32) {
    polar[slot] = nil
    for number in partsOfSlot.removeValue(forKey: slot) ?? [] {
      let frame: CellFrame
      switch parts[Int(number)] {
      case .polygon(let polygon, _): frame = CellFrame(around: polygon.box)
      case .circle(let circle, _): frame = CellFrame(around: circle.box)
      case .vacant: preconditionFailure("a slot's parts are in the index")
      }
      for position in 0..<frame.cellCount {
        let (column, row) = frame.cell(at: position)
        table.remove(part: number, from: frame.grid.key(column: column, row: row))
      }
      parts[Int(number)] = .vacant
      vacancies.append(number)
      count(-1, on: frame.grid)
    }
  }

  /// Puts a part into its cells.
  private mutating func add(_ part: Part, cover: CellCover) -> Int32 {
    let number: Int32
    if let vacancy = vacancies.popLast() {
      number = vacancy
      parts[Int(number)] = part
    } else {
      number = Int32(parts.count)
      precondition(number < .max / 2, "an index holds at most 2³⁰ parts")
      parts.append(part)
    }
    let frame = cover.frame
    for position in 0..<frame.cellCount
    where (cover.boundary | cover.full) & 1 << position != 0 {
      let (column, row) = frame.cell(at: position)
      let key = frame.grid.key(column: column, row: row)
      table.add(part: number, isFull: cover.full & 1 << position != 0, to: key)
    }
    count(1, on: frame.grid)
    return number
  }

  /// Counts a part that came to a level or left it.
  private mutating func count(_ change: Int, on grid: CellGrid) {
    partCounts[grid.level] += change
    levels = partCounts.indices.filter { partCounts[$0] > 0 }.map { CellGrid(level: $0) }
  }
}
