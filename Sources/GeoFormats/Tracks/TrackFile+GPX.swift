import Foundation
import FoundationXML
public import GeoCore

extension TrackFile {
  /// Reads the track points of a GPX 1.0 or 1.1 text; waypoints and routes are passed over.
  ///
  /// A point without a time or off the globe is skipped and named. GPX states its times in UTC, so a
  /// time without an offset is UTC. Speed and course are also taken from a point's extensions, by
  /// element name (Garmin's are in metres per second).
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: what the file is called in an error.
  ///   - device: the device that the points are of; GPX names none.
  ///   - datum: the datum in which the coordinates are written.
  /// - Returns: the track, with what was skipped.
  /// - Throws: ``TrackFileError`` if the text is not XML or not GPX.
  public static func readTrack(
    gpx bytes: [UInt8],
    file: String,
    device: DeviceNumber,
    datum: ChineseDatum = .wgs84
  ) throws(TrackFileError) -> Track {
    let reader = GPXReader(track: Track(name: file), device: device, datum: datum)
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    let isWhole = parser.parse()
    if let root = reader.foreignRoot {
      throw TrackFileError(file: file, cause: .notGPX(root: root))
    }
    // The parser takes a text that breaks off for a whole one.
    guard isWhole, reader.hasRoot, reader.isClosed else {
      let reason = (parser.parserError as NSError?).map { "libxml2 \($0.code)" } ?? "it breaks off"
      let cause = TrackFileError.Cause.notXML(
        line: max(1, parser.lineNumber),
        column: max(1, parser.columnNumber),
        reason: reason
      )
      throw TrackFileError(file: file, cause: cause)
    }
    return reader.track
  }
}

/// Collects the track points of a GPX text as it streams by.
private final class GPXReader: NSObject, XMLParserDelegate {
  var track: Track
  let device: DeviceNumber
  let datum: ChineseDatum

  /// The outermost element, where it is not `gpx`.
  var foreignRoot: String?
  var hasRoot = false

  /// Whether every element that was begun has ended.
  var isClosed: Bool { path.isEmpty }

  private var path: [String] = []
  private var text = ""
  private var hasName = false

  /// The point in hand.
  private var point: Point?

  private struct Point {
    var line: Int
    var fields = FixFields()
    var time = ""
    var fixKind = ""
  }

  init(track: Track, device: DeviceNumber, datum: ChineseDatum) {
    self.track = track
    self.device = device
    self.datum = datum
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    let name = localName(name)
    if !hasRoot {
      hasRoot = true
      guard name == "gpx" else {
        foreignRoot = name
        parser.abortParsing()
        return
      }
    }
    path.append(name)
    text = ""
    if name == "trkpt" {
      var point = Point(line: parser.lineNumber)
      point.fields.latitude = attributes["lat"] ?? "—"
      point.fields.longitude = attributes["lon"] ?? "—"
      self.point = point
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    let name = localName(name)
    let value = text.trimmed
    text = ""
    path.removeLast()
    if name == "trkpt" {
      close()
    } else if point != nil {
      take(name, value)
    } else if name == "name", path.last == "trk", !hasName {
      hasName = true
      track.name = value
    }
  }

  /// Keeps what an element within a point says.
  private func take(_ name: String, _ value: String) {
    let isOwn = path.last == "trkpt"
    guard isOwn || path.contains("extensions") else { return }
    switch name {
    case "time" where isOwn: point?.time = value
    case "fix" where isOwn: point?.fixKind = value
    case "hdop" where isOwn: point?.fields.hdop = value
    case "sat" where isOwn: point?.fields.satellites = value
    case "speed": point?.fields.speed = value
    case "course": point?.fields.heading = value
    default: break
    }
  }

  /// Ends the point in hand.
  private func close() {
    guard let point else { return }
    self.point = nil
    let utc = TimeZoneTable(name: "UTC", firstOffsetSeconds: 0)
    guard !point.time.isEmpty else {
      return track.skip(line: point.line, SkipReason.noTime.sentence)
    }
    guard let time = parseInstant(point.time, clockOf: utc), point.time.contains(":") else {
      return track.skip(line: point.line, SkipReason.badTime(point.time).sentence)
    }
    switch point.fields.fix(device: device, time: time, datum: datum) {
    case .success(var fix):
      switch point.fixKind {
      case "2d", "3d", "dgps", "pps": fix.source = .gnss
      case "none": fix.flags.insert(.noFix)
      default: break
      }
      track.fixes.append(fix)
    case .failure(let reason): track.skip(line: point.line, reason.sentence)
    }
  }

  /// The name without its namespace's prefix.
  private func localName(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }
}
