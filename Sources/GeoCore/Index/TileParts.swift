/// Which parts each tile has to do with: what has to be known to build it anew.
struct TileParts: Sendable {
  /// For each square of the root, then for each entry of deeper directories, a run of ``numbers``.
  private var root: [Run] = []
  private var deeper: [Run] = []

  private typealias Run = (start: UInt32, count: UInt32)

  /// The parts of all tiles, one tile after another.
  private var numbers: [Int32] = []

  /// How many of ``numbers`` belong to a list.
  private var liveCount = 0

  /// Creates lists for no tiles.
  init() {}

  /// Creates an empty list for each square of the root.
  init(rootCount: Int) { root = Array(repeating: (0, 0), count: rootCount) }

  /// The memory that the lists take, in bytes.
  var byteCount: Int { 8 * (root.count + deeper.count) + 4 * numbers.count }

  /// The parts of a tile, ascending by slot.
  subscript(place: TilePlace) -> ArraySlice<Int32> {
    let run =
      switch place {
      case .root(let index): root[index]
      case .deeper(let index): deeper[index]
      }
    return numbers[Int(run.start)..<Int(run.start + run.count)]
  }

  /// Makes room for the squares of a directory.
  mutating func appendDirectory(count: Int) {
    deeper.append(contentsOf: repeatElement((start: 0, count: 0), count: count))
  }

  /// Sets the parts of a tile.
  mutating func set(_ parts: [Int32], at place: TilePlace) {
    let run = (UInt32(numbers.count), UInt32(parts.count))
    numbers += parts
    liveCount += parts.count - self[place].count
    switch place {
    case .root(let index): root[index] = run
    case .deeper(let index): deeper[index] = run
    }
    if numbers.count > 2 * liveCount + 100_000 { tidy() }
  }

  /// Forgets the lists that were replaced.
  private mutating func tidy() {
    var kept: [Int32] = []
    kept.reserveCapacity(liveCount)
    func moved(_ run: Run) -> Run {
      kept += numbers[Int(run.start)..<Int(run.start + run.count)]
      return (UInt32(kept.count) - run.count, run.count)
    }
    root = root.map(moved)
    deeper = deeper.map(moved)
    numbers = kept
  }

  /// The lists of a root that has grown by so many columns to the west and rows to the south.
  mutating func grow(from old: Lattice, to new: Lattice, west: Int, south: Int) {
    var grown: [Run] = Array(repeating: (0, 0), count: new.cellCount)
    for row in 0..<old.rows {
      for column in 0..<old.columns {
        grown[(row + south) * new.columns + column + west] = root[row * old.columns + column]
      }
    }
    root = grown
  }
}
