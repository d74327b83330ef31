/// The place on edges that is nearest to a coordinate, found edge by edge.
///
/// An edge that a lower bound shows to be farther than the best so far costs a few multiplications; of
/// another the foot is found by its slope.
struct NearestSearch {
  let metric: ChordMetric

  /// The squared chord to the nearest place found, in square metres; at first, how far is looked.
  private(set) var squared: Double

  /// The nearest place relative to the coordinate, in radians; `nil` while none is found.
  private(set) var best: (north: Double, east: Double)?

  /// Looks for a place on edges that is not farther than `limit`.
  ///
  /// - Precondition: `limit` is not negative.
  init(to coordinate: Coordinate, within limit: Meters = Meters(.infinity)) {
    precondition(limit >= .zero, "a distance is limited by one that is not negative")
    metric = ChordMetric(from: coordinate)
    // A chord is never longer than the geodesic; the margin is for rounding.
    squared = limit.value * limit.value * (1 + 1e-9) + 1e-6
  }

  /// The distance to the nearest place found, in metres; infinite while none is.
  var meters: Double {
    best.map { metric.meters(north: $0.north, east: $0.east, squaredChord: squared) } ?? .infinity
  }

  /// The nearest place found, to the nearest unit.
  var place: Coordinate? {
    best.flatMap { best in
      let north = Int64((best.north / ChordMetric.unit).rounded())
      let east = Int64((best.east / ChordMetric.unit).rounded())
      return GridPoint(x: metric.longitudeE7 + east, y: metric.latitudeE7 + north).coordinate
    }
  }

  /// A squared chord that no place in a box is nearer than.
  func lowerBound(of box: Box) -> Double {
    lowerBound(
      latitudes: (box.latitudes.lowerBound, box.latitudes.upperBound),
      longitudes: (box.longitudes.lowerBound, box.longitudes.upperBound)
    )
  }

  /// A squared chord that no place in a box, in units of 10⁻⁷ degree, is nearer than.
  @inline(__always)
  func lowerBound(latitudes: (Int64, Int64), longitudes: (Int64, Int64)) -> Double {
    metric.lowerBound(
      norths: (radians(latitudes.0 - metric.latitudeE7), radians(latitudes.1 - metric.latitudeE7)),
      easts: (
        radians(longitudes.0 - metric.longitudeE7), radians(longitudes.1 - metric.longitudeE7)
      )
    )
  }

  /// Takes a vertex into account.
  mutating func consider(longitude: Int64, latitude: Int64) {
    consider(
      (north: radians(latitude - metric.latitudeE7), east: radians(longitude - metric.longitudeE7))
    )
  }

  /// Takes an edge between two vertices into account.
  @inline(__always)
  mutating func consider(from a: (x: Int64, y: Int64), to b: (x: Int64, y: Int64)) {
    consider(
      Piece(
        start: (radians(a.y - metric.latitudeE7), radians(a.x - metric.longitudeE7)),
        end: (radians(b.y - metric.latitudeE7), radians(b.x - metric.longitudeE7))
      )
    )
  }

  /// An edge, or a part of one, relative to the coordinate, in radians.
  private struct Piece {
    var (start, end): ((north: Double, east: Double), (north: Double, east: Double))

    /// Up to this length, in radians, the distance to a piece is taken to have one minimum: tested, not
    /// proved.
    private static let greatestLength = 0.4

    @inline(__always)
    var isShort: Bool {
      abs(end.north - start.north) + abs(end.east - start.east) <= Self.greatestLength
    }

    /// The place at a share of the way.
    func place(at share: Double) -> (north: Double, east: Double) {
      (
        start.north + (end.north - start.north) * share,
        start.east + (end.east - start.east) * share
      )
    }
  }

  @inline(__always)
  private mutating func consider(_ piece: Piece) {
    let bound = metric.lowerBound(
      norths: (min(piece.start.north, piece.end.north), max(piece.start.north, piece.end.north)),
      easts: (min(piece.start.east, piece.end.east), max(piece.start.east, piece.end.east))
    )
    guard bound < squared else { return }
    if piece.isShort { settle(piece) } else { split(piece) }
  }

  /// Takes the halves of a long piece into account.
  private mutating func split(_ piece: Piece) {
    let middle = piece.place(at: 0.5)
    consider(Piece(start: piece.start, end: middle))
    consider(Piece(start: middle, end: piece.end))
  }

