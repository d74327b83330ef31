import Foundation
import GeoCore
import Presentation
import Testing

/// What a map shows, and that nothing on it is cut off or hidden.
///
/// Oracle: the drawn elements themselves, read back by FoundationXML; how wide words are is reckoned
/// from the letters alone, not by what the drawing takes for it.
struct MapFramingTests {
  private let start = Instant(milliseconds: 1_772_447_400_000)
  private let page = Frame(x: 0, y: 0, maxX: 1_123, maxY: .infinity)
  private let frame = Frame(x: 30, y: 66, maxX: 830, maxY: 728)

  private func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
    try #require(Coordinate(GeographicPosition(latitude: latitude, longitude: longitude)))
  }

  /// Places by their number.
  private func way(_ count: Int, _ place: (Int) -> (Double, Double)) -> [(Double, Double)] {
    (0..<count).map(place)
  }

  /// A track through places, one a minute.
  private func track(
    _ name: String,
    _ places: [(Double, Double)],
    every step: Milliseconds = .minutes(1)
  ) throws -> MapPicture.Track {
    let points = try places.enumerated().map { index, pair in
      MapPicture.Track.Point(
        try place(pair.0, pair.1),
        start + Milliseconds(step.count * Int64(index)),
        index % 7 < 4 ? .inside : .outside
      )
    }
    return MapPicture.Track(name: name, points: points)
  }

  private func alert(_ index: Int, at place: Coordinate?) -> MapPicture.Alert {
    MapPicture.Alert(
      name: "ALERT\(index)",
      kind: AlertKind.allCases[index % AlertKind.allCases.count],
      subject: "内蒙古自治区锡林郭勒盟阿巴嘎旗查干淖尔镇社区矫正对象",
      time: start + .minutes(Int64(index)),
      ending: index % 3 == 0 ? .goesOn : index % 3 == 1 ? .ended(start + .hours(30)) : .withdrawn,
      outsideBy: Meters(Double(index) * 1_234),
      coordinate: place
    )
  }

  private func circle(_ name: String, _ latitude: Double, _ longitude: Double, _ radius: Double)
    throws -> MapPicture.ZoneShape
  {
    let circle = try #require(Circle(center: place(latitude, longitude), radius: Meters(radius)))
    let role: Zone.Role = name.hasPrefix("禁") ? .prohibited : .permitted
    return MapPicture.ZoneShape(name: name, role: role, area: .circle(circle))
  }

  /// Pictures that are hard to draw.
  enum Scene: String, CaseIterable {
    case fiveMeters, fourThousandKilometers, antimeridian, jump, manyAlerts, edges, setAside, poles
  }

  private func picture(_ scene: Scene) throws -> MapPicture {
    let long = "内蒙古自治区锡林郭勒盟阿巴嘎旗别力古台镇允许活动区域（含农牧区与周边道路）"
    switch scene {
    case .fiveMeters:
      let places = way(9) { (28 + Double($0 % 3) * 0.00002, 120 + Double($0) * 0.000005) }
      return MapPicture(
        title: long,
        zones: [try circle(long, 28, 120, 150), try circle("青岚县", 28.1, 120.05, 20_000)],
        tracks: [try track(long, places)],
        alerts: [alert(0, at: try place(28, 120))]
      )
    case .fourThousandKilometers:
      let places = way(200) { (23 + Double($0) * 0.12, 85 + Double($0) * 0.2) }
      return MapPicture(
        title: "far",
        zones: [try circle(long, 30, 97, 20_000)],
        tracks: [try track("S1", places, every: .hours(1))],
        alerts: [alert(0, at: try place(46, 124))]
      )
    case .antimeridian:
      let places = way(60) { index in
        let longitude = 179.5 + Double(index) * 0.02
        return (-16.5 + Double(index % 5) * 0.01, longitude > 180 ? longitude - 360 : longitude)
      }
      return MapPicture(
        title: "Taveuni",
        zones: [try circle("禁止区域", -16.5, 180, 5_000), try circle(long, -16.4, -179.9, 12_000)],
        tracks: [try track("S1", places)],
        alerts: [alert(1, at: try place(-16.5, -179.99))]
      )
    case .jump:
      var places = way(300) { (28 + Double($0) * 0.0005, 120 + Double($0 % 20) * 0.001) }
      places[150] = (37.4, -122.1)
      places[151] = (37.4, -122.1)
      return MapPicture(
        title: "jump",
        zones: [try circle("home", 28, 120, 800)],
        tracks: [try track("S1", places)],
        alerts: [alert(0, at: try place(37.4, -122.1)), alert(1, at: try place(28.1, 120))]
      )
    case .manyAlerts:
      return MapPicture(
        title: "many",
        zones: try (0..<12).map {
          try circle("禁止区域\($0)号\(long)", 28 + Double($0) * 0.001, 120, 400)
        },
        tracks: [try track(long, [(28, 120), (28.01, 120.01)])],
        alerts: try (0..<70).map { alert($0, at: try place(28.005, 120.005)) }
      )
    case .edges:
      let corners = [(28.0, 120.0), (28.0, 120.1), (28.1, 120.1), (28.1, 120.0)]
      return MapPicture(
        title: "corners",
        zones: try corners.map { try circle(long, $0.0, $0.1, 300) },
        tracks: [try track(long, corners, every: .hours(9))],
        alerts: try corners.enumerated().map { alert($0, at: try place($1.0, $1.1)) }
      )
    case .setAside:
      var walk = try track("S1", way(30) { (28 + Double($0) * 0.001, 120) })
      walk.setAside = try [(28.01, 120.01), (31.2, 121.6), (28.01, 150), (-28, -60)].map {
        MapPicture.Track.Point(try place($0.0, $0.1), start, .unknown)
      }
      return MapPicture(title: "doubt", tracks: [walk])
    case .poles:
      return MapPicture(
        title: "north",
        tracks: [try track("S1", way(20) { (89.9, Double($0) * 18 - 180) })],
        alerts: [alert(0, at: try place(90, 0)), alert(1, at: nil)]
      )
    }
  }

  @Test(arguments: Scene.allCases, Language.allCases)
  func `all words and markers are within the page, and those of the map within its frame`(
    _ scene: Scene,
    _ language: Language
  ) throws {
    let drawn = try elements(try picture(scene).svg(in: language, table: .china))
    for element in drawn {
      guard let box = element.wordBox else { continue }
      let limit = element.isOnMap ? frame : page
      #expect(limit.contains(box), "\(element.text)")
    }
    for element in drawn where element.name == "circle" {
      let (x, y) = (element.number("cx") ?? -1, element.number("cy") ?? -1)
      let radius = element.number("r") ?? 0
      let box = Frame(x: x - radius, y: y - radius, maxX: x + radius, maxY: y + radius)
      #expect((element.isOnMap ? frame : page).contains(box))
    }
    // Figures stay figures: no place is off by a planet's width.
    for element in drawn where element.name == "path" && element.isOnMap {
      #expect(element.pathPoints.allSatisfy { abs($0.x) < 5_000 && abs($0.y) < 5_000 })
    }
  }

  @Test(arguments: Scene.allCases, Language.allCases)
  func `no label lies on a marker or on another label`(
    _ scene: Scene,
    _ language: Language
  ) throws {
    let picture = try picture(scene)
    let drawn = try elements(picture.svg(in: language, table: .china)).filter(\.isOnMap)
    let markers = drawn.filter { $0.name == "circle" && ($0.number("r") ?? 0) > 8 }.map {
      // The square within the circle.
      let reach = ($0.number("r") ?? 0) * 0.7
      let (x, y) = ($0.number("cx") ?? 0, $0.number("cy") ?? 0)
      return Frame(x: x - reach, y: y - reach, maxX: x + reach, maxY: y + reach)
    }
    let labels = drawn.filter { Int($0.text) == nil }.compactMap(\.wordBox)
    for (index, label) in labels.enumerated() {
      #expect(!markers.contains { $0.overlaps(label) })
      #expect(!labels.dropFirst(index + 1).contains { $0.overlaps(label) })
    }
    let numbers = drawn.compactMap { $0.name == "text" ? Int($0.text) : nil }
    #expect(
      numbers
        == Array(1...max(1, picture.alerts.count)).filter { number in
          number <= picture.alerts.count && picture.alerts[number - 1].coordinate != nil
        }
    )
  }

  @Test func `a jump across the ocean leaves the walk its size and is told of at the frame`() throws
  {
    let drawn = try elements(try picture(.jump).svg(in: .english, table: .china))
    let lines = drawn.filter { $0.isOnMap && $0.attributes["stroke-linecap"] == "round" }
    let walk = lines.filter { $0.attributes["stroke"] == "#1f5fa8" }.flatMap(\.pathPoints)
    let height = (walk.map(\.y).max() ?? 0) - (walk.map(\.y).min() ?? 0)
    #expect(height > 0.6 * (frame.maxY - frame.y))
    // Zhejiang to California by the great circle: 10,400 km.
    let label = try #require(drawn.first { $0.isOnMap && $0.text.hasPrefix("2 fixes") })
    let distance = label.text.firstMatch(of: /up to (\d+) km off/).flatMap { Double($0.1) }
    #expect(abs(try #require(distance) - 10_400) < 150)
    #expect(drawn.contains { $0.text == "fixes beyond the map (2)" })
  }

  @Test func `a journey without jumps is shown whole, however long`() throws {
    let drawn = try elements(try picture(.fourThousandKilometers).svg(in: .english, table: .china))
    #expect(!drawn.contains { $0.text.hasPrefix("fixes beyond the map") })
    #expect(drawn.contains { $0.text == "500 km" })
  }

  @Test func `what was set aside is a cross on the map, or told of at the frame`() throws {
    let drawn = try elements(try picture(.setAside).svg(in: .english, table: .china))
    #expect(drawn.contains { $0.text == "set aside: not credible (4)" })
    #expect(drawn.filter { $0.isOnMap && $0.text.contains("set aside") }.count == 3)
    let crosses = drawn.filter { $0.isOnMap && $0.attributes["stroke"] == "#333333" }
    #expect(crosses.count == 1)
  }

  @Test func `a small walk in a county is shown with an overview of the county`() throws {
    let drawn = try elements(try picture(.fiveMeters).svg(in: .chinese, table: .china))
    #expect(drawn.contains { $0.text == "概览" })
    let home = try #require(
      drawn.first { $0.name == "ellipse" && $0.isOnMap && $0.number("rx") ?? 0 < 400 }
    )
    #expect(home.number("rx") ?? 0 > 150, "the home zone fills a good part of the map")
  }

  @Test func `the parts of a corridor are one shape without lines within`() throws {
    let parts = try (0..<6).map { index in
      let west = Int32(1_200_000_000 + index * 30_000)
      let corners: [(Int32, Int32)] = [
        (0, 0), (0, 50_000), (20_000, 50_000), (20_000, 0),
      ]
      // Drawn one way and the other.
      let ordered = index % 2 == 0 ? corners : corners.reversed()
      return Polygon(
        shell: try Ring(
          ordered.map {
            WrittenVertex(longitudeE7: west + $0.1, latitudeE7: 280_000_000 + $0.0)
          }
        )
      )
    }
    let zone = MapPicture.ZoneShape(name: "way", role: .permitted, area: .polygons(parts))
    let drawn = try elements(MapPicture(title: "", zones: [zone]).svg(in: .english, table: .china))
    let paths = drawn.filter { $0.name == "path" && $0.isOnMap }
    let lastEdge = try #require(paths.lastIndex { $0.attributes["stroke"] != nil })
    let firstGround = try #require(paths.firstIndex { ($0.attributes["fill"] ?? "none") != "none" })
    #expect(lastEdge < firstGround, "grounds hide the lines within")
    let grounds = paths[firstGround...]
    #expect(grounds.allSatisfy { $0.attributes["stroke"] == nil })
    // All parts are in one ground, filled by winding, and all wind the same way.
    #expect(grounds.map { $0.attributes["fill-rule"] } == ["nonzero"])
    let rings = (grounds.first?.attributes["d"] ?? "").split(separator: "Z")
    #expect(rings.count == 6)
    let turns = rings.map { ring in
      var element = grounds[grounds.startIndex]
      element.attributes["d"] = String(ring)
      let points = element.pathPoints
      return zip(points, points.dropFirst() + points.prefix(1)).reduce(0.0) {
        $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y
      } > 0
    }
    #expect(Set(turns).count == 1)
  }

  @Test func `each alert is listed with when it began and ended`() throws {
    let picture = try picture(.manyAlerts)
    let drawn = try elements(picture.svg(in: .english, table: .china)).map(\.text)
    #expect(drawn.contains("03-02 18:30:00 → goes on"))
    #expect(drawn.contains("03-02 18:31:00 → 03-04 00:30:00"))
    #expect(drawn.contains("03-02 18:32:00 → withdrawn"))
    #expect(drawn.contains("curfew breach, 2.5 km out"))
    for index in 0..<70 { #expect(drawn.contains { $0.hasPrefix("ALERT\(index) ") }) }
  }

  @Test func `long gaps are dashed and have their length beside them`() throws {
    let drawn = try elements(try picture(.edges).svg(in: .english, table: .china))
    #expect(drawn.filter { $0.isOnMap && $0.text.hasPrefix("no fix 9 h 00 min") }.count == 3)
    #expect(drawn.contains { $0.isOnMap && $0.attributes["stroke-dasharray"] == "11 7" })
  }

  @Test func `the usual gap is twenty usual intervals, from 2 to 30 minutes`() throws {
    for (step, gap) in [(1, 2), (10, 4), (60, 20), (900, 30)] as [(Int64, Int64)] {
      let track = try track("", way(9) { (28, 120 + Double($0)) }, every: .seconds(step))
      #expect(MapPicture.usualGap(of: [track]) == .minutes(gap))
    }
    // What a broken clock or a table can say overflows no sum.
    let ages = try track("", way(2) { (28, 120 + Double($0)) }, every: Milliseconds(.max))
    #expect(MapPicture.usualGap(of: [ages]) == .minutes(30))
  }

  @Test func `a long track is drawn by the page's resolution`() throws {
    // A circle of 200,000 fixes: some hundred lines are within a third of a unit of it.
    let places = way(200_000) { index in
      let angle = Double(index) / 200_000 * 2 * .pi
      return (28 + 0.05 * sin(angle), 120 + 0.05 * cos(angle))
    }
    let picture = MapPicture(title: "", tracks: [try track("", places)])
    #expect(picture.svg(in: .english, table: .china).utf8.count < 300_000)
  }
}
