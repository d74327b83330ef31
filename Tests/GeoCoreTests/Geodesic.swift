import GeoCore
import Glibc

/// The length of the geodesic on the WGS-84 ellipsoid, in metres.
///
/// T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 23(176),
/// 1975, doi:10.1179/sre.1975.23.176.88; true to 0.1 mm, not for places nearly antipodal.
func geodesicMeters(_ a: GeographicPosition, _ b: GeographicPosition) -> Double {
  let (major, flattening) = (6_378_137.0, 1 / 298.257_223_563)
  let minor = major * (1 - flattening)
  let unit = Double.pi / 180
  let L = (b.longitude - a.longitude) * unit
  let (U1, U2) = (
    atan((1 - flattening) * tan(a.latitude * unit)), atan((1 - flattening) * tan(b.latitude * unit))
  )
  var λ = L
  for _ in 0..<200 {
    let (p, q) = (cos(U2) * sin(λ), cos(U1) * sin(U2) - sin(U1) * cos(U2) * cos(λ))
    let sinσ = (p * p + q * q).squareRoot()
    guard sinσ > 0 else { return 0 }
    let cosσ = sin(U1) * sin(U2) + cos(U1) * cos(U2) * cos(λ)
    let σ = atan2(sinσ, cosσ)
    let sinα = cos(U1) * cos(U2) * sin(λ) / sinσ
    let cos2α = 1 - sinα * sinα
    let cos2σm = cos2α > 1e-15 ? cosσ - 2 * sin(U1) * sin(U2) / cos2α : 0
    let C = flattening / 16 * cos2α * (4 + flattening * (4 - 3 * cos2α))
    let inner = cos2σm + C * cosσ * (-1 + 2 * cos2σm * cos2σm)
    let next = L + (1 - C) * flattening * sinα * (σ + C * sinσ * inner)
    let isSettled = abs(next - λ) < 1e-13
    λ = next
    guard isSettled else { continue }
    let u2 = cos2α * (major * major - minor * minor) / (minor * minor)
    let A = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    let B = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    let square = -1 + 2 * cos2σm * cos2σm
    let cube = cos2σm * (-3 + 4 * sinσ * sinσ) * (-3 + 4 * cos2σm * cos2σm)
    let Δσ = B * sinσ * (cos2σm + B / 4 * (cosσ * square - B / 6 * cube))
    return minor * A * (σ - Δσ)
  }
  return .nan
}
