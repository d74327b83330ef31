// What: GeoJSON into zones, and each refusal's sentence. Oracle: small files written here by hand.

import GeoCore
import GeoFormats
import Testing

@Suite struct ZoneReadingTests {
  static let home = ZoneDefaults(id: "Z1", role: .permitted, assignee: .everyone)

  func read(_ text: String, _ defaults: ZoneDefaults = home) throws -> [Zone] {
    try ZoneFile.readZones(
      Array(text.utf8),
      file: "z.geojson",
      conversion: try Conversion(from: .wgs84),
      defaults: defaults
    )
  }

  func refusal(_ text: String, _ defaults: ZoneDefaults = home) -> String {
    message { _ = try read(text, defaults) }.english
  }

  /// A feature with these properties and this geometry.
  func feature(_ properties: String, _ geometry: String = square) -> String {
    #"{"type":"Feature","properties":{\#(properties)},"geometry":\#(geometry)}"#
  }

  static let square =
    #"{"type":"Polygon","coordinates":[[[112,25],[113,25],[113,26],[112,26],[112,25]]]}"#

  @Test func `a feature says everything about its zone`() throws {
    let text = feature(
      #""id":"home-7","name":"住所","role":"permitted","effect":"confines","#
        + #""assignee":"subject:S7","schedule":"周一至周五 22:00-06:00; Sat,Sun 20:00-08:00","#
        + #""timeZone":"Asia/Urumqi""#
    )
    let zone = try #require(try read(text).first)
    #expect(zone.id == "home-7" && zone.name == "住所" && zone.role == .permitted)
    #expect(zone.effect == .confines && zone.assignee == .subject("S7"))
    let schedule = try #require(zone.schedule)
    #expect(schedule.timeZone == "Asia/Urumqi")
    #expect(
      schedule.spans == [
        WeeklySchedule.Span(days: 0b001_1111, startMinute: 1320, endMinute: 360),
        WeeklySchedule.Span(days: 0b110_0000, startMinute: 1200, endMinute: 480),
      ]
    )
    #expect(zone.area.vertexCount == 4)
  }

  @Test func `a bare geometry takes everything from the defaults`() throws {
    let zone = try #require(try read(Self.square).first)
    #expect(zone.id == "Z1" && zone.name == "Z1" && zone.assignee == .everyone)
  }

  @Test func `a point with a radius is a circle`() throws {
    let point = #"{"type":"Point","coordinates":[112.4,25.6,80]}"#
    let zone = try #require(try read(feature(#""radius":250.5"#, point)).first)
    let center = try #require(Coordinate(latitudeE7: 256_000_000, longitudeE7: 1_124_000_000))
    #expect(zone.area == Circle(center: center, radius: Meters(250.5)).map(Area.circle))
    #expect(refusal(feature("", point)).contains("needs the property radius"))
    #expect(refusal(feature(#""radius":0"#, point)).contains("the radius is 0"))
    #expect(refusal(feature(#""radius":"wide""#, point)).contains("the radius is wide"))
  }

  @Test func `an identifier is the property, the feature's own, or the code`() throws {
    #expect(try read(feature(#""adcode":431024"#)).first?.id == "431024")
    #expect(try read(feature(#""id":7,"adcode":431024"#)).first?.id == "7")
    let own = #"{"type":"Feature","id":"way/1","properties":null,"geometry":\#(Self.square)}"#
    #expect(try read(own).first?.id == "way/1")
    let defaults = ZoneDefaults(role: .permitted, assignee: .everyone, idProperty: "gid")
    #expect(try read(feature(#""id":1,"gid":"G9""#), defaults).first?.id == "G9")
    #expect(refusal(feature(#""id":"a b""#)).contains("\"a b\" cannot be used"))
  }

  @Test func `several features need identifiers of their own`() {
    let (a, b) = (feature(#""id":"A""#), feature(#""name":"b""#))
    let two = #"{"type":"FeatureCollection","features":["# + "\n\(a),\n\(b)]}"
    #expect(refusal(two).hasPrefix("z.geojson, line 3, feature 2: there is no identifier"))
    let twins = #"{"type":"FeatureCollection","features":["# + "\n\(a),\n\(a)]}"
    #expect(refusal(twins).contains("feature 2 (A): the identifier is that of feature 1 already"))
    #expect(refusal(#"{"type":"FeatureCollection","features":[]}"#).contains("no feature"))
  }

  @Test func `swapped coordinates are asked about, with their place`() {
    let swapped =
      #"{"type":"Polygon","coordinates":[[[25,112],[26,112],[26,113],[25,112]]]}"#
    let text = refusal(feature(#""id":"A""#, swapped))
    #expect(
      text == "z.geojson, line 1, feature 1 (A), ring 1 (the shell), vertex 1: latitude 112.0, "
        + "longitude 25.0 is not on the globe; are latitude and longitude swapped? GeoJSON writes "
        + "[longitude, latitude]."
    )
    let meters = #"{"type":"Polygon","coordinates":[[[639725,2834694],[1,1],[2,2],[3,3]]]}"#
    #expect(refusal(meters).contains("are these metres?"))
    let turned = #"{"type":"Polygon","coordinates":[[[190,0],[191,1],[190,1],[190,0]]]}"#
    #expect(refusal(turned).contains("longitudes from -180 to 180; correct it."))
  }

  @Test func `a longitude that rounds to the antimeridian is on it`() throws {
    let ring = "[[[179,0],[180.00000000000014,0],[180,1],[179,1],[179,0]]]"
    let zone = try #require(try read(#"{"type":"Polygon","coordinates":\#(ring)}"#).first)
    #expect(zone.area.box.longitudes == 1_790_000_000...1_800_000_000)
  }

  @Test(arguments: [
    (#"[[[0,0],[1,0],[1,1],[0,1]]]"#, "ring 1 (the shell): the ring is not closed"),
    (#"[[[0,0],[1,0],[0,0]]]"#, "2 different vertices"),
    (#"[[[0,0],[1,1],[2,2],[0,0]]]"#, "enclose nothing"),
    (#"[[[0,0],[1,0],[-179,1],[0,0]]]"#, "vertex 2: the edge from here spans exactly 180°"),
    (#"[[[0,60],[120,60],[-120,60],[0,60]]]"#, "goes around a pole"),
    (#"[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[1,1]]]"#, "ring 2 (a hole): the ring has 2"),
    (#"[[[0,0],[1,"x"],[1,1],[0,0]]]"#, "vertex 2: the coordinates are not nested"),
    (#"[[0,0],[1,0],[1,1],[0,0]]"#, "not nested"),
    (#"[]"#, "there is no geometry"),
  ])
  func `a broken ring is refused at its vertex`(coordinates: String, expected: String) {
    let text = refusal(#"{"type":"Polygon","coordinates":\#(coordinates)}"#)
    #expect(text.contains(expected), "\(text)")
  }

  @Test func `the second polygon of a multipolygon is named`() {
    let text = refusal(
      #"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[0,0],[1,0]]]]}"#
    )
    #expect(text.contains("polygon 2, ring 1 (the shell): the ring is not closed"))
  }

  @Test(arguments: [
    (#""role":"forbidden""#, "the property role is \"forbidden\"; write permitted or prohibited."),
    (#""effect":"limits""#, "write extends or confines."),
    (#""assignee":"all""#, "write everyone, jurisdiction:ID, subject:ID or leaves."),
    (#""assignee":"subject:""#, "write everyone"),
    (#""schedule":"at night""#, "the property schedule is \"at night\""),
    (#""timeZone":"../etc/passwd""#, "write a name such as Asia/Shanghai"),
    (#""role":"prohibited","effect":"confines""#, "a prohibited zone cannot confine"),
  ])
  func `a property that means nothing is refused`(property: String, expected: String) {
    let text = refusal(feature(property))
    #expect(text.contains(expected), "\(text)")
  }

  @Test func `what neither file nor defaults say is asked for`() {
    let bare = ZoneDefaults(id: "Z")
    #expect(refusal(Self.square, bare).contains("the property role is not given"))
    let role = ZoneDefaults(id: "Z", role: .permitted)
    #expect(refusal(Self.square, role).contains("the property assignee is not given"))
  }

  @Test(arguments: [
    ("urn:ogc:def:crs:OGC:1.3:CRS84", true), ("EPSG:4326", true), ("WGS 84", true),
    ("urn:ogc:def:crs:EPSG::4490", true), ("EPSG:4547", false), ("EPSG:3857", false),
  ])
  func `a foreign reference system is refused`(name: String, isRead: Bool) {
    let text =
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"\#(name)"}},"#
      + #""features":[\#(feature(""))]}"#
    let told = refusal(text)
    #expect(told.isEmpty == isRead)
    #expect(isRead || told.contains("system is \"\(name)\""))
  }

  @Test(arguments: [
    ("{", "column 2"),
    ("{\"type\":\n\"Poly", "line 2"), ("[1,2", "',' or ']'"),
    ("{\"a\":1,}", "a name in quotes"), ("[nul]", "a value"), ("{} x", "the end of the file"),
    ("[\u{1}\u{2}PK", "not JSON at column 2"), ("[\"\\ud800\"]", "surrogate"),
    (String(repeating: "[", count: 100_000), "less nesting"),
  ])
  func `broken JSON is refused at its line and column`(text: String, expected: String) {
    let told = refusal(text)
    #expect(told.contains("not JSON") && told.contains(expected), "\(told)")
  }

  @Test func `JSON that is no area is refused`() {
    #expect(refusal("[]").contains("the type is not given"))
    #expect(refusal(#"{"type":"Topology"}"#).contains("the type is \"Topology\""))
    #expect(refusal(feature("", "null")).contains("there is no geometry"))
    let line = #"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#
    #expect(refusal(feature("", line)).contains("needs the property width"))
    let points = #"{"type":"MultiPoint","coordinates":[[0,0],[1,1]]}"#
    #expect(refusal(feature("", points)).contains("a zone cannot be a MultiPoint"))
    let collection = #"{"type":"GeometryCollection","geometries":[]}"#
    #expect(refusal(feature("", collection)).contains("a zone cannot be a GeometryCollection"))
  }

  @Test(arguments: [
    ("PK\u{3}\u{4}", "this is an archive"), ("\u{0}\u{1}\u{2}", "this is no text"),
    ("", "there is no feature"), ("<gpx></gpx>", "the outermost element is gpx, not kml"),
    ("<kml>", "not XML"), ("hello, world", "no CSV whose header has a column wkt"),
  ])
  func `what is no file of zones is told what it is`(text: String, expected: String) {
    let told = refusal(text)
    #expect(told.hasPrefix("z.geojson") && told.contains(expected), "\(told)")
  }

  @Test func `every refusal is said in Chinese too`() {
    let chinese = message { _ = try read(feature(#""role":"x""#)) }.chinese
    #expect(chinese == "z.geojson，第 1 行，第 1 个要素（Z1）：属性 role 为“x”；应写 permitted 或 prohibited。")
  }

  @Test func `a file that cannot be read is refused in one sentence`() {
    #expect(message { _ = try InputFile.readFile(at: "/no/such") }.english.contains("no such file"))
    #expect(message { _ = try InputFile.readFile(at: "/tmp") }.english.contains("is a directory"))
  }
}
