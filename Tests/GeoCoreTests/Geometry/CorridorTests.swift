import Glibc
import Testing

@testable import GeoCore

/// Corridors against the geodesic distance to the middle line, which is walked in small steps.
struct CorridorTests {
  func line(_ pairs: [(Double, Double)]) throws -> [Coordinate] {
    try pairs.map {
      try #require(Coordinate(GeographicPosition(latitude: $0.1, longitude: $0.0)))
    }
  }

  /// The least geodesic distance from a place to a line that is straight in longitude and latitude.
  func distance(_ place: Coordinate, _ line: [(Double, Double)]) -> Double {
    zip(line, line.dropFirst()).map { a, b in
      let at = { (share: Double) in
        GeographicPosition(
          latitude: a.1 + (b.1 - a.1) * share,
          longitude: a.0 + (b.0 - a.0) * share
        )
      }
      // A coarse walk finds the neighbourhood, a narrowing search the foot.
      let coarse = (0...200).min {
        geodesicMeters(place.position, at(Double($0) / 200))
          < geodesicMeters(place.position, at(Double($1) / 200))
      }
      var (low, high) = (
        max(0, Double((coarse ?? 0) - 1) / 200), min(1, Double((coarse ?? 0) + 1) / 200)
      )
      for _ in 0..<60 {
        let (p, q) = (low + (high - low) / 3, high - (high - low) / 3)
        if geodesicMeters(place.position, at(p)) < geodesicMeters(place.position, at(q)) {
          high = q
        } else {
          low = p
        }
      }
      return geodesicMeters(place.position, at((low + high) / 2))
    }.min() ?? .infinity
  }

  static let cases: [(width: Double, middle: [(Double, Double)])] = [
    (60, [(112.30, 25.58), (112.34, 25.61), (112.34, 25.55)]),
    (4_000, [(122.0, 53.4), (123.1, 53.2)]),
    (40_000, [(-70.0, -52.0), (-69.0, -53.0)]),
    (10, [(103.8, 1.35), (103.8001, 1.3501)]),
    (40_000, [(20.0, 79.9), (21.5, 79.95)]),
  ]

  @Test(arguments: cases.indices)
  func `a place is inside where the line is within half the width`(index: Int) throws {
    let (width, middle) = Self.cases[index]
    let polygons = try Polygon.corridor(along: try line(middle), width: Meters(width))
    let area = Area.polygons(polygons)
    let bound = width / 2 * 0.006 + 0.1
    var numbers = SplitMix64(seed: 5)
    var (inside, outside) = (0, 0)
    for _ in 0..<600 {
      // Somewhere along a leg, and off it by up to the width both ways.
      let leg = Int.random(in: 0..<(middle.count - 1), using: &numbers)
      let share = Double.random(in: -0.1...1.1, using: &numbers)
      let (a, b) = (middle[leg], middle[leg + 1])
      let (east, north) = (
        Double.random(in: -width...width, using: &numbers),
        Double.random(in: -width...width, using: &numbers)
      )
      let y = a.1 + (b.1 - a.1) * share + north / 111_200
      let x = a.0 + (b.0 - a.0) * share + east / 111_200 / cos(y * .pi / 180)
      let spot = try #require(Coordinate(GeographicPosition(latitude: y, longitude: x)))
      let distance = distance(spot, middle)
      guard abs(distance - width / 2) > bound else { continue }
      #expect(area.contains(spot) == (distance < width / 2), "\(spot), \(distance) m")
      if distance < width / 2 { inside += 1 } else { outside += 1 }
    }
    #expect(inside > 20 && outside > 20)
  }

  @Test func `a corridor goes across the antimeridian the short way`() throws {
    let middle = try line([(179.9, 10), (-179.9, 10)])
    let area = Area.polygons(try Polygon.corridor(along: middle, width: Meters(100)))
    #expect(area.contains(try #require(middle.first)))
    #expect(area.contains(try place(-1_800_000_000, 100_000_000)))
    #expect(!area.contains(try place(0, 100_000_000)))
  }

  @Test func `what is no corridor is refused, with its vertex`() throws {
    let short = try line([(1, 1), (1, 1)])
    #expect(throws: CorridorError.tooShort) {
      try Polygon.corridor(along: short, width: Meters(10))
    }
    let long = try line([(1, 1), (2, 2)])
    for width in [0.0, 0.5, -1, 40_001, .infinity] {
      #expect(throws: CorridorError.badWidth) {
        try Polygon.corridor(along: long, width: Meters(width))
      }
    }
    let polar = try line([(1, 1), (2, 81)])
    #expect(throws: CorridorError.tooFarNorthOrSouth(vertex: 1)) {
      try Polygon.corridor(along: polar, width: Meters(10))
    }
    let zigzag = try line((0..<200).map { ($0 % 2 == 0 ? 0 : 170, Double($0) / 10) })
    #expect(throws: CorridorError.tooLong) {
      try Polygon.corridor(along: zigzag, width: Meters(10))
    }
    let half = try line([(0, 1), (-180, 1)])
    #expect(throws: CorridorError.ambiguousLeg(vertex: 0)) {
      try Polygon.corridor(along: half, width: Meters(10))
    }
  }
}
