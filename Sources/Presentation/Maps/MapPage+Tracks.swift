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

  /// The band under a track in a prohibited zone, or out of a curfew's.
  static let breach = Stroke(color: "#f0a848", width: 10, dashes: "none")

  /// The stroke of a jump beyond the frame, and back.
  static let jump = Stroke(color: "#555555", width: 1, dashes: "2 4")

  /// The stroke of a stretch that ends in `state`.
  static func of(_ state: Presence.State, isGap: Bool) -> Stroke { isGap ? gap : Stroke(state) }
}

extension MapPage {
  /// Two fixes that follow each other after a long time, both on the map.
  struct Gap {
    var start: PagePoint
    var end: PagePoint
    var length: Milliseconds
  }

  /// Draws the tracks: each stretch in the stroke of the state at its end.
  mutating func drawTracks() {
    for track in picture.tracks {
      var run: [PagePoint] = []
      var stroke = Stroke.gap
      var last: (point: PagePoint, at: MapPicture.Track.Point)?
      var out: ArraySlice<MapPicture.Track.Point> = []
      for (index, next) in track.points.enumerated() {
        let end = plane.point(next.coordinate)
        guard isShown(end) else {
          out = out.isEmpty ? track.points[index...index] : track.points[out.startIndex...index]
          continue
        }
        if !out.isEmpty {
          draw(run, stroke)
          run = []
          note(out, after: last?.point, before: end)
          out = []
        } else if let last {
          let isGap = next.time - last.at.time > picture.greatestGap
          let needed = Stroke.of(next.state, isGap: isGap)
          if isGap {
            gaps.append(Gap(start: last.point, end: end, length: next.time - last.at.time))
          }
          if needed != stroke || run.isEmpty {
            draw(run, stroke)
            (run, stroke) = ([last.point], needed)
          }
          // Fixes of a subject who sits still add nothing to see.
          if let drawn = run.last, drawn.squaredDistance(to: end) >= 0.16 { run.append(end) }
        }
        last = (end, next)
      }
      draw(run, stroke)
      if !out.isEmpty { note(out, after: last?.point, before: nil) }
    }
  }

  /// Draws a wide band along the stretches on which the subject was where it must not be.
  mutating func drawBreaches() {
    for track in picture.tracks {
      for run in track.points.split(whereSeparator: { !$0.isBreach }) {
        let places = run.map { plane.point($0.coordinate) }.filter(isShown)
        guard let first = places.first else { continue }
        strokes.insert(.breach)
        // A line of no length is a dot.
        let line = places.count > 1 ? places.simplified(tolerance: 0.35) : [first, first]
        draw(path: SVG.path(line, isClosed: false), .breach)
      }
    }
  }

  private mutating func draw(_ run: [PagePoint], _ stroke: Stroke) {
    guard run.count > 1 else { return }
    strokes.insert(stroke)
    let simple = run.simplified(tolerance: 0.35)
    draw(path: SVG.path(simple, isClosed: false), stroke)
    if stroke != .gap { placeArrows(along: simple, of: stroke) }
    for (last, next) in zip(run, run.dropFirst()) { avoid(from: last, to: next) }
  }

