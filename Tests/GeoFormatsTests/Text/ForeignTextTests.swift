// What: tables and texts in encodings and with separators that are common and not read. Oracle: the
// sentence says what it is and what to do.

import GeoCore
import GeoFormats
import Testing

@Suite struct ForeignTextTests {
  func zoneRefusal(_ bytes: [UInt8]) throws -> Sentence {
    let conversion = try Conversion(from: .wgs84)
    return message { _ = try ZoneFile.readZones(bytes, file: "z", conversion: conversion) }
  }

  func pointRefusal(_ bytes: [UInt8]) throws -> Sentence {
    let conversion = try Conversion(from: .wgs84)
    return message { _ = try PointFile(csv: bytes, file: "p", conversion: conversion) }
  }

  func trackRefusal(_ bytes: [UInt8], _ name: String = "t.csv") throws -> Sentence {
    let reading = TrackReading(device: DeviceNumber(1), conversion: try Conversion(from: .wgs84))
    return message { _ = try TrackFile.read(bytes, file: name, as: reading) }
  }

  func registryRefusal(_ bytes: [UInt8]) -> Sentence {
    message { _ = try RegistryFile.readSubjects(csv: bytes, file: "r") }
  }

  /// 编号 in GBK.
  static let number: [UInt8] = [0xB1, 0xE0, 0xBA, 0xC5]

  @Test func `a table in GBK is refused with what to do`() throws {
    let zone = Self.number + Array(",wkt\n1,POINT (1 1)\n".utf8)
    for told in [
      try zoneRefusal(zone), try pointRefusal(Self.number + Array(",lat,lon\n1,2,3\n".utf8)),
      try trackRefusal(Self.number + Array(",time,lat,lon\n1,2,3,4\n".utf8)),
      registryRefusal(Self.number + Array(",name\n1,2\n".utf8)),
    ] {
      #expect(told.english.contains("not UTF-8; save the file as CSV UTF-8"), "\(told.english)")
      #expect(told.chinese.contains("请另存为“CSV UTF-8”"), "\(told.chinese)")
    }
  }

  @Test func `JSON and KML in GBK are refused on their line`() throws {
    let json = Array("{\"type\":\n\"".utf8) + Self.number + Array("\"}".utf8)
    let kml =
      Array("<?xml version=\"1.0\" encoding=\"GBK\"?>\n<kml><name>".utf8) + Self.number
      + Array("</name></kml>".utf8)
    for bytes in [json, kml] {
      let told = try zoneRefusal(bytes)
      #expect(told.english.hasPrefix("z, line 2: the text is in another encoding than UTF-8, GBK"))
      #expect(told.chinese.contains("请另存为 UTF-8"))
    }
  }

  @Test(arguments: [true, false])
  func `text in UTF-16 is told from a file that is no text`(isMarked: Bool) throws {
    let text = "{\"type\":\"FeatureCollection\",\"features\":[]}"
    var bytes: [UInt8] = isMarked ? [0xFF, 0xFE] : []
    for unit in text.utf16 { bytes += [UInt8(unit & 255), UInt8(unit >> 8)] }
    let told = try zoneRefusal(bytes)
    #expect(
      told.english.contains("the text is in UTF-16; save the file as UTF-8"),
      "\(told.english)"
    )
    #expect(told.chinese.contains("文字编码为 UTF-16"))
  }

  @Test(arguments: [(";", "semicolons", "分号"), ("\t", "tabs", "制表符")])
  func `a table of semicolons or tabs is refused by that name`(
    separator: String,
    english: String,
    chinese: String
  ) throws {
    let table = { (names: String) in
      Array("\n\(names)\n1,2,3".replacing(",", with: separator).utf8)
    }
    for told in [
      try zoneRefusal(table("id,name,wkt")), try pointRefusal(table("id,latitude,longitude")),
      try trackRefusal(table("time,lat,lon"), "t.txt"), registryRefusal(table("id,name,grade")),
    ] {
      #expect(told.english.contains("kept apart by \(english); save the file with commas"))
      #expect(told.chinese.contains("字段以\(chinese)分隔；请改用逗号分隔后另存"))
    }
  }

  @Test func `empty lines before a header are passed over in every table`() throws {
    let points = Array("\n\nid,lat,lon\n7,1,2\n".utf8)
    let conversion = try Conversion(from: .wgs84)
    #expect(try PointFile(csv: points, file: "p", conversion: conversion).points.count == 1)
    let zones = Array("\n\nid,radius,wkt\nA,5,POINT (1 1)\n".utf8)
    let defaults = ZoneDefaults(role: .permitted, assignee: .everyone)
    let read = try ZoneFile.readZones(zones, file: "z", conversion: conversion, defaults: defaults)
    #expect(read.map(\.id) == ["A"])
  }

  @Test func `a column of zones that stands twice is refused, in either language`() throws {
    for header in ["id,name,name,wkt", "id,编号,wkt", "id,Name,名称,wkt"] {
      let told = try zoneRefusal(Array("\(header)\n".utf8))
      #expect(told.english.contains("stands twice in the header"), "\(header): \(told.english)")
    }
  }
}