  /// Takes a place into account, relative to the coordinate and in radians.
  mutating func consider(_ place: (north: Double, east: Double)) {
    note(place, metric.slope(north: place.north, east: place.east).squared)
  }

  @inline(__always)
  private mutating func note(_ place: (north: Double, east: Double), _ squared: Double) {
    if squared < self.squared || (best == nil && squared <= self.squared) {
      (self.squared, best) = (squared, place)
    }
  }

  /// Finds the foot on a short piece: where the slope along it vanishes, else one of its ends.
  @inline(never)
  private mutating func settle(_ piece: Piece) {
    let (Δnorth, Δeast) = (piece.end.north - piece.start.north, piece.end.east - piece.start.east)
    func along(_ slope: ChordMetric.Slope) -> Double {
      slope.northward * Δnorth + slope.eastward * Δeast
    }
    let start = metric.slope(north: piece.start.north, east: piece.start.east)
    let end = metric.slope(north: piece.end.north, east: piece.end.east)
    note(piece.start, start.squared)
    note(piece.end, end.squared)
    let foot = whereSlopeVanishes(
      from: (0, along(start)),
      to: (1, along(end)),
      tolerance: Self.tolerance / (Ellipsoid.semiMajorAxis * (abs(Δnorth) + abs(Δeast)))
    ) { share in
      let place = piece.place(at: share)
      return along(metric.slope(north: place.north, east: place.east))
    }
    if let foot { consider(piece.place(at: foot)) }
  }

  /// How near to the true foot the search ends, in metres along the edge.
  static let tolerance = 1e-4

  @inline(__always)
  private func radians(_ units: Int64) -> Double { Double(units) * ChordMetric.unit }
}

extension NearestSearch {
  /// Takes all edges of a ring into account.
  ///
  /// Every 16th vertex first, then chunk by chunk, so that few edges are looked at closely.
  ///
  /// - Complexity: O(*n*): the boxes of an ``EdgeTree``'s chunks are made anew.
  mutating func consider(_ ring: Ring) {
    guard lowerBound(of: ring.box) < squared else { return }
    let count = ring.longitudes.count
    guard count > EdgeTree.chunkSize else { return consider(ring, edges: 0..<count) }
    for index in stride(from: 0, to: count, by: EdgeTree.chunkSize) {
      consider(longitude: ring.longitudes[index], latitude: ring.latitudes[index])
    }
    for first in stride(from: 0, to: count, by: EdgeTree.chunkSize) {
      let edges = EdgeTree.edges(from: first, of: ring)
      let box = EdgeBox(around: ring, edges: edges)
      guard lowerBound(latitudes: box.latitudes, longitudes: box.longitudes) < squared else {
        continue
      }
      consider(ring, edges: edges)
    }
  }

  /// Takes some edges of a ring into account, each named by the vertex it starts from.
  mutating func consider(_ ring: Ring, edges: Range<Int>) {
    let count = ring.longitudes.count
    var start = (x: ring.longitudes[edges.lowerBound], y: ring.latitudes[edges.lowerBound])
    for index in edges {
      let next = index + 1 == count ? 0 : index + 1
      let end = (x: ring.longitudes[next], y: ring.latitudes[next])
      consider(from: start, to: end)
      start = end
    }
  }
}

/// Where a slope vanishes that rises from below 0 to above; `nil` where it does not rise so.
///
/// By the secant; an end that stays twice counts half. It takes two or three steps. Source: M. Dowell and
/// P. Jarratt, "A modified regula falsi method", BIT 11, 1971, doi:10.1007/BF01934364.
@inline(__always)
func whereSlopeVanishes(
  from low: (at: Double, slope: Double),
  to high: (at: Double, slope: Double),
  tolerance: Double,
  slope: (Double) -> Double
) -> Double? {
  guard low.slope < 0, high.slope > 0 else { return nil }
  var (low, high, last) = (low, high, 0)
  var place = low.at
  for _ in 0..<30 {
    let rise = (high.slope - low.slope) / (high.at - low.at)
    place = low.at - low.slope / rise
    let value = slope(place)
    // What is left to go, by the secant.
    if abs(value) < tolerance * rise { break }
    if value < 0 {
      low = (place, value)
      if last < 0 { high.slope /= 2 }
      last = -1
    } else {
      high = (place, value)
      if last > 0 { low.slope /= 2 }
      last = 1
    }
  }
  return place
}
