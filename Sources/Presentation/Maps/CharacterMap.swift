import GeoCore

/// A small map for a terminal, drawn with the dots of Braille patterns: two across and four down in
/// each cell, so that a dot is about as wide as high.
///
/// Tracks are lines of dots, edges of zones have every other dot, and the alert is `●`: colour helps,
/// and nothing is lost without it. North is up. It shows what a picture shows (``MapPicture``), and where
/// no edge of a zone would be seen, the smallest zone around as a whole.
///
/// Source: The Unicode Standard, Braille Patterns, U+2800–U+28FF.
public struct CharacterMap: Sendable {
  /// The number of cells in a line.
  public let columns: Int

  /// The number of lines.
  public let rows: Int

  /// The dots of each cell, line by line, and what they are.
  private var cells: [Cell]

  /// Metres on the ground in one cell's width.
  private let metersPerCell: Double

  private var hasTrack = false
  private var roles: Set<Zone.Role> = []

  private struct Cell {
    var dots: UInt8 = 0
    var layer: Layer?
  }

  /// What dots are; a later one colours the cell.
  private enum Layer: Int {
    case permitted, prohibited, track, alert

    var style: Style {
      switch self {
      case .permitted: .green
      case .prohibited: .red
      case .track: .cyan
      case .alert: .boldRed
      }
    }
  }

  /// Draws the zones, tracks and alerts of a picture.
  ///
  /// - Precondition: there is at least one cell.
  public init(_ picture: MapPicture, columns: Int = 60, rows: Int = 16) {
    precondition(columns > 0 && rows > 0, "a map has cells")
    let extent = MapExtent(showing: picture) ?? .nothing
    self.init(picture, extent, columns: columns, rows: rows)
    if roles.isEmpty, let wider = Self.smallestZone(around: extent, in: picture) {
      self.init(picture, wider, columns: columns, rows: rows)
    }
  }

  private init(_ picture: MapPicture, _ extent: MapExtent, columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = [Cell](repeating: Cell(), count: columns * rows)
    let frame = PageBox(x: 0, y: 0, width: Double(2 * columns), height: Double(4 * rows))
    let plane = Plane(extent, in: frame, padding: min(3, frame.height / 8))
    metersPerCell = 2 * plane.metersPerUnit
    for zone in picture.zones { draw(zone, plane) }
    for track in picture.tracks { draw(track, plane, greatestGap: picture.greatestGap) }
    for place in picture.alerts.compactMap(\.coordinate).map(plane.point)
    where frame.contains(place) {
      mark(place)
    }
  }

  /// The extent of the smallest zone that holds another one.
  private static func smallestZone(around extent: MapExtent, in picture: MapPicture) -> MapExtent? {
    picture.zones.map { MapExtent($0.area.box, near: extent.middle.x) }
      .filter { $0.contains(extent) }
      .min { $0.side < $1.side }
  }
}

// MARK: - Drawing

extension CharacterMap {
  private mutating func draw(_ zone: MapPicture.ZoneShape, _ plane: Plane) {
    let parts: [[[PagePoint]]]
    switch zone.area {
    case .circle(let circle):
      let (center, radii) = (plane.point(circle.center), plane.radii(circle))
      parts = [[PagePoint.ellipse(around: center, radii.x, radii.y)]]
    case .polygons(let polygons):
      parts = polygons.map { $0.rings.map { plane.points($0) } }
    }
    let layer: Layer = zone.role == .permitted ? .permitted : .prohibited
    let boxes = parts.map { PageBox(around: $0.joined()) }
    for (index, part) in parts.enumerated() where boxes[index].overlaps(plane.frame) {
      // What lies within another part is no edge of the whole.
      let others = parts.indices.filter { $0 != index && boxes[$0].overlaps(boxes[index]) }
      for ring in part {
        guard var last = ring.last else { continue }
        for next in ring {
          let isFlat = abs(next.x - last.x) >= abs(next.y - last.y)
          for dot in dots(from: last, to: next, in: plane.frame) {
            // Every other dot, whichever way the edge is walked.
            let along = Int(isFlat ? dot.x : dot.y)
            guard along % 2 == 0,
              !others.contains(where: { boxes[$0].contains(dot) && parts[$0].surrounds(dot) })
            else { continue }
            set(dot, layer)
            roles.insert(zone.role)
          }
          last = next
        }
      }
    }
  }

  private mutating func draw(
    _ track: MapPicture.Track,
    _ plane: Plane,
    greatestGap: Milliseconds
  ) {
    var last: MapPicture.Track.Point?
    for next in track.points {
      let place = plane.point(next.coordinate)
      let start = last.map {
        next.time - $0.time <= greatestGap ? plane.point($0.coordinate) : place
      }
      for dot in dots(from: start ?? place, to: place, in: plane.frame) {
        set(dot, .track)
        hasTrack = true
      }
      last = next
    }
  }

