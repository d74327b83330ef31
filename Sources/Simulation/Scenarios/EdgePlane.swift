import GeoCore

/// The ground about the middle of a long straight edge of a zone, somewhere on Earth.
///
/// A ``PlanePoint`` here is metres *along* the edge (`east`) and metres *outside* of it (`north`,
/// negative inside). The plane is affine in longitude and latitude, as edges are, so that a distance
/// to the edge is exact near its middle; the zone reaches 80 km inside and to either side.
struct EdgePlane {
  /// Degrees of the middle, and metres per degree on WGS-84 there.
  private let place:
    (latitude: Double, longitude: Double, perLatitude: Double, perLongitude: Double)

  /// The direction straight out, in metres east and north.
  private let outward: PlanePoint

  init(_ random: inout SplitMix64) {
    place = Self.places[random.whole(0...Self.places.count - 1)]
    outward = random.direction()
  }

  /// From Hainan to Heilongjiang, and three other countries.
  private static let places = [
    (18.25, 109.5, 110_683.3, 105_754.7), (22.55, 114.05, 110_737.8, 102_859.2),
    (29.6, 109.2, 110_845.7, 96_870.9), (34.3, 108.9, 110_927.8, 92_058.7),
    (39.9, 116.4, 111_032.7, 85_518.3), (43.8, 87.6, 111_108.3, 80_475.1),
    (47.3, 130.3, 111_176.7, 75_629.2), (51.1, -1.3, 111_250.2, 70_046.7),
    (60.2, 24.9, 111_415.7, 55_462.9), (-33.9, 18.4, 110_920.6, 92_492.9),
  ].map { (latitude: $0.0, longitude: $0.1, perLatitude: $0.2, perLongitude: $0.3) }

  /// The place on the globe.
  func coordinate(_ point: PlanePoint) -> Coordinate {
    let onGround =
      point.east * PlanePoint(east: outward.north, north: -outward.east) + point.north * outward
    let coordinate = Coordinate(
      GeographicPosition(
        latitude: place.latitude + onGround.north / place.perLatitude,
        longitude: place.longitude + onGround.east / place.perLongitude
      )
    )
    guard let coordinate else { preconditionFailure("nobody is thrown off the globe") }
    return coordinate
  }

  /// How far outside the zone a place is, in metres; inside, the negative distance to the nearest edge.
  ///
  /// It is true near the middle; beyond the corners, and 80 km away, only the sign is.
  func outside(_ point: PlanePoint) -> Double {
    max(point.north, -Self.reach - point.north, abs(point.east) - Self.reach)
  }

  private static let reach = 80_000.0

  /// The zone: 160 km along the edge, 80 km deep.
  var zone: Area {
    let corners = [
      (-Self.reach, 0), (Self.reach, 0), (Self.reach, -Self.reach), (-Self.reach, -Self.reach),
    ]
    let vertices = corners.map { corner in
      let place = coordinate(PlanePoint(east: corner.0, north: corner.1))
      return WrittenVertex(longitudeE7: place.longitudeE7, latitudeE7: place.latitudeE7)
    }
    do {
      return .polygons([Polygon(shell: try Ring(vertices))])
    } catch {
      preconditionFailure("a rectangle is a sound ring: \(error)")
    }
  }
}
