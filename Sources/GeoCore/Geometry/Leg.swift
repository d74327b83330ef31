/// The straight way between two fixes in longitude and latitude, which is asked for edges that it meets.
///
/// It goes the short way across the antimeridian. Between longitudes exactly 180° apart it goes as they are
/// written, not across the antimeridian, in both directions. To or from a pole, whose longitude says
/// nothing, it goes along the other end's meridian.
struct Leg {
  /// Where the leg starts, in units of 10⁻⁷ degree.
  private let start: GridPoint

  /// How far it goes.
  private let (Δx, Δy): (Int64, Int64)

  /// Whether the leg starts, or ends, at a pole.
  private let (startsAtPole, endsAtPole): (Bool, Bool)

  /// The first share of the way at which an edge was met; infinite while none was.
  private(set) var first = Double.infinity

  init(from start: Coordinate, to end: Coordinate) {
    (startsAtPole, endsAtPole) = (start.isPole, end.isPole)
    let (x0, x1) = (Int64(start.longitudeE7), Int64(end.longitudeE7))
    self.start = GridPoint(x: startsAtPole ? x1 : x0, y: Int64(start.latitudeE7))
    Δy = Int64(end.latitudeE7) - Int64(start.latitudeE7)
    let step = startsAtPole || endsAtPole ? 0 : x1 - x0
    Δx = step > Box.turn / 2 ? step - Box.turn : step < -Box.turn / 2 ? step + Box.turn : step
  }

  /// The leg as it reads some turns of longitude farther east.
  struct Reading {
    /// The start, and how far it goes.
    let (x, y, Δx, Δy): (Int64, Int64, Int64, Int64)

    /// The leg's own box.
    var longitudes: (Int64, Int64) { (min(x, x + Δx), max(x, x + Δx)) }
    var latitudes: (Int64, Int64) { (min(y, y + Δy), max(y, y + Δy)) }
  }

  /// The readings that can meet a ring: its longitudes lie within 540° of 0, the leg's within 360°.
  static let turns = -2...2

  /// The leg read `turns` turns farther east.
  func reading(turns: Int) -> Reading {
    Reading(x: start.x + Int64(turns) * Box.turn, y: start.y, Δx: Δx, Δy: Δy)
  }

  /// Takes a pole into account that is a vertex of a ring: a leg that starts or ends there meets it, along
  /// whichever meridian it comes.
  mutating func considerPoles(of box: Box) {
    let (south, north) = (box.latitudes.lowerBound, box.latitudes.upperBound)
    if startsAtPole, start.y == south || start.y == north { first = 0 }
    if endsAtPole, start.y + Δy == south || start.y + Δy == north { first = min(first, 1) }
  }

  /// Takes a share of the way into account at which something is met.
  mutating func note(_ share: Double?) {
    if let share { first = min(first, share) }
  }

  /// Takes an edge into account.
  @inline(__always)
  mutating func consider(
    _ reading: Reading,
    from a: (x: Int64, y: Int64),
    to b: (x: Int64, y: Int64)
  ) {
    let (xs, ys) = (reading.longitudes, reading.latitudes)
    guard min(a.x, b.x) <= xs.1, xs.0 <= max(a.x, b.x), min(a.y, b.y) <= ys.1,
      ys.0 <= max(a.y, b.y)
    else { return }
    note(reading.meeting(from: a, to: b))
  }

  /// Takes some edges of a ring into account, each named by the vertex it starts from.
  mutating func consider(_ reading: Reading, _ ring: Ring, edges: Range<Int>) {
    let count = ring.longitudes.count
    var start = (x: ring.longitudes[edges.lowerBound], y: ring.latitudes[edges.lowerBound])
    for index in edges {
      let next = index + 1 == count ? 0 : index + 1
      let end = (x: ring.longitudes[next], y: ring.latitudes[next])
      consider(reading, from: start, to: end)
      start = end
    }
  }
}

extension Leg.Reading {
  /// The first share of the way at which the leg meets an edge, which it may only touch.
  ///
  /// Whether it does is decided in 128-bit integers; the share is rounded.
  ///
  /// - Precondition: the leg's box and the edge's meet.
  @inline(never)
  func meeting(from a: (x: Int64, y: Int64), to b: (x: Int64, y: Int64)) -> Double? {
    // With boxes that meet, two segments meet where neither lies on one side of the other's line.
    let edge = (x: b.x - a.x, y: b.y - a.y)
    let startSide = cross(edge, (x - a.x, y - a.y))
    let endSide = cross(edge, (x + Δx - a.x, y + Δy - a.y))
    if startSide.signum() * endSide.signum() > 0 { return nil }
    let sides = (cross((Δx, Δy), (a.x - x, a.y - y)), cross((Δx, Δy), (b.x - x, b.y - y)))
    if sides.0.signum() * sides.1.signum() > 0 { return nil }
    if startSide == endSide { return alongLine(from: a, to: b) }
    return double(startSide) / double(startSide - endSide)
  }

  /// The share at which the leg first meets an edge on its own line.
  private func alongLine(from a: (x: Int64, y: Int64), to b: (x: Int64, y: Int64)) -> Double {
    let isAlongX = abs(Δx) >= abs(Δy)
    let (length, low, high) = isAlongX ? (Δx, a.x - x, b.x - x) : (Δy, a.y - y, b.y - y)
    guard length != 0 else { return 0 }
    let shares = (Double(low) / Double(length), Double(high) / Double(length))
    return max(0, min(shares.0, shares.1))
  }

  /// Whether the leg may meet something in a box: not if all of it lies on one side of the leg's line.
  func mayMeet(_ box: EdgeBox) -> Bool {
    let (xs, ys) = (box.longitudes, box.latitudes)
    guard longitudes.0 <= xs.1, xs.0 <= longitudes.1, latitudes.0 <= ys.1, ys.0 <= latitudes.1
    else { return false }
    let (w, h) = (Double(xs.1 - xs.0) / 2, Double(ys.1 - ys.0) / 2)
    let (toMiddleX, toMiddleY) = (Double(xs.0 - x) + w, Double(ys.0 - y) + h)
    let (across, along) = (Double(Δx) * toMiddleY, Double(Δy) * toMiddleX)
    let reach = abs(Double(Δx)) * h + abs(Double(Δy)) * w
    // The margin is for rounding.
    return abs(across - along) <= reach + 1e-12 * (abs(across) + abs(along) + reach)
  }
}

/// The cross product of two vectors of the plane.
@inline(__always)
private func cross(_ a: (x: Int64, y: Int64), _ b: (x: Int64, y: Int64)) -> Int128 {
  Int128(a.x) * Int128(b.y) - Int128(a.y) * Int128(b.x)
}

/// The number nearest to an integer, or its neighbour.
@inline(__always)
func double(_ integer: Int128) -> Double {
  let size = integer.magnitude
  let number =
    Double(UInt64(truncatingIfNeeded: size >> 64)) * 0x1p64
    + Double(UInt64(truncatingIfNeeded: size))
  return integer < 0 ? -number : number
}
