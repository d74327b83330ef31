import Testing

@testable import GeoCore

/// Where edges of a polygon meet, against every pair of edges in rational arithmetic, and the two
/// readings of polygons that are drawn, against squares counted one by one.
struct IrregularityTests {
  /// A ring in thousandths of a degree.
  func ring(_ pairs: [(Int64, Int64)]) throws -> Ring {
    try Ring(vertices(pairs.map { ($0.0 * 10_000, $0.1 * 10_000) }))
  }

  func kinds(_ polygon: Polygon) -> [Irregularity.Kind] {
    polygon.irregularities(limit: 1_000).map(\.kind)
  }

  @Test func `a sound polygon has none, whichever way its rings run`() throws {
    let shell = try ring([(0, 0), (9, 0), (9, 9), (0, 9)])
    let hole = try ring([(0, 3), (6, 3), (6, 6)])
    for holes in [[], [hole]] {
      #expect(kinds(Polygon(shell: shell, holes: holes)).isEmpty)
    }
  }

  @Test func `a bow tie crosses once, where and at which vertex it says`() throws {
    //  0,2 ─╲ ╱─ 2,2
    //        ╳
    //  0,0 ─╱ ╲─ 2,0
    let tie = Polygon(shell: try ring([(0, 0), (2, 2), (2, 0), (0, 2)]))
    let found = tie.irregularities(limit: 10)
    #expect(found.map(\.kind) == [.crossing])
    #expect(found.first?.vertex == 2 && found.first?.ring == 0)
    #expect(found.first?.place == (try place(10_000, 10_000)))
    let readings = tie.readings(crossings: found.map(\.place))
    #expect(readings.difference == 0 && readings.agree)
  }

  @Test func `a ring that comes back to a vertex touches, a spike runs along itself`() throws {
    let pinched = Polygon(shell: try ring([(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)]))
    #expect(kinds(pinched) == [.touching])
    let spiked = Polygon(shell: try ring([(0, 0), (4, 0), (4, 4), (8, 4), (4, 4), (0, 4)]))
    #expect(kinds(spiked).contains(.overlapping))
    let readings = spiked.readings(crossings: [])
    #expect(readings.difference == 0)
  }

  @Test func `a hole may touch the shell at a point, not run along it`() throws {
    let shell = try ring([(0, 0), (9, 0), (9, 9), (0, 9)])
    #expect(kinds(Polygon(shell: shell, holes: [try ring([(0, 4), (3, 3), (3, 6)])])).isEmpty)
    let along = Polygon(shell: shell, holes: [try ring([(0, 3), (3, 3), (3, 6), (0, 6)])])
    #expect(kinds(along) == [.overlapping])
    #expect(along.readings(crossings: []).agree)
  }

