/// Finds places on the page where labels hide neither markers nor each other.
struct LabelLayout {
  /// Within this labels stay.
  let frame: PageBox

  /// What must not be hidden: markers, and labels that are placed.
  private(set) var taken: [PageBox] = []

  /// What is better not hidden, in squares of ``cell``: tracks, however many fixes they have.
  private var avoided: Set<Cell> = []

  /// A square of the page.
  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  /// The side of a square.
  private static let cell = 4.0

  /// Creates an empty layout.
  init(frame: PageBox) { self.frame = frame }

  /// Keeps `box` free of labels that are placed later.
  mutating func take(_ box: PageBox) { taken.append(box) }

  /// Prefers that labels that are placed later do not hide `point`.
  mutating func avoid(_ point: PagePoint) {
    avoided.insert(Cell(column: Int(point.x / Self.cell), row: Int(point.y / Self.cell)))
  }

  /// How many squares with something in them `box` would hide.
  private func hidden(by box: PageBox) -> Int {
    let columns = Int(box.x / Self.cell)...Int(box.maxX / Self.cell)
    let rows = Int(box.y / Self.cell)...Int(box.maxY / Self.cell)
    return columns.reduce(0) { sum, column in
      sum + rows.count { avoided.contains(Cell(column: column, row: $0)) }
    }
  }

  /// Whether `box` is within the frame and hides nothing that must be seen.
  func isFree(_ box: PageBox) -> Bool {
    frame.contains(box) && !taken.contains { $0.overlaps(box) }
  }

  /// Takes the best of `candidates`: the first that hides no track, else the one that hides least.
  ///
  /// - Returns: `nil` if each hides a marker or another label.
  mutating func place(_ candidates: [PageBox]) -> PageBox? {
    var best: (box: PageBox, hidden: Int)?
    for box in candidates where isFree(box) {
      let hidden = hidden(by: box)
      if hidden < best?.hidden ?? .max { best = (box, hidden) }
      if hidden == 0 { break }
    }
    if let best { take(best.box) }
    return best?.box
  }

  /// Boxes around `anchor`, nearer ones first.
  static func around(
    _ anchor: PagePoint,
    width: Double,
    height: Double,
    from nearest: Double,
    rings: Int
  ) -> [PageBox] {
    (0..<rings).flatMap { ring in
      directions.map { direction in
        let gap = nearest + Double(ring) * 14
        let center = PagePoint(
          x: anchor.x + direction.x * (gap + width / 2),
          y: anchor.y + direction.y * (gap + height / 2)
        )
        return PageBox(center: center, width: width, height: height)
      }
    }
  }

  /// Sixteen directions; right, left and the upper ones first, as maps are read.
  static let directions: [PagePoint] = [
    (1, 0), (-1, 0), (0.707, -0.707), (-0.707, -0.707), (0.707, 0.707), (-0.707, 0.707),
    (0, -1), (0, 1), (0.924, -0.383), (0.924, 0.383), (-0.924, -0.383), (-0.924, 0.383),
    (0.383, -0.924), (-0.383, -0.924), (0.383, 0.924), (-0.383, 0.924),
  ].map { PagePoint(x: $0.0, y: $0.1) }
}
