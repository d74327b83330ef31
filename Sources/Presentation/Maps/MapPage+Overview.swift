import GeoCore

extension MapPage {
  /// The height of the small map of everything, its heading included.
  static let overviewHeight = 170.0

  /// Draws all zones small, with the map's frame among them, where the map shows only a part of some
  /// zone that is in sight.
  ///
  /// - Parameter y: how far down the sidebar is filled.
  mutating func drawOverview(below y: Double) {
    let top = Self.sidebar.maxY - Self.overviewHeight
    let frame = MapExtent.frame(of: plane, near: extent)
    let boxes = picture.zones.map { MapExtent($0.area.box, near: extent.middle.x) }
    guard y + 8 <= top, let frame, boxes.contains(where: { !frame.contains($0) }) else { return }
    heading(say("Overview", "概览"), at: PagePoint(x: Self.sidebar.x, y: top + 14))
    let room = PageBox(
      x: Self.sidebar.x,
      y: top + 22,
      width: Self.sidebar.width,
      height: Self.overviewHeight - 22
    )
    let small = Plane(boxes.reduce(frame) { $0.union($1) }, in: room, padding: 6)
    for role in Zone.Role.allCases {
      for zone in picture.zones where zone.role == role { drawSmall(zone, small) }
    }
    let corners = plane.corners.map(small.point)
    guard corners.count == 2 else { return }
    let (width, height) = (corners[1].x - corners[0].x, corners[0].y - corners[1].y)
    let middle = corners[0].toward(corners[1], part: 0.5)
    let box = PageBox(center: middle, width: max(width, 6), height: max(height, 6))
    for (inset, color) in [(-1.0, "#ffffff"), (0.0, "#000000")] as [(Double, SVG.Value)] {
      let box = box.inset(by: inset)
      svg.element(
        "rect",
        [
          "x": .number(box.x), "y": .number(box.y), "width": .number(box.width),
          "height": .number(box.height), "fill": "none", "stroke": color, "stroke-width": 1.4,
        ]
      )
    }
  }

  private mutating func drawSmall(_ zone: MapPicture.ZoneShape, _ small: Plane) {
    let stroke: SVG.Value = zone.role.stroke
    switch zone.area {
    case .circle(let circle):
      let (center, radii) = (small.point(circle.center), small.radii(circle))
      svg.element(
        "ellipse",
        [
          "cx": .number(center.x), "cy": .number(center.y), "rx": .number(max(radii.x, 1.5)),
          "ry": .number(max(radii.y, 1.5)), "fill": zone.role.fill, "stroke": stroke,
          "stroke-width": 0.8,
        ]
      )
    case .polygons(let polygons):
      for polygon in polygons {
        let rings = polygon.rings.map { SVG.path(small.points($0, tolerance: 0.6), isClosed: true) }
        svg.element(
          "path",
          [
            "d": .text(rings.joined()), "fill-rule": "evenodd", "fill": zone.role.fill,
            "stroke": stroke, "stroke-width": polygons.count > 1 ? 0 : 0.8,
          ]
        )
      }
    }
  }
}

extension MapExtent {
  /// The ground that a plane's frame shows; `nil` where its corners are not on the globe.
  fileprivate static func frame(of plane: Plane, near extent: MapExtent) -> MapExtent? {
    let corners = plane.corners.map { MapExtent($0, near: extent.middle.x) }
    guard corners.count == 2 else { return nil }
    return corners[0].union(corners[1])
  }
}