  @Test func `the search ends at its limit`() throws {
    let star = (0..<101).map { index -> (Int64, Int64) in
      index % 2 == 0 ? (Int64(index), 0) : (Int64(100 - index), 90)
    }
    let polygon = Polygon(shell: try ring(star))
    #expect(polygon.irregularities(limit: 7).count == 7)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `every pair of edges that meets is found, and no other`(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    for round in 0..<200 {
      // A coarse raster makes vertices on edges and edges along edges common.
      let raster = Int64([3, 6, 40, 800][round % 4])
      let count = Int.random(in: 3...14, using: &numbers)
      let pairs = (0..<count).map { _ in
        (
          Int64.random(in: 0...raster, using: &numbers),
          Int64.random(in: 0...raster, using: &numbers)
        )
      }
      guard let ring = try? self.ring(pairs) else { continue }
      let polygon = Polygon(shell: ring)
      let found = polygon.irregularities(limit: .max)
      let oracle = PairOracle(ring: ring)
      #expect(found.isEmpty == oracle.isSound, "seed \(seed), round \(round): \(pairs)")
      let crossings = found.count { $0.kind == .crossing }
      #expect((crossings > 0) == oracle.hasCrossing, "seed \(seed), round \(round): \(pairs)")
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `both readings are those of squares counted one by one`(seed: UInt64) throws {
    var numbers = SplitMix64(seed: seed)
    for round in 0..<40 {
      // Edges along the raster: a square is wholly on one side of each.
      let shell = try #require(try? ring(staircase(&numbers, from: 0...12)))
      let hole = try? ring(staircase(&numbers, from: 2...14))
      let polygon = Polygon(shell: shell, holes: [hole].compactMap(\.self))
      let odd = polygon.irregularities(limit: .max).filter { $0.kind == .crossing }.map(\.place)
      let readings = polygon.readings(crossings: odd)
      var (evenOdd, difference) = (0, 0)
      for x in -1..<16 as Range<Int64> {
        for y in -1..<16 as Range<Int64> {
          let center = (x * 10_000 + 5_000, y * 10_000 + 5_000)
          let windings = polygon.rings.map { winding($0, around: center) }
          let isEvenOdd = windings.reduce(0) { $0 + abs($1) } % 2 == 1
          let isNonZero = windings[0] != 0 && windings.dropFirst().allSatisfy { $0 == 0 }
          if isEvenOdd { evenOdd += 1 }
          if isEvenOdd != isNonZero { difference += 1 }
        }
      }
      // A thousandth of a degree at the equator on the sphere of mean radius.
      let side = 0.001 * Double.pi / 180 * 6_371_008.8
      let note = "seed \(seed), round \(round)"
      #expect(abs(readings.evenOdd / (side * side) - Double(evenOdd)) < 0.01, "\(note)")
      #expect(abs(readings.difference / (side * side) - Double(difference)) < 0.01, "\(note)")
    }
  }

  /// A closed way along the raster: to and fro in turns.
  func staircase(
    _ numbers: inout SplitMix64,
    from range: ClosedRange<Int64>
  ) -> [(Int64, Int64)] {
    var corners: [(x: Int64, y: Int64)] = []
    for _ in 0..<4 {
      let x = Int64.random(in: range, using: &numbers)
      corners.append((x, Int64.random(in: range, using: &numbers)))
    }
    return corners.indices.flatMap { index -> [(Int64, Int64)] in
      let next = corners[(index + 1) % 4]
      return [(corners[index].x, corners[index].y), (next.x, corners[index].y)]
    }
  }

  /// How often a ring goes around a point that is on no edge: the sum of signed crossings of a ray.
  func winding(_ ring: Ring, around point: (Int64, Int64)) -> Int {
    var sum = 0
    for index in ring.longitudes.indices {
      let next = (index + 1) % ring.longitudes.count
      let (y0, y1) = (ring.latitudes[index], ring.latitudes[next])
      guard (y0 > point.1) != (y1 > point.1), ring.longitudes[index] > point.0 else { continue }
      sum += y1 > y0 ? 1 : -1
    }
    return sum
  }

  @Test func `parts that share an edge or ground are told, not those that touch`() throws {
    let west = Polygon(shell: try ring([(0, 0), (10, 0), (10, 10), (0, 10)]))
    let east = Polygon(shell: try ring([(10, 0), (20, 0), (20, 10), (10, 10)]))
    let inner = Polygon(shell: try ring([(2, 2), (4, 2), (4, 4), (2, 4)]))
    let edge = try #require(Area.polygons([west, east]).partMeeting)
    #expect(edge.squareMeters == 0 && edge.place.longitudeE7 == 100_000)
    let corner = Polygon(shell: try ring([(10, 10), (20, 10), (20, 20)]))
    #expect(Area.polygons([west, corner]).partMeeting == nil)
    let overlap = try #require(Area.polygons([east, west, inner]).partMeeting)
    #expect(Set([overlap.first, overlap.second]) == [1, 2])
    let side = 0.002 * Double.pi / 180 * 6_371_008.8
    #expect(abs(overlap.squareMeters / (side * side) - 1) < 0.001)
    #expect(inner.contains(overlap.place))
  }

  @Test func `parts on both sides of the antimeridian are near each other`() throws {
    let east = Polygon(shell: try Ring(degrees([(170, 0), (-175, 0), (-175, 5), (170, 5)])))
    let west = Polygon(shell: try Ring(degrees([(-180, 1), (-178, 1), (-178, 2), (-180, 2)])))
    let meeting = try #require(Area.polygons([east, west]).partMeeting)
    #expect(meeting.squareMeters > 1e10)
    #expect(east.contains(meeting.place) && west.contains(meeting.place))
    let area = Area.polygons([east, west]).squareMeters
    #expect(abs(area / east.squareMeters - 1) < 1e-6)
  }

  @Test func `a shell with thousands of holes is read in time`() throws {
    let shell = try ring([(-10, -10), (2_000, -10), (2_000, 2_000), (-10, 2_000)])
    let holes = try (0..<2_500).map { number -> Ring in
      let (x, y) = (Int64(number % 50 * 20), Int64(number / 50 * 20))
      return try ring([(x, y), (x + 9, y), (x + 9, y + 9), (x, y + 9)])
    }
    let readings = Polygon(shell: shell, holes: holes).readings(crossings: [])
    #expect(readings.difference == 0)
  }

  @Test func `an area is what is inside, however its edges meet and its parts overlap`() throws {
    let side = 0.001 * Double.pi / 180 * 6_371_008.8
    let squares = { (area: Area) in area.squareMeters / (side * side) }
    let tie = Polygon(shell: try ring([(0, 0), (2, 2), (2, 0), (0, 2)]))
    #expect(abs(squares(.polygons([tie])) - 2) < 0.01)
    let pinched = Polygon(shell: try ring([(0, 0), (2, 2), (4, 0), (4, 4), (2, 2), (0, 4)]))
    #expect(abs(squares(.polygons([pinched])) - 8) < 0.01)
    let wide = Polygon(shell: try ring([(0, 0), (10, 0), (10, 10), (0, 10)]))
    let across = Polygon(shell: try ring([(5, 5), (15, 5), (15, 6), (5, 6)]))
    let apart = Polygon(shell: try ring([(20, 0), (21, 0), (21, 1), (20, 1)]))
    #expect(abs(squares(.polygons([wide, across, apart, wide])) - 106) < 0.1)
  }
}

/// All pairs of a ring's edges in rational arithmetic: parameters of Cramer's rule, no orientation test.
private struct PairOracle {
  var isSound = true
  var hasCrossing = false

