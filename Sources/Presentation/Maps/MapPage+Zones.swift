import GeoCore

extension Zone.Role {
  /// How a zone's ground is filled: plain green, or hatched red.
  var fill: SVG.Value { self == .permitted ? "#e3f2dc" : "url(#forbidden)" }

  /// The colour of its edge and name.
  var stroke: SVG.Value { self == .permitted ? "#2e6b2e" : "#a01818" }

  /// The pattern of its edge.
  var dashes: SVG.Value { self == .permitted ? "none" : "7 3" }
}

extension Box {
  /// How large a box is beside another: its sides multiplied, in square degrees × 10¹⁴.
  fileprivate var extent: Double {
    Double(latitudes.upperBound - latitudes.lowerBound)
      * Double(longitudes.upperBound - longitudes.lowerBound)
  }
}

extension MapPage {
  /// Draws the zones' grounds, the largest first, so that a small one in a large one is seen.
  mutating func drawZones() {
    let ordered = picture.zones.sorted { $0.area.box.extent > $1.area.box.extent }
    // Forbidden ground lies on top: prohibited beats permitted.
    for role in [Zone.Role.permitted, .prohibited] {
      for zone in ordered where zone.role == role { draw(zone) }
    }
  }

  /// How far beyond the frame a zone is still drawn, so that where it was cut is not seen.
  private static let overhang = 40.0

  private mutating func draw(_ zone: MapPicture.ZoneShape) {
    switch zone.area {
    case .circle(let circle):
      let (center, radii) = (plane.point(circle.center), plane.radii(circle))
      let box = PageBox(center: center, width: 2 * radii.x, height: 2 * radii.y)
      guard box.overlaps(Self.frame.inset(by: -Self.overhang)) else { return }
      // A small circle has no room for dashes.
      let dashes = radii.x < 12 ? "none" : zone.role.dashes
      svg.element(
        "ellipse",
        [
          "cx": .number(center.x), "cy": .number(center.y),
          "rx": .number(max(radii.x, 3)), "ry": .number(max(radii.y, 3)),
          "fill": zone.role.fill, "fill-opacity": "0.8", "stroke": zone.role.stroke,
          "stroke-width": 1.6, "stroke-dasharray": dashes,
        ]
      )
    case .polygons(let polygons): draw(polygons, as: zone.role)
    }
  }

  /// Draws a union of polygons as one shape.
  ///
  /// All edges come first, twice as wide; the grounds, drawn over them, hide whatever lies within, and
  /// the group is made transparent as a whole. What reads even–odd and what reads by winding is told
  /// apart: parts without holes, all turned one way, are one path, each other part has its own.
  private mutating func draw(_ polygons: [Polygon], as role: Zone.Role) {
    let around = Self.frame.inset(by: -Self.overhang)
    let parts = polygons.map { polygon in
      polygon.rings.map { plane.points($0).clipped(to: around) }.filter { $0.count > 2 }
    }.filter { !$0.isEmpty }
    guard !parts.isEmpty else { return }
    let (plain, others) =
      parts.count == 1
      ? ([], parts) : (parts.filter { $0.count == 1 }, parts.filter { $0.count > 1 })
    let turned = plain.joined().map { $0.signedDoubleArea < 0 ? $0.reversed() : $0 }
    var paths = others.map { $0.map { SVG.path($0, isClosed: true) }.joined() }
    if !turned.isEmpty {
      paths.append(turned.map { SVG.path($0, isClosed: true) }.joined())
    }
    let rules = others.map { _ in SVG.Value.text("evenodd") } + (turned.isEmpty ? [] : ["nonzero"])
    svg.element("g", ["opacity": "0.85", "stroke-linejoin": "round"]) { svg in
      for path in paths {
        svg.element(
          "path",
          [
            "d": .text(path), "fill": "none", "stroke": role.stroke, "stroke-width": 3.2,
            "stroke-dasharray": role.dashes,
          ]
        )
      }
      for (path, rule) in zip(paths, rules) {
        svg.element("path", ["d": .text(path), "fill-rule": rule, "fill": role.fill])
      }
    }
  }

  /// Writes the zones' names: inside where there is room, else beside with a thin line.
  mutating func drawZoneNames() {
    // A name stands off small zones that are not its own.
    for case .circle(let circle) in picture.zones.map(\.area) where plane.radii(circle).x < 12 {
      labels.take(PageBox(center: plane.point(circle.center), width: 16, height: 16))
    }
    for zone in picture.zones.sorted(by: { $0.area.box.extent < $1.area.box.extent }) {
      let name = zone.name.shortened(toCells: 40)
      guard !name.isEmpty else { continue }
      let (width, height) = (Self.width(of: name, size: 12) + 6, 16.0)
      let outline = outline(of: zone.area)
      // Of a zone that reaches beyond the frame, what is seen of it gets the name.
      guard let seen = outline.box.intersection(Self.frame) else { continue }
      let inside = roomInside(outline, seen, width: width, height: height)
      let anchor = isShown(outline.anchor) ? outline.anchor : seen.center
      let reach = outline.reach(from: anchor, atMost: min(seen.width, seen.height) / 2)
      let beside = [reach + 4, 10].flatMap {
        LabelLayout.around(anchor, width: width, height: height, from: $0, rings: 16)
      }
      guard let box = labels.place(inside) ?? labels.place(beside) else { continue }
      if !seen.contains(box.center) {
        drawLeader(from: anchor, to: box, color: zone.role.stroke)
      }
      write(name, in: box, color: zone.role.stroke)
    }
  }

