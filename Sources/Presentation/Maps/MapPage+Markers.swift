import GeoCore

extension MapPage {
  /// The radius of a marker: wide enough for the greatest number.
  var markerRadius: Double { picture.alerts.count > 99 ? 12 : 9.5 }

  /// Finds a place for each alert's marker: at the alert, or beside it where markers would overlap.
  mutating func placedMarkers() -> [PagePoint?] {
    let size = 2 * markerRadius + 3
    return picture.alerts.map { alert in
      guard let place = place(of: alert) else { return nil }
      let own = PageBox(center: place, width: size, height: size)
      let around = LabelLayout.around(place, width: size, height: size, from: 4, rings: 24)
      let box = ([own] + around).first(where: labels.isFree) ?? own
      labels.take(box)
      // The place itself stays in sight, too.
      if box.center != place { labels.take(PageBox(center: place, width: 8, height: 8)) }
      return box.center
    }
  }

  /// Where an alert lies on the page; one that is not on the map lies at its frame.
  func place(of alert: MapPicture.Alert) -> PagePoint? {
    guard let point = alert.coordinate.map(plane.point) else { return nil }
    return isShown(point) ? point : Self.rim.exit(from: Self.frame.center, to: point)
  }

  /// Draws the markers, last of all, so that nothing hides them.
  mutating func drawMarkers() {
    for (alert, marker) in zip(picture.alerts, markers) {
      guard let marker, let place = place(of: alert), marker != place else { continue }
      svg.element(
        "line",
        [
          "x1": .number(place.x), "y1": .number(place.y), "x2": .number(marker.x),
          "y2": .number(marker.y), "stroke": "#000000", "stroke-width": 1.2,
        ]
      )
      svg.element(
        "circle",
        ["cx": .number(place.x), "cy": .number(place.y), "r": 3, "fill": "#000000"]
      )
    }
    for (index, marker) in markers.enumerated() {
      if let marker { drawMarker(index, at: marker) }
    }
  }

  /// Draws the marker of the alert at `index`: dark for a critical one, grey for high, white else.
  mutating func drawMarker(_ index: Int, at point: PagePoint) {
    let (fill, ink): (SVG.Value, SVG.Value) =
      switch Severity(of: picture.alerts[index].kind) {
      case .critical: ("#8c1010", "#ffffff")
      case .high: ("#f5c242", "#000000")
      case .normal: ("#ffffff", "#000000")
      }
    let ring: [(radius: Double, fill: SVG.Value)] = [
      (1.5, "#ffffff"), (0, "#000000"), (-1.4, fill),
    ]
    for (radius, fill) in ring {
      svg.element(
        "circle",
        [
          "cx": .number(point.x), "cy": .number(point.y),
          "r": .number(markerRadius + radius), "fill": fill,
        ]
      )
    }
    svg.words(
      "\(index + 1)",
      at: PagePoint(x: point.x, y: point.y + 4),
      ["font-size": 11, "font-weight": "700", "text-anchor": "middle", "fill": ink]
    )
  }
}
