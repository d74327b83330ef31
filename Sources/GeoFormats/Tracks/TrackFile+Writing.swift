public import GeoCore

/// A format in which tracks are written.
public enum WrittenTrackFormat: String, CaseIterable, Sendable {
  /// GPX 1.1.
  case gpx
  /// A table with a header.
  case csv
  /// A line for each device, with times.
  case geojson
  /// Fenceline's own, which loses nothing.
  case recording

  /// What people call it.
  public var words: Sentence {
    switch self {
    case .gpx: TrackFormat.gpx.words
    case .csv: TrackFormat.csv.words
    case .geojson: TrackFormat.geojson.words
    case .recording: TrackFormat.recording.words
    }
  }
}

/// A track as text.
public struct WrittenTrack: Hashable, Sendable {
  /// The text, in UTF-8.
  public var text: String

  /// How many fixes stand in it.
  public var count: Int

  /// How many do not, because the format holds nothing without a position.
  public var leftOut: Int
}

extension TrackFile {
  /// Writes fixes in WGS-84, each position exact to 10⁻⁷ degree and each time to the millisecond.
  ///
  /// A recording is read back equal in every field, a table in every field that a fix can hold. GPX and
  /// GeoJSON hold no heartbeats: these are left out and counted. GPX keeps HDOP, satellites, speed,
  /// course, source and that there was no fix; GeoJSON keeps what a table does.
  ///
  /// - Parameters:
  ///   - fixes: the fixes, in the order in which they are written; GPX and GeoJSON put the fixes of each
  ///     device together.
  ///   - format: the format.
  ///   - name: what the track is called, where the format has a place for that.
  /// - Returns: the text, and how many fixes it holds.
  public static func write(
    _ fixes: [Fix],
    as format: WrittenTrackFormat,
    name: String
  ) -> WrittenTrack {
    switch format {
    case .csv: return WrittenTrack(text: table(of: fixes), count: fixes.count, leftOut: 0)
    case .recording:
      let text = Recording.header + fixes.map(Recording.line).joined()
      return WrittenTrack(text: text, count: fixes.count, leftOut: 0)
    case .gpx, .geojson:
      let placed = fixes.filter { $0.coordinate != nil && utcText(of: $0.time) != nil }
      var order: [DeviceNumber] = []
      var devices: [DeviceNumber: [Fix]] = [:]
      for fix in placed {
        if devices[fix.device] == nil { order.append(fix.device) }
        devices[fix.device, default: []].append(fix)
      }
      let tracks = order.map { (device: $0, fixes: devices[$0] ?? []) }
      return WrittenTrack(
        text: format == .gpx ? gpx(of: tracks, name: name) : geoJSON(of: tracks, name: name),
        count: placed.count,
        leftOut: fixes.count - placed.count
      )
    }
  }

  /// A time in UTC; `nil` for one that four digits of a year do not hold.
  private static func utcText(of instant: Instant) -> String? {
    let text = isoText(of: instant, offsetSeconds: 0)
    return text.utf8.count == 29 ? text.dropLast(6) + "Z" : nil
  }

  // MARK: - A table

  private static func table(of fixes: [Fix]) -> String {
    let columns = FixColumn.allCases
    return CSVText.table(
      header: ["time", "device", "latitude", "longitude"] + columns.map(\.rawValue),
      rows: fixes.map { fix in
        let time = utcText(of: fix.time) ?? String(fix.time.milliseconds)
        return [time, String(fix.device.value)] + degrees(of: fix)
          + columns.map { $0.text(of: fix) }
      }
    )
  }

  /// Latitude and longitude; empty in a heartbeat.
  private static func degrees(of fix: Fix) -> [String] {
    guard let place = fix.coordinate else { return ["", ""] }
    return [place.latitudeE7, place.longitudeE7].map { decimalText(Int64($0), places: 7) }
  }

  // MARK: - GPX

