import GeoCore

extension MapPage {
  /// Writes the legend and the list of alerts; what finds no room goes on below the map.
  ///
  /// - Returns: the height of the page that this needs.
  mutating func drawSidebar() -> Double {
    let x = Self.sidebar.x
    var y = Self.sidebar.y + 12
    let legend = legend()
    if !legend.isEmpty {
      heading(say("Legend", "图例"), at: PagePoint(x: x, y: y))
      y += 20
    }
    for entry in legend {
      entry.draw(&self, PagePoint(x: x, y: y - 4))
      svg.words(
        entry.words.shortened(toCells: 30),
        at: PagePoint(x: x + 46, y: y),
        ["font-size": 12, "fill": "#000000"]
      )
      y += 19
    }
    guard !picture.alerts.isEmpty else {
      drawOverview(below: y)
      return y
    }
    if !legend.isEmpty { y += 12 }
    let count = picture.alerts.count
    heading(say("Alerts (\(count))", "告警（\(count)）"), at: PagePoint(x: x, y: y))
    y += 10
    let room = max(0, Int((Self.sidebar.maxY - y) / Self.rowHeight))
    for index in 0..<min(room, count) {
      list(index, at: PagePoint(x: x, y: y + Double(index) * Self.rowHeight))
    }
    guard count > room else {
      drawOverview(below: y + Double(count) * Self.rowHeight)
      return y
    }
    return listBelow(from: room)
  }

  /// The height of one alert in the list.
  private static let rowHeight = 46.0

  /// Lists the alerts from `first` on in columns below the map.
  private mutating func listBelow(from first: Int) -> Double {
    let columns = 4
    let top = Self.frame.maxY + 40
    let pitch = (Self.width - 2 * Self.margin) / Double(columns)
    let rows = (picture.alerts.count - first + columns - 1) / columns
    for index in first..<picture.alerts.count {
      let (column, row) = (index - first).quotientAndRemainder(dividingBy: rows)
      let point = PagePoint(
        x: Self.margin + Double(column) * pitch,
        y: top + Double(row) * Self.rowHeight
      )
      list(index, at: point)
    }
    return top + Double(rows) * Self.rowHeight + 34
  }

  /// Writes one alert: number, kind and name, subject, time; `point` is its upper left corner.
  private mutating func list(_ index: Int, at point: PagePoint) {
    let alert = picture.alerts[index]
    drawMarker(index, at: PagePoint(x: point.x + markerRadius + 1, y: point.y + 12))
    let x = point.x + 2 * markerRadius + 8
    let cells = Int((Self.sidebar.width - 2 * markerRadius - 8) / (12 * 0.58))
    let lines = [
      what(alert).shortened(toCells: cells),
      "\(alert.name) \(alert.subject)".shortened(toCells: cells),
      when(alert),
    ]
    for (line, words) in lines.enumerated() {
      svg.words(
        words,
        at: PagePoint(x: x, y: point.y + 10 + Double(line) * 14),
        [
          "font-size": line == 2 ? 11 : 12, "font-weight": line == 0 ? "700" : "400",
          "fill": "#000000",
        ]
      )
    }
  }

  /// What an alert is about, and how far on the wrong side the subject was.
  private func what(_ alert: MapPicture.Alert) -> String {
    let kind = alert.kind.words.in(language)
    if alert.coordinate == nil { return kind + say(" (no position)", "（无定位）") }
    guard let length = alert.outsideBy else { return kind }
    let distance = distanceText(length, in: language)
    return alert.kind == .prohibitedZone
      ? say("\(kind), \(distance) in", "\(kind)，深入\(distance)")
      : say("\(kind), \(distance) out", "\(kind)，区域外\(distance)")
  }

