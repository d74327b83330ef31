import GeoCore
import Testing

/// `Polygon.contains`, against a fan of triangles in 128-bit integers, and against cases by eye.
struct PolygonContainmentTests {
  /// Chains of few places, so that most points lie on vertices and edges, and of many.
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `a polygon contains what a fan of triangles does, however its ring is written`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let reach: Int64 = seed % 3 == 0 ? 890_000_000 : seed % 3 == 1 ? 4 : 60
    func coordinate() -> Int64 { .random(in: -reach...reach, using: &random) }
    let chain = (0..<Int.random(in: 3...14, using: &random)).map { _ in (coordinate(), coordinate())
    }
    guard let ring = try? Ring(vertices(chain)) else { return }
    let turn = Int.random(in: 0..<chain.count, using: &random)
    let rewritten = [
      Array(chain.reversed()), Array(chain[turn...] + chain[..<turn]), chain + [chain[0]],
      chain.flatMap { [$0, $0] }, chain.flatMap { [$0, $0, $0] } + [chain[0], chain[0]],
    ]
    let others = try rewritten.map { Polygon(shell: try Ring(vertices($0))) }
    let polygon = Polygon(shell: ring)
    for trial in 0..<120 {
      var p = (coordinate(), coordinate())
      if trial % 4 == 0 { p = chain[trial % chain.count] }
      if trial % 4 == 1 {
        let (a, b) = (chain[trial % chain.count], chain[(trial + 1) % chain.count])
        p = ((a.0 + b.0) / 2, (a.1 + b.1) / 2)
      }
      let expected = fanContains(chain, p)
      let there = try place(p.0, p.1)
      #expect(polygon.contains(there) == expected, "seed \(seed), \(p)")
      for other in others { #expect(other.contains(there) == expected, "seed \(seed), \(p)") }
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `of two polygons that share an edge exactly one claims a place on it`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let step = (
      Int64.random(in: -9_000_000...9_000_000, using: &random),
      Int64.random(in: 1...9_000_000, using: &random)
    )
    let (a, b) = ((-50 * step.0, -50 * step.1), (50 * step.0, 50 * step.1))
    let west = Polygon(shell: try Ring(vertices([a, b, (-1_000_000_000, step.1)])))
    let east = Polygon(shell: try Ring(vertices([a, b, (1_000_000_000, step.1)])))
    for k in -49...49 as ClosedRange<Int64> {
      let onEdge = try place(k * step.0, k * step.1)
      #expect(west.contains(onEdge) != east.contains(onEdge), "seed \(seed), \(k)")
    }
  }

  /// Every small place of a square cut at random inner points belongs to exactly one piece.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `pieces of a square tile it without gap or overlap`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let middle = (
      Int64.random(in: 1...19, using: &random), Int64.random(in: 1...19, using: &random)
    )
    let corners: [(Int64, Int64)] = [(0, 0), (20, 0), (20, 20), (0, 20)]
    let pieces = try corners.indices.map { index in
      Polygon(shell: try Ring(vertices([corners[index], corners[(index + 1) % 4], middle])))
    }
    for (x, y) in (0..<20).flatMap({ x in (0..<20).map { (Int64(x), Int64($0)) } }) {
      let there = try place(x, y)
      #expect(pieces.count { $0.contains(there) } == 1, "seed \(seed), \(x) \(y)")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a polygon moved across the antimeridian contains what it did, moved`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let chain = (0..<7).map { _ in
      (Int64.random(in: -40...40, using: &random), Int64.random(in: -40...40, using: &random))
    }
    func moved(_ x: Int64) -> Int64 { x >= 0 ? x - 1_800_000_000 : x + 1_800_000_000 }
    guard let ring = try? Ring(vertices(chain)) else { return }
    let there = Polygon(shell: try Ring(vertices(chain.map { (moved($0.0), $0.1) })))
    for _ in 0..<100 {
      let p = (
        Int64.random(in: -42...42, using: &random), Int64.random(in: -42...42, using: &random)
      )
      #expect(
        there.contains(try place(moved(p.0), p.1))
          == Polygon(shell: ring).contains(try place(p.0, p.1)),
        "seed \(seed), \(p)"
      )
    }
  }

  @Test func `a hole is outside, an island in it inside`() throws {
    func square(_ half: Int64) throws -> Ring {
      try Ring(degrees([(-half, -half), (half, -half), (half, half), (-half, half)]))
    }
    let polygon = Polygon(shell: try square(30), holes: [try square(20), try square(10)])
    #expect(polygon.contains(try degreePlace(25, 0)))
    #expect(!polygon.contains(try degreePlace(15, 0)))
    #expect(polygon.contains(try degreePlace(5, 0)))
    #expect(!polygon.contains(try degreePlace(35, 0)))
  }

  /// Half of the hole used to be inside: it read longitudes as the shell does.
  @Test func `a hole across the antimeridian in a shell around the globe is a hole on both sides`()
    throws
  {
    let shell = try Ring(degrees([(-180, -50), (180, -50), (180, 50), (-180, 50)]))
    let hole = try Ring(degrees([(170, -10), (-170, -10), (-170, 10), (170, 10)]))
    let polygon = Polygon(shell: shell, holes: [hole])
    #expect(!polygon.contains(try degreePlace(175, 0)))
    #expect(!polygon.contains(try degreePlace(-175, 0)))
    #expect(polygon.contains(try degreePlace(165, 0)))
    #expect(polygon.contains(try degreePlace(-165, 0)))
    #expect(polygon.contains(try degreePlace(-180, 20)))
  }

  @Test func `a hole is found on whichever side of the antimeridian it was written`() throws {
    let shell = try Ring(degrees([(170, -10), (-170, -10), (-170, 10), (170, 10)]))
    let holes = [
      try Ring(degrees([(-178, -5), (-175, -5), (-175, 5)])),
      try Ring(degrees([(172, -5), (175, -5), (175, 5)])),
    ]
    let polygon = Polygon(shell: shell, holes: holes)
    #expect(!polygon.contains(try degreePlace(-176, -4)))
    #expect(!polygon.contains(try degreePlace(174, -4)))
    #expect(polygon.contains(try degreePlace(179, 0)))
    #expect(polygon.contains(try degreePlace(-180, 0)))
    #expect(Area.polygons([polygon]).box.longitudes == 1_700_000_000...1_900_000_000)
  }

  /// Antarctica, with the way along the pole in one literal step of 360°.
  @Test func `a ring drawn to the pole contains all longitudes`() throws {
    let antarctica = try polygon([
      (-180, -90), (-180, -70), (-60, -65), (60, -65), (180, -70), (180, -90),
    ])
    for x in -180..<180 as Range<Int64> {
      #expect(antarctica.contains(try degreePlace(x, -80)))
      #expect(!antarctica.contains(try degreePlace(x, -60)))
    }
  }

  /// The south pole used to be inside where a polygon's lowest edge lay on it at longitude 0.
  @Test func `a pole is inside where a ring goes all the way round along it`() throws {
    let south = try polygon([(-180, -90), (-180, -70), (180, -70), (180, -90)])
    let wedge = try polygon([(-10, 80), (10, 80), (10, 90), (-10, 90)])
    let steps: [(Int64, Int64)] = [-180, -90, 0, 90, 180].map { ($0, 90) }
    let north = try polygon([(180, 60), (-180, 60)] + steps)
    let (top, bottom) = (try degreePlace(0, 90), try degreePlace(0, -90))
    #expect(south.contains(bottom) && !south.contains(top))
    #expect(!wedge.contains(top))
    #expect(north.contains(top) && !north.contains(bottom))
    // A hole down to the pole takes it out.
    let holed = Polygon(shell: south.rings[0], holes: [south.rings[0]])
    #expect(!holed.contains(bottom))
  }

  /// The seam's place −180° used to read as the eastern edge here, and to be in nothing.
  @Test func `a ring that runs once around the globe westwards has no seam`() throws {
    let west: [Int64] = [-180, 90, 0, -90]
    let pairs: [(Int64, Int64)] =
      west.map { ($0, -10) } + [(-180, -10), (-180, 10)] + west.reversed().map { ($0, 10) }
    let ring = try Ring(degrees(pairs))
    #expect(ring.box.longitudes == -5_400_000_000 ... -1_800_000_000)
    let polygon = Polygon(shell: ring)
    for x in -180..<180 as Range<Int64> { #expect(polygon.contains(try degreePlace(x, 0))) }
  }
}
