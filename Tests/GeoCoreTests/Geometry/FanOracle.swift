/// Even–odd containment by another way: a point lies in a ring if it lies in an odd number of the
/// triangles that fan out from the ring's first vertex.
///
/// Ties are broken by moving the point a little to the east and far less to the north, which is what
/// the half-open rule means; in 128-bit integers nothing is rounded.
func fanContains(_ ring: [(Int64, Int64)], _ p: (Int64, Int64)) -> Bool {
  func side(_ a: (Int64, Int64), _ b: (Int64, Int64)) -> Int {
    let (Δx, Δy) = (Int128(b.0 - a.0), Int128(b.1 - a.1))
    let cross = Δx * Int128(p.1 - a.1) - Δy * Int128(p.0 - a.0)
    return Int((cross != 0 ? cross : Δy != 0 ? -Δy : Δx).signum())
  }
  let triangles = zip(ring.dropFirst(), ring.dropFirst(2)).filter { b, c in
    let sides = [side(ring[0], b), side(b, c), side(c, ring[0])]
    return sides[0] != 0 && sides.allSatisfy { $0 == sides[0] }
  }
  return triangles.count % 2 == 1
}
