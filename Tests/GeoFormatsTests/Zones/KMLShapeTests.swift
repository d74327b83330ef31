// What: KML as map programs write it, and WKT as databases do. Oracle: the same zone written plainly, and
// sentences written here by hand.

import GeoCore
import GeoFormats
import Testing

@Suite struct KMLShapeTests {
  static let triangle = "112,25 113,25 113,26 112,25"

  static func polygon(_ tuples: String = triangle) -> String {
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>\(tuples)</coordinates></LinearRing>"
      + "</outerBoundaryIs></Polygon>"
  }

  func contents(_ text: String) throws -> ZoneFileContents {
    try ZoneFile.read(
      Array(text.utf8),
      file: "z",
      conversion: try Conversion(from: .wgs84),
      defaults: ZoneDefaults(id: "Z", role: .permitted, assignee: .everyone)
    )
  }

  func placemark(_ body: String, head: String = "") -> String {
    "\(head)<kml>\n<Placemark>\(body)</Placemark></kml>"
  }

  func refusal(_ body: String) -> String {
    message { _ = try contents(placemark(body)).whole() }.english
  }

  @Test func `within CDATA nothing is a reference`() throws {
    let name = "<name><![CDATA[甲 & <b>乙</b>&nbsp;&lt;]]></name>"
    let description = "<description><![CDATA[<a href=\"?a=1&b=2\">&</a>]]></description>"
    let read = try contents(placemark(name + description + Self.polygon()))
    #expect(try read.whole().map(\.name) == ["甲 & <b>乙</b>&nbsp;&lt;"])
  }

  @Test func `a document type's own declarations are passed over`() throws {
    let head = "<!DOCTYPE kml [<!ENTITY a \"b\"><!ENTITY c 'd'>] >\n"
    #expect(try contents(placemark(Self.polygon(), head: head)).whole().count == 1)
    #expect(try contents(placemark(Self.polygon(), head: "<!DOCTYPE kml>")).whole().count == 1)
  }

  @Test(arguments: [
    "112, 25 113,25 113,26 112, 25", "112,25,0,113,25,0 113,26,0 112,25,0", "0x70,25 113,25",
    "112;25 113;25", "112 25", "nan,25 113,25", "1e999,25 113,25",
  ])
  func `a tuple that is no position is named`(tuples: String) {
    let told = refusal(Self.polygon(tuples))
    #expect(told.contains("is no longitude,latitude or longitude,latitude,height"), "\(told)")
  }

  @Test func `no shape of a placemark is lost without a word`() throws {
    let point = "<Point><coordinates>112,25</coordinates></Point>"
    let line = "<LineString><coordinates>112,25 113,25</coordinates></LineString>"
    for shapes in [point + point, line + Self.polygon()] {
      let told = refusal("<MultiGeometry>\(shapes)</MultiGeometry>")
      #expect(told.contains("make a placemark of each"), "\(told)")
    }
    // A label within a polygon is none.
    let labelled = "<MultiGeometry>\(point)\(Self.polygon())\(point)</MultiGeometry>"
    #expect(refusal(labelled).isEmpty)
  }

  @Test(arguments: [
    "POLYGONZ((112 25 1,113 25 1,113 26 1,112 25 1))",
    "polygonzm ((112 25 1 2,113 25 1 2,113 26 1 2,112 25 1 2))",
    "MULTIPOLYGONM(((112 25 1,113 25 1,113 26 1,112 25 1)))",
    "POLYGON Z((112 25 NaN,113 25 nan,113 26 NaN,112 25 NaN))",
    "SRID=0;POLYGON((1.12e2 2.5E+1,113 25,113 26,112 25))",
  ])
  func `WKT is read as databases write it`(text: String) throws {
    let plain = try contents("wkt\n\"POLYGON((\(Self.triangle.wkt)))\"").whole()
    #expect(try contents("wkt\n\"\(text)\"").whole() == plain)
  }

  @Test func `a height that is null is passed over, a number in quotes is not`() throws {
    let plain = try contents("wkt\n\"POLYGON((\(Self.triangle.wkt)))\"").whole()
    let json = { (ring: String) in #"{"type":"Polygon","coordinates":[[\#(ring)]]}"# }
    let high = json("[112,25,null],[113,25,null],[113,26,null],[112,25,null]")
    #expect(try contents(high).whole() == plain)
    let told = message { _ = try contents(json(#"["112","25"],["113","25"]"#)).whole() }.english
    #expect(told.contains("numbers without quotes"), "\(told)")
  }

  @Test func `rings that cancel each other leave nothing`() {
    let ring = "112 25,113 25,113 26,112 25"
    let told = message { _ = try contents("wkt\n\"POLYGON((\(ring)),(\(ring)))\"").whole() }.english
    #expect(told.contains("the rings cancel each other and no ground is left"), "\(told)")
  }

  @Test func `a radius is written in decimals`() {
    for radius in ["0x10", "inf", "1e999", "150 m"] {
      let told = message { _ = try contents("radius,wkt\n\(radius),POINT (1 1)").whole() }.english
      #expect(told.contains("the radius is \(radius)"), "\(told)")
    }
  }
}

extension String {
  /// The tuples of KML as WKT writes them.
  fileprivate var wkt: String {
    replacing(" ", with: ";").replacing(",", with: " ").replacing(";", with: ",")
  }
}