  /// From when until when: without the year, which the title tells, unless another one has come.
  private func when(_ alert: MapPicture.Alert) -> String {
    let day = { (time: Instant) in String(dateText(time, table: table).dropFirst(5)) }
    let began = "\(day(alert.time)) \(clockText(alert.time, table: table))"
    switch alert.ending {
    case .goesOn: return say("\(began) → goes on", "\(began) → 持续中")
    case .withdrawn: return say("\(began) → withdrawn", "\(began) → 已撤回")
    case .ended(let end):
      let (first, last) = (dateText(alert.time, table: table), dateText(end, table: table))
      let shown =
        first == last ? "" : first.prefix(4) == last.prefix(4) ? day(end) + " " : last + " "
      return "\(began) → \(shown)\(clockText(end, table: table))"
    }
  }

  mutating func heading(_ words: String, at point: PagePoint) {
    svg.words(words, at: point, ["font-size": 14, "font-weight": "700", "fill": "#000000"])
  }

  /// One line of the legend: words, and a sample drawn in 38 units from a point.
  private struct Entry {
    var words: String
    var draw: (inout MapPage, PagePoint) -> Void
  }

  /// The lines of the legend: whatever the map can show and does.
  private func legend() -> [Entry] {
    var entries: [Entry] = []
    for role in Zone.Role.allCases where picture.zones.contains(where: { $0.role == role }) {
      entries.append(
        Entry(words: role.words.in(language)) { page, point in
          page.svg.element(
            "rect",
            [
              "x": .number(point.x), "y": .number(point.y - 6), "width": 36, "height": 12,
              "fill": role.fill, "stroke": role.stroke, "stroke-width": 1.6,
              "stroke-dasharray": role.dashes,
            ]
          )
        }
      )
    }
    guard picture.tracks.contains(where: { !$0.points.isEmpty }) else { return entries }
    let track = say("track: ", "轨迹：")
    for state in [Presence.State.inside, .outside, .unknown] where strokes.contains(Stroke(state)) {
      entries.append(
        Entry(words: track + state.words.in(language), draw: sample(Stroke(state)))
      )
    }
    if strokes.contains(.breach) {
      let words = say("track: breach of a zone", "轨迹：违反围栏规定")
      entries.append(Entry(words: words, draw: sample(.breach)))
    }
    if strokes.contains(.gap) {
      let gap = durationText(picture.greatestGap, in: language)
      let words = say("no fix for over \(gap)", "超过\(gap)无定位")
      entries.append(Entry(words: words, draw: sample(.gap)))
    }
    entries.append(
      Entry(words: say("first and last fix", "首个和最后定位点")) { page, point in
        page.drawStart(at: PagePoint(x: point.x + 8, y: point.y))
        page.drawEnd(at: PagePoint(x: point.x + 28, y: point.y))
      }
    )
    return entries + doubtfulEntries()
  }

  /// The lines of the legend for what is not believed or not on the map.
  private func doubtfulEntries() -> [Entry] {
    var entries: [Entry] = []
    let setAside = picture.tracks.reduce(0) { $0 + $1.setAside.count }
    if setAside > 0 {
      entries.append(
        Entry(words: say("set aside: not credible (\(setAside))", "存疑定位点（\(setAside)）")) {
          page,
          point in
          page.drawCross(at: PagePoint(x: point.x + 18, y: point.y))
        }
      )
    }
    let far = beyond.reduce(0) { $0 + ($1.isSetAside ? 0 : $1.fixes) }
    if far > 0 {
      entries.append(
        Entry(words: say("fixes beyond the map (\(far))", "图外定位点（\(far)）")) { page, point in
          let place = PagePoint(x: point.x + 18, y: point.y)
          page.drawPointer(at: place, isFilled: true, to: PagePoint(x: 1, y: 0))
        }
      )
    }
    return entries
  }

  /// A sample of a stroke.
  private func sample(_ stroke: Stroke) -> (inout MapPage, PagePoint) -> Void {
    { page, point in
      let points = [PagePoint(x: point.x + 1, y: point.y), PagePoint(x: point.x + 37, y: point.y)]
      page.draw(path: SVG.path(points, isClosed: false), stroke)
    }
  }
}