  /// Speed and course stand in Garmin's extension of a track point, version 2: GPX 1.1 dropped them.
  private static func gpx(of tracks: [(device: DeviceNumber, fixes: [Fix])], name: String) -> String
  {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gpx version="1.1" creator="fenceline" xmlns="http://www.topografix.com/GPX/1/1" \
      xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">

      """
    for (device, fixes) in tracks {
      text += "<trk><name>\(xmlText(name)) \(device.value)</name><trkseg>\n"
      for fix in fixes { text += point(of: fix) }
      text += "</trkseg></trk>\n"
    }
    return text + "</gpx>\n"
  }

  private static func point(of fix: Fix) -> String {
    let degrees = degrees(of: fix)
    let element = { (name: String, value: String) in
      value.isEmpty ? "" : "<\(name)>\(value)</\(name)>"
    }
    let said = { (name: String, column: FixColumn) in element(name, column.text(of: fix)) }
    let motion = said("gpxtpx:speed", .speed) + said("gpxtpx:course", .heading)
    let extensions = element("extensions", element("gpxtpx:TrackPointExtension", motion))
    return "<trkpt lat=\"\(degrees[0])\" lon=\"\(degrees[1])\">"
      + element("time", utcText(of: fix.time) ?? "") + said("src", .source)
      + element("fix", fix.flags.contains(.noFix) ? "none" : "") + said("sat", .satellites)
      + said("hdop", .hdop) + extensions + "</trkpt>\n"
  }

  /// `text` as XML holds it, without the characters that XML 1.0 has no place for.
  private static func xmlText(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  // MARK: - GeoJSON

  private static func geoJSON(
    of tracks: [(device: DeviceNumber, fixes: [Fix])],
    name: String
  ) -> String {
    let features = tracks.map { device, fixes in
      fixes.count == 1
        ? pointFeature(of: fixes[0], name: name)
        : lineFeature(of: fixes, device, name: name)
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\n"
      + features.joined(separator: ",\n") + "\n]}\n"
  }

  /// A single fix: a line needs two positions (RFC 7946, 3.1.4).
  private static func pointFeature(of fix: Fix, name: String) -> String {
    let said = FixColumn.allCases.compactMap { column -> (String, String)? in
      let value = json(column, of: fix)
      return value == "null" ? nil : (column.rawValue, value)
    }
    let members =
      [("device", "\"\(fix.device.value)\""), ("name", jsonString(name)), ("time", time(of: fix))]
      + said
    return feature(members, type: "Point", coordinates: position(of: fix))
  }

  private static func lineFeature(of fixes: [Fix], _ device: DeviceNumber, name: String) -> String {
    let list = { (values: [String]) in "[" + values.joined(separator: ",") + "]" }
    var columns = [("times", list(fixes.map(time)))]
    for column in FixColumn.allCases {
      let values = fixes.map { json(column, of: $0) }
      if values.contains(where: { $0 != "null" }) {
        columns.append((column.rawValue, list(values)))
      }
    }
    let members = [
      ("device", "\"\(device.value)\""), ("name", jsonString(name)),
      ("coordinateProperties", object(columns)),
    ]
    return feature(members, type: "LineString", coordinates: list(fixes.map(position)))
  }

  private static func feature(
    _ properties: [(String, String)],
    type: String,
    coordinates: String
  ) -> String {
    "{\"type\":\"Feature\",\"properties\":\(object(properties)),"
      + "\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}}"
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func time(of fix: Fix) -> String { "\"\(utcText(of: fix.time) ?? "")\"" }

  private static func position(of fix: Fix) -> String {
    "[" + degrees(of: fix).reversed().joined(separator: ",") + "]"
  }

  private static func json(_ column: FixColumn, of fix: Fix) -> String {
    let text = column.text(of: fix)
    return text.isEmpty ? "null" : column.isNumber ? text : jsonString(text)
  }
}
