/// Which parts each tile has to do with: what has to be known to build it anew.
struct TileParts: Sendable {
  /// For each square of the root, then for each entry of deeper directories, a run of ``numbers``.
  private var root: [(start: UInt32, count: UInt32)] = []
  private var deeper: [(start: UInt32, count: UInt32)] = []

  /// The parts of all tiles, one tile after another.
  private var numbers: [Int32] = []

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
    switch place {
    case .root(let index): root[index] = run
    case .deeper(let index): deeper[index] = run
    }
  }
}
