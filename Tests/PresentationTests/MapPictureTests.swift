import Foundation
import GeoCore
import Presentation
import Testing

/// Maps: well formed by FoundationXML; places, lengths and order read back from the drawn elements.
struct MapPictureTests {
  let start = Instant(milliseconds: 1_772_447_400_000)

  /// A place in degrees.
  func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
    let position = GeographicPosition(latitude: latitude, longitude: longitude)
    return try #require(Coordinate(position))
  }

  /// A circle around a place.
  func circle(_ latitude: Double, _ longitude: Double, _ meters: Double) throws -> Area {
    let center = try place(latitude, longitude)
    return .circle(try #require(Circle(center: center, radius: Meters(meters))))
  }

  /// Alerts in a row of places, or all in one.
  func alerts(_ count: Int, step: Double) throws -> [MapPicture.Alert] {
    try (0..<count).map { index in
      MapPicture.Alert(
        name: "ALERT\(index)",
        kind: AlertKind.allCases[index % AlertKind.allCases.count],
        subject: "<张三> & \"S-\(index)\"\u{0}",
        time: start,
        coordinate: try place(28, 120 + Double(index) * step)
      )
    }
  }

  /// A track in which each state and a gap occur.
  func track(_ longitude: Double) throws -> MapPicture.Track {
    let states: [Presence.State] = [.unknown, .unknown, .inside, .inside, .outside, .outside]
    let points = try states.enumerated().map { index, state in
      MapPicture.Track.Point(
        try place(28 + Double(index) * 0.01, longitude),
        start + .minutes(index == 5 ? 300 : Int64(index)),
        state
      )
    }
    return MapPicture.Track(name: "张三", points: points)
  }

  @Test(arguments: Language.allCases)
  func `any picture is well formed and keeps hostile names as text`(_ language: Language) throws {
    let evil = "</text><script>&amp;]]>\u{1B}\u{FFFE}'\""
    let picture = MapPicture(
      title: evil,
      zones: [.init(name: evil, role: .prohibited, area: try circle(28, 120, 500))],
      tracks: [try track(120)],
      alerts: try alerts(40, step: 0)
    )
    let elements = try elements(picture.svg(in: language, table: .china))
    #expect(!elements.contains { $0.name == "script" })
    #expect(elements.contains { $0.text.contains("<script>") })
  }

  @Test(arguments: [0, 1, 12, 130])
  func `nothing is drawn beyond the page and every alert is listed`(_ count: Int) throws {
    let picture = MapPicture(title: "map", alerts: try alerts(count, step: 0.001))
    let elements = try elements(picture.svg(in: .chinese, table: .china))
    let box = try #require(elements.first?.attributes["viewBox"]).split(separator: " ")
    let (width, height) = (try #require(Double(box[2])), try #require(Double(box[3])))
    for element in elements where ["circle", "text"].contains(element.name) {
      let (xs, ys) = (["cx", "x"], ["cy", "y"])
      let x = try #require(xs.compactMap { Double(element.attributes[$0] ?? "") }.first)
      let y = try #require(ys.compactMap { Double(element.attributes[$0] ?? "") }.first)
      #expect((0...width).contains(x) && (0...height).contains(y))
    }
    for index in 0..<count {
      #expect(elements.contains { $0.text.hasPrefix("ALERT\(index) ") })
    }
  }

  @Test func `alerts in one place have markers that do not overlap`() throws {
    let picture = MapPicture(title: "map", alerts: try alerts(9, step: 0))
    let elements = try elements(picture.svg(in: .english, table: .china))
    let circles = elements.filter { $0.name == "circle" && $0.attributes["r"] == "11.0" }
    let centers = try circles.prefix(9).map { circle in
      (
        try #require(Double(circle.attributes["cx"] ?? "")),
        try #require(Double(circle.attributes["cy"] ?? ""))
      )
    }
    #expect(centers.count == 9)
    for (index, a) in centers.enumerated() {
      for b in centers.dropFirst(index + 1) {
        #expect(hypot(a.0 - b.0, a.1 - b.1) > 21)
      }
    }
  }

  @Test func `a circle is round and its size agrees with the scale bar`() throws {
    let zone = MapPicture.ZoneShape(name: "", role: .permitted, area: try circle(60, 120, 1_000))
    let elements = try elements(
      MapPicture(title: "map", zones: [zone]).svg(in: .english, table: .china)
    )
    let ellipse = try #require(elements.first { $0.name == "ellipse" })
    let (rx, ry) = (
      try #require(Double(ellipse.attributes["rx"] ?? "")),
      try #require(Double(ellipse.attributes["ry"] ?? ""))
    )
    #expect(abs(rx - ry) <= 0.2)
    let bars = elements.filter { $0.name == "rect" && $0.attributes["height"] == "6.0" }
    let bar = try bars.map { try #require(Double($0.attributes["width"] ?? "")) }.reduce(0, +)
    #expect(elements.contains { $0.text == "500 m" })
    #expect(abs(2 * bar - rx) < 0.5)
  }

  @Test func `the antimeridian does not tear a track apart`() throws {
    let points = try [179.9, 179.99, -179.99, -179.9].enumerated().map { index, longitude in
      MapPicture.Track.Point(
        try place(10, longitude),
        start + .minutes(Int64(index)),
        Presence.State.inside
      )
    }
    let picture = MapPicture(title: "map", tracks: [.init(points: points)])
    let elements = try elements(picture.svg(in: .english, table: .china))
    #expect(elements.contains { $0.text == "5 km" })
  }

  @Test func `states and gaps differ in dashes or thickness and not in colour alone`() throws {
    let picture = MapPicture(title: "map", tracks: [try track(120)])
    let strokes = try elements(picture.svg(in: .english, table: .china))
      .filter { $0.attributes["stroke-linecap"] == "round" }
      .map {
        ($0.attributes["stroke-width"] ?? "") + " " + ($0.attributes["stroke-dasharray"] ?? "")
      }
    #expect(Set(strokes).count == 4)
    #expect(strokes.count == 8, "four on the map and four in the legend")
  }

  @Test func `markers are drawn after every label of the map`() throws {
    let picture = MapPicture(
      title: "map",
      zones: [.init(name: "home", role: .permitted, area: try circle(28, 120, 500))],
      alerts: try alerts(1, step: 0)
    )
    let elements = try elements(picture.svg(in: .english, table: .china))
    let label = try #require(elements.firstIndex { $0.text == "home" })
    let marker = try #require(elements.firstIndex { $0.name == "circle" })
    #expect(label < marker)
  }
}
