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
  ///   - conversion: from the system in which the coordinates are written.
  /// - Returns: the track, with what was skipped.
  /// - Throws: ``TrackFileError`` if the text is not XML or not GPX.
  public static func readTrack(
    gpx bytes: [UInt8],
    file: String,
    device: DeviceNumber,
    conversion: Conversion
  ) throws(TrackFileError) -> Track {
    var reader = GPXReader(
      bytes: bytes,
      track: Track(name: file),
      device: device,
      conversion: conversion
    )
    do {
      try reader.read()
    } catch {
      throw TrackFileError(file: file, cause: error)
    }
    return reader.track
  }
}

/// Collects the track points of a GPX text as it passes by.
private struct GPXReader {
  let bytes: [UInt8]
  var track: Track
  let device: DeviceNumber
  let conversion: Conversion

  private var path: [String] = []
  private var text = ""
  private var hasName = false

  /// How far lines were counted.
  private var counted = (offset: 0, line: 1)

  /// The point in hand.
  private var point: Point?

  private struct Point {
    var line: Int
    var fields = FixFields()
    var time = ""
    var fixKind = ""
  }

  init(bytes: [UInt8], track: Track, device: DeviceNumber, conversion: Conversion) {
    self.bytes = bytes
    self.track = track
    self.device = device
    self.conversion = conversion
  }

  /// Reads the whole text into the track.
  mutating func read() throws(TrackFileError.Cause) {
    var xml = XMLReader(bytes)
    do {
      while let event = try xml.next() {
        switch event {
        case .start(let name, let attributes, let offset):
          guard !path.isEmpty || name == "gpx" else { throw NotGPX(root: name) }
          begin(name, attributes, offset: offset)
        case .text(let part): text += part
        case .end(let name): end(name)
        }
      }
    } catch let fault as XMLFault {
      let (line, column) = lineAndColumn(of: fault.offset, in: bytes)
      throw .notXML(line: line, column: column, reason: fault.reason)
    } catch let other as NotGPX {
      throw .notGPX(root: other.root)
    } catch {
      preconditionFailure("reading GPX throws XMLFault and NotGPX only")
    }
  }

  private struct NotGPX: Error { var root: String }

  private mutating func begin(_ name: String, _ attributes: [String: String], offset: Int) {
    path.append(name)
    text = ""
    guard name == "trkpt" else { return }
    for byte in bytes[counted.offset..<offset] where byte == 0x0A { counted.line += 1 }
    counted.offset = offset
    var point = Point(line: counted.line)
    point.fields.latitude = attributes["lat"] ?? "—"
    point.fields.longitude = attributes["lon"] ?? "—"
    self.point = point
  }

  private mutating func end(_ name: String) {
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
  private mutating func take(_ name: String, _ value: String) {
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
  private mutating func close() {
    guard let point else { return }
    self.point = nil
    let utc = TimeZoneTable(name: "UTC", firstOffsetSeconds: 0)
    guard !point.time.isEmpty else {
      return track.skip(line: point.line, SkipReason.noTime.sentence)
    }
    guard let time = parseInstant(point.time, clockOf: utc), point.time.contains(":") else {
      return track.skip(line: point.line, SkipReason.badTime(point.time).sentence)
    }
    switch point.fields.fix(device: device, time: time, conversion: conversion) {
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
}
