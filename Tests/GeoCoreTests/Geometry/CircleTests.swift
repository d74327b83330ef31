import GeoCore
import Glibc
import Testing

/// `Circle`, against the geodesic of the ellipsoid (Vincenty).
struct CircleTests {
  /// The bound that the documentation states, in metres.
  static func bound(_ circle: Circle) -> Double {
    let latitude = abs(circle.center.position.latitude) * .pi / 180
    return 0.02 + circle.radius.value * circle.radius.value * tan(latitude) / 5.1 / 6_371_000
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a place is inside or outside as its geodesic says, but for the stated bound`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let latitude = Double.random(in: -80...80, using: &random)
    let longitude = Double.random(in: -180...180, using: &random)
    let center = try #require(
      Coordinate(GeographicPosition(latitude: latitude, longitude: longitude))
    )
    let magnitude = Double.random(in: 0...4.3, using: &random)
    let radius = seed % 3 == 0 ? 20_000 : pow(10, magnitude)
    let circle = try #require(Circle(center: center, radius: Meters(radius)))
    let stored = try #require(
      Circle(
        center: center,
        radiusMillimeters: circle.radiusMillimeters,
        longitudeScale: circle.longitudeScale,
        latitudeScale: circle.latitudeScale
      )
    )
    #expect(stored == circle)
    let frame = LocalFrame(at: center)
    for _ in 0..<200 {
      let angle = Double.random(in: 0...2 * .pi, using: &random)
      let reach = radius * .random(in: 0.99...1.01, using: &random)
      let x = (center.position.longitude * 1e7 + reach * sin(angle) / frame.metersPerLongitudeE7)
      let y = (center.position.latitude * 1e7 + reach * cos(angle) / frame.metersPerLatitudeE7)
      let turned = x >= 1.8e9 ? x - 3.6e9 : x < -1.8e9 ? x + 3.6e9 : x
      let there = try place(Int64(turned.rounded()), Int64(y.rounded()))
      let excess = geodesicMeters(center.position, there.position) - circle.radius.value
      #expect(stored.contains(there) == circle.contains(there))
      guard abs(excess) > Self.bound(circle) else { continue }
      #expect(circle.contains(there) == (excess < 0), "seed \(seed), \(excess) m")
    }
  }

  @Test func `a circle too large, too far north or with an impossible scale is refused`() throws {
    let center = try degreePlace(10, 45)
    #expect(Circle(center: center, radius: Meters(20_000)) != nil)
    for radius in [0, -1, 0.0004, 20_001, .infinity, .nan] {
      #expect(Circle(center: center, radius: Meters(radius)) == nil)
    }
    #expect(Circle(center: try degreePlace(10, 81), radius: Meters(1)) == nil)
    for scale in [0, -1, 1, .max] as [Int64] {
      #expect(
        Circle(
          center: center,
          radiusMillimeters: 1_000,
          longitudeScale: scale,
          latitudeScale: 11_000_000
        ) == nil
      )
    }
  }

  @Test func `a circle across the antimeridian contains both sides`() throws {
    let circle = try #require(Circle(center: try degreePlace(-180, 0), radius: Meters(10_000)))
    #expect(circle.contains(try place(-1_799_500_000, 0)))
    #expect(circle.contains(try place(1_799_500_000, 0)))
    #expect(!circle.contains(try place(1_799_000_000, 0)))
  }
}
