/// A closed boundary on the globe: the shell of a polygon, or of a hole in one.
///
/// Edges are straight in longitude and latitude (RFC 7946, section 3.1.1). The last vertex joins the
/// first and is not repeated; winding does not matter. Longitudes run on past ±180°, so that a ring
/// across the antimeridian has no jump.
///
/// - Invariant: `longitudes.count == latitudes.count >= 3`; the ring spans at most 360°.
public struct Ring: Hashable, Sendable {
  /// Longitude of each vertex, degrees × 10⁷, running on past ±180°.
  public let longitudes: [Int64]

  /// Latitude of each vertex, degrees × 10⁷.
  public let latitudes: [Int64]

  /// The smallest box around the ring.
  public let box: Box
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

  /// The ring goes around a pole without touching it; it has to be drawn to the pole.
  case circlesPole

  /// The vertices lie on one line and enclose nothing.
  case enclosesNothing
}

extension Ring {
  /// Creates a ring from its vertices in order, the closing one repeated or not.
  ///
  /// A longitude that jumps by more than 180° and less than 360° takes the short way; by exactly
  /// 360° it is meant (an edge along a whole parallel, as around Antarctica).
  ///
  /// - Throws: ``RingError``, naming the first vertex that breaks a rule.
  public init(_ written: [WrittenVertex]) throws(RingError) {
    var (longitudes, latitudes): ([Int64], [Int64]) = ([], [])
    longitudes.reserveCapacity(written.count)
    latitudes.reserveCapacity(written.count)
    for (index, vertex) in written.enumerated() {
      guard Coordinate.latitudes.contains(vertex.latitudeE7),
        Coordinate.longitudes.contains(vertex.longitudeE7)
      else { throw .offGlobe(vertex: index) }
      let latitude = Int64(vertex.latitudeE7)
      guard let last = longitudes.last, let lastLatitude = latitudes.last else {
        longitudes.append(Int64(vertex.longitudeE7))
        latitudes.append(latitude)
        continue
      }
      let previous = Int64(written[index - 1].longitudeE7)
      let step = try Self.step(from: previous, to: Int64(vertex.longitudeE7), vertex: index - 1)
      guard step != 0 || latitude != lastLatitude else { continue }
      longitudes.append(last + step)
      latitudes.append(latitude)
    }
    if longitudes.count > 1, longitudes.last == longitudes.first, latitudes.last == latitudes.first
    {
      longitudes.removeLast()
      latitudes.removeLast()
    }
    guard longitudes.count >= 3, let firstWritten = written.first, let lastWritten = written.last,
      let first = longitudes.first, let last = longitudes.last
    else { throw .tooFewVertices(longitudes.count) }
    let closing = try Self.step(
      from: Int64(lastWritten.longitudeE7),
      to: Int64(firstWritten.longitudeE7),
      vertex: written.count - 1
    )
    // A repeated first vertex closes the ring by itself; what remains is how far it wound.
    let isRepeated = firstWritten == lastWritten
    let lastUnwrapped = isRepeated ? Self.unwrappedEnd(of: written) : last + closing
    guard lastUnwrapped == first else { throw .circlesPole }
    guard Self.enclosesSomething(longitudes, latitudes) else { throw .enclosesNothing }
    try self.init(unwrapped: longitudes, latitudes)
  }

  /// Creates a ring from columns that ``init(_:)`` made, as a store keeps them.
  init(unwrapped longitudes: [Int64], _ latitudes: [Int64]) throws(RingError) {
    guard longitudes.count >= 3, longitudes.count == latitudes.count,
      let west = longitudes.min(), let east = longitudes.max(),
      let south = latitudes.min(), let north = latitudes.max()
    else { throw .tooFewVertices(longitudes.count) }
    guard east - west <= Box.turn else { throw .circlesPole }
    self.longitudes = longitudes
    self.latitudes = latitudes
    box = Box(latitudes: south...north, longitudes: west...east)
  }

  /// The change of longitude along the edge between two written longitudes.
  private static func step(from: Int64, to: Int64, vertex: Int) throws(RingError) -> Int64 {
    let step = to - from
    switch abs(step) {
    case Box.turn / 2: throw .ambiguousEdge(vertex: vertex)
    case (Box.turn / 2 + 1)..<Box.turn: return step > 0 ? step - Box.turn : step + Box.turn
    default: return step
    }
  }

  /// Where the longitude stands after walking all written vertices; the ambiguous were refused.
  private static func unwrappedEnd(of written: [WrittenVertex]) -> Int64 {
    var longitude = Int64(written[0].longitudeE7)
    for (a, b) in zip(written, written.dropFirst()) {
      let step = try? step(from: Int64(a.longitudeE7), to: Int64(b.longitudeE7), vertex: 0)
      longitude += step ?? 0
    }
    return longitude
  }

  /// Whether some vertex is off the line through the first two, in exact arithmetic.
  private static func enclosesSomething(_ xs: [Int64], _ ys: [Int64]) -> Bool {
    let (Δx, Δy) = (Int128(xs[1] - xs[0]), Int128(ys[1] - ys[0]))
    return xs.indices.contains { index in
      Δx * Int128(ys[index] - ys[0]) != Δy * Int128(xs[index] - xs[0])
    }
  }
}
