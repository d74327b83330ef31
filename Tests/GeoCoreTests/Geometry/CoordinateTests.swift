import GeoCore
import Glibc
import Testing

/// `Coordinate` by eye; distances and `LocalFrame` against geodesics (Vincenty).
struct CoordinateTests {
  @Test func `one place has one coordinate`() throws {
    #expect(try degreePlace(180, 10) == degreePlace(-180, 10))
    #expect(try degreePlace(77, 90) == degreePlace(0, 90))
    #expect(try degreePlace(180, -90) == degreePlace(0, -90))
    #expect(Coordinate(GeographicPosition(latitude: 10, longitude: 179.999_999_99)) != nil)
    #expect(
      Coordinate(GeographicPosition(latitude: 1, longitude: 179.999_999_99))?.longitudeE7
        == -1_800_000_000
    )
  }

  @Test(arguments: [(90.1, 0), (-90.000_01, 0), (0, 180.1), (.nan, 0), (0, .nan), (0, -.infinity)])
  func `what is not on the globe has no coordinate`(latitude: Double, longitude: Double) {
    #expect(Coordinate(GeographicPosition(latitude: latitude, longitude: longitude)) == nil)
  }

  @Test func `units beyond the globe have no coordinate`() {
    #expect(Coordinate(latitudeE7: 900_000_001, longitudeE7: 0) == nil)
    #expect(Coordinate(latitudeE7: 0, longitudeE7: -1_800_000_001) == nil)
    #expect(Coordinate(latitudeE7: .min, longitudeE7: .max) == nil)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a distance is true to 0.6 percent`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let a = try place(
      .random(in: -1_800_000_000...1_799_999_999, using: &random),
      .random(in: -890_000_000...890_000_000, using: &random)
    )
    let reach = Int64(1) << Int64.random(in: 10...30, using: &random)
    let x = Int64(a.longitudeE7) + Int64.random(in: -reach...reach, using: &random)
    let b = try place(
      (x + 5_400_000_000) % 3_600_000_000 - 1_800_000_000,
      max(
        -890_000_000,
        min(890_000_000, Int64(a.latitudeE7) + Int64.random(in: -reach...reach, using: &random))
      )
    )
    let expected = geodesicMeters(a.position, b.position)
    #expect(abs(a.distance(to: b).value - expected) <= 0.006 * expected + 1e-6, "seed \(seed)")
    #expect(a.distance(to: b) == b.distance(to: a))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `a plane is true to 0.5 percent up to 20 km below 70 degrees`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let origin = try place(0, .random(in: -700_000_000...700_000_000, using: &random))
    let frame = LocalFrame(at: origin)
    let length = Double.random(in: 100...20_000, using: &random)
    let angle = Double.random(in: 0...2 * .pi, using: &random)
    let there = try place(
      Int64((length * sin(angle) / frame.metersPerLongitudeE7).rounded()),
      Int64(origin.latitudeE7) + Int64((length * cos(angle) / frame.metersPerLatitudeE7).rounded())
    )
    let expected = geodesicMeters(origin.position, there.position)
    #expect(abs(length - expected) <= 0.005 * expected, "seed \(seed)")
  }
}
