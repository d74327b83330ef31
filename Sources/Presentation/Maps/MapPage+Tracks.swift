import GeoCore

/// How a stretch of a track is drawn.
struct Stroke: Hashable {
  var color: String
  var width: Double
  var dashes: String

  /// The stroke between two fixes that are not too far apart in time.
  init(_ state: Presence.State) {
    switch state {
    case .inside: (color, width, dashes) = ("#1f5fa8", 2.2, "none")
    case .outside: (color, width, dashes) = ("#c0231e", 4.2, "none")
    case .unknown: (color, width, dashes) = ("#555555", 2.6, "0.1 5.5")
    }
  }

  private init(color: String, width: Double, dashes: String) {
    (self.color, self.width, self.dashes) = (color, width, dashes)
  }

  /// The stroke across a gap, where nobody knows the way.
  static let gap = Stroke(color: "#555555", width: 1.4, dashes: "11 7")

  /// A name for it, when nothing but the stroke is to be said.
  static func of(_ state: Presence.State, isGap: Bool) -> Stroke { isGap ? gap : Stroke(state) }
}

extension MapPage {
  /// Draws the tracks: each stretch in the stroke of the state at its end.
  mutating func drawTracks() {
    for track in picture.tracks {
      var run: [PagePoint] = []
      var stroke = Stroke.gap
      for (last, next) in zip(track.points, track.points.dropFirst()) {
        let isGap = next.time - last.time > picture.greatestGap
        let needed = Stroke.of(next.state, isGap: isGap)
        let (start, end) = (plane.point(last.coordinate), plane.point(next.coordinate))
        if needed != stroke || run.isEmpty {
          draw(run, stroke)
          (run, stroke) = ([start], needed)
        }
        // Fixes of a subject who sits still add nothing to see.
        if let drawn = run.last, drawn.squaredDistance(to: end) < 0.16 { continue }
        run.append(end)
      }
      draw(run, stroke)
    }
  }

  private mutating func draw(_ run: [PagePoint], _ stroke: Stroke) {
    guard run.count > 1 else { return }
    draw(path: SVG.path(run, isClosed: false), stroke)
    for (last, next) in zip(run, run.dropFirst()) { avoid(from: last, to: next) }
  }

  /// Keeps labels off a stretch, also between its ends.
  private mutating func avoid(from start: PagePoint, to end: PagePoint) {
    let steps = max(1, (start.squaredDistance(to: end).squareRoot() / 4).rounded(.up))
    for step in stride(from: 0, through: steps, by: 1) {
      let part = step / steps
      labels.avoid(
        PagePoint(x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part)
      )
    }
  }

  /// Draws a path in a stroke, on the map or in the legend.
  mutating func draw(path: String, _ stroke: Stroke) {
    svg.element(
      "path",
      [
        "d": .text(path), "fill": "none", "stroke": .text(stroke.color),
        "stroke-width": .number(stroke.width), "stroke-dasharray": .text(stroke.dashes),
        "stroke-linecap": "round", "stroke-linejoin": "round",
      ]
    )
  }

  /// Draws where each track begins and ends, and writes whose it is.
  mutating func drawTrackEnds() {
    for track in picture.tracks {
      guard let first = track.points.first, let last = track.points.last else { continue }
      let (start, end) = (plane.point(first.coordinate), plane.point(last.coordinate))
      drawStart(at: start)
      drawEnd(at: end)
      let name = track.name.shortened(toCells: 30)
      guard !name.isEmpty else { continue }
      let width = Self.width(of: name, size: 12) + 6
      let candidates = LabelLayout.around(end, width: width, height: 16, from: 9, rings: 8)
      guard let box = labels.place(candidates) else { continue }
      if !PageBox(center: end, width: width + 40, height: 56).overlaps(box) {
        drawLeader(from: end, to: box, color: "#000000")
      }
      write(name, in: box, color: "#000000")
    }
  }

  /// Draws the sign of a track's first fix: an open square.
  mutating func drawStart(at point: PagePoint) {
    drawSquare(at: point, fill: "#ffffff")
  }

  /// Draws the sign of a track's last fix: a filled square.
  mutating func drawEnd(at point: PagePoint) {
    drawSquare(at: point, fill: "#000000")
  }

  private mutating func drawSquare(at point: PagePoint, fill: SVG.Value) {
    svg.element(
      "rect",
      [
        "x": .number(point.x - 4.5), "y": .number(point.y - 4.5), "width": 9, "height": 9,
        "fill": fill, "stroke": "#000000", "stroke-width": 1.6,
      ]
    )
  }
}