  /// The dots of a line within the frame, each once.
  private func dots(from start: PagePoint, to end: PagePoint, in frame: PageBox) -> [PagePoint] {
    guard let (start, end) = frame.part(of: start, end) else { return [] }
    let steps = max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)
    guard steps > 0 else { return [start] }
    return stride(from: 0, through: steps, by: 1).map { start.toward(end, part: $0 / steps) }
  }

  /// The bits of a Braille pattern, by row and column of the dot.
  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  private mutating func set(_ dot: PagePoint, _ layer: Layer) {
    let (x, y) = (min(Int(dot.x), 2 * columns - 1), min(Int(dot.y), 4 * rows - 1))
    let cell = y / 4 * columns + x / 2
    cells[cell].dots |= Self.bits[y % 4][x % 2]
    if layer.rawValue >= cells[cell].layer?.rawValue ?? 0 { cells[cell].layer = layer }
  }

  private mutating func mark(_ place: PagePoint) {
    let (x, y) = (min(Int(place.x) / 2, columns - 1), min(Int(place.y) / 4, rows - 1))
    cells[y * columns + x].layer = .alert
  }
}

// MARK: - Writing

extension CharacterMap {
  /// The map as lines of text, then a line with the scale and one that says what is what.
  public func lines(in language: Language, isColored: Bool = false) -> [String] {
    let drawn = (0..<rows).map { row in
      line(cells[row * columns..<(row + 1) * columns], isColored: isColored)
    }
    return drawn + [scale(in: language), legend(in: language, isColored: isColored)]
  }

  private func line(_ cells: ArraySlice<Cell>, isColored: Bool) -> String {
    var (line, run, layer) = ("", "", Layer?.none)
    for cell in cells {
      if cell.layer != layer {
        line += run.styled(layer?.style, isColored: isColored)
        (run, layer) = ("", cell.layer)
      }
      run += Self.character(cell)
    }
    if layer != nil { line += run.styled(layer?.style, isColored: isColored) }
    return line
  }

  private static func character(_ cell: Cell) -> String {
    if cell.layer == .alert { return "●" }
    guard cell.dots > 0, let pattern = Unicode.Scalar(0x2800 + UInt32(cell.dots)) else {
      return " "
    }
    return String(pattern)
  }

  /// A line as long as the length that it names.
  private func scale(in language: Language) -> String {
    let length = roundLength(notOver: Double(columns / 3) * metersPerCell)
    let cells = max(2, Int((length / metersPerCell).rounded()))
    let line = "|" + String(repeating: "-", count: cells - 2) + "|"
    return "\(line) \(scaleText(length, in: language))"
  }

  private func legend(in language: Language, isColored: Bool) -> String {
    var parts: [String] = []
    if cells.contains(where: { $0.layer == .alert }) {
      let sign = "●".styled(Layer.alert.style, isColored: isColored)
      parts.append(sign + " " + Sentence("alert", "告警").in(language))
    }
    if hasTrack {
      let sign = "⠒⠤⠒".styled(Layer.track.style, isColored: isColored)
      parts.append(sign + " " + Sentence("track", "轨迹").in(language))
    }
    for role in Zone.Role.allCases where roles.contains(role) {
      let layer: Layer = role == .permitted ? .permitted : .prohibited
      parts.append("⠂⠂⠂".styled(layer.style, isColored: isColored) + " " + role.words.in(language))
    }
    return (parts + [Sentence("north is up", "上北").in(language)]).joined(separator: "   ")
  }
}

extension PageBox {
  /// The smallest box around points; without any, an empty one far away.
  fileprivate init(around points: some Sequence<PagePoint>) {
    var (low, high) = (
      PagePoint(x: .greatestFiniteMagnitude, y: .greatestFiniteMagnitude),
      PagePoint(x: -.greatestFiniteMagnitude, y: -.greatestFiniteMagnitude)
    )
    for point in points {
      (low.x, low.y) = (min(low.x, point.x), min(low.y, point.y))
      (high.x, high.y) = (max(high.x, point.x), max(high.y, point.y))
    }
    self.init(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
  }
}

extension [[PagePoint]] {
  /// Whether a dot lies well within the rings, and not on their edge.
  fileprivate func surrounds(_ dot: PagePoint) -> Bool {
    [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)].allSatisfy {
      contains(PagePoint(x: dot.x + $0.0, y: dot.y + $0.1))
    }
  }
}

extension PagePoint {
  /// Points around an ellipse, close enough for dots.
  fileprivate static func ellipse(
    around center: PagePoint,
    _ rx: Double,
    _ ry: Double
  ) -> [PagePoint] {
    // A quarter by its chord's midpoint again and again: no sine is needed.
    var points = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)]
    for _ in 0..<5 {
      points = points.indices.flatMap { index in
        let (a, b) = (points[index], points[(index + 1) % points.count])
        let (x, y) = (a.0 + b.0, a.1 + b.1)
        let length = (x * x + y * y).squareRoot()
        return [a, (x / length, y / length)]
      }
    }
    return points.map { PagePoint(x: center.x + $0.0 * rx, y: center.y + $0.1 * ry) }
  }
}
