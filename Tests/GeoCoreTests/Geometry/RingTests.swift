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
    #expect(Array(ring.longitudes) == [1_700_000_000, 1_900_000_000, 1_900_000_000, 1_700_000_000])
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

  /// To the last unit, in both directions, from each vertex on.
  @Test(
    arguments: [
      [(1_799_999_999, 0), (1_800_000_001, -7), (1_899_999_993, 900_000_000)],
      [(-1_799_999_999, 0), (-1_800_000_001, -7), (-1_899_999_993, 900_000_000)],
      [
        (-1_800_000_000, -900_000_000), (-1_800_000_000, -699_999_999), (-600_000_001, -7),
        (599_999_999, 0), (1_800_000_000, -700_000_001), (1_800_000_000, -900_000_000),
      ],
    ] as [[(Int64, Int64)]]
  )
  func `vertices past 180 degrees and around the globe read back`(
    pairs: [(Int64, Int64)]
  ) throws {
    for chain in [pairs, pairs.reversed()] {
      for start in chain.indices {
        let turned = Array(chain[start...] + chain[..<start])
        let ring = try Ring(vertices(turned.map { (written($0.0), $0.1) }))
        // A ring that begins on the other side of the antimeridian is counted from there.
        let turn = written(turned[0].0) - turned[0].0
        #expect(Array(ring.longitudes) == turned.map { $0.0 + turn })
        #expect(Array(ring.latitudes) == turned.map(\.1))
        #expect(ring.longitudes.min() == ring.box.longitudes.lowerBound)
        #expect(ring.longitudes.max() == ring.box.longitudes.upperBound)
        for index in ring.longitudes.indices {
          let (longitude, latitude) = (written(turned[index].0), turned[index].1)
          let place = Coordinate(latitudeE7: Int32(latitude), longitudeE7: Int32(longitude))
          #expect(ring.coordinate(of: index) == place)
        }
      }
    }
  }

  /// A longitude brought back into [−180°, 180°]; both bounds stay.
  private func written(_ longitude: Int64) -> Int64 {
    if longitude > 1_800_000_000 { return longitude - 3_600_000_000 }
    return longitude < -1_800_000_000 ? longitude + 3_600_000_000 : longitude
  }

  @Test func `rings are equal where their vertices are`() throws {
    let ring = try Ring(degrees([(170, 0), (-170, 0), (-170, 10)]))
    #expect(try ring == Ring(degrees([(170, 0), (-170, 0), (-170, 10), (170, 0)])))
    #expect(try ring != Ring(degrees([(160, 0), (180, 0), (180, 10)])))
    #expect(try ring != Ring(degrees([(170, 1), (-170, 1), (-170, 11)])))
  }

  @Test func `a ring wider than a turn is refused`() {
    let pairs: [(Int64, Int64)] = [
      (175, 0), (90, 0), (0, 0), (-90, 0), (-175, 0), (175, 0), (175, 10), (-175, 10), (-90, 10),
      (0, 10), (90, 10), (170, 20), (175, 10), (-175, 10), (-175, 5), (175, 5),
    ]
    #expect(throws: RingError.self) { try Ring(degrees(pairs)) }
  }
}
