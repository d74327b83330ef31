import GeoCore

extension MapPage {
  /// Something that lies outside the frame, and where at the frame it is told of.
  struct Beyond {
    /// A place on the frame.
    var edge: PagePoint
    /// How many fixes it is.
    var fixes: Int
    /// Whether they were set aside.
    var isSetAside: Bool
    /// How far away the farthest is from the map's nearest place.
    var distance: Meters
    /// When the first and the last were taken.
    var times: ClosedRange<Instant>
  }

  /// The frame within which signs at the frame are drawn.
  static let rim = frame.inset(by: 7)

  /// Draws a jump beyond the frame and back, and keeps what is to be told of it.
  mutating func note(
    _ points: ArraySlice<MapPicture.Track.Point>,
    after start: PagePoint?,
    before end: PagePoint?
  ) {
    guard let first = points.first, let last = points.last else { return }
    let near = start ?? end ?? Self.frame.center
    let edge = Self.rim.exit(from: held(near), to: plane.point(first.coordinate))
    for place in [start, end].compactMap({ $0 }) {
      strokes.insert(.jump)
      draw(path: SVG.path([place, edge], isClosed: false), .jump)
      avoid(from: place, to: edge)
    }
    keep(
      Beyond(
        edge: edge,
        fixes: points.count,
        isSetAside: false,
        distance: points.map { distance(beyond: $0.coordinate) }.max() ?? .zero,
        times: first.time...max(first.time, last.time)
      )
    )
  }

  /// A place within the rim that is nearest to `point`.
  private func held(_ point: PagePoint) -> PagePoint {
    PagePoint(
      x: min(max(point.x, Self.rim.x), Self.rim.maxX),
      y: min(max(point.y, Self.rim.y), Self.rim.maxY)
    )
  }

  /// Draws a cross at each fix that was set aside.
  mutating func drawSetAside() {
    for point in picture.tracks.flatMap(\.setAside) {
      let place = plane.point(point.coordinate)
      if isShown(place) {
        drawCross(at: place)
        labels.avoid(place)
      } else {
        keep(
          Beyond(
            edge: Self.rim.exit(from: Self.frame.center, to: place),
            fixes: 1,
            isSetAside: true,
            distance: distance(beyond: point.coordinate),
            times: point.time...point.time
          )
        )
      }
    }
  }

  /// Draws the sign of a fix that was set aside: a cross.
  mutating func drawCross(at point: PagePoint) {
    let arms = [(-4.0, -4.0, 4.0, 4.0), (-4.0, 4.0, 4.0, -4.0)].map { x1, y1, x2, y2 in
      SVG.path(
        [PagePoint(x: point.x + x1, y: point.y + y1), PagePoint(x: point.x + x2, y: point.y + y2)],
        isClosed: false
      )
    }
    let path = SVG.Value.text(arms.joined())
    for (color, width) in [("#ffffff", 4.0), ("#333333", 1.6)] as [(SVG.Value, Double)] {
      svg.element(
        "path",
        ["d": path, "fill": "none", "stroke": color, "stroke-width": .number(width)]
      )
    }
  }

  /// How far a place is from the nearest place on the map.
  private func distance(beyond place: Coordinate) -> Meters {
    let own = MapExtent(place, near: extent.middle.x).middle
    let x = min(max(own.x, extent.xs.lowerBound), extent.xs.upperBound)
    let y = min(max(own.y, extent.ys.lowerBound), extent.ys.upperBound)
    let turn: Int64 = 3_600_000_000
    let wrapped = ((x + turn / 2) % turn + turn) % turn - turn / 2
    let nearest = Coordinate(
      latitudeE7: Int32(clamping: y),
      longitudeE7: Int32(clamping: wrapped)
    )
    return nearest?.distance(to: place) ?? .zero
  }

  /// Keeps what is beyond; what is told of at one place is told together.
  private mutating func keep(_ new: Beyond) {
    let index = beyond.firstIndex { old in
      old.isSetAside == new.isSetAside && old.edge.distance(to: new.edge) < 24
    }
    guard let index else {
      beyond.append(new)
      return
    }
    let old = beyond[index]
    beyond[index].fixes += new.fixes
    beyond[index].distance = max(old.distance, new.distance)
    beyond[index].times =
      min(
        old.times.lowerBound,
        new.times.lowerBound
      )...max(
        old.times.upperBound,
        new.times.upperBound
      )
  }

  /// Draws a pointer at the frame for what is beyond it, with how many fixes, how far, and when.
  mutating func drawBeyond() {
    for place in beyond { labels.take(PageBox(center: place.edge, width: 12, height: 12)) }
    for place in beyond {
      drawPointer(at: place.edge, isFilled: !place.isSetAside)
      let distance = distanceText(place.distance, in: language)
      let count =
        place.isSetAside
        ? say("\(place.fixes) set aside", "\(place.fixes)个存疑")
        : say(place.fixes == 1 ? "1 fix" : "\(place.fixes) fixes", "\(place.fixes)个定位点")
      let far =
        place.fixes == 1
        ? say("\(distance) off", "在\(distance)外") : say("up to \(distance) off", "最远\(distance)外")
      let (start, end) = (place.times.lowerBound, place.times.upperBound)
      let isOneDay = dateText(start, table: table) == dateText(end, table: table)
      let first = "\(dateText(start, table: table).dropFirst(5)) \(clockText(start, table: table))"
      let last = isOneDay ? "" : "\(dateText(end, table: table).dropFirst(5)) "
      let times = start == end ? first : "\(first) – \(last)\(clockText(end, table: table))"
      label(
        say("\(count), \(far), \(times)", "\(count)，\(far)，\(times)"),
        at: place.edge,
        from: 10,
        rings: 6,
        color: "#000000",
        size: 11
      )
    }
  }

  /// Draws a triangle that points out of the frame: filled, or open for what was set aside.
  mutating func drawPointer(at point: PagePoint, isFilled: Bool, to direction: PagePoint? = nil) {
    let center = Self.frame.center
    // At the side of the frame that is nearest.
    let outward =
      direction
      ?? [
        (PagePoint(x: -1, y: 0), point.x - Self.frame.x),
        (PagePoint(x: 1, y: 0), Self.frame.maxX - point.x),
        (PagePoint(x: 0, y: -1), point.y - Self.frame.y),
        (PagePoint(x: 0, y: 1), Self.frame.maxY - point.y),
      ].min { $0.1 < $1.1 }?.0 ?? center
    let across = PagePoint(x: -outward.y, y: outward.x)
    let corners = [(6.0, 0.0), (-4.0, 6.0), (-4.0, -6.0)].map { along, side in
      PagePoint(
        x: point.x + along * outward.x + side * across.x,
        y: point.y + along * outward.y + side * across.y
      )
    }
    svg.element(
      "path",
      [
        "d": .text(SVG.path(corners, isClosed: true)),
        "fill": isFilled ? "#000000" : "#ffffff", "stroke": "#000000", "stroke-width": 1.4,
      ]
    )
  }
}
