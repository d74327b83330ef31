// What: what is no track, or leaves open what only the caller knows, is refused in one true sentence.
// Oracle: the sentences themselves, written down here.

import GeoCore
import GeoFormats
import Testing

@Suite struct TrackRefusalTests {
  private static let list =
    "GPX, CSV, NMEA 0183, GeoLife PLT, e-mission JSON, GeoJSON and fenceline's recording."

  /// The bytes of a file and the sentence that refuses it, after the file's name.
  static let cases: [(bytes: [UInt8], sentence: String)] = [
    ([], "the file is empty; tracks are read as \(list)"),
    (Array(" \n\t".utf8), "the file is empty; tracks are read as \(list)"),
    (
      [14, 16, 0x16, 8, 0, 0, 0, 0] + Array(".FIT".utf8) + [0, 0],
      "this looks like a FIT file of a watch; tracks are read as \(list)"
    ),
    (
      Array("PK\u{3}\u{4}".utf8) + [0, 0],
      "this looks like a ZIP archive (a KMZ or spreadsheet is one, too); tracks are read as \(list)"
    ),
    ([0x1F, 0x8B, 8, 0], "this looks like a file packed with gzip; tracks are read as \(list)"),
    (
      [0xFF, 0xFE, 0x74, 0, 0x69, 0],
      "this looks like text in UTF-16 (save it as UTF-8); tracks are read as \(list)"
    ),
    ([1, 2, 3, 0, 250, 7], "this looks like a binary file; tracks are read as \(list)"),
    (
      Array("<?xml version=\"1.0\"?><kml/>".utf8),
      "this looks like KML; tracks are read as \(list)"
    ),
    (
      Array("<osm/>".utf8),
      "the outermost element is osm, not gpx; export the track as GPX 1.1."
    ),
    (
      Array("2015-08-24T05:55:07Z\t*  \t{\"tst\":1,\"_type\":\"location\"}\n".utf8),
      "this looks like a recording of OwnTracks; tracks are read as \(list)"
    ),
    (
      Array("{\"_type\":\"location\",\"tst\":1}\n{\"_type\":\"lwt\"}\n".utf8),
      "this looks like a recording of OwnTracks; tracks are read as \(list)"
    ),
    (
      Array("# \n# Header Description:\n# Raw,ElapsedRealtimeMillis\n".utf8),
      "this looks like a log of raw measurements of GnssLogger; tracks are read as \(list)"
    ),
    (
      Array("[1,2,3]".utf8),
      "this looks like JSON of another kind; tracks are read as \(list)"
    ),
    (
      Array("Dear office, here is my track.".utf8),
      "this is in no format that is known here; tracks are read as \(list)"
    ),
    (
      Array("{\"type\":\"Topology\"}".utf8),
      "the JSON's type is \"Topology\", not FeatureCollection, Feature, LineString or "
        + "MultiLineString; tracks are read as \(list)"
    ),
    (
      Array("<gpx>\n<trk>".utf8),
      "not XML (it breaks off), and no track point can be read; is the file whole?"
    ),
    (
      Array("{\"type\":\"Feature\",\n}".utf8),
      "not JSON (a name in quotes was expected); is the file whole?"
    ),
    (
      Array("time,lat\n".utf8),
      "the header has no column longitude; begin with a line such as time,latitude,longitude."
    ),
    (
      Array("time,lat,lon,latitude\n".utf8),
      "the column latitude stands twice in the header; take one out."
    ),
    (
      Array("time,x,y\n".utf8),
      "the columns x and y say nothing: surveyors count x to the north, mathematicians to the east; "
        + "call them latitude and longitude."
    ),
    (
      Array("{\"format\":\"fenceline recording\",\"version\":2}\n".utf8),
      "a newer fenceline wrote this recording (version 2); use that version."
    ),
    (
      Array("time,lat,lon\n2026-03-02 10:00,25,112\n".utf8),
      "the time \"2026-03-02 10:00\" has no offset; say whose clock it is by: --clock Asia/Shanghai, or "
        + "--clock UTC."
    ),
    (
      Array("$GPGGA,235600.000,5013.476,N,01710.477,E,1,09,0.8,468.770,M,0.0,M,,*64\n".utf8),
      "the sentences hold times and no date; say on which day (UTC) they begin: --date YYYY-MM-DD."
    ),
  ]

  private static let listChinese =
    "可读取的轨迹格式为 GPX、CSV、NMEA 0183、GeoLife PLT、e-mission JSON、GeoJSON 和 fenceline 记录。"

