import GeoCore

extension MapPage {
  /// Writes the title, and the span of time that the tracks cover.
  mutating func drawTitle() {
    svg.words(
      picture.title.shortened(toCells: 84),
      at: PagePoint(x: Self.margin, y: 38),
      ["font-size": 20, "font-weight": "700", "fill": "#000000"]
    )
    let times = picture.tracks.flatMap(\.points).map(\.time)
    guard let first = times.min(), let last = times.max() else { return }
    let span = "\(timeText(first, table: table)) – \(timeText(last, table: table))"
    svg.words(
      span,
      at: PagePoint(x: Self.margin, y: 57),
      ["font-size": 12, "fill": "#333333"]
    )
  }

  /// Draws the map's frame.
  mutating func drawFrame() {
    svg.element(
      "rect",
      [
        "x": .number(Self.frame.x), "y": .number(Self.frame.y),
        "width": .number(Self.frame.width), "height": .number(Self.frame.height),
        "fill": "none", "stroke": "#000000", "stroke-width": 1,
      ]
    )
  }

  /// Draws the scale bar below the map: 1, 2 or 5 times a power of ten, at most 200 units long.
  mutating func drawScaleBar() {
    let length = roundLength(notOver: 200 * plane.metersPerUnit)
    let (x, y) = (Self.frame.x, Self.frame.maxY + 14)
    let width = length / plane.metersPerUnit
    for (index, fill) in (["#000000", "#ffffff"] as [SVG.Value]).enumerated() {
      svg.element(
        "rect",
        [
          "x": .number(x + Double(index) * width / 2), "y": .number(y),
          "width": .number(width / 2), "height": 6, "fill": fill, "stroke": "#000000",
          "stroke-width": 1,
        ]
      )
    }
    svg.words(
      scaleText(length, in: language),
      at: PagePoint(x: x + width + 8, y: y + 7),
      ["font-size": 12, "fill": "#000000"]
    )
    svg.words(
      say(
        "WGS-84, equirectangular, true to scale at the middle latitude",
        "WGS-84坐标，等距圆柱投影，以中央纬度为准"
      ),
      at: PagePoint(x: Self.frame.maxX, y: y + 7),
      ["font-size": 11, "text-anchor": "end", "fill": "#333333"]
    )
  }

  /// Draws the north mark in the page's right corner, where it hides nothing.
  mutating func drawNorth() {
    let (x, y) = (Self.width - Self.margin - 8, Self.frame.y - 8)
    for (side, fill) in [(-6.0, "#000000"), (6.0, "#ffffff")] as [(Double, SVG.Value)] {
      let path = [
        PagePoint(x: x, y: y - 26), PagePoint(x: x + side, y: y), PagePoint(x: x, y: y - 6),
      ]
      svg.element(
        "path",
        [
          "d": .text(SVG.path(path, isClosed: true)), "fill": fill, "stroke": "#000000",
          "stroke-width": 1,
        ]
      )
    }
    svg.words(
      say("N", "北"),
      at: PagePoint(x: x - 18, y: y - 6),
      ["font-size": 13, "font-weight": "700", "text-anchor": "middle", "fill": "#000000"]
    )
  }

  /// Writes what the law asks of such a sheet.
  mutating func drawFoot(at y: Double) {
    svg.words(
      say(
        "Strictly confidential. For community correction work only. Clock: \(table.name).",
        "严格保密，仅限社区矫正工作使用。时区：\(table.name)。"
      ),
      at: PagePoint(x: Self.margin, y: y),
      ["font-size": 11, "fill": "#333333"]
    )
    let corners = plane.corners.map(\.wgs84Text).joined(separator: " – ")
    svg.words(
      say("lat,lon from lower left to upper right: ", "纬度,经度（左下至右上）：") + corners,
      at: PagePoint(x: Self.width - Self.margin, y: y),
      ["font-size": 11, "text-anchor": "end", "fill": "#333333"]
    )
  }
}
