import Glibc

/// A border between two corners by midpoint displacement, which never meets itself.
///
/// ```
///            apex
///          ∕  |  ╲          The chain stays in two triangles on A–B with base angles `left` and
///        ∕  ∕ M ╲  ╲        `right`. M is φ off the line; the triangles of A–M and M–B have base
///      A ─────────── B      angles left − φ and right + φ: they lie in the old ones, on two sides
///        ╲         ∕        of the midline. So no two parts of the chain meet, and the sum of both
///           ╲   ∕           angles, the room that is left, stays what it was.
/// ```
///
/// Two chains do not meet where the triangles on their corners do not.
struct FractalChain {
  /// The base angle on both sides of a coarse edge, in radians (24°).
  static let baseAngle = 24 * Double.pi / 180

  /// The share of the free angle that a midpoint may take.
  private static let roughness = 0.5

  /// The vertices from the first corner on; the last corner is not among them.
  private(set) var vertices: [Place] = []

  /// Draws `segments` segments from `a` to `b`.
  init(from a: Place, to b: Place, segments: Int, using random: inout SplitMix64) {
    vertices.reserveCapacity(segments)
    draw(from: a, to: b, segments, left: Self.baseAngle, right: Self.baseAngle, &random)
  }

  private mutating func draw(
    from a: Place,
    to b: Place,
    _ segments: Int,
    left: Double,
    right: Double,
    _ random: inout SplitMix64
  ) {
    guard segments > 1 else { return vertices.append(a) }
    let φ = random.real(-right, left) * Self.roughness
    let rise = tan(φ) / 2
    let middle = Place(
      longitude: (a.longitude + b.longitude) / 2 - (b.latitude - a.latitude) * rise,
      latitude: (a.latitude + b.latitude) / 2 + (b.longitude - a.longitude) * rise
    )
    let half = segments / 2
    draw(from: a, to: middle, half, left: left - φ, right: right + φ, &random)
    draw(from: middle, to: b, segments - half, left: left - φ, right: right + φ, &random)
  }
}
