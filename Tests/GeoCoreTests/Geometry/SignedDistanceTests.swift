import GeoCore
import Glibc
import Testing

/// `Area.signedDistance`, against geodesics (Vincenty) to many places on the edge.
struct SignedDistanceTests {
  /// What is stated, in metres, for a distance in metres.
  static func bound(_ meters: Double) -> Double {
    switch meters {
    case ..<100_000: 0.001 + 1e-6 * meters
    case ..<1_000_000: 0.001 + 1e-5 * meters
    case ..<5_000_000: 0.002 * meters
    default: 0.01 * meters
    }
  }

  /// Checks the size and the sign of a distance to `area`; farther than 15,000 km nothing is stated.
  static func check(_ area: Area, _ there: Coordinate, _ context: String) {
    let expected = sampledMeters(to: area, from: there.position)
    guard expected < 15_000_000 else { return }
    let distance = area.signedDistance(to: there).value
    #expect((distance < 0) == area.contains(there) || distance == 0)
    #expect(
      abs(abs(distance) - expected) <= bound(expected),
      "\(context): \(distance) for \(expected) m"
    )
  }

  /// A place brought back onto the globe, in units of 10⁻⁷ degree.
  static func place(_ x: Int64, _ y: Int64) throws -> Coordinate {
    let turned = ((x + 5_400_000_000) % 3_600_000_000 + 3_600_000_000) % 3_600_000_000
    return try GeoCoreTests.place(
      turned - 1_800_000_000,
      max(-900_000_000, min(900_000_000, y))
    )
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `the distance to a polygon's edge is that of the nearest sample`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let size = Int64(1) << Int64.random(in: 8...23, using: &random)
    let y = Int64.random(in: -850_000_000...850_000_000, using: &random)
    func near(_ center: Int64, _ reach: Int64) -> Int64 {
      .random(in: center - reach...center + reach, using: &random)
    }
    let chain = (0..<Int.random(in: 3...40, using: &random)).map { _ in
      (near(1_790_000_000, size), near(y, size))
    }
    guard let ring = try? Ring(vertices(chain)) else { return }
    let area = Area.polygons([Polygon(shell: ring)])
    for _ in 0..<8 {
      let reach = size << Int64.random(in: 0...2, using: &random)
      let there = try Self.place(near(1_790_000_000, reach), near(y, reach))
      Self.check(area, there, "seed \(seed)")
    }
  }

  /// Slivers, caps around a pole, edges over 170° of longitude, parts far apart; points near and far.
  @Test(arguments: 1000..<1080 as Range<UInt64>)
  func `the distance to areas of awkward kinds is that of the nearest sample`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    guard let area = world.area() else { return }
    for _ in 0..<4 { Self.check(area, world.point(near: [area]), "seed \(seed)") }
  }

  @Test(arguments: 2000..<2100 as Range<UInt64>)
  func `near a pole the distance is true too`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pole: Int64 = seed % 2 == 0 ? 900_000_000 : -900_000_000
    let reach = Int64(1) << Int64.random(in: 12...26, using: &random)
    func near() -> (Int64, Int64) {
      (
        .random(in: -1_800_000_000...1_800_000_000, using: &random),
        pole - pole.signum() * .random(in: 0...reach, using: &random)
      )
    }
    let chain = (0..<6).map { _ in near() }
    guard let ring = try? Ring(vertices(chain)) else { return }
    for _ in 0..<5 {
      let (x, y) = near()
      Self.check(.polygons([Polygon(shell: ring)]), try Self.place(x, y), "seed \(seed)")
    }
    Self.check(.polygons([Polygon(shell: ring)]), try Self.place(0, pole), "seed \(seed)")
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `the distance to a circle's edge vanishes at the edge`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let y = Int64.random(in: -800_000_000...800_000_000, using: &random)
    let radius = pow(10, Double.random(in: -3...4.3, using: &random))
    let center = try Self.place(-1_799_999_000, y)
    let circle = try #require(Circle(center: center, radius: Meters(radius)))
    let frame = LocalFrame(at: circle.center)
    for share in [0, 0.0001, 0.001, 0.1, 0.5, 0.9, 0.999, 1.001, 1.1, 2, 4, 6, 100] {
      let angle = Double.random(in: 0...2 * .pi, using: &random)
      let Δx = share * radius * sin(angle) / frame.metersPerLongitudeE7
      let Δy = share * radius * cos(angle) / frame.metersPerLatitudeE7
      let there = try Self.place(-1_799_999_000 + Int64(Δx), y + Int64(Δy))
      Self.check(.circle(circle), there, "seed \(seed), at \(share)")
    }
  }

  /// Used to be measured the long way round: the ring is read from −180° to 180°.
  @Test func `the edge beyond the antimeridian is near`() throws {
    let ring: [(Int64, Int64)] = [
      (-180, -90), (-180, -60), (-179, -75), (-60, -75), (60, -75), (180, -75), (180, -90),
    ]
    let area = Area.polygons([try polygon(ring)])
    let there = try Self.place(1_799_000_000, -650_000_000)
    #expect(area.signedDistance(to: there) > .zero)
    #expect(area.signedDistance(to: there) < Meters(10_000))
    Self.check(area, there, "drawn by hand")
  }

  @Test(arguments: 3000..<3100 as Range<UInt64>)
  func `a limit changes no distance below it and leaves the side above it`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    guard let area = world.area() else { return }
    for _ in 0..<20 {
      let there = world.point(near: [area])
      let distance = area.signedDistance(to: there)
      let limit = Meters(Double(Int64(1) << world.integer(0...20)))
      let limited = area.signedDistance(to: there, within: limit)
      if abs(distance.value) <= limit.value {
        #expect(limited == .exactly(distance), "seed \(seed)")
      } else {
        let signed = distance < .zero ? Meters.zero - limit : limit
        #expect(limited == .beyond(signed), "seed \(seed)")
      }
      #expect(area.signedDistance(to: there, within: Meters(.infinity)) == .exactly(distance))
      #expect(limited.atLeast.value.magnitude <= distance.value.magnitude)
    }
  }

  @Test(arguments: 4000..<4050 as Range<UInt64>)
  func `the nearest place is on the edge, at the distance that is told`(seed: UInt64) {
    var world = RandomWorld(seed: seed)
    guard let area = world.area() else { return }
    for _ in 0..<10 {
      let there = world.point(near: [area])
      let place = area.nearestPlaceOnEdge(to: there)
      #expect(abs(area.signedDistance(to: place).value) < 0.01, "seed \(seed)")
      let meters = geodesicMeters(there.position, place.position)
      let told = abs(area.signedDistance(to: there).value)
      // A place is one to the nearest unit; Vincenty's method knows no antipodes.
      guard told < 15_000_000 else { continue }
      #expect(
        abs(meters - told) <= 0.01 + 1e-4 * told,
        "seed \(seed): \(meters) for \(told) m, \(there) \(place)"
      )
    }
  }
}
