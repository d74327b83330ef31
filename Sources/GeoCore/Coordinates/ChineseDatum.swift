#if canImport(Glibc)
import Glibc
#endif

/// A datum in which Chinese maps and phones give positions.
///
/// GCJ-02 (国测局坐标, "Mars coordinates") displaces WGS-84 by 100–700 m inside a box around China;
/// BD-09 displaces GCJ-02 once more. Nobody publishes the formula of GCJ-02; the one used here is the
/// one that independent implementations share and that map services agree with to under a metre.
/// Hong Kong, Macau and Taiwan lie inside the box and are displaced like the rest: a source of
/// positions there states `wgs84` if it is.
public enum ChineseDatum: String, CaseIterable, Sendable {
  /// GPS and CGCS2000, which agree to centimetres.
  case wgs84

  /// Amap, Tencent and the phones' own maps in China.
  case gcj02

  /// Baidu's maps.
  case bd09
}

extension ChineseDatum {
  /// The position in this datum of a place given in WGS-84.
  public func fromWGS84(_ position: GeographicPosition) -> GeographicPosition {
    switch self {
    case .wgs84: position
    case .gcj02: displaceToGCJ02(position)
    case .bd09: displaceToBD09(displaceToGCJ02(position))
    }
  }

  /// The place in WGS-84 of a position in this datum, to 10⁻⁶ m where the inverse is unique.
  ///
  /// GCJ-02 and BD-09 have no closed inverse. Each step adds what the forward conversion of the
  /// guess falls short by; the displacement changes by less than 1 % of the distance, so each step
  /// gains two digits.
  ///
  /// - Complexity: at most ``inverseStepLimit`` forward conversions, also on the edge of the box,
  ///   where the conversion jumps and no inverse may exist.
  public func toWGS84(_ position: GeographicPosition) -> GeographicPosition {
    guard self != .wgs84 else { return position }
    var guess = position
    for _ in 0..<Self.inverseStepLimit {
      let forward = fromWGS84(guess)
      let (Δlatitude, Δlongitude) = (
        position.latitude - forward.latitude, position.longitude - forward.longitude
      )
      guess.latitude += Δlatitude
      guess.longitude += Δlongitude
      if abs(Δlatitude) < 1e-12, abs(Δlongitude) < 1e-12 { break }
    }
    return guess
  }

  /// The most forward conversions that an inverse takes.
  public static let inverseStepLimit = 30
}

/// Krasovsky 1940, on which the displacement is computed: semi-major axis in metres.
private let semiMajorAxis = 6_378_245.0

/// First eccentricity squared of the same ellipsoid.
private let eccentricitySquared = 0.006_693_421_622_965_943

/// Displaces a WGS-84 position as GCJ-02 does; outside the box around China it stays.
private func displaceToGCJ02(_ position: GeographicPosition) -> GeographicPosition {
  let (latitude, longitude) = (position.latitude, position.longitude)
  guard (0.8293...55.8271).contains(latitude), (72.004...137.8347).contains(longitude) else {
    return position
  }
  let (x, y) = (longitude - 105, latitude - 35)
  let wave = (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
  let root = abs(x).squareRoot()
  var Δy = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
  Δy += (20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
  Δy += (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
  var Δx = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
  Δx += (20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
  Δx += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
  let φ = latitude / 180 * .pi
  let w = 1 - eccentricitySquared * sin(φ) * sin(φ)
  let meridional = semiMajorAxis * (1 - eccentricitySquared) / (w * w.squareRoot())
  let transverse = semiMajorAxis / w.squareRoot()
  return GeographicPosition(
    latitude: latitude + Δy * 180 / (meridional * .pi),
    longitude: longitude + Δx * 180 / (transverse * cos(φ) * .pi)
  )
}

/// Displaces a GCJ-02 position as BD-09 does.
private func displaceToBD09(_ position: GeographicPosition) -> GeographicPosition {
  let (x, y) = (position.longitude, position.latitude)
  let turn = Double.pi * 3000 / 180
  let radius = (x * x + y * y).squareRoot() + 0.000_02 * sin(y * turn)
  let angle = atan2(y, x) + 0.000_003 * cos(x * turn)
  return GeographicPosition(
    latitude: radius * sin(angle) + 0.006,
    longitude: radius * cos(angle) + 0.0065
  )
}
