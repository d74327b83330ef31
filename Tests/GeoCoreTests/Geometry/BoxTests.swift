import GeoCore
import Testing

/// `Area.box`, by eye: it may run on past ±180° and is never wider than a turn.
struct BoxTests {
  /// The union used to be 380° wide: it did not know that 190° is −170°.
  @Test func `the box of parts on both sides of the antimeridian does not go around the globe`()
    throws
  {
    let east = try polygon([(170, 0), (-175, 0), (-175, 10)])
    let west = try polygon([(-175, 0), (-165, 0), (-165, 10)])
    let boxes = [[east, west], [west, east]].map { Area.polygons($0).box }
    for box in boxes {
      #expect(box.longitudes.upperBound - box.longitudes.lowerBound == 250_000_000)
    }
  }

  @Test func `the box of parts all around the globe is one turn wide at most`() throws {
    let parts = try [-170, -60, 50, 160].map { x in
      try polygon(
        [(x, 0), (x + 15, 0), (x + 15, 5)].map { ($0.0 > 180 ? $0.0 - 360 : $0.0, $0.1) }
      )
    }
    let box = Area.polygons(parts).box
    #expect(box.longitudes.upperBound - box.longitudes.lowerBound <= 3_600_000_000)
    #expect(box.latitudes == 0...50_000_000)
  }
}
