/// Builds the cells of an index at once.
struct CellStoreBuilder {
  /// The store as it is so far.
  private(set) var store = CellStore()

  /// For each tile, by its place in the directory, the numbers of the parts that it may have to do with.
  private(set) var partsOfTile = TileParts()

  private var encoder: TileEncoder

  /// About how many edges a tile holds.
  private static let edgesPerTile = 128

  /// The most squares of the root.
  private static let greatestRoot = 1 << 20

  /// Tiles are not divided into squares below this size, as a power of two.
  private static let smallestTile: Int64 = 6

  init(density: CellDensity) { encoder = TileEncoder(density: density) }
}

extension CellStoreBuilder {
  /// Builds the store of some parts, which are in order of their slots.
  mutating func build(_ parts: [ZonePart]) {
    guard let root = Self.root(around: parts) else { return }
    store.root = root
    var sorter = TileSorter(root: root)
    sorter.sort(parts)
    store.entries = [.empty]
    store.entries.reserveCapacity(root.cellCount + 1)
    partsOfTile = TileParts(rootCount: root.cellCount)
    for index in 0..<root.cellCount {
      let content = sorter.content(ofSquare: index, parts)
      let entry = encode(content, at: .root(index))
      store.entries.append(entry)
    }
    store.greatestCount = encoder.greatestCount
    store.blocks += CellStore.margin
    // An array grows beyond what it holds: the copy does not.
    store.blocks = unsafe store.blocks.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// A lattice of squares over everything: as many as the edges ask for, unless they are so long that
  /// each would lie in many squares.
  static func root(around parts: [ZonePart]) -> Lattice? {
    var (west, south, east, north) = (Int64.max, Int64.max, Int64.min, Int64.min)
    var count = 0
    for part in parts {
      count += part.weight
      for extent in part.extents {
        (west, east) = (min(west, extent.x.lowerBound), max(east, extent.x.upperBound))
        (south, north) = (min(south, extent.y.lowerBound), max(north, extent.y.upperBound))
      }
    }
    guard west <= east else { return nil }
    let (width, height) = (Double(east - west + 1), Double(north - south + 1))
    let squares = Double(min(max(1, count / edgesPerTile), greatestRoot))
    var shift = Int64((width * height / squares).squareRoot().exponent)
    shift = min(max(shift, smallestTile), 29)
    func lattice(_ shift: Int64) -> Lattice {
      Lattice(
        west: west,
        south: south,
        shift: shift,
        columns: Int((east - west) >> shift) + 1,
        rows: Int((north - south) >> shift) + 1
      )
    }
    while shift < 29,
      lattice(shift).cellCount > 2 * greatestRoot || isTooFine(shift, parts, count)
    {
      shift += 1
    }
    return lattice(shift)
  }

  /// Whether edges would lie in more than three squares each, on the whole.
  private static func isTooFine(_ shift: Int64, _ parts: [ZonePart], _ count: Int) -> Bool {
    let squares = parts.reduce(0) { sum, part in
      part.rings().reduce(sum) { $0 + $1.cells(at: shift) }
    }
    return squares > 3 * count + 1_000
  }

  /// Encodes a square as a tile, or divides it where its edges crowd together.
  private mutating func encode(_ content: TileContent, at place: TilePlace) -> TileEntry {
    let isSmall = content.square.shift <= Self.smallestTile + Self.levelsOfDirectory
    if let entry = encoder.encode(content, allowsCrowds: isSmall, into: &store.blocks) {
      partsOfTile.set(content.parts.map(\.number), at: place)
      return entry
    }
    let lattice = content.square.within(column: 0, row: 0, levels: Self.levelsOfDirectory)
    let first = store.deeper.count
    store.deeper.append(contentsOf: repeatElement(.empty, count: lattice.cellCount))
    partsOfTile.appendDirectory(count: lattice.cellCount)
    for (index, inner) in content.divided(by: lattice).enumerated() {
      store.deeper[first + index] = encode(inner, at: .deeper(first + index))
    }
    return TileEntry(directoryAt: first, shift: lattice.shift, levels: Self.levelsOfDirectory)
  }

  /// A directory within a square has 2^`levelsOfDirectory` squares along a side.
  private static let levelsOfDirectory: Int64 = 3
}

/// Where an entry stands.
enum TilePlace {
  case root(Int)
  case deeper(Int)
}
