/// An area with boxes around its edges, so that its nearest edge is found without looking at all.
///
/// ```
/// level 2   ┌───────────────────────────────┐  8 boxes of level 1
/// level 1   ├───────────┬─────────┬─────────┤  8 chunks
/// level 0   ├─┬─┬─┬─┬─┬─┼─┬─┬─┬─┬─┼─┬─┬─┬─┬─┤  chunks of 16 edges that follow each other in a ring
/// ```
///
/// Edges that follow each other are near each other, so that the tree has no pointers and its order is
/// that of the rings. It keeps 1.2 bytes for each edge beside the area, which it shares, and some 60 for
/// each ring. A circle needs no boxes.
public struct EdgeTree: Sendable {
  /// The area whose edges these are.
  public let area: Area

  /// All rings, in order.
  let rings: [Ring]

  /// The first chunk of each ring, and the number of chunks.
  let chunkStarts: [Int32]

  /// The ring after the last one of each polygon.
  let ringEnds: [Int32]

  /// The boxes of all levels, the chunks first, the one around everything last.
  let boxes: [EdgeBox]

  /// Where each level's boxes start, and the number of boxes.
  let levelStarts: [Int]

  /// The edges of a chunk.
  static let chunkSize = 16

  /// The boxes that the level above takes together.
  static let groupSize = 8

  /// Lays boxes around the edges of `area`.
  ///
  /// - Complexity: O(*n*) in the number of vertices.
  public init(_ area: Area) {
    self.area = area
    guard case .polygons(let polygons) = area else {
      (rings, chunkStarts, ringEnds, boxes, levelStarts) = ([], [0], [], [], [0])
      return
    }
    let rings = polygons.flatMap(\.rings)
    var (starts, ends, boxes): ([Int32], [Int32], [EdgeBox]) = ([], [], [])
    for polygon in polygons { ends.append((ends.last ?? 0) + Int32(polygon.rings.count)) }
    for ring in rings {
      starts.append(Int32(boxes.count))
      for first in stride(from: 0, to: ring.latitudes.count, by: Self.chunkSize) {
        boxes.append(EdgeBox(around: ring, edges: Self.edges(from: first, of: ring)))
      }
    }
    starts.append(Int32(boxes.count))
    var levels = [0, boxes.count]
    while let top = levels.last, top - levels[levels.count - 2] > 1 {
      for first in stride(from: levels[levels.count - 2], to: top, by: Self.groupSize) {
        let group = boxes[first..<min(first + Self.groupSize, top)]
        boxes.append(group.dropFirst().reduce(group[first]) { $0.union($1) })
      }
      levels.append(boxes.count)
    }
    (self.rings, chunkStarts, ringEnds) = (rings, starts, ends)
    (self.boxes, levelStarts) = (boxes, levels)
  }

  /// The edges of the chunk that starts with the edge `first`.
  static func edges(from first: Int, of ring: Ring) -> Range<Int> {
    first..<min(first + chunkSize, ring.latitudes.count)
  }

  /// The memory that the boxes take beside the area, in bytes.
  var byteCount: Int {
    MemoryLayout<EdgeBox>.stride * boxes.count + MemoryLayout<Ring>.stride * rings.count
      + 4 * (chunkStarts.count + ringEnds.count) + 8 * levelStarts.count
  }

  /// The number of chunks.
  var chunkCount: Int { Int(chunkStarts[chunkStarts.count - 1]) }

  /// The ring that a chunk belongs to, and the chunk's edges there.
  func edges(ofChunk chunk: Int) -> (ring: Int, edges: Range<Int>) {
    // The last ring that starts at or before the chunk; each has one at least.
    var (low, high) = (0, rings.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(chunkStarts[middle]) <= chunk { low = middle } else { high = middle - 1 }
    }
    let first = (chunk - Int(chunkStarts[low])) * Self.chunkSize
    return (low, Self.edges(from: first, of: rings[low]))
  }

  /// The boxes of the level below that the box `index` is around.
  func children(of index: Int, level: Int) -> Range<Int> {
    let first = levelStarts[level - 1] + (index - levelStarts[level]) * Self.groupSize
    return first..<min(first + Self.groupSize, levelStarts[level])
  }
}

/// A box around edges in 16 bytes: a longitude that runs on past 180° is kept in units of 4 · 10⁻⁷ degree,
/// rounded outwards.
struct EdgeBox: BitwiseCopyable, Sendable {
  private var (west4, east4): (Int32, Int32)
  private var (southE7, northE7): (Int32, Int32)

  /// The lowest and the highest latitude, in units of 10⁻⁷ degree.
  var latitudes: (Int64, Int64) { (Int64(southE7), Int64(northE7)) }

  /// The westernmost and the easternmost longitude, in units of 10⁻⁷ degree, not above and not below.
  var longitudes: (Int64, Int64) { (Int64(west4) << 2, Int64(east4) << 2) }

  /// The box around some edges of a ring, each named by the vertex it starts from.
  init(around ring: Ring, edges: Range<Int>) {
    let count = ring.longitudes.count
    let (x, y) = (ring.longitudes[edges.lowerBound], ring.latitudes[edges.lowerBound])
    var (west, east, south, north) = (x, x, y, y)
    for index in edges {
      let next = index + 1 == count ? 0 : index + 1
      let (x, y) = (ring.longitudes[next], ring.latitudes[next])
      (west, east) = (min(west, x), max(east, x))
      (south, north) = (min(south, y), max(north, y))
    }
    (west4, east4) = (Int32(west >> 2), Int32((east + 3) >> 2))
    (southE7, northE7) = (Int32(south), Int32(north))
  }

  /// The box around both.
  func union(_ other: EdgeBox) -> EdgeBox {
    var box = self
    (box.west4, box.east4) = (min(west4, other.west4), max(east4, other.east4))
    (box.southE7, box.northE7) = (min(southE7, other.southE7), max(northE7, other.northE7))
    return box
  }
}
