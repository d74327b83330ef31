#if canImport(Glibc)
import Glibc
#endif

/// Measures from one place on the ellipsoid to others by the chord, the straight way through the Earth.
///
/// With *p* the distance from the axis and *z* the height over the equator's plane,
/// chord² = (*p* − *p₀*)² + (*z* − *z₀*)² + 4 *p* *p₀* sin²(Δλ / 2). It is exact, smooth everywhere, also
/// at the poles and beyond ±180°, and of places up to 1,000 km away the nearest by the chord is the
/// nearest by the geodesic to 10⁻⁵ of the distance. Places are given by their latitude and longitude
/// relative to the origin, in radians; of the longitude whole turns do not matter.
struct ChordMetric {
  /// The origin, in units of 10⁻⁷ degree.
  let longitudeE7, latitudeE7: Int64

  /// The origin's latitude in radians, and its sine and cosine.
  private let (latitude, sine, cosine): (Double, Double, Double)

  /// The origin's distance from the axis and height over the equator's plane, in metres.
  private let (axial, height): (Double, Double)

  /// The radii of curvature at the origin, in metres.
  private let (meridional, transverse): (Double, Double)

  /// Radians in 10⁻⁷ degree.
  static let unit = Double.pi / 180 / 1e7

  /// Measures from `origin`.
  init(from origin: Coordinate) {
    longitudeE7 = Int64(origin.longitudeE7)
    latitudeE7 = Int64(origin.latitudeE7)
    latitude = Double(origin.latitudeE7) * Self.unit
    sine = sin(latitude)
    cosine = origin.isPole ? 0 : cos(latitude)
    (meridional, transverse) = radiiOfCurvature(sine: sine)
    axial = transverse * cosine
    height = transverse * (1 - Ellipsoid.eccentricitySquared) * sine
  }

  /// A squared chord and how it changes with the place's latitude and longitude.
  struct Slope {
    /// The squared chord, in square metres.
    var squared: Double
    /// Its change, in square metres per radian.
    var (northward, eastward): (Double, Double)
  }

  /// The squared chord to a place, and its slope there.
  func slope(north: Double, east: Double) -> Slope {
    let turned = sineAndCosine(north)
    let sineThere = sine * turned.cosine + cosine * turned.sine
    let cosineThere = max(0, cosine * turned.cosine - sine * turned.sine)
    let radii = radiiOfCurvature(sine: sineThere)
    let axialThere = radii.transverse * cosineThere
    let outward = axialThere - axial
    let upward = radii.transverse * (1 - Ellipsoid.eccentricitySquared) * sineThere - height
    let half = sineAndCosine(east / 2)
    let across = 4 * half.sine * half.sine
    return Slope(
      squared: outward * outward + upward * upward + axial * axialThere * across,
      northward: radii.meridional
        * (2 * upward * cosineThere - (2 * outward + axial * across) * sineThere),
      eastward: axial * axialThere * 4 * half.sine * half.cosine
    )
  }

  /// A squared chord that no place in a box is nearer than.
  ///
  /// Bounds of the Taylor series take the place of sines and cosines. Near a pole, and for boxes of many
  /// degrees, it may be far below: then more edges are looked at, not fewer.
  func lowerBound(norths: (Double, Double), easts: (Double, Double)) -> Double {
    // The parallel nearest to a pole has the shortest degrees of longitude.
    let poleward = max(abs(latitude + norths.0), abs(latitude + norths.1)) - abs(latitude)
    let shift = abs(poleward)
    let lean = poleward > 0 ? -shift : shift - shift * shift * shift / 6
    let cosineThere = cosine * (1 - shift * shift / 2) + abs(sine) * lean
    let axialThere = max(0, transverse * (1 - 0.0034 * shift) * cosineThere)
    let north = max(0, max(norths.0, -norths.1))
    let alongMeridian = meridional * (1 - 0.0102 * north) * north * (1 - north * north / 24)
    let east = Self.gap(easts)
    let alongParallel = east * (1 - east * east / 24)
    return alongMeridian * alongMeridian + axial * axialThere * alongParallel * alongParallel
  }

