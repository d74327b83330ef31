import GeoCore

/// What an area contains, by another way than all of GeoCore's: a ray to the north in 128-bit integers.
///
/// Ties are broken by moving the point a little to the east and far less to the north, which is what the
/// half-open rule means. A ring is asked about the point's longitude and all that are whole turns away.
struct AreaOracle {
  /// A ring: the column of its vertices, which run on past ±180°, and the poles that it goes round.
  fileprivate struct Chain {
    var vertices: [(x: Int64, y: Int64)]
    var xs: ClosedRange<Int64>
    var ys: ClosedRange<Int64>
    var isAroundNorth: Bool
    var isAroundSouth: Bool
  }

  /// The rings of each part.
  private var parts: [[Chain]] = []
  private var circle: Circle?

  init(_ area: Area) {
    switch area {
    case .circle(let circle): self.circle = circle
    case .polygons(let polygons):
      parts = polygons.map { $0.rings.map { Chain(zip($0.longitudes, $0.latitudes)) } }
    }
  }

  /// Whether the area contains a place.
  func contains(_ place: Coordinate) -> Bool {
    let (x, y) = (Int64(place.longitudeE7), Int64(place.latitudeE7))
    if let circle { return circle.holds(x, y) }
    return parts.contains { chains in
      chains.reduce(false) { isInside, chain in isInside != chain.contains(x, y) }
    }
  }
}

/// A whole turn of longitude.
private let turn: Int64 = 3_600_000_000

extension AreaOracle.Chain {
  init(_ vertices: some Sequence<(Int64, Int64)>) {
    self.vertices = vertices.map { (x: $0, y: $1) }
    let (xs, ys) = (self.vertices.map(\.x), self.vertices.map(\.y))
    self.xs = (xs.min() ?? 0)...(xs.max() ?? 0)
    self.ys = (ys.min() ?? 0)...(ys.max() ?? 0)
    let pairs = zip(self.vertices, self.vertices.dropFirst() + self.vertices.prefix(1))
    func isAround(_ pole: Int64) -> Bool {
      abs(pairs.reduce(0) { $1.0.y == pole && $1.1.y == pole ? $0 + $1.1.x - $1.0.x : $0 }) == turn
    }
    (isAroundNorth, isAroundSouth) = (isAround(900_000_000), isAround(-900_000_000))
  }

  func contains(_ x: Int64, _ y: Int64) -> Bool {
    if y == 900_000_000 { return isAroundNorth }
    if y == -900_000_000 { return isAroundSouth }
    guard ys.contains(y) else { return false }
    let readings = (-2...2).map { x + turn * $0 }.filter { xs.contains($0) }
    return readings.count { isCrossedOddly($0, y) } % 2 == 1
  }

  /// Whether a ray from the point so moved towards the north crosses an odd number of edges.
  private func isCrossedOddly(_ x: Int64, _ y: Int64) -> Bool {
    var isOdd = false
    var a = vertices[vertices.count - 1]
    for b in vertices {
      if (a.x <= x) != (b.x <= x) {
        let (west, east) = a.x < b.x ? (a, b) : (b, a)
        let (Δx, Δy) = (Int128(east.x - west.x), Int128(east.y - west.y))
        let side = Δx * Int128(y - west.y) - Δy * Int128(x - west.x)
        if side < 0 || side == 0 && Δy > 0 { isOdd.toggle() }
      }
      a = b
    }
    return isOdd
  }
}

extension Circle {
  /// Whether a place, at some whole turn, is as near as the radius.
  fileprivate func holds(_ x: Int64, _ y: Int64) -> Bool {
    let radius = Int128(radiusMillimeters) * 1_048_576
    let north = Int128(y - Int64(center.latitudeE7)) * Int128(latitudeScale)
    return [-turn, 0, turn].contains { around in
      let east = Int128(x - Int64(center.longitudeE7) + around) * Int128(longitudeScale)
      return east * east + north * north <= radius * radius
    }
  }
}