  /// Keeps labels off a stretch, also between its ends.
  mutating func avoid(from start: PagePoint, to end: PagePoint) {
    let steps = max(1, (start.distance(to: end) / 4).rounded(.up))
    for step in stride(from: 0, through: steps, by: 1) {
      labels.avoid(start.toward(end, part: step / steps))
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

  // MARK: - The ends

  /// Where the first and the last fix of a track that are on the map lie.
  private func ends(of track: MapPicture.Track) -> (start: PagePoint, end: PagePoint)? {
    let isShown = { (point: MapPicture.Track.Point) in self.isShown(plane.point(point.coordinate)) }
    guard let first = track.points.first(where: isShown),
      let last = track.points.last(where: isShown)
    else { return nil }
    return (plane.point(first.coordinate), plane.point(last.coordinate))
  }

  /// Keeps markers and labels off the ends of tracks.
  mutating func takeTrackEnds() {
    for (start, end) in picture.tracks.compactMap(ends) {
      labels.take(PageBox(center: start, width: 13, height: 13))
      labels.take(PageBox(center: end, width: 11, height: 11))
    }
  }

  /// Draws where each track begins and ends.
  mutating func drawTrackEnds() {
    for (start, end) in picture.tracks.compactMap(ends) {
      drawStart(at: start)
      drawEnd(at: end)
    }
  }

  /// Writes at the end of each track whose it is; of a single one the list of alerts tells.
  mutating func drawTrackNames() {
    if picture.tracks.count == 1, !picture.alerts.isEmpty { return }
    for track in picture.tracks {
      let name = track.name.shortened(toCells: 30)
      guard !name.isEmpty, let (_, end) = ends(of: track) else { continue }
      label(name, at: end, from: 9, rings: 8, color: "#000000")
    }
  }

  /// Draws the sign of a track's first fix: an open square, a little larger than the last one's.
  mutating func drawStart(at point: PagePoint) {
    drawSquare(at: point, side: 11, fill: "#ffffff")
  }

  /// Draws the sign of a track's last fix: a filled square.
  mutating func drawEnd(at point: PagePoint) {
    drawSquare(at: point, side: 7, fill: "#000000")
  }

  private mutating func drawSquare(at point: PagePoint, side: Double, fill: SVG.Value) {
    svg.element(
      "rect",
      [
        "x": .number(point.x - side / 2), "y": .number(point.y - side / 2),
        "width": .number(side), "height": .number(side),
        "fill": fill, "stroke": "#000000", "stroke-width": 1.6,
      ]
    )
  }

  // MARK: - Arrows

  /// An arrow on a track.
  struct Arrow {
    var start: PagePoint
    var end: PagePoint
    var stroke: Stroke
  }

  /// The way along a track between two arrows.
  private static let arrowPitch = 120.0

  /// Finds the places of arrows on a stretch: on lines that are long enough to show a direction.
  private mutating func placeArrows(along line: [PagePoint], of stroke: Stroke) {
    var way = Self.arrowPitch / 2
    for (start, end) in zip(line, line.dropFirst()) {
      let length = start.distance(to: end)
      way += length
      guard way >= Self.arrowPitch, length >= 9 else { continue }
      way = 0
      let middle = start.toward(end, part: 0.5)
      arrows.append(Arrow(start: start, end: middle, stroke: stroke))
    }
  }

  /// Draws the arrows, over all tracks.
  mutating func drawArrows() {
    for arrow in arrows {
      let length = arrow.start.distance(to: arrow.end)
      guard length > 0 else { continue }
      let (x, y) = (
        (arrow.end.x - arrow.start.x) / length, (arrow.end.y - arrow.start.y) / length
      )
      let size = 0.7 + arrow.stroke.width * 0.2
      let corners = [(5.5, 0.0), (-4.5, 5.0), (-2.5, 0.0), (-4.5, -5.0)].map { corner in
        let (along, side) = (corner.0 * size, corner.1 * size)
        return PagePoint(
          x: arrow.end.x + along * x - side * y,
          y: arrow.end.y + along * y + side * x
        )
      }
      svg.element(
        "path",
        [
          "d": .text(SVG.path(corners, isClosed: true)), "fill": .text(arrow.stroke.color),
          "stroke": "#ffffff", "stroke-width": 0.9,
        ]
      )
    }
  }

  // MARK: - Gaps

  /// How many places of gaps get their length written.
  private static let labelledGaps = 12

  /// Writes how long the longest gaps are; gaps at one place share a label.
  ///
  /// Long are those that are seen as lines, and those three times as long as what counts as one.
  mutating func drawGapLengths() {
    var places: [(middle: PagePoint, lengths: [Milliseconds])] = []
    let long = gaps.filter { gap in
      gap.start.distance(to: gap.end) >= 30 || gap.length.count >= 3 * picture.greatestGap.count
    }
    for gap in long.sorted(by: { $0.length > $1.length }) {
      let middle = gap.start.toward(gap.end, part: 0.5)
      if let index = places.firstIndex(where: { $0.middle.distance(to: middle) < 24 }) {
        places[index].lengths.append(gap.length)
      } else {
        places.append((middle, [gap.length]))
      }
    }
    for place in places.prefix(Self.labelledGaps) {
      guard let longest = place.lengths.first else { continue }
      let length = durationText(longest, in: language)
      let count = place.lengths.count - 1
      let more = count > 0 ? say(" and \(count) more", "，另\(count)次") : ""
      label(
        say("no fix \(length)", "\(length)无定位") + more,
        at: place.middle,
        from: 5,
        rings: 4,
        color: "#444444",
        size: 11
      )
    }
  }
}
