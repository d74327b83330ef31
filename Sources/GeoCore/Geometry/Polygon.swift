/// A shell and its holes; what lies inside is even–odd over all of its rings.
public struct Polygon: Hashable, Sendable {
  /// The shell first, then the holes; at least one ring.
  public let rings: [Ring]

  /// The smallest box around the shell.
  public let box: Box

  /// Creates a polygon from its shell and holes.
  ///
  /// A hole across the antimeridian may have been written on the other side of it than its shell;
  /// it is moved by a whole turn to lie within.
  public init(shell: Ring, holes: [Ring] = []) {
    box = shell.box
    rings = [shell] + holes.map { $0.turned(into: shell.box) }
  }

  /// Whether `coordinate` is inside the polygon.
  ///
  /// - Complexity: O(*n*) in the number of vertices, O(1) outside the box.
  public func contains(_ coordinate: Coordinate) -> Bool {
    guard let longitude = box.longitude(of: coordinate) else { return false }
    let latitude = Int64(coordinate.latitudeE7)
    var isInside = false
    for ring in rings where ring.isCrossedOddly(longitude: longitude, latitude: latitude) {
      isInside.toggle()
    }
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

extension Ring {
  /// The same ring, moved by whole turns so that it lies nearest to `box`.
  fileprivate func turned(into box: Box) -> Ring {
    let distances = [-Box.turn, 0, Box.turn].map { turn in
      (turn, abs(self.box.longitudes.lowerBound + turn - box.longitudes.lowerBound))
    }
    let isWithin = self.box.longitudes.lowerBound >= box.longitudes.lowerBound
    guard !isWithin || self.box.longitudes.upperBound > box.longitudes.upperBound,
      let turn = distances.min(by: { $0.1 < $1.1 })?.0, turn != 0,
      let moved = try? Ring(unwrapped: longitudes.map { $0 + turn }, latitudes)
    else { return self }
    return moved
  }
}
