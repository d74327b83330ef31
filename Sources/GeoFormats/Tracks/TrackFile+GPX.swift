import GeoCore

extension TrackFile {
  /// Reads the track points of GPX 1.0 and 1.1; waypoints and routes are passed over.
  ///
  /// GPX states its times in UTC, so a time without an offset is UTC. Speed and course are also taken
  /// from a point's extensions, by element name (Garmin's are in metres per second). Where the XML
  /// breaks, the point in hand is lost and reading goes on at the next one.
  static func readGPX(
    _ bytes: [UInt8],
    of device: DeviceNumber,
    _ conversion: Conversion,
    into track: inout Track
  ) throws(TrackFileError.Cause) {
    var reader = GPXReader(bytes: bytes, track: track, device: device, conversion: conversion)
    try reader.read()
    track = reader.track
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
  private var lines = LineCounter()

  /// The point in hand.
  private var point: Point?

  /// Whether there was any.
  private var hasPoints = false

  private struct Point {
    var line: Int
    var fields = FixFields()
    var time = ""
    /// Whether there is a second time: what parts this point from the next is lost.
    var isTwo = false
    var fixKind = ""
  }

  /// Where track points stand.
  private static let segment = ["gpx", "trk", "trkseg"]

  init(bytes: [UInt8], track: Track, device: DeviceNumber, conversion: Conversion) {
    self.bytes = bytes
    self.track = track
    self.device = device
    self.conversion = conversion
  }

  /// Reads the whole text into the track.
  mutating func read() throws(TrackFileError.Cause) {
    var xml = XMLReader(bytes)
    var firstFault: XMLFault?
    while true {
      let fault: XMLFault
      do {
        guard let event = try xml.next() else { return }
        guard let broken = try take(event) else { continue }
        fault = broken
      } catch let error as XMLFault {
        fault = error
      } catch {
        throw .notGPX(root: (error as? NotGPX)?.root ?? "")
      }
      firstFault = firstFault ?? fault
      let next = nextPoint(after: fault.start)
      guard hasPoints || next != nil else {
        let (line, column) = lineAndColumn(of: (firstFault ?? fault).offset, in: bytes)
        throw .notXML(line: line, column: column, reason: (firstFault ?? fault).reason)
      }
      let line = point?.line ?? lines.line(of: fault.start, in: bytes)
      let broken = lines.line(of: fault.offset, in: bytes)
      track.skip(line: line, .brokenXML(line: broken, fault.reason))
      (point, text) = (nil, "")
      guard let next else { return }
      path = Self.segment
      xml.resume(at: next, within: path)
    }
  }

  private struct NotGPX: Error { var root: String }

  /// Takes what the text holds next.
  ///
  /// - Returns: a fault, where a point begins and the one before it was never closed.
  private mutating func take(_ event: XMLReader.Event) throws(NotGPX) -> XMLFault? {
    switch event {
    case .start(let name, let attributes, let offset):
      guard !path.isEmpty || name == "gpx" else { throw NotGPX(root: name) }
      if name == "trkpt", point != nil {
        let reason = Sentence("the point is never closed", "轨迹点未结束")
        return XMLFault(offset: offset, start: offset - 1, reason: reason)
      }
      begin(name, attributes, offset: offset)
    case .text(let part): text += part
    case .end(let name): end(name)
    }
    return nil
  }

  /// Where the next track point begins, whatever prefix its name has.
  private func nextPoint(after start: Int) -> Int? {
    var offset = start + 1
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "<") {
        let name = bytes[(offset + 1)...].prefix(64).prefix { byte in
          byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
            && byte != UInt8(ascii: "<")
        }
        if name.split(separator: UInt8(ascii: ":")).last?.elementsEqual("trkpt".utf8) ?? false {
          return offset
        }
      }
      offset += 1
    }
    return nil
  }

  private mutating func begin(_ name: String, _ attributes: [String: String], offset: Int) {
    path.append(name)
    text = ""
    guard name == "trkpt" else { return }
    hasPoints = true
    var point = Point(line: lines.line(of: offset, in: bytes))
    // What is empty is as little a number as what is missing, and no heartbeat.
    let written = { (name: String) in attributes[name].flatMap { $0.isEmpty ? nil : $0 } ?? "—" }
    point.fields.latitude = written("lat")
    point.fields.longitude = written("lon")
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
    case "time" where isOwn:
      if point?.time.isEmpty == false { point?.isTwo = true }
      point?.time = value
    case "fix" where isOwn: point?.fixKind = value
    case "hdop" where isOwn: point?.fields[.hdop] = value
    case "sat" where isOwn: point?.fields[.satellites] = value
    case "src" where isOwn && Fix.Source(named: value) != nil: point?.fields[.source] = value
    case "speed": point?.fields[.speed] = value
    case "course": point?.fields[.heading] = value
    default: break
    }
  }

  /// Ends the point in hand.
  private mutating func close() {
    guard let point else { return }
    self.point = nil
    guard !point.isTwo else { return track.skip(line: point.line, .twoTimes) }
    guard !point.time.isEmpty else { return track.skip(line: point.line, .noTime) }
    guard let time = parseInstant(point.time, clockOf: .utc), point.time.contains(":") else {
      return track.skip(line: point.line, .unreadableTime(point.time))
    }
    var fields = point.fields
    switch point.fixKind {
    case "2d", "3d", "dgps", "pps": if fields[.source].isEmpty { fields[.source] = "gnss" }
    case "none": fields[.flags] = "noFix"
    default: break
    }
    let fix = fields.fix(device: device, time: time, conversion: conversion)
    track.take(fix, line: point.line)
  }
}
