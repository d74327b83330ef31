import GeoCore

/// A county that does not exist, with what an evening needs: an edge, an airport, a school, two
/// towns, and a city beyond the edge.
///
/// Its corners are drawn by hand and its edge is broken twice by midpoint displacement, so that it
/// looks like a boundary and is none. It is the same for every seed.
struct InventedCounty {
  /// The county's edge: 60 vertices, against the clock.
  let edge: [PlanePoint]
  /// The execution area (执行地).
  let executionArea: Area
  /// The airport, prohibited at all times.
  let airport: Area
  /// The school, prohibited while it is open.
  let school: Area
  /// The neighbouring city, a destination of leaves.
  let city: Area

  /// The middles of the towns of the two judicial offices, west and east.
  static let towns = [
    PlanePoint(east: -4_500, north: 2_500), PlanePoint(east: 3_000, north: 6_500),
  ]
  /// The middle of the airport.
  static let airportMiddle = PlanePoint(east: 9_000, north: -4_500)
  /// The middle of the school.
  static let schoolMiddle = PlanePoint(east: -4_100, north: 3_000)
  /// The middle of the city.
  static let cityMiddle = PlanePoint(east: 62_000, north: 9_000)

  init() {
    var random = SplitMix64(seed: 0x5EED_C0DE)
    edge = Self.broken(Self.broken(Self.corners, by: 0.16, &random), by: 0.16, &random)
    executionArea = Self.polygon(edge)
    airport = Self.polygon(Self.airportCorners)
    school = Self.circle(Self.schoolMiddle, radius: Meters(150))
    city = Self.polygon(Self.broken(Self.cityCorners, by: 0.12, &random))
  }

  private static let corners = [
    (17_800, 1_200), (16_900, 8_100), (12_300, 13_500), (6_200, 15_200), (1_100, 18_900),
    (-5_800, 16_800), (-12_100, 14_200), (-14_800, 8_300), (-18_900, 1_900), (-16_200, -5_900),
    (-13_900, -12_300), (-6_900, -14_500), (-300, -18_600), (7_300, -15_900), (13_800, -10_200),
  ].map { PlanePoint(east: $0.0, north: $0.1) }

  private static let airportCorners = [
    (-1_400, -650), (900, -900), (1_500, -300), (1_300, 500), (-700, 800), (-1_500, 200),
  ].map { airportMiddle + PlanePoint(east: $0.0, north: $0.1) }

  private static let cityCorners = [
    (9_100, 700), (5_900, 6_300), (300, 8_800), (-6_700, 5_700), (-8_600, -900), (-5_600, -6_800),
    (800, -9_200), (6_900, -5_900),
  ].map { cityMiddle + PlanePoint(east: $0.0, north: $0.1) }

  /// The ring with the middle of every edge moved sideways by up to a share of the edge's length.
  private static func broken(
    _ ring: [PlanePoint],
    by share: Double,
    _ random: inout SplitMix64
  ) -> [PlanePoint] {
    ring.indices.flatMap { index in
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      let sideways = random.even(-share...share) * a.distance(to: b)
      return [a, 0.5 * (a + b) + sideways * (b - a).leftNormal]
    }
  }

  private static func polygon(_ corners: [PlanePoint]) -> Area {
    let vertices = corners.map { corner in
      let place = corner.coordinate
      return WrittenVertex(longitudeE7: place.longitudeE7, latitudeE7: place.latitudeE7)
    }
    do {
      return .polygons([Polygon(shell: try Ring(vertices))])
    } catch {
      preconditionFailure("the invented rings are sound: \(error)")
    }
  }

  /// The ground within `radius` of a place.
  static func circle(_ middle: PlanePoint, radius: Meters) -> Area {
    guard let circle = Circle(center: middle.coordinate, radius: radius) else {
      preconditionFailure("the invented circles are sound")
    }
    return .circle(circle)
  }
}

extension InventedCounty {
  /// A place on the county's edge and the direction straight into the county.
  struct Gate {
    /// On the edge.
    var middle: PlanePoint
    /// 1 m long, at a right angle to the edge.
    var inward: PlanePoint

    /// The place so many metres inside the edge; negative outside.
    func place(inside meters: Double) -> PlanePoint { middle + meters * inward }
  }

  /// The places where a straight road leads from 3 km inside to 6.5 km outside and meets the edge
  /// once.
  var gates: [Gate] {
    edge.indices.compactMap { index in
      let (a, b) = (edge[index], edge[(index + 1) % edge.count])
      let gate = Gate(middle: 0.5 * (a + b), inward: (b - a).leftNormal)
      let isClean = stride(from: -6_500.0, through: 3_000, by: 20).allSatisfy { meters in
        executionArea.contains(gate.place(inside: meters).coordinate) == (meters > 0)
          || abs(meters) < 1
      }
      let near = executionArea.signedDistance(to: gate.place(inside: 40).coordinate).value
      return isClean && abs(near + 40) < 1 ? gate : nil
    }
  }
}
