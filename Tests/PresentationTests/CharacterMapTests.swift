import GeoCore
import Presentation
import Testing

/// The map of a terminal.
///
/// Oracle: the drawings, made by hand on squared paper, two dots across and four down in a cell, and
/// written in Braille patterns.
struct CharacterMapTests {
  private let start = Instant(milliseconds: 1_772_447_400_000)

  /// A place some metres east and north of 0° N 120° E, where a degree is 111.3 km east and 110.6 north.
  private func place(_ east: Double, _ north: Double) throws -> Coordinate {
    let position = GeographicPosition(latitude: north / 110_574, longitude: 120 + east / 111_320)
    return try #require(Coordinate(position))
  }

  private func square(_ role: Zone.Role, _ west: Double, _ south: Double, _ side: Double) throws
    -> MapPicture.ZoneShape
  {
    let corners = try [(0.0, 0.0), (side, 0), (side, side), (0, side)].map { corner in
      let place = try place(west + corner.0, south + corner.1)
      return WrittenVertex(longitudeE7: place.longitudeE7, latitudeE7: place.latitudeE7)
    }
    let polygon = Polygon(shell: try Ring(corners))
    return MapPicture.ZoneShape(name: "", role: role, area: .polygons([polygon]))
  }

  private func picture(
    _ zones: [MapPicture.ZoneShape],
    _ ways: [(Double, Double)],
    alert: (Double, Double)? = nil,
    every step: Milliseconds = .minutes(1)
  ) throws -> MapPicture {
    let points = try ways.enumerated().map { index, way in
      MapPicture.Track.Point(
        try place(way.0, way.1),
        start + Milliseconds(step.count * Int64(index)),
        .inside
      )
    }
    let alerts = try alert.map { alert in
      [
        MapPicture.Alert(
          name: "A",
          kind: .outOfZone,
          subject: "S",
          time: start,
          coordinate: try place(alert.0, alert.1)
        )
      ]
    }
    return MapPicture(
      title: "",
      zones: zones,
      tracks: [.init(points: points)],
      alerts: alerts ?? [],
      greatestGap: .minutes(5)
    )
  }

  private func drawing(_ picture: MapPicture, _ columns: Int, _ rows: Int) -> [String] {
    CharacterMap(picture, columns: columns, rows: rows).lines(in: .english)
  }

  @Test func `a way out of a zone, with the alert where it was raised`() throws {
    let picture = try picture(
      [try square(.permitted, 0, 0, 400)],
      [(200, 200), (1_000, 200)],
      alert: (600, 200)
    )
    // 1,000 m in 42 dots: the zone's edge from dot 3 to 20 across, the track in dot 12 from the top.
    #expect(
      drawing(picture, 24, 6).joined(separator: "\n") == """
          ⡀⡀⡀⡀⡀⡀⡀⡀
         ⠨       ⠨
         ⠨       ⠨
         ⠨   ⠈⠉⠉⠉⠩⠉⠉⠉⠉●⠉⠉⠉⠉⠉⠉⠉⠉
         ⠨       ⠨
         ⠈⠁⠁⠁⠁⠁⠁⠁⠉
        |--| 200 m
        ● alert   ⠒⠤⠒ track   ⠂⠂⠂ permitted zone   north is up
        """
    )
  }

  @Test func `across a gap nothing is drawn`() throws {
    let picture = try picture([], [(0, 0), (100, 0), (900, 0), (1_000, 0)], every: .minutes(6))
    // 1,000 m in 45 dots: at 0, 100, 900 and 1,000 m.
    let drawn = drawing(picture, 24, 3)
    #expect(drawn.prefix(3) == ["", "⠠  ⠄                 ⠄ ⠄", ""])
    #expect(drawn.suffix(2) == ["|---| 200 m", "⠒⠤⠒ track   north is up"])
  }

  @Test func `of parts that overlap only the outline is drawn`() throws {
    guard case .polygons(let a) = try square(.prohibited, 0, 0, 1_000).area,
      case .polygons(let b) = try square(.prohibited, 500, 0, 1_000).area
    else { return }
    let zone = MapPicture.ZoneShape(name: "", role: .prohibited, area: .polygons(a + b))
    let picture = try picture([zone], [])
    // The edges within, at 500 m and 1,000 m, are not there.
    #expect(
      drawing(picture, 24, 6).joined(separator: "\n") == """
             ⠄⠄⠄⠄⠤⠄⠄⠄⠄⠄⠄⠄⠄⠤
             ⠅            ⠨
             ⠅            ⠨
             ⠅            ⠨
             ⠅            ⠨
             ⠁⠁⠁⠁⠉⠁⠁⠁⠁⠁⠁⠁⠁⠉
        |--| 500 m
        ⠂⠂⠂ prohibited zone   north is up
        """
    )
  }

  @Test func `where no edge would be seen the zone around is shown as a whole`() throws {
    let county = try square(.permitted, -20_000, -20_000, 40_000)
    let picture = try picture([county], [(0, 0), (10, 0)], alert: (0, 0))
    let drawn = drawing(picture, 24, 6)
    #expect(drawn.contains("|--| 20 km"), "\(drawn)")
    #expect(drawn.contains { $0.contains("●") && $0.contains("⠨") }, "\(drawn)")
  }

  @Test func `colour moves nothing, and Chinese says the same`() throws {
    let picture = try picture(
      [try square(.permitted, 0, 0, 400), try square(.prohibited, 600, 0, 300)],
      [(200, 200), (1_000, 200)],
      alert: (600, 200)
    )
    let map = CharacterMap(picture)
    let colored = map.lines(in: .chinese, isColored: true)
    let plain = map.lines(in: .chinese)
    #expect(colored.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") } == plain)
    #expect(colored.joined().contains("\u{1B}[1;31m●\u{1B}[0m"))
    #expect(plain.count == 18 && plain.allSatisfy { $0.count <= 60 })
    #expect(plain.last == "● 告警   ⠒⠤⠒ 轨迹   ⠂⠂⠂ 允许区域   ⠂⠂⠂ 禁止区域   上北")
  }

  @Test func `nothing, the poles and a jump are drawn without harm`() throws {
    #expect(CharacterMap(MapPicture(title: "")).lines(in: .english).count == 18)
    let far = try #require(Coordinate(latitudeE7: 900_000_000, longitudeE7: 0))
    let near = try place(0, 0)
    let points = [near, far, near].enumerated().map {
      MapPicture.Track.Point($0.element, start + .minutes(Int64($0.offset)), .unknown)
    }
    let picture = MapPicture(title: "", tracks: [.init(points: points)])
    #expect(CharacterMap(picture, columns: 1, rows: 1).lines(in: .english).count == 3)
  }
}
