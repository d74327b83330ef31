/// A closed boundary on the globe: the shell of a polygon, or of a hole in one.
///
/// Edges are straight in longitude and latitude (RFC 7946, section 3.1.1). The last vertex joins the
/// first and is not repeated; winding does not matter. Longitudes run on past ±180°, so that a ring
/// across the antimeridian has no jump.
///
/// A vertex takes 8 bytes: as a ring spans at most 360°, 32 bits hold a longitude counted from the
/// western bound of its box.
///
/// - Invariant: `longitudes.count == latitudes.count >= 3`; the ring spans at most 360°.
public struct Ring: Hashable, Sendable {
  /// Longitude of each vertex to the east of the box's western bound, degrees × 10⁷.
  let longitudeOffsets: [UInt32]

  /// Latitude of each vertex, degrees × 10⁷.
  let latitudesE7: [Int32]

  /// The smallest box around the ring.
  public let box: Box

  /// Longitude of each vertex, degrees × 10⁷, running on past ±180°.
  public var longitudes: RingColumn<UInt32> {
    RingColumn(base: box.longitudes.lowerBound, stored: longitudeOffsets)
  }

  /// Latitude of each vertex, degrees × 10⁷.
  public var latitudes: RingColumn<Int32> { RingColumn(base: 0, stored: latitudesE7) }
}

/// A vertex as it is written in a file: longitude −180° and 180° are still two things.
public struct WrittenVertex: Hashable, Sendable {
  /// Longitude, degrees × 10⁷, in [−180°, 180°].
  public var longitudeE7: Int32

  /// Latitude, degrees × 10⁷, in [−90°, 90°].
  public var latitudeE7: Int32

  /// Creates a vertex; it is checked when a ``Ring`` is made of it.
  public init(longitudeE7: Int32, latitudeE7: Int32) {
    self.longitudeE7 = longitudeE7
    self.latitudeE7 = latitudeE7
  }
}

/// Why a list of vertices is not a ``Ring``.
public enum RingError: Error, Hashable, Sendable {
  /// Fewer than three different vertices are left; the count.
  case tooFewVertices(Int)

  /// The vertex at this index is not on the globe.
  case offGlobe(vertex: Int)

  /// The edge that starts at this index spans exactly 180° of longitude: it may run either way.
  case ambiguousEdge(vertex: Int)

  /// The ring goes around a pole without touching it, or spans more than 360°; it has to be drawn
  /// to the pole, between −180° and 180°.
  case circlesPole

  /// The vertices lie on one line and enclose nothing.
  case enclosesNothing
}

extension Ring {
  /// The place of the vertex at `index`.
  public func coordinate(of index: Int) -> Coordinate {
    let place = Coordinate(
      latitudeE7: latitudesE7[index],
      longitudeE7: wrapped(longitudes[index])
    )
    guard let place else { preconditionFailure("a vertex is on the globe") }
    return place
  }

  /// Creates a ring from its vertices in order, the closing one repeated or not.
  ///
  /// A longitude that jumps by more than 180° and less than 360° takes the short way; by exactly
  /// 360° it is meant (an edge along a whole parallel, as around Antarctica). Vertices that repeat
  /// the one before are dropped, and so is a last one that repeats the first.
  ///
  /// - Throws: ``RingError``, naming the first vertex that breaks a rule.
  public init(_ written: [WrittenVertex]) throws(RingError) {
    var kept: [Int] = []
    try self.init(written, kept: &kept)
  }

  /// Creates a ring as ``init(_:)`` does, and tells which of `written` its vertices are, in order.
  public init(_ written: [WrittenVertex], kept: inout [Int]) throws(RingError) {
    for (index, vertex) in written.enumerated() {
      guard Coordinate.latitudes.contains(vertex.latitudeE7),
        Coordinate.longitudes.contains(vertex.longitudeE7)
      else { throw .offGlobe(vertex: index) }
    }
    guard let first = written.first else { throw .tooFewVertices(0) }
    var (longitudes, latitudes): ([Int64], [Int64]) = ([], [])
    longitudes.reserveCapacity(written.count)
    latitudes.reserveCapacity(written.count)
    // Every vertex from which an edge of some length starts is kept, the closing edge among them.
    var longitude = Int64(first.longitudeE7)
    for (index, vertex) in written.enumerated() {
      let next = index + 1 < written.count ? written[index + 1] : first
      let step = try Self.step(from: vertex, to: next, vertex: index)
      if step != 0 || next.latitudeE7 != vertex.latitudeE7 {
        longitudes.append(longitude)
        latitudes.append(Int64(vertex.latitudeE7))
        kept.append(index)
      }
      longitude += step
    }
    // Where no edge has a length, all vertices are one.
    guard longitudes.count >= 3 else { throw .tooFewVertices(max(1, longitudes.count)) }
    guard longitude == Int64(first.longitudeE7) else { throw .circlesPole }
    guard Self.enclosesSomething(longitudes, latitudes) else {
      // Along a parallel all the way round and back by a step of 360° is once around the pole.
      let isRound = longitudes.contains { abs($0 - longitudes[0]) == Box.turn }
      throw isRound ? .circlesPole : .enclosesNothing
    }
    try self.init(unwrapped: longitudes, latitudes)
  }

  /// Creates a ring from columns that ``init(_:)`` made, as a store keeps them.
  ///
  /// - Precondition: latitudes fit 32 bits.
  init(unwrapped longitudes: [Int64], _ latitudes: [Int64]) throws(RingError) {
    guard longitudes.count >= 3, longitudes.count == latitudes.count,
      let west = longitudes.min(), let east = longitudes.max(),
      let south = latitudes.min(), let north = latitudes.max()
    else { throw .tooFewVertices(longitudes.count) }
    guard east - west <= Box.turn else { throw .circlesPole }
    // Mapped columns are as long as they need be, whatever room those given had to grow.
    longitudeOffsets = longitudes.map { UInt32($0 - west) }
    latitudesE7 = latitudes.map { Int32($0) }
    box = Box(latitudes: south...north, longitudes: west...east)
  }

  /// The change of longitude along the edge between two written vertices.
  private static func step(
    from start: WrittenVertex,
    to end: WrittenVertex,
    vertex: Int
  ) throws(RingError) -> Int64 {
    let step = Int64(end.longitudeE7) - Int64(start.longitudeE7)
    switch abs(step) {
    case Box.turn / 2: throw .ambiguousEdge(vertex: vertex)
    case (Box.turn / 2 + 1)..<Box.turn: return step > 0 ? step - Box.turn : step + Box.turn
    default: return step
    }
  }

  /// Whether some vertex is off the line through the first two, in exact arithmetic.
  private static func enclosesSomething(_ xs: [Int64], _ ys: [Int64]) -> Bool {
    let (Δx, Δy) = (Int128(xs[1] - xs[0]), Int128(ys[1] - ys[0]))
    return xs.indices.contains { index in
      Δx * Int128(ys[index] - ys[0]) != Δy * Int128(xs[index] - xs[0])
    }
  }
}
