import Testing

@testable import GeoCore

/// The size of polygons and of unions, against squares and triangles counted by hand.
struct PolygonSizeTests {
  /// A ring in thousandths of a degree near the equator.
  func ring(_ pairs: [(Int64, Int64)]) throws -> Ring {
    try Ring(vertices(pairs.map { ($0.0 * 10_000, $0.1 * 10_000) }))
  }

  func square(_ x: Int64, _ y: Int64, _ side: Int64) throws -> Ring {
    try ring([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
  }

  /// A square of a thousandth of a degree at the equator, on the sphere of mean radius.
  let unit = (0.001 * Double.pi / 180 * 6_371_008.8) * (0.001 * Double.pi / 180 * 6_371_008.8)

  @Test func `a bow tie is as large as its two halves`() throws {
    let tie = Polygon(shell: try ring([(0, 0), (20, 20), (20, 0), (0, 20)]))
    #expect(abs(tie.squareMeters / unit - 200) < 0.01)
    // A ring that comes back to its middle: the halves run in opposite directions.
    let eight = Polygon(shell: try ring([(0, 0), (10, 10), (0, 20), (20, 20), (10, 10), (20, 0)]))
    #expect(abs(eight.squareMeters / unit - 200) < 0.01)
  }

  @Test func `ground that several parts cover counts once`() throws {
    let (a, b, c) = (try square(0, 0, 10), try square(5, 0, 10), try square(5, 5, 10))
    let area = Area.polygons([a, b, c].map { Polygon(shell: $0) })
    #expect(abs(area.squareMeters / unit - 200) < 0.01)
    let same = Area.polygons(Array(repeating: Polygon(shell: a), count: 7))
    #expect(abs(same.squareMeters / unit - 100) < 0.01)
  }

  @Test func `a corridor is as large as its ground, however many capsules it is made of`() throws {
    let line = [try place(0, 0), try place(0, 9_000_000)]
    let corridor = Area.polygons(try Polygon.corridor(along: line, width: Meters(4_000)))
    let length = line[0].distance(to: line[1]).value
    let expected = length * 4_000 + Double.pi * 2_000 * 2_000
    #expect(abs(corridor.squareMeters / expected - 1) < 0.01)
  }
}
