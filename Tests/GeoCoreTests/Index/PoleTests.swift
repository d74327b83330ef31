import GeoCore
import Testing

/// The poles, which have no longitude: zones that hold one, that touch it and that end before it.
///
/// Oracle: the cases by eye, and ``AreaOracle`` around them.
struct PoleTests {
  /// Zones at the north pole, and whether they hold it; turned over they lie at the south pole.
  private static let northern: [(name: String, chain: [(Int64, Int64)], holds: Bool)] = [
    (
      "a cap to the pole", [(-180, 90), (-180, 70), (-50, 60), (50, 60), (180, 70), (180, 90)], true
    ),
    (
      "a cap drawn in steps", [(180, 90), (60, 90), (-60, 90), (-180, 90), (-180, 80), (180, 80)],
      true
    ),
    ("a wedge to the pole", [(-10, 80), (10, 80), (10, 90), (-10, 90)], false),
    ("a wedge that touches it", [(20, 80), (40, 80), (30, 90)], false),
    ("half of the globe", [(-90, -90), (80, -90), (80, 90), (-90, 90)], false),
    ("a band that ends before it", [(-180, 70), (180, 70), (180, 89), (-180, 89)], false),
  ]

  private static func areas(_ sign: Int64) throws -> [Area] {
    try northern.map { .polygons([try polygon($0.chain.map { ($0, $1 * sign) })]) }
  }

  /// The cap with the cap taken out of it, and two caps as one zone.
  private static func compounds(_ sign: Int64) throws -> [Area] {
    let cap = try Ring(degrees(northern[0].chain.map { ($0, $1 * sign) }))
    let inner = try Ring(degrees(northern[1].chain.map { ($0, $1 * sign) }))
    return [
      .polygons([Polygon(shell: cap, holes: [inner])]),
      .polygons([Polygon(shell: cap), Polygon(shell: inner)]),
    ]
  }

  @Test(arguments: [1, -1] as [Int64], CellDensity.named)
  func `a pole is in the zones that are drawn around it`(sign: Int64, density: CellDensity) throws {
    let areas = try Self.areas(sign) + Self.compounds(sign)
    let held = Self.northern.map(\.holds) + [false, true]
    let expected = held.indices.filter { held[$0] }.map(Int32.init)
    let (pole, other) = (try degreePlace(0, 90 * sign), try degreePlace(0, -90 * sign))
    let circle = try #require(Circle(center: try degreePlace(0, 80 * sign), radius: Meters(20_000)))
    var index = ZoneIndex(of: areas + [.circle(circle)], density: density)
    #expect(index.zones(containing: pole) == expected)
    #expect(index.zones(containing: other) == [])
    // In a batch, between others, the poles' slots are put between theirs.
    let cap = try degreePlace(-170, 75 * sign)
    let around = index.zones(containing: cap)
    #expect(!around.isEmpty)
    let batch = [cap, pole, cap, other, pole, pole, cap]
    #expect(index.answers(at: batch) == [around, expected, around, [], expected, expected, around])
    // Zones that come and go take the pole with them.
    index.update(removing: expected.dropFirst(), inserting: [(slot: Int32(99), area: areas[7])])
    #expect(index.zones(containing: pole) == [expected[0], 99])
    index.remove(expected[0])
    #expect(index.zones(containing: pole) == [99])
  }

  @Test(arguments: [1, -1] as [Int64])
  func `what lies around a pole is decided as anywhere`(sign: Int64) throws {
    let areas = try Self.areas(sign) + Self.compounds(sign)
    var (world, hurtful) = (RandomWorld(seed: 5), HurtfulPoints(seed: 5, near: areas))
    let near = (0..<400).map { _ in
      world.place(
        world.integer(-1_800_000_000...1_799_999_999),
        sign * (900_000_000 - (Int64(1) << world.integer(0...28)) + 1)
      )
    }
    expectExact(areas, at: near + hurtful.take(400), "sign \(sign)")
  }
}
