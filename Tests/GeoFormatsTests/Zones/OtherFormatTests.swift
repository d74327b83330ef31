// What: zones from KML and from CSV with WKT, corridors, and what is odd about a polygon. Oracle: small
// files written here by hand, and the same zones read from GeoJSON.

import GeoCore
import GeoFormats
import Testing

@Suite struct OtherFormatTests {
  func contents(_ text: String, _ system: CoordinateSystem = .wgs84) throws -> ZoneFileContents {
    try ZoneFile.read(
      Array(text.utf8),
      file: "z",
      conversion: try Conversion(from: system),
      defaults: ZoneDefaults(role: .permitted, assignee: .everyone)
    )
  }

  func refusal(_ text: String, _ system: CoordinateSystem = .wgs84) -> String {
    message { _ = try contents(text, system).whole() }.english
  }

  @Test func `KML gives the same zones as GeoJSON`() throws {
    let kml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>areas</name><Folder>
      <Placemark id="A"><name>学校</name>
        <ExtendedData><Data name="role"><value>prohibited</value></Data></ExtendedData>
        <MultiGeometry><Point><coordinates>112.5,25.5,0</coordinates></Point>
        <Polygon><outerBoundaryIs><LinearRing><coordinates>
          112,25,0 113,25,0 113,26,0 112,26,0 112,25,0
        </coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>
          112.2,25.2 112.4,25.2 112.4,25.4 112.2,25.2
        </coordinates></LinearRing></innerBoundaryIs></Polygon></MultiGeometry></Placemark>
      <Placemark><name>route</name><ExtendedData><SchemaData schemaUrl="#s">
        <SimpleData name="id">B</SimpleData><SimpleData name="width">40</SimpleData>
        </SchemaData></ExtendedData>
        <LineString><coordinates>112,25 112.01,25.01</coordinates></LineString></Placemark>
      </Folder></Document></kml>
      """
    let json = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","id":"A","properties":{"name":"学校","role":"prohibited"},"geometry":
       {"type":"Polygon","coordinates":[[[112,25],[113,25],[113,26],[112,26],[112,25]],
        [[112.2,25.2],[112.4,25.2],[112.4,25.4],[112.2,25.2]]]}},
      {"type":"Feature","properties":{"id":"B","name":"route","width":40},"geometry":
       {"type":"LineString","coordinates":[[112,25],[112.01,25.01]]}}]}
      """
    let (a, b) = (try contents(kml), try contents(json))
    #expect(a.format == .kml && b.format == .geoJSON)
    #expect(a.zones == b.zones && a.zones.count == 2 && a.remarks.isEmpty)
  }

