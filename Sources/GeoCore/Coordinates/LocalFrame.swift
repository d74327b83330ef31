#if canImport(Glibc)
import Glibc
#endif

/// A plane that touches the WGS-84 ellipsoid at one place, where degrees become metres.
///
/// East and north are scaled by the ellipsoid's two radii of curvature at the origin. A length of
/// up to 20 km measured from the origin is true to 0.5 % below 70° of latitude; the error grows with
/// the square of the distance. Longer ways are measured by ``Coordinate/distance(to:)``.
public struct LocalFrame: Sendable {
  /// The place where the plane touches.
  public let origin: Coordinate

  /// Metres per unit of 10⁻⁷ degree of longitude at the origin.
  public let metersPerLongitudeE7: Double

  /// Metres per unit of 10⁻⁷ degree of latitude at the origin.
  public let metersPerLatitudeE7: Double

  /// Creates the plane that touches at `origin`.
  public init(at origin: Coordinate) {
    self.origin = origin
    let latitude = origin.position.latitude * .pi / 180
    let unit = Double.pi / 180 / 1e7
    let w = 1 - Ellipsoid.eccentricitySquared * sin(latitude) * sin(latitude)
    let transverse = Ellipsoid.semiMajorAxis / w.squareRoot()
    let meridional = transverse * (1 - Ellipsoid.eccentricitySquared) / w
    metersPerLongitudeE7 = transverse * cos(latitude) * unit
    metersPerLatitudeE7 = meridional * unit
  }

  /// How far a place lies east and north of the origin, in metres, the short way round.
  func offset(to place: Coordinate) -> (east: Double, north: Double) {
    let (turn, rise) = origin.step(to: place)
    return (Double(turn) * metersPerLongitudeE7, Double(rise) * metersPerLatitudeE7)
  }
}

/// The WGS-84 ellipsoid.
///
/// Source: NGA.STND.0036, World Geodetic System 1984, table 3.1.
enum Ellipsoid {
  /// Semi-major axis, in metres.
  static let semiMajorAxis = 6_378_137.0

  /// First eccentricity squared.
  static let eccentricitySquared = 6.694_379_990_141e-3

  /// Mean radius (2a + b) / 3, in metres.
  static let meanRadius = 6_371_008.8
}

extension Coordinate {
  /// The great-circle distance to another place.
  ///
  /// True to 0.6 % of the geodesic of the ellipsoid. Source: R. W. Sinnott, "Virtues of the
  /// Haversine", Sky and Telescope 68(2), 1984.
  public func distance(to other: Coordinate) -> Meters {
    let unit = Double.pi / 180 / 1e7
    let (φ1, φ2) = (Double(latitudeE7) * unit, Double(other.latitudeE7) * unit)
    let Δλ = Double(Int64(other.longitudeE7) - Int64(longitudeE7)) * unit
    let (a, b) = (sin((φ2 - φ1) / 2), sin(Δλ / 2))
    let h = a * a + cos(φ1) * cos(φ2) * b * b
    return Meters(2 * Ellipsoid.meanRadius * asin(min(1, h.squareRoot())))
  }
}