  /// How far an interval of longitudes is from 0, counted round the globe.
  private static func gap(_ easts: (Double, Double)) -> Double {
    let turn = 2 * Double.pi
    var middle = abs(easts.0 + easts.1) / 2
    // An interval's middle is less than three turns away.
    if middle > .pi { middle = abs(middle - turn) }
    if middle > .pi { middle = abs(middle - turn) }
    return max(0, middle - abs(easts.1 - easts.0) / 2)
  }

  /// The length of the geodesic to a place, in metres; true to 10⁻⁶ up to 1,000 km, to 10⁻⁵ up to 15,000 km.
  func meters(north: Double, east: Double, squaredChord: Double) -> Double {
    let chord = squaredChord.squareRoot()
    guard chord < Self.farChord else { return farMeters(north: north, east: east) }
    guard chord > 0 else { return 0 }
    // The curvature of the normal section midway (Euler).
    let middle = sine + cosine * north / 2
    let radii = radiiOfCurvature(sine: max(-1, min(1, middle)))
    let alongMeridian = radii.meridional * north
    let share = min(1, alongMeridian * alongMeridian / squaredChord)
    let radius = 1 / (share / radii.meridional + (1 - share) / radii.transverse)
    return 2 * radius * asin(min(1, chord / 2 / radius))
  }

  /// From this chord on, in metres, the geodesic is that of ``farMeters(north:east:)``.
  private static let farChord = 1_000_000.0

  /// The length of a long geodesic, in metres.
  ///
  /// Source: W. D. Lambert, "The distance between two widely separated points on the surface of the
  /// earth", Journal of the Washington Academy of Sciences 32(5), 1942.
  private func farMeters(north: Double, east: Double) -> Double {
    let flattening = 1 - (1 - Ellipsoid.eccentricitySquared).squareRoot()
    let here = atan2((1 - flattening) * sine, cosine)
    let there = atan2((1 - flattening) * sin(latitude + north), max(0, cos(latitude + north)))
    let (p, q) = (sin((here + there) / 2), sin((there - here) / 2))
    let half = sin(east / 2)
    let h = min(1, q * q + cos(here) * cos(there) * half * half)
    guard h > 0, h < 1 else { return 2 * Ellipsoid.meanRadius * asin(h.squareRoot()) }
    let angle = 2 * asin(h.squareRoot())
    let x = (angle - sin(angle)) * p * p * (1 - q * q) / (1 - h)
    let y = (angle + sin(angle)) * (1 - p * p) * q * q / h
    return Ellipsoid.semiMajorAxis * (angle - flattening / 2 * (x + y))
  }
}

/// The ellipsoid's two radii of curvature, in metres, where the latitude has this sine.
@inline(__always)
private func radiiOfCurvature(sine: Double) -> (meridional: Double, transverse: Double) {
  let w = 1 - Ellipsoid.eccentricitySquared * sine * sine
  let transverse = Ellipsoid.semiMajorAxis / w.squareRoot()
  return (transverse * (1 - Ellipsoid.eccentricitySquared) / w, transverse)
}

/// The sine and cosine of an angle in radians; up to 0.3 by their series, which are true to 10⁻¹⁵ there.
@inline(__always)
private func sineAndCosine(_ angle: Double) -> (sine: Double, cosine: Double) {
  guard abs(angle) <= 0.3 else { return (sin(angle), cos(angle)) }
  let x = angle * angle
  let sine = 1 - x / 6 * (1 - x / 20 * (1 - x / 42 * (1 - x / 72 * (1 - x / 110))))
  let cosine = 1 - x / 2 * (1 - x / 12 * (1 - x / 30 * (1 - x / 56 * (1 - x / 90))))
  return (angle * sine, cosine)
}
