/// A place on the page, in units of 1/96 inch, y downwards.
struct PagePoint: Hashable {
  var x: Double
  var y: Double

  /// The square of the distance to `other`.
  func squaredDistance(to other: PagePoint) -> Double {
    (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
  }

  /// The distance to `other`.
  func distance(to other: PagePoint) -> Double { squaredDistance(to: other).squareRoot() }

  /// The place that lies `part` of the way to `other`.
  func toward(_ other: PagePoint, part: Double) -> PagePoint {
    PagePoint(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
  }

  /// The square of the distance to the line between two places.
  func squaredDistance(toLine start: PagePoint, _ end: PagePoint) -> Double {
    let (Δx, Δy) = (end.x - start.x, end.y - start.y)
    let length = Δx * Δx + Δy * Δy
    guard length > 0 else { return squaredDistance(to: start) }
    let along = ((x - start.x) * Δx + (y - start.y) * Δy) / length
    return squaredDistance(to: start.toward(end, part: min(max(along, 0), 1)))
  }
}

/// A rectangle on the page.
struct PageBox: Hashable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var maxX: Double { x + width }
  var maxY: Double { y + height }
  var center: PagePoint { PagePoint(x: x + width / 2, y: y + height / 2) }

  init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  init(center: PagePoint, width: Double, height: Double) {
    self.init(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
  }

  func overlaps(_ other: PageBox) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  func contains(_ other: PageBox) -> Bool {
    x <= other.x && other.maxX <= maxX && y <= other.y && other.maxY <= maxY
  }

  func contains(_ point: PagePoint) -> Bool {
    x <= point.x && point.x <= maxX && y <= point.y && point.y <= maxY
  }

  /// The box with every edge moved inwards.
  func inset(by distance: Double) -> PageBox {
    PageBox(
      x: x + distance,
      y: y + distance,
      width: width - 2 * distance,
      height: height - 2 * distance
    )
  }

  /// What both boxes hold; `nil` where that is nothing.
  func intersection(_ other: PageBox) -> PageBox? {
    guard overlaps(other) else { return nil }
    let (left, top) = (max(x, other.x), max(y, other.y))
    return PageBox(
      x: left,
      y: top,
      width: min(maxX, other.maxX) - left,
      height: min(maxY, other.maxY) - top
    )
  }

  /// The part of a line that lies within; `nil` where none does.
  ///
  /// Source: Y.-D. Liang, B. A. Barsky, "A New Concept and Method for Line Clipping", ACM
  /// Transactions on Graphics 3(1), 1984.
  func part(of start: PagePoint, _ end: PagePoint) -> (PagePoint, PagePoint)? {
    let (Δx, Δy) = (end.x - start.x, end.y - start.y)
    var (from, to) = (0.0, 1.0)
    for (step, room) in [
      (-Δx, start.x - x), (Δx, maxX - start.x), (-Δy, start.y - y), (Δy, maxY - start.y),
    ] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        from = max(from, room / step)
      } else {
        to = min(to, room / step)
      }
    }
    return from <= to ? (start.toward(end, part: from), start.toward(end, part: to)) : nil
  }

  /// Where the way from a place within to one without crosses the edge.
  func exit(from inside: PagePoint, to outside: PagePoint) -> PagePoint {
    let (Δx, Δy) = (outside.x - inside.x, outside.y - inside.y)
    var part = 1.0
    if outside.x > maxX { part = min(part, (maxX - inside.x) / Δx) }
    if outside.x < x { part = min(part, (x - inside.x) / Δx) }
    if outside.y > maxY { part = min(part, (maxY - inside.y) / Δy) }
    if outside.y < y { part = min(part, (y - inside.y) / Δy) }
    return inside.toward(outside, part: part)
  }
}

extension [PagePoint] {
  /// The polygon cut off at a box; where it was cut it runs along the box's edge.
  ///
  /// Source: I. E. Sutherland, G. W. Hodgman, "Reentrant Polygon Clipping", CACM 17(1), 1974.
  func clipped(to box: PageBox) -> [PagePoint] {
    let sides: [(isInside: (PagePoint) -> Bool, part: (PagePoint, PagePoint) -> Double)] = [
      ({ $0.x >= box.x }, { (box.x - $0.x) / ($1.x - $0.x) }),
      ({ $0.x <= box.maxX }, { (box.maxX - $0.x) / ($1.x - $0.x) }),
      ({ $0.y >= box.y }, { (box.y - $0.y) / ($1.y - $0.y) }),
      ({ $0.y <= box.maxY }, { (box.maxY - $0.y) / ($1.y - $0.y) }),
    ]
    return sides.reduce(self) { polygon, side in
      guard var last = polygon.last else { return [] }
      var kept: [PagePoint] = []
      for next in polygon {
        if side.isInside(next) != side.isInside(last) {
          kept.append(last.toward(next, part: side.part(last, next)))
        }
        if side.isInside(next) { kept.append(next) }
        last = next
      }
      return kept
    }
  }

  /// The line with fewer points, none farther than `tolerance` from it.
  ///
  /// Source: D. H. Douglas, T. K. Peucker, "Algorithms for the reduction of the number of points",
  /// Cartographica 10(2), 1973.
  func simplified(tolerance: Double) -> [PagePoint] {
    guard count > 2 else { return self }
    var isKept = [Bool](repeating: false, count: count)
    (isKept[0], isKept[count - 1]) = (true, true)
    var spans = [(0, count - 1)]
    while let (start, end) = spans.popLast() {
      var farthest = (squared: tolerance * tolerance, index: start)
      for index in start + 1..<Swift.max(end, start + 1) {
        let squared = self[index].squaredDistance(toLine: self[start], self[end])
        if squared > farthest.squared { farthest = (squared, index) }
      }
      guard farthest.index > start else { continue }
      isKept[farthest.index] = true
      spans += [(start, farthest.index), (farthest.index, end)]
    }
    return indices.filter { isKept[$0] }.map { self[$0] }
  }

  /// Twice the area that the polygon encloses, positive where it runs clockwise on the page.
  var signedDoubleArea: Double {
    guard var last = last else { return 0 }
    return reduce(0) { sum, next in
      defer { last = next }
      return sum + last.x * next.y - next.x * last.y
    }
  }
}

extension [[PagePoint]] {
  /// Whether a point is inside the rings, even–odd; good enough for labels and pictures.
  func contains(_ point: PagePoint) -> Bool {
    var isInside = false
    for ring in self {
      guard var last = ring.last else { continue }
      for next in ring {
        if (next.y > point.y) != (last.y > point.y),
          point.x < (last.x - next.x) * (point.y - next.y) / (last.y - next.y) + next.x
        {
          isInside.toggle()
        }
        last = next
      }
    }
    return isInside
  }
}
