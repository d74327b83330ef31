/// A shell and its holes; what lies inside is even–odd over all of its rings.
public struct Polygon: Hashable, Sendable {
  /// The shell first, then the holes; at least one ring.
  public let rings: [Ring]

  /// The smallest box around the shell, and around its holes where they lie within it.
  public let box: Box

  /// Creates a polygon from its shell and holes.
  ///
  /// A hole across the antimeridian may be written on the other side of it than its shell: each ring
  /// reads longitudes for itself.
  public init(shell: Ring, holes: [Ring] = []) {
    rings = [shell] + holes
    box = holes.reduce(shell.box) { $0.union($1.box) }
  }

  /// Whether `coordinate` is inside the polygon.
  ///
  /// A pole never is: it is one point, its longitude says nothing, and a polygon does not yet say
  /// which poles it means.
  ///
  /// - Complexity: O(*n*) in the number of vertices of the rings in whose boxes it lies.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard box.longitude(of: coordinate) != nil, !coordinate.isPole else { return false }
    var isInside = false
    for ring in rings where ring.isCrossedOddly(from: coordinate) { isInside.toggle() }
    return isInside
  }

  /// The area by the authalic formula on a sphere, in square metres; holes are taken off.
  ///
  /// True to 0.5 % of the area on the ellipsoid.
  public var squareMeters: Double {
    let areas = rings.map { abs($0.signedSquareMeters) }
    return areas[0] - areas.dropFirst().reduce(0, +)
  }
}