  /// The same sentences in Chinese.
  static let chinese = [
    "t：文件为空；\(listChinese)",
    "t：文件为空；\(listChinese)",
    "t：这似乎是手表的 FIT 文件；\(listChinese)",
    "t：这似乎是 ZIP 压缩包（KMZ 和电子表格也是）；\(listChinese)",
    "t：这似乎是 gzip 压缩文件；\(listChinese)",
    "t：这似乎是 UTF-16 文本（请另存为 UTF-8）；\(listChinese)",
    "t：这似乎是二进制文件；\(listChinese)",
    "t：这似乎是 KML 文件；\(listChinese)",
    "t：最外层元素是 osm，不是 gpx；请将轨迹导出为 GPX 1.1。",
    "t：这似乎是 OwnTracks 记录；\(listChinese)",
    "t：这似乎是 OwnTracks 记录；\(listChinese)",
    "t：这似乎是 GnssLogger 原始观测日志；\(listChinese)",
    "t：这似乎是其他类型的 JSON；\(listChinese)",
    "t：无法识别文件格式；\(listChinese)",
    "t：JSON 的 type 为“Topology”，不是 FeatureCollection、Feature、LineString 或 MultiLineString；"
      + "\(listChinese)",
    "t，第 2 行第 6 列：不是 XML（文件不完整），没有可读取的轨迹点；请检查文件是否完整。",
    "t，第 2 行第 1 列：不是 JSON（此处应为带引号的名称）；请检查文件是否完整。",
    "t，第 1 行：表头缺少列 longitude；第一行应为 time,latitude,longitude 等列名。",
    "t，第 1 行：列 latitude 重复；请删去一个。",
    "t，第 1 行：列名 x、y 含义不明：测量坐标的 x 指北，数学坐标的 x 指东；请改为 latitude、longitude。",
    "t：该记录文件由更新版本的 fenceline 写入（版本 2）；请使用该版本。",
    "t，第 2 行：时间“2026-03-02 10:00”没有时差；请说明所用时钟：--clock Asia/Shanghai 或 --clock UTC。",
    "t：语句只有时刻而没有日期；请说明起始日期（UTC）：--date YYYY-MM-DD。",
  ]

  @Test(arguments: cases.indices) func `it is refused in one true sentence`(index: Int) {
    let (bytes, sentence) = Self.cases[index]
    let told = message { _ = try read(bytes, device: 1) }
    #expect(told.english.hasPrefix("t"))
    #expect(told.english.hasSuffix(": " + sentence), "\(told.english)")
    #expect(told.chinese == Self.chinese[index])
  }

  @Test func `the place of the fault is told`() {
    let place = { (text: String) in message { _ = try read(text, device: 1) }.english.prefix(18) }
    #expect(place("<gpx>\n<trk>") == "t, line 2, column ")
    #expect(place("{\"type\":\"Feature\",\n}") == "t, line 2, column ")
    #expect(place("time,lat,lon\n\n2026-03-02 10:00,25,112\n") == "t, line 3: the tim")
  }

  @Test(
    arguments: [
      "<gpx/>", "time,lat,lon\n", "Geolife trajectory\n", "[{\"metadata\":0}]",
      "{\"type\":\"Point\",\"coordinates\":[1,2]}", "$GPZDA,032908,07,08,2004,00,00*41",
    ]
  )
  func `a file that names no device asks for one`(text: String) {
    #expect(message { _ = try read(text) }.english.hasSuffix("add --device NUMBER."))
    #expect(message { _ = try read(text) }.chinese.hasSuffix("请加 --device 编号。"))
  }

  @Test(
    arguments: [
      "<gpx/>", "Geolife trajectory\n", "[{\"metadata\":0}]", "$GPZDA,032908,07,08,2004*00",
    ]
  )
  func `formats of degrees are not read in a map projection`(text: String) {
    let told = message { _ = try read(text, device: 1, in: .epsg(4547)) }
    #expect(told.english.contains("holds degrees, and EPSG:4547 is a map projection"))
  }

  @Test func `a table of a map projection has easting and northing`() throws {
    let refused = message { _ = try read("time,lat,lon\n", device: 1, in: .epsg(4547)) }
    #expect(refused.english.contains("no column easting, northing"))
    let axes = message { _ = try read("time,X,Y\n", device: 1, in: .epsg(4547)) }
    #expect(axes.english.contains("call them easting and northing"))
    // Changsha, central meridian 114° E: 28.2° N, 113° E by Krüger's series of 1912.
    let track = try read(
      "时间,北坐标,东坐标\n2026-03-02T10:00:00Z,3121010.870,401817.559\n",
      device: 1,
      in: .epsg(4547)
    )
    let place = try #require(track.fixes.first?.coordinate?.position)
    #expect(abs(place.latitude - 28.2) < 2e-7 && abs(place.longitude - 113) < 2e-7)
  }

  @Test func `x and y beside the columns that are needed are passed over`() throws {
    let track = try read("time,x,lat,lon,y\n2026-03-02T10:00:00Z,9,25,112,9\n", device: 1)
    #expect(track.fixes.count == 1)
  }

  @Test func `the ending decides only what the content leaves open`() throws {
    let gpx =
      "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"><time>2026-03-02T10:00:00Z</time></trkpt>"
      + "</trkseg></trk></gpx>"
    #expect(try read(gpx, file: "wrong.csv", device: 1).format == .gpx)
    #expect(
      message { _ = try read("a,b\n", file: "t.csv", device: 1) }.english.contains("no column")
    )
    #expect(message { _ = try read("a,b\n", file: "t.x", device: 1) }.english.contains("no format"))
    let renamed =
      "x\nWGS 84\nAltitude is in Feet\nReserved 3\n0,2\n0\n"
      + "39.9,116.3,0,492,39744.1,2008-10-23,02:53:04\n"
    #expect(try read(renamed, file: "a.PLT", device: 1).format == .plt)
  }
}
