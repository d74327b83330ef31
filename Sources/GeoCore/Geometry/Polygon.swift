/// A shell and its holes; what lies inside is even–odd over all of its rings.
public struct Polygon: Hashable, Sendable {
  /// The shell first, then the holes; at least one ring.
  public let rings: [Ring]

  /// The smallest box around the shell, and around its holes where they lie within it.
  public let box: Box

  /// The poles inside, even–odd over the rings.
  let poles: Poles

  /// Creates a polygon from its shell and holes.
  ///
  /// A hole across the antimeridian may be written on the other side of it than its shell: each ring
  /// reads longitudes for itself.
  public init(shell: Ring, holes: [Ring] = []) {
    rings = [shell] + holes
    box = holes.reduce(shell.box) { $0.union($1.box) }
    poles = holes.reduce(shell.poles) { $0.symmetricDifference($1.poles) }
  }

  /// Whether `coordinate` is inside the polygon.
  ///
  /// A pole is where a ring goes all the way round along it (``Poles``).
  ///
  /// - Complexity: O(*n*) in the number of vertices of the rings in whose boxes it lies.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard !coordinate.isPole else { return poles.contains(pole: coordinate) }
    guard box.longitude(of: coordinate) != nil else { return false }
    var isInside = false
    for ring in rings where ring.isCrossedOddly(from: coordinate) { isInside.toggle() }
    return isInside
  }

  /// The area on a sphere, in square metres: what is inside even–odd.
  ///
  /// True to 0.5 % of the area on the ellipsoid.
  ///
  /// - Complexity: that of ``irregularities(limit:)``; where there are any, of ``readings(crossings:)``.
  public var squareMeters: Double {
    let odd = irregularities(limit: 10_000)
    guard odd.isEmpty else {
      return readings(crossings: odd.filter { $0.kind == .crossing }.map(\.place)).evenOdd
    }
    let areas = rings.map { abs($0.signedSquareMeters) }
    return areas[0] - areas.dropFirst().reduce(0, +)
  }
}
