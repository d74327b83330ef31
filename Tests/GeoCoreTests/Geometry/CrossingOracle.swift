import GeoCore

/// A share of a way as a fraction.
struct ExactShare {
  var (numerator, denominator): (Int128, Int128)

  init(_ numerator: Int128, over denominator: Int128) {
    let sign = denominator.signum()
    (self.numerator, self.denominator) = (numerator * sign, denominator * sign)
  }

  var isOnTheWay: Bool { 0 <= numerator && numerator <= denominator }
  static func < (a: ExactShare, b: ExactShare) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
  var value: Double { Double(numerator) / Double(denominator) }
}

/// Where the way from `p` by `d` first meets the segment from `a` to `b`, by Cramer's rule in fractions.
func firstMeeting(
  _ p: (Int64, Int64),
  by d: (Int64, Int64),
  _ a: (Int64, Int64),
  _ b: (Int64, Int64)
) -> ExactShare? {
  func determinant(_ u: (Int64, Int64), _ v: (Int64, Int64)) -> Int128 {
    Int128(u.0) * Int128(v.1) - Int128(u.1) * Int128(v.0)
  }
  let (f, toA, toB) = ((b.0 - a.0, b.1 - a.1), (a.0 - p.0, a.1 - p.1), (b.0 - p.0, b.1 - p.1))
  let whole = determinant(d, f)
  if whole != 0 {
    let onWay = ExactShare(determinant(toA, f), over: whole)
    let onEdge = ExactShare(determinant(toA, d), over: whole)
    return onWay.isOnTheWay && onEdge.isOnTheWay ? onWay : nil
  }
  guard determinant(toA, f) == 0, determinant(toA, d) == 0 else { return nil }
  // On one line, or no way at all: the start, else the nearer end of the segment.
  let between = Int128(toA.0) * Int128(toB.0) + Int128(toA.1) * Int128(toB.1)
  if between <= 0 { return ExactShare(0, over: 1) }
  let ends = [toA, toB].compactMap { to -> ExactShare? in
    let (along, length) = d.0 != 0 ? (to.0, d.0) : (to.1, d.1)
    guard length != 0 else { return nil }
    let share = ExactShare(Int128(along), over: Int128(length))
    return share.isOnTheWay ? share : nil
  }
  return ends.min(by: <)
}

/// Where the way between two places first meets an edge of rings, among all edges and turns.
///
/// - Precondition: no place is a pole.
func firstMeeting(_ rings: [Ring], from start: Coordinate, to end: Coordinate) -> ExactShare? {
  let turn: Int64 = 3_600_000_000
  let (x0, x1) = (Int64(start.longitudeE7), Int64(end.longitudeE7))
  let (y0, y1) = (Int64(start.latitudeE7), Int64(end.latitudeE7))
  let ways = [x1 - x0, x1 - x0 - turn, x1 - x0 + turn]
  let Δx = ways.min { abs($0) < abs($1) } ?? 0
  var best: ExactShare?
  for ring in rings {
    for index in ring.longitudes.indices {
      let next = (index + 1) % ring.longitudes.count
      for shift in -3...3 as ClosedRange<Int64> {
        let found = firstMeeting(
          (x0 + shift * turn, y0),
          by: (Δx, y1 - y0),
          (ring.longitudes[index], ring.latitudes[index]),
          (ring.longitudes[next], ring.latitudes[next])
        )
        if let found, best.map({ found < $0 }) ?? true { best = found }
      }
    }
  }
  return best
}
