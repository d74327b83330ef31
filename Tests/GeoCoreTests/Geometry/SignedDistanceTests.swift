import GeoCore
import Glibc
import Testing

/// `Area.signedDistance`, against geodesics to many places on the edge.
struct SignedDistanceTests {
  /// The shortest geodesic from `position` to places a few metres apart on the edge, and their gap.
  static func sampled(_ ring: Ring, from position: GeographicPosition) -> Double {
    var best = Double.infinity
    for index in ring.longitudes.indices {
      let next = (index + 1) % ring.longitudes.count
      func meters(_ t: Double) -> Double {
        let (x0, x1) = (Double(ring.longitudes[index]), Double(ring.longitudes[next]))
        let (y0, y1) = (Double(ring.latitudes[index]), Double(ring.latitudes[next]))
        let edge = GeographicPosition(
          latitude: (y0 + (y1 - y0) * t) / 1e7,
          longitude: (x0 + (x1 - x0) * t) / 1e7
        )
        return geodesicMeters(position, edge)
      }
      // Coarsely along the edge, then closer and closer around the nearest sample.
      var (middle, reach) = (0.5, 0.5)
      for _ in 0..<12 {
        let samples = (0...20).map { min(1, max(0, middle + reach * Double($0 - 10) / 10)) }
        middle = samples.min { meters($0) < meters($1) } ?? middle
        reach /= 5
      }
      best = min(best, meters(middle))
    }
    return best
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `the distance to a polygon's edge is that of the nearest sample`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let size = Int64.random(in: 1_000...8_000_000, using: &random)
    let y = Int64.random(in: -700_000_000...700_000_000, using: &random)
    func near(_ center: Int64, _ reach: Int64) -> Int64 {
      .random(in: center - reach...center + reach, using: &random)
    }
    let chain = (0..<6).map { _ in (near(1_790_000_000, size), near(y, size)) }
    guard let ring = try? Ring(vertices(chain)) else { return }
    let area = Area.polygons([Polygon(shell: ring)])
    for _ in 0..<10 {
      let there = try place(near(1_790_000_000, size), near(y, size))
      let expected = Self.sampled(ring, from: there.position)
      guard expected < 100_000 else { continue }
      let distance = area.signedDistance(to: there).value
      #expect((distance < 0) == area.contains(there) || distance == 0)
      #expect(
        abs(abs(distance) - expected) <= 0.007 * expected + 0.02,
        "seed \(seed): \(distance) for \(expected) m"
      )
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the distance to a circle's edge vanishes at the edge`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let y = Int64.random(in: -800_000_000...800_000_000, using: &random)
    let radius = Double.random(in: 10...20_000, using: &random)
    let circle = try #require(Circle(center: try place(-1_799_999_000, y), radius: Meters(radius)))
    let frame = LocalFrame(at: circle.center)
    for share in [0.1, 0.5, 0.9, 0.999, 1.001, 1.1, 2, 4, 6] {
      let angle = Double.random(in: 0...2 * .pi, using: &random)
      let Δx = share * radius * sin(angle) / frame.metersPerLongitudeE7
      let Δy = share * radius * cos(angle) / frame.metersPerLatitudeE7
      let x = -1_799_999_000 + Int64(Δx.rounded())
      let there = try place(x < -1_800_000_000 ? x + 3_600_000_000 : x, y + Int64(Δy.rounded()))
      let expected = sampled(circle, from: there.position)
      let distance = Area.circle(circle).signedDistance(to: there).value
      #expect((distance < 0) == (share < 1))
      #expect(
        abs(abs(distance) - expected) <= 0.007 * expected + 0.03 + (share > 5 ? plane(circle) : 0),
        "seed \(seed): \(distance) for \(expected) m at \(share)"
      )
    }
  }

  /// How far the edge may be off the true circle, which is what is measured to from far away.
  func plane(_ circle: Circle) -> Double { CircleTests.bound(circle) }

  /// The shortest geodesic to places on the edge, in the plane in which the circle is round.
  func sampled(_ circle: Circle, from position: GeographicPosition) -> Double {
    let frame = LocalFrame(at: circle.center)
    let (center, radius) = (circle.center.position, circle.radius.value)
    func meters(_ angle: Double) -> Double {
      let edge = GeographicPosition(
        latitude: center.latitude + radius * cos(angle) / frame.metersPerLatitudeE7 / 1e7,
        longitude: center.longitude + radius * sin(angle) / frame.metersPerLongitudeE7 / 1e7
      )
      return geodesicMeters(position, edge)
    }
    var (middle, reach) = (0.0, Double.pi)
    for _ in 0..<9 {
      let samples = (-40...40).map { middle + reach * Double($0) / 40 }
      middle = samples.min { meters($0) < meters($1) } ?? middle
      reach /= 10
    }
    return meters(middle)
  }

  /// Used to be measured the long way round: the ring is read from −180° to 180°.
  @Test func `the edge beyond the antimeridian is near`() throws {
    let ring: [(Int64, Int64)] = [
      (-180, -90), (-180, -60), (-179, -75), (-60, -75), (60, -75), (180, -75), (180, -90),
    ]
    let area = Area.polygons([try polygon(ring)])
    let distance = area.signedDistance(to: try place(1_799_000_000, -650_000_000)).value
    #expect(distance > 0 && distance < 10_000)
  }
}