  /// Writes a label beside a place of the map, with a thin line where it does not stand next to it.
  mutating func label(
    _ text: String,
    at anchor: PagePoint,
    from nearest: Double,
    rings: Int,
    color: SVG.Value,
    size: Double = 12
  ) {
    let width = Self.width(of: text, size: size) + 6
    let candidates = LabelLayout.around(
      anchor,
      width: width,
      height: size + 4,
      from: nearest,
      rings: rings
    )
    guard let box = labels.place(candidates) else { return }
    if !PageBox(center: anchor, width: width + 40, height: 56).overlaps(box) {
      drawLeader(from: anchor, to: box, color: color)
    }
    write(text, in: box, color: color, size: size)
  }

  /// Writes a label with a white halo, so that it is read on any ground.
  mutating func write(_ text: String, in box: PageBox, color: SVG.Value, size: Double = 12) {
    svg.words(
      text,
      at: PagePoint(x: box.center.x, y: box.y + box.height * 0.75),
      [
        "font-size": .number(size), "font-weight": "600", "text-anchor": "middle", "fill": color,
        "stroke": "#ffffff", "stroke-width": 3, "stroke-linejoin": "round",
        "paint-order": "stroke",
      ]
    )
  }

  /// Draws a thin line from a place to the label that belongs to it.
  mutating func drawLeader(from anchor: PagePoint, to box: PageBox, color: SVG.Value) {
    let end = PagePoint(
      x: min(max(anchor.x, box.x), box.maxX),
      y: min(max(anchor.y, box.y), box.maxY)
    )
    svg.element(
      "line",
      [
        "x1": .number(anchor.x), "y1": .number(anchor.y), "x2": .number(end.x),
        "y2": .number(end.y), "stroke": color, "stroke-width": 0.8,
      ]
    )
  }
}

/// An area's edge on the page.
private struct Outline {
  /// The box around it.
  var box: PageBox
  /// Its rings; a circle has none.
  var rings: [[PagePoint]]
  /// A place that stands for it.
  var anchor: PagePoint

  /// How far the edge is from a place within, at most `limit`.
  func reach(from place: PagePoint, atMost limit: Double) -> Double {
    var squared = limit * limit
    for ring in rings {
      guard var last = ring.last else { continue }
      for next in ring {
        squared = min(squared, place.squaredDistance(toLine: last, next))
        last = next
      }
    }
    return squared.squareRoot()
  }

  /// Whether a point is inside, even–odd; good enough for a label.
  func contains(_ point: PagePoint) -> Bool {
    guard !rings.isEmpty else {
      let (x, y) = (
        (point.x - anchor.x) / (box.width / 2), (point.y - anchor.y) / (box.height / 2)
      )
      return x * x + y * y < 1
    }
    return rings.contains(point)
  }
}

extension MapPage {
  /// The edge of an area on the page; of many vertices so many that a label is placed by them.
  private func outline(of area: Area) -> Outline {
    switch area {
    case .circle(let circle):
      let (center, radii) = (plane.point(circle.center), plane.radii(circle))
      let box = PageBox(center: center, width: 2 * radii.x, height: 2 * radii.y)
      return Outline(box: box, rings: [], anchor: center)
    case .polygons(let polygons):
      let rings = polygons.flatMap(\.rings).map { plane.points($0, tolerance: 3) }
      let points = rings.joined()
      let (xs, ys) = (points.map(\.x), points.map(\.y))
      let (x, y) = (xs.min() ?? 0, ys.min() ?? 0)
      let box = PageBox(x: x, y: y, width: (xs.max() ?? x) - x, height: (ys.max() ?? y) - y)
      var outline = Outline(box: box, rings: rings.filter { $0.count > 2 }, anchor: box.center)
      guard !outline.rings.isEmpty, !outline.contains(box.center) else { return outline }
      let inside = grid(over: box).filter(outline.contains)
      outline.anchor =
        inside.min {
          $0.squaredDistance(to: box.center) < $1.squaredDistance(to: box.center)
        } ?? rings.first?.first ?? box.center
      return outline
    }
  }

  /// Boxes in the seen part of an area whose corners and middle are all inside, those nearest to the
  /// anchor first.
  private func roomInside(
    _ outline: Outline,
    _ seen: PageBox,
    width: Double,
    height: Double
  ) -> [PageBox] {
    guard seen.width > width, seen.height > height else { return [] }
    let anchor = isShown(outline.anchor) ? outline.anchor : seen.center
    return grid(over: seen)
      .sorted { $0.squaredDistance(to: anchor) < $1.squaredDistance(to: anchor) }
      .map { PageBox(center: $0, width: width, height: height) }
      .filter { box in
        [
          box.center, PagePoint(x: box.x, y: box.y), PagePoint(x: box.maxX, y: box.y),
          PagePoint(x: box.x, y: box.maxY), PagePoint(x: box.maxX, y: box.maxY),
        ].allSatisfy(outline.contains)
      }
  }

  /// Places spread evenly over a box.
  private func grid(over box: PageBox) -> [PagePoint] {
    let steps = 24
    return (0..<steps).flatMap { row in
      (0..<steps).map { column in
        PagePoint(
          x: box.x + box.width * (Double(column) + 0.5) / Double(steps),
          y: box.y + box.height * (Double(row) + 0.5) / Double(steps)
        )
      }
    }
  }
}