  @Test func `CSV with WKT gives the same zones as GeoJSON, in both languages`() throws {
    let csv = """
      编号,名称,半径,wkt
      A,"a, b",,"POLYGON Z ((112 25 7, 113 25 7, 113 26 7, 112 25 7), EMPTY)"
      B,b,250.5,POINT (112.4 25.6)
      C,c,,"SRID=4490;MULTIPOLYGON (((1 1, 2 1, 2 2, 1 1)), ((5 5, 6 5, 6 6, 5 5)))"
      """
    let json = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":"A","name":"a, b"},"geometry":
       {"type":"Polygon","coordinates":[[[112,25],[113,25],[113,26],[112,25]]]}},
      {"type":"Feature","properties":{"id":"B","name":"b","radius":250.5},"geometry":
       {"type":"Point","coordinates":[112.4,25.6]}},
      {"type":"Feature","properties":{"id":"C","name":"c"},"geometry":
       {"type":"MultiPolygon","coordinates":[[[[1,1],[2,1],[2,2],[1,1]]],[[[5,5],[6,5],[6,6],[5,5]]]]}}]}
      """
    #expect(try contents(csv).zones == contents(json).zones)
  }

  @Test(arguments: [
    ("A,\"POLYGON ((0 0, 1 0, 1 1))\"", "ring 1 (the shell): the ring is not closed"),
    ("A,\"POLYGON ((0 0, 1 0, 1 x, 0 0))\"", "not WKT at its letter 23: expected a number"),
    ("A,\"POLYGON ((0 0, 1 0, 1 1, 0 0)\"", "expected ',' or ')'"),
    ("A,\"POLYGON ((0 0, 1 0, 1 1, 0 0)) x\"", "expected the end of the text"),
    ("A,\"LINESTRING (0 0, 1 1)\"", "needs the property width"),
    ("A,POINT (0 0)", "needs the property radius"), ("A,", "there is no geometry"),
    ("A,\"GEOMETRYCOLLECTION (POINT (0 0))\"", "a zone cannot be a GEOMETRYCOLLECTION"),
    ("A,POLYGON EMPTY", "there is no geometry"),
    ("A,\"SRID=4547;POINT (0 0)\"", "SRID=4547\", and wgs84 was stated"),
    ("A,B,C", "the row cannot be read: The line has 3 fields"),
    ("A,\"POINT (0", "the row cannot be read: A quote is never closed"),
  ])
  func `a row that is no zone is refused on its line`(row: String, expected: String) {
    let told = refusal("id,wkt\n" + row)
    #expect(told.contains("line 2, feature 1") && told.contains(expected), "\(told)")
  }

  @Test func `KML that is no zone is refused on its line`() {
    let placemark = { (body: String) in "<kml>\n<Placemark id=\"A\">\(body)</Placemark></kml>" }
    #expect(refusal(placemark("")).contains("line 2, feature 1 (A): there is no geometry"))
    let bad = "<Point><coordinates>1;2</coordinates></Point>"
    #expect(refusal(placemark(bad)).contains("line 2, feature 1: \"1;2\" is no longitude,latitude"))
    #expect(refusal("<kml></kml>").contains("there is no feature"))
    #expect(refusal("<kml>\n<a></b></kml>").contains("line 2: not XML at column"))
    #expect(
      refusal("<kml></kml>", .epsg(4547)).contains(
        "longitude and latitude in WGS 84, and EPSG:4547 was stated"
      )
    )
  }

  @Test func `a placemark within a polygon is refused and breaks nothing`() throws {
    let inner = "<Placemark id=\"B\"><coordinates>0,0</coordinates></Placemark>"
    let text = "<kml><Placemark id=\"A\"><Polygon>\(inner)</Polygon></Placemark></kml>"
    #expect(refusal(text).contains("the coordinates are not nested"))
  }

  @Test func `one feature that is none does not hide the others`() throws {
    let read = try contents("id,wkt\nA,\"POINT (0 0)\"\nB,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\nB,x")
    #expect(read.zones.map(\.id) == ["B"] && read.refusals.count == 2)
    #expect(read.refusals.map(\.place.line) == [2, 4])
  }

  @Test(arguments: [("0", "1 to 40,000"), ("wide", "the width is wide"), ("40001", "1 to 40,000")])
  func `a corridor has a width that means something`(width: String, expected: String) {
    #expect(refusal("id,width,wkt\nA,\(width),\"LINESTRING (1 1, 2 2)\"").contains(expected))
  }

  @Test func `a corridor's vertex that breaks a rule is named`() {
    let told = refusal("id,width,wkt\nA,9,\"MULTILINESTRING ((1 1, 2 2), (3 3, 4 4, 5 85))\"")
    #expect(told.contains("polygon 2, vertex 3: a corridor reaches to 80°"), "\(told)")
  }

  @Test func `a sliver is told with its place and changes nothing`() throws {
    // A notch that overshoots its own edge by a metre.
    let text =
      "id,wkt\nA,\"POLYGON ((112 25, 113 25, 113 26, 112.5 26, 112.5 24.99999, 112.4 26, 112 26, 112 25))\""
    let read = try contents(text)
    #expect(read.zones.count == 1 && read.remarks.count == 1)
    let told = try #require(read.remarks.first?.sentence)
    #expect(
      told.english.contains("line 2, feature 1 (A), ring 1 (the shell), vertex"),
      "\(told.english)"
    )
    #expect(
      told.english.contains("crosses itself or another at latitude 25.0000000, longitude 112.5")
    )
    #expect(told.english.contains("and at 1 other place; the zone is taken as drawn"))
    #expect(told.chinese.contains("围栏按所绘接受，面积不变"))
  }

  @Test func `a polygon that can be read in two ways is refused where they differ`() {
    // A shell that goes around the middle twice, and a hole that lies outside of its shell.
    let twice = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0, 3 3, 6 3, 6 6, 3 6, 3 3, 0 0))"
    let outside = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (5 5, 6 5, 6 6, 5 5))"
    let wound = "POLYGON ((0 0, 9 0, 9 9, 2 9, 2 2, 7 2, 7 9, 0 9, 0 0))"
    let told = refusal("id,wkt\nA,\"\(outside)\"")
    #expect(told.contains("feature 1 (A), ring 2 (a hole), vertex"), "\(told)")
    #expect(told.contains("can be read as inside or as outside"))
    #expect(refusal("id,wkt\nA,\"\(wound)\"").contains("ring 1 (the shell), vertex"))
    #expect(!refusal("id,wkt\nA,\"\(twice)\"").isEmpty)
  }

  @Test func `what encloses nothing is refused, however it is bent`() {
    let told = refusal("id,wkt\nA,\"POLYGON ((0 0, 1 0, 1 1, 1 0, 0 0))\"")
    #expect(told.contains("enclose nothing"), "\(told)")
  }

  @Test func `parts that overlap are told`() throws {
    let text = "id,wkt\nA,\"MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((1 1, 2 1, 2 2, 1 1)))\""
    let told = try #require(try contents(text).remarks.first?.sentence.english)
    #expect(told.contains("polygons 1 and 2 cover the same ground") && told.contains("the union"))
  }
}
