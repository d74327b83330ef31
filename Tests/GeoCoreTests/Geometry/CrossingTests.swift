import GeoCore
import Testing

/// `Area.crossing` and `EdgeTree.crossing`, against every edge in fractions (`CrossingOracle.swift`) and
/// against asking many places of the way.
struct CrossingTests {
  /// Checks a way past polygons; returns whether it meets them.
  @discardableResult
  static func check(_ area: Area, _ a: Coordinate, _ b: Coordinate, _ context: String) -> Bool {
    guard case .polygons(let polygons) = area else { return false }
    let met = firstMeeting(polygons.flatMap(\.rings), from: a, to: b)
    let expected = area.contains(a) ? 0 : met?.value
    for share in [area.crossing(from: a, to: b), EdgeTree(area).crossing(from: a, to: b)] {
      #expect((share == nil) == (expected == nil), "\(context), \(a) to \(b)")
      guard let share, let expected else { continue }
      #expect(abs(share - expected) <= 1e-12, "\(context), \(a) to \(b): \(share), \(expected)")
    }
    if area.contains(b) { #expect(expected != nil, "\(context), \(a) to \(b)") }
    return expected != nil
  }

  /// Few places, so that ways run through vertices, along edges and have no length.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a way meets what every edge in fractions says`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let reach: Int64 = [3, 9, 60, 10_000, 890_000_000][Int(seed % 5)]
    let middle: Int64 = seed % 2 == 0 || reach > 1_000_000 ? 0 : 1_800_000_000
    func coordinate() throws -> Coordinate {
      try SignedDistanceTests.place(
        middle + .random(in: -reach...reach, using: &random),
        .random(in: -reach...reach, using: &random)
      )
    }
    let chain = try (0..<Int.random(in: 3...40, using: &random)).map { _ in try coordinate() }
    let written = chain.map {
      WrittenVertex(longitudeE7: $0.longitudeE7, latitudeE7: $0.latitudeE7)
    }
    guard let ring = try? Ring(written) else { return }
    let area = Area.polygons([Polygon(shell: ring)])
    for trial in 0..<60 {
      let a = try trial % 4 == 0 ? chain[trial % chain.count] : coordinate()
      let b = try trial % 7 == 0 ? a : coordinate()
      Self.check(area, a, b, "seed \(seed)")
    }
    let (a, b) = (chain[0], chain[1])
    Self.check(area, a, b, "seed \(seed), along an edge")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a way past areas of awkward kinds meets what every edge in fractions says`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    guard let area = world.area() else { return }
    for _ in 0..<40 {
      let (a, b) = (world.point(near: [area]), world.point(near: [area]))
      let isHalf = abs(Int64(a.longitudeE7) - Int64(b.longitudeE7)) == 1_800_000_000
      guard abs(a.latitudeE7) < 900_000_000, abs(b.latitudeE7) < 900_000_000, !isHalf else {
        continue
      }
      Self.check(area, a, b, "seed \(seed)")
    }
  }

  /// The way is laid in 64 equal steps of whole units, so that its places are exact.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `no place before the share that is told is inside`(seed: UInt64) throws {
    var world = RandomWorld(seed: seed)
    guard let area = world.area() else { return }
    let tree = EdgeTree(area)
    for _ in 0..<40 {
      let middle = world.point(near: [area])
      let reach = Int64(1) << world.integer(0...20)
      let step = (world.integer(-reach...reach), world.integer(-reach...reach))
      let places = try (-32...32 as ClosedRange<Int64>).map {
        try SignedDistanceTests.place(
          Int64(middle.longitudeE7) + $0 * step.0,
          min(899_999_999, max(-899_999_999, Int64(middle.latitudeE7))) + $0 * step.1
        )
      }
      // Poles and ways that would run over them are no straight ones.
      guard places.allSatisfy({ abs($0.latitudeE7) < 900_000_000 }) else { continue }
      let share = area.crossing(from: places[0], to: places[64])
      #expect(share == tree.crossing(from: places[0], to: places[64]), "seed \(seed)")
      let firstInside = places.firstIndex { area.contains($0) }
      guard let firstInside else { continue }
      let told = try #require(share, "seed \(seed), \(places[0]) to \(places[64])")
      #expect(told <= Double(firstInside) / 64 + 1e-7, "seed \(seed)")
      if firstInside == 0 { #expect(told == 0) }
    }
  }

  @Test func `a strip of one unit that is passed between two fixes is met in the middle`() throws {
    let strip = Area.polygons([
      Polygon(shell: try Ring(vertices([(0, -500), (1, -500), (1, 500), (0, 500)])))
    ])
    let (west, east) = (try place(-1_000, -7), try place(1_000, 7))
    #expect(strip.crossing(from: west, to: east) == 0.5)
    #expect(strip.crossing(from: east, to: west) == 999.0 / 2_000)
    #expect(!strip.contains(west) && !strip.contains(east))
    #expect(strip.crossing(from: west, to: try place(-1, 7)) == nil)
    #expect(strip.crossing(from: try place(-10, 501), to: try place(10, 501)) == nil)
    #expect(strip.crossing(from: try place(-10, 500), to: try place(10, 500)) == 0.5)
    #expect(strip.crossing(from: try place(0, 600), to: try place(0, 400)) == 0.5)
  }

  @Test func `a way goes the short way across the antimeridian, and as written at half a turn`()
    throws
  {
    let fiji = Area.polygons([try polygon([(179, -20), (-179, -20), (-179, -10), (179, -10)])])
    let greenwich = Area.polygons([try polygon([(-1, -20), (1, -20), (1, -10), (-1, -10)])])
    let (west, east) = (try degreePlace(170, -15), try degreePlace(-170, -15))
    #expect(fiji.crossing(from: west, to: east) == 0.45)
    #expect(greenwich.crossing(from: west, to: east) == nil)
    let (a, b) = (try degreePlace(-90, -15), try degreePlace(90, -15))
    #expect(greenwich.crossing(from: a, to: b) == 89.0 / 180)
    #expect(greenwich.crossing(from: b, to: a) == 89.0 / 180)
    #expect(fiji.crossing(from: a, to: b) == nil)
  }

  @Test func `a way to a pole goes along the other end's meridian`() throws {
    let pole = try degreePlace(0, 90)
    let belt = Area.polygons([try polygon([(100, 80), (110, 80), (110, 85), (100, 85)])])
    #expect(belt.crossing(from: try degreePlace(105, 70), to: pole) == 0.5)
    #expect(belt.crossing(from: pole, to: try degreePlace(105, 70)) == 0.25)
    #expect(belt.crossing(from: try degreePlace(5, 70), to: pole) == nil)
    // A vertex at the pole is met from everywhere; what goes all the way round along it contains it.
    let wedge = Area.polygons([try polygon([(-10, 80), (10, 80), (10, 90)])])
    #expect(wedge.crossing(from: try degreePlace(150, 70), to: pole) == 1)
    #expect(wedge.crossing(from: pole, to: try degreePlace(150, 70)) == 0)
    #expect(EdgeTree(wedge).crossing(from: pole, to: pole) == 0)
    let cap = Area.polygons([try polygon([(-180, 90), (-180, 80), (180, 80), (180, 90)])])
    #expect(cap.crossing(from: try degreePlace(33, 70), to: pole) == 0.5)
    #expect(EdgeTree(cap).crossing(from: pole, to: try degreePlace(33, 70)) == 0)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a way past a circle enters it where halving the way says`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let center = try SignedDistanceTests.place(
      1_800_000_000 - .random(in: -50_000...50_000, using: &random),
      .random(in: -800_000_000...800_000_000, using: &random)
    )
    let radius = Meters(Double.random(in: 1...20_000, using: &random))
    let circle = try #require(Circle(center: center, radius: radius))
    let reach = (circle.radiusMillimeters << 20) / circle.longitudeScale
    func near() throws -> Coordinate {
      try SignedDistanceTests.place(
        Int64(center.longitudeE7) + .random(in: -3 * reach...3 * reach, using: &random),
        Int64(center.latitudeE7) + .random(in: -3 * reach...3 * reach, using: &random)
      )
    }
    for _ in 0..<50 {
      let (a, b) = (try near(), try near())
      let share = Area.circle(circle).crossing(from: a, to: b)
      #expect((share == 0) == circle.contains(a))
      let excess = Self.excess(circle, a, b)
      // Thirds find the place nearest to the centre, halves the entry before it.
      var (low, high) = (0.0, 1.0)
      for _ in 0..<90 {
        let (p, q) = ((2 * low + high) / 3, (low + 2 * high) / 3)
        if excess(p) < excess(q) { high = q } else { low = p }
      }
      let nearest = low
      guard abs(excess(nearest)) > 1e-9 else { continue }
      #expect((share == nil) == (excess(nearest) > 0 && excess(0) > 0 && excess(1) > 0))
      guard let share, share > 0 else { continue }
      (low, high) = (0, nearest)
      for _ in 0..<60 {
        if excess((low + high) / 2) > 0 { low = (low + high) / 2 } else { high = (low + high) / 2 }
      }
      #expect(abs(share - high) <= 1e-7, "seed \(seed)")
    }
  }

  /// How far beyond the circle a share of a way is: its squared distance in squared radii, less one.
  private static func excess(
    _ circle: Circle,
    _ a: Coordinate,
    _ b: Coordinate
  ) -> (Double) -> Double {
    func offset(_ place: Coordinate) -> (Double, Double) {
      var east = Int64(place.longitudeE7) - Int64(circle.center.longitudeE7)
      if east > 1_800_000_000 { east -= 3_600_000_000 }
      if east < -1_800_000_000 { east += 3_600_000_000 }
      let north = Int64(place.latitudeE7) - Int64(circle.center.latitudeE7)
      let radius = Double(circle.radiusMillimeters << 20)
      return (
        Double(east) * Double(circle.longitudeScale) / radius,
        Double(north) * Double(circle.latitudeScale) / radius
      )
    }
    let (p, q) = (offset(a), offset(b))
    return { share in
      let (x, y) = (p.0 + (q.0 - p.0) * share, p.1 + (q.1 - p.1) * share)
      return x * x + y * y - 1
    }
  }
}
