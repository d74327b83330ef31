import GeoCore
import Testing

/// `Ring.init`: what is refused, by name, and how longitudes that jump are read; by eye.
struct RingTests {
  @Test(
    arguments: [
      ([], RingError.tooFewVertices(0)),
      ([(1, 1)], .tooFewVertices(1)),
      ([(1, 1), (1, 1), (1, 1)], .tooFewVertices(1)),
      ([(1, 1), (1, 1), (2, 1), (2, 1), (1, 1)], .tooFewVertices(2)),
      ([(0, 0), (1, 1), (2, 2), (1, 1)], .enclosesNothing),
      ([(0, 0), (180, 0), (90, 10)], .ambiguousEdge(vertex: 0)),
      ([(90, 10), (0, 0), (10, 0), (-170, 5)], .ambiguousEdge(vertex: 2)),
      ([(90, 0), (0, 10), (-90, 0)], .ambiguousEdge(vertex: 2)),
      ([(0, 80), (120, 80), (-120, 80)], .circlesPole),
      ([(0, 80), (120, 80), (-120, 80), (0, 80)], .circlesPole),
      ([(-180, 80), (-90, 80), (0, 80), (90, 80), (180, 80), (-180, 80)], .circlesPole),
      ([(-180, 0), (180, 0), (90, 10), (-120, 10)], .circlesPole),
      ([(0, 0), (1, 91), (2, 0)], .offGlobe(vertex: 1)),
      ([(0, 0), (1, 0), (181, 0)], .offGlobe(vertex: 2)),
    ] as [([(Int64, Int64)], RingError)]
  )
  func `a list that is no ring is refused by name`(pairs: [(Int64, Int64)], error: RingError) {
    #expect(throws: error) { try Ring(degrees(pairs)) }
  }

  @Test func `a jump of more than half a turn takes the short way`() throws {
    let ring = try Ring(degrees([(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]))
    #expect(ring.longitudes == [1_700_000_000, 1_900_000_000, 1_900_000_000, 1_700_000_000])
    #expect(ring.box.longitudes == 1_700_000_000...1_900_000_000)
  }

  /// Written with and without the closing vertex, each vertex once, twice and three times.
  @Test(arguments: [1, 2, 3], [false, true])
  func `a literal step of 360 degrees stays`(repeats: Int, isClosed: Bool) throws {
    let corners: [(Int64, Int64)] = [(-180, -90), (-180, -70), (180, -70), (180, -90)]
    for start in 0..<4 {
      let turned = Array(corners[start...] + corners[..<start])
      var written = turned.flatMap { Array(repeating: $0, count: repeats) }
      if isClosed { written.append(turned[0]) }
      let ring = try Ring(degrees(written))
      #expect(ring.longitudes.count == 4)
      #expect(ring.box.longitudes == -1_800_000_000...1_800_000_000)
    }
  }

  @Test func `a ring wider than a turn is refused`() {
    let pairs: [(Int64, Int64)] = [
      (175, 0), (90, 0), (0, 0), (-90, 0), (-175, 0), (175, 0), (175, 10), (-175, 10), (-90, 10),
      (0, 10), (90, 10), (170, 20), (175, 10), (-175, 10), (-175, 5), (175, 5),
    ]
    #expect(throws: RingError.self) { try Ring(degrees(pairs)) }
  }
}
