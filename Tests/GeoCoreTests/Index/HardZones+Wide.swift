import GeoCore

extension RandomWorld {
  /// One unit wide and up to 170° long, lying, standing and slanting.
  mutating func slivers() -> [Area] {
    (0..<20).flatMap { _ in
      let (x, y) = (integer(-1_799_999_999...1_799_999_999), integer(-899_000_000...0))
      let (length, height) = (integer(1...1_700_000_000), integer(0...(899_000_000 - y)))
      return switch integer(0...3) {
      case 0: area([(x, y), (x + length, y), (x + length, y + 1), (x, y + 1)])
      case 1: area([(x, y), (x + 1, y), (x + 1, y + height + 1), (x, y + height + 1)])
      case 2: area([(x, y), (x + length, y + height), (x + length, y + height + 1), (x, y + 1)])
      default: area([(x, y), (x - length, y + height), (x - length + 1, y + height), (x + 1, y)])
      }
    } + polygons(around: center(), count: 5)
  }

  /// Bands around the globe between jagged parallels, caps, and zones across the antimeridian.
  mutating func bands() -> [Area] {
    var areas = (0..<4).compactMap { _ in cap() }
    for _ in 0..<4 {
      let (south, reach) = (integer(-880_000_000...700_000_000), integer(1...100_000_000))
      let seam = integer(0...reach)
      let xs: [Int64] = [-1_800_000_000, -900_000_000, 0, 900_000_000, 1_800_000_000]
      func line(_ y: Int64, _ ys: [Int64]) -> [WrittenVertex] {
        xs.enumerated().map { index, x in
          let isEnd = index == 0 || index == xs.count - 1
          return WrittenVertex(
            longitudeE7: Int32(x),
            latitudeE7: Int32(y + (isEnd ? seam : ys[index]))
          )
        }
      }
      let ys = xs.map { _ in integer(0...reach) }
      let upper = xs.map { _ in integer(0...reach) }
      let shell = line(south, ys) + line(min(south + reach + 2, 790_000_000), upper).reversed()
      guard let ring = try? Ring(shell) else { continue }
      let hole = try? Ring(
        [(1_799_000_000, 0), (1_801_000_000, 0), (1_800_000_000, 1_000_000)].map {
          vertex($0.0, south + reach / 2 + $0.1)
        }
      )
      areas.append(.polygons([Polygon(shell: ring, holes: hole.map { [$0] } ?? [])]))
    }
    return areas + polygons(around: (1_800_000_000, integer(-800_000_000...800_000_000)), count: 6)
  }

  /// Triangles with an edge that rises while it goes once around the globe, in one literal step of 360°.
  mutating func wholeTurnSteps() -> [Area] {
    let middle = integer(400_000_000...899_999_999)
    let ys: [(Int64, Int64)] = [
      (-900_000_000, middle), (middle, 900_000_000), (900_000_000, middle), (middle, -900_000_000),
      (integer(-900_000_000...900_000_000), integer(-900_000_000...900_000_000)),
    ]
    return ys.shuffled(using: &random).flatMap { south, north in
      let triangle = [
        (Int64(-1_800_000_000), south), (1_800_000_000, north), (-1_800_000_000, north),
      ].map {
        WrittenVertex(longitudeE7: Int32($0.0), latitudeE7: Int32($0.1))
      }
      return [triangle, triangle.reversed()].compactMap { try? Ring($0) }
        .map { Area.polygons([Polygon(shell: $0)]) }
    }
  }
}