  init(ring: Ring) {
    let points = zip(ring.longitudes, ring.latitudes).map { (Int128($0), Int128($1)) }
    let count = points.count
    for i in 0..<count {
      for j in (i + 1)..<count {
        let (a, b) = (points[i], points[(i + 1) % count])
        let (c, d) = (points[j], points[(j + 1) % count])
        let (r, s) = ((b.0 - a.0, b.1 - a.1), (d.0 - c.0, d.1 - c.1))
        let w = (c.0 - a.0, c.1 - a.1)
        let determinant = r.0 * s.1 - r.1 * s.0
        let areNeighbours = j == i + 1 || (i == 0 && j == count - 1)
        if determinant == 0 {
          guard w.0 * r.1 == w.1 * r.0 else { continue }
          let square = r.0 * r.0 + r.1 * r.1
          let t0 = w.0 * r.0 + w.1 * r.1
          let t1 = t0 + s.0 * r.0 + s.1 * r.1
          let (low, high) = (max(0, min(t0, t1)), min(square, max(t0, t1)))
          if low < high || (low == high && !areNeighbours) { isSound = false }
        } else {
          let sign: Int128 = determinant > 0 ? 1 : -1
          let t = (w.0 * s.1 - w.1 * s.0) * sign
          let u = (w.0 * r.1 - w.1 * r.0) * sign
          let size = determinant * sign
          guard t >= 0, t <= size, u >= 0, u <= size, !areNeighbours else { continue }
          isSound = false
          if t > 0, t < size, u > 0, u < size { hasCrossing = true }
        }
      }
    }
  }
}
