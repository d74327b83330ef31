import GeoCore

/// A square of the map cut into cells whose common sides are drawn once, and rings made of them.
struct Tessellation {
  /// The cells, row by row from the south-west.
  private(set) var areas: [Area] = []

  /// The square that they fill: its western and southern sides belong to it.
  let xs: Range<Int64>
  let ys: Range<Int64>

  /// Cuts a square.
  ///
  /// - Parameters:
  ///   - corner: its south-western corner.
  ///   - side: the length of a cell's side.
  ///   - count: the number of cells along a side.
  ///   - isReversed: whether to write a cell's ring backwards.
  ///   - draw: the vertices between two corners of cells; drawn once for both neighbours.
  init(
    corner: (x: Int64, y: Int64),
    side: Int64,
    count: Int,
    isReversed: (Int) -> Bool,
    draw: (_ from: (Int64, Int64), _ to: (Int64, Int64), _ isOuter: Bool) -> [(Int64, Int64)]
  ) {
    xs = corner.x..<(corner.x + side * Int64(count))
    ys = corner.y..<(corner.y + side * Int64(count))
    func node(_ column: Int, _ row: Int) -> (Int64, Int64) {
      (corner.x + side * Int64(column), corner.y + side * Int64(row))
    }
    let lying = (0...count).map { row in
      (0..<count).map { draw(node($0, row), node($0 + 1, row), row == 0 || row == count) }
    }
    let standing = (0..<count).map { row in
      (0...count).map { draw(node($0, row), node($0, row + 1), $0 == 0 || $0 == count) }
    }
    for row in 0..<count {
      for column in 0..<count {
        var chain = [node(column, row)] + lying[row][column]
        chain += [node(column + 1, row)] + standing[row][column + 1]
        chain += [node(column + 1, row + 1)] + lying[row + 1][column].reversed()
        chain += [node(column, row + 1)] + standing[row][column].reversed()
        if isReversed(row * count + column) { chain.reverse() }
        areas += RandomWorld(seed: 0).area(chain)
      }
    }
  }

  /// Whether a place is in exactly one of the cells, if all sides that are outer are straight.
  func contains(_ place: Coordinate) -> Bool {
    xs.contains(Int64(place.longitudeE7)) && ys.contains(Int64(place.latitudeE7))
  }
}

extension RandomWorld {
  /// Cells with sides like coasts; the outer ones are straight.
  ///
  /// Each half of a side leaves it by at most an eighth, and less with each step: no sides cross.
  mutating func fractalTessellation(
    corner: (x: Int64, y: Int64),
    side: Int64,
    count: Int,
    depth: Int
  ) -> Tessellation {
    var random = random
    func coast(_ a: (Int64, Int64), _ b: (Int64, Int64), _ depth: Int, _ swing: Int64)
      -> [(Int64, Int64)]
    {
      guard depth > 0 else { return [] }
      let share = Int64.random(in: -swing...swing, using: &random)
      let (Δx, Δy) = (b.0 - a.0, b.1 - a.1)
      let middle = (
        (a.0 + b.0) / 2 - Δy * share / 1_000, (a.1 + b.1) / 2 + Δx * share / 1_000
      )
      return coast(a, middle, depth - 1, swing * 6 / 10) + [middle]
        + coast(middle, b, depth - 1, swing * 6 / 10)
    }
    let tessellation = Tessellation(
      corner: corner,
      side: side,
      count: count,
      isReversed: { $0 % 2 == 1 },
      draw: { coast($0, $1, $2 ? 0 : depth, 125) }
    )
    self.random = random
    return tessellation
  }

  /// Cells whose sides zigzag on and one unit beside straight lines a power of two apart.
  mutating func alignedTessellation(shift: Int64, count: Int) -> Tessellation {
    var random = random
    let side = Int64(1) << shift
    let step = Int64(1) << Int64.random(in: max(0, shift - 3)...shift, using: &random)
    let reach = side * Int64(count)
    let corner = (
      x: Int64.random(in: -1_799_000_000...(1_799_000_000 - reach), using: &random),
      y: Int64.random(in: -890_000_000...(890_000_000 - reach), using: &random)
    )
    func zigzag(_ a: (Int64, Int64), _ b: (Int64, Int64)) -> [(Int64, Int64)] {
      stride(from: step, to: side, by: Int64.Stride(step)).flatMap { along -> [(Int64, Int64)] in
        let away = (0..<Int.random(in: 1...2, using: &random)).map { _ in
          (Int64.random(in: -1...1, using: &random), Int64.random(in: -1...1, using: &random))
        }
        return away.sorted { $0.1 < $1.1 }.map { beside, before in
          a.1 == b.1
            ? (a.0 + along + before, a.1 + beside) : (a.0 + beside, a.1 + along + before)
        }
      }
    }
    let flips = (0..<(count * count)).map { _ in Bool.random(using: &random) }
    let tessellation = Tessellation(
      corner: corner,
      side: side,
      count: count,
      isReversed: { flips[$0] },
      draw: { from, to, _ in zigzag(from, to) }
    )
    self.random = random
    return tessellation
  }
}
