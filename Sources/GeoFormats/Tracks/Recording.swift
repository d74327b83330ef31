import GeoCore

/// Fenceline's own format: JSON lines with every field of a fix as an exact integer.
///
/// | line | holds |
/// |------|-------|
/// | 1 | `{"format":"fenceline recording","version":1}` |
/// | each after it | a fix |
///
/// A fix has `device`, `time` (ms since 1970), `latitudeE7`, `longitudeE7`, `ageMilliseconds`,
/// `accuracyDecimeters`, `hdopHundredths`, `speedCentimeters`, `headingHundredths`, `flags` (the bits of
/// ``GeoCore/Fix/Flags``), `satellites`, `batteryPercent`, `source`; `null` is "not said".
enum Recording {
  /// The version that is written, and the newest that is read.
  static let version = 1

  /// What the first line says.
  static let format = "fenceline recording"

  /// The first line.
  static var header: String { "{\"format\":\"\(format)\",\"version\":\(version)}\n" }

  /// The line of a fix.
  static func line(of fix: Fix) -> String {
    let members: [(String, String)] = [
      ("device", String(fix.device.value)), ("time", String(fix.time.milliseconds)),
      ("latitudeE7", String(fix.latitudeE7)), ("longitudeE7", String(fix.longitudeE7)),
      ("ageMilliseconds", said(fix.ageMilliseconds)),
      ("accuracyDecimeters", said(fix.accuracyDecimeters)),
      ("hdopHundredths", said(fix.hdopHundredths)),
      ("speedCentimeters", said(fix.speedCentimeters)),
      ("headingHundredths", said(fix.headingHundredths)), ("flags", String(fix.flags.rawValue)),
      ("satellites", said(fix.satellites)), ("batteryPercent", said(fix.batteryPercent)),
      ("source", "\"\(fix.source)\""),
    ]
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}\n"
  }

  private static func said<Value: FixedWidthInteger>(_ value: Value) -> String {
    value == .max ? "null" : String(value)
  }

  /// Reads the line of a fix.
  static func fix(in bytes: [UInt8], line number: Int) -> Result<Fix, SkipReason> {
    do {
      return RecordingLine(bytes: bytes, value: try JSONParser.parse(bytes)).fix
    } catch {
      return .failure(.brokenJSON(line: number, error.reason))
    }
  }
}

/// The members of one line.
private struct RecordingLine {
  let bytes: [UInt8]
  let value: JSONValue

  var fix: Result<Fix, SkipReason> {
    do {
      return .success(try read())
    } catch {
      return .failure(error)
    }
  }

  private func read() throws(SkipReason) -> Fix {
    let name = value["source"]?.string ?? ""
    guard let source = Fix.Source(named: name) else { throw .badSource(name) }
    var fix = Fix(
      device: DeviceNumber(try required("device")),
      time: Instant(milliseconds: try required("time")),
      source: source
    )
    fix.latitudeE7 = try required("latitudeE7")
    fix.longitudeE7 = try required("longitudeE7")
    fix.flags = Fix.Flags(rawValue: try required("flags"))
    if fix.flags.contains(.hasPosition), fix.coordinate == nil {
      throw .offGlobe(
        decimalText(Int64(fix.latitudeE7), places: 7),
        decimalText(Int64(fix.longitudeE7), places: 7)
      )
    }
    fix.ageMilliseconds = try optional("ageMilliseconds")
    fix.accuracyDecimeters = try optional("accuracyDecimeters")
    fix.hdopHundredths = try optional("hdopHundredths")
    fix.speedCentimeters = try optional("speedCentimeters")
    fix.headingHundredths = try optional("headingHundredths")
    fix.satellites = try optional("satellites")
    fix.batteryPercent = try optional("batteryPercent")
    return fix
  }

  private func required<Value: FixedWidthInteger>(_ name: String) throws(SkipReason) -> Value {
    guard let member = value[name] else { throw .badValue(Sentence(name, name), "null") }
    return try integer(member, name)
  }

  private func optional<Value: FixedWidthInteger>(_ name: String) throws(SkipReason) -> Value {
    guard let member = value[name] else { return .max }
    return try integer(member, name)
  }

  /// The integer as it stands in the text: as a binary fraction, the largest would lose digits.
  private func integer<Value: FixedWidthInteger>(
    _ member: JSONValue,
    _ name: String
  ) throws(SkipReason) -> Value {
    let written = bytes[member.offset...].prefix { byte in
      ![UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(byte) && byte > 0x20
    }
    let text = String(decoding: written, as: UTF8.self)
    guard case .number = member.content, let value = Value(text) else {
      throw .badValue(Sentence(name, name), String(text.prefix(40)))
    }
    return value
  }
}

extension TrackFile {
  /// Reads a recording; a broken line costs that line.
  static func readRecording(
    _ bytes: [UInt8],
    into track: inout Track
  ) throws(TrackFileError.Cause) {
    var lines = ByteLines(file: bytes)
    guard let first = lines.next(), let header = try? JSONParser.parse(Array(first.bytes)),
      header["format"]?.string == Recording.format,
      let version = header["version"]?.label.flatMap({ Int($0) }), version > 0
    else { throw .notARecording }
    guard version <= Recording.version else { throw .newerRecording(version) }
    while let line = lines.next() {
      guard !line.bytes.trimmingSpaces.isEmpty else { continue }
      track.take(Recording.fix(in: Array(line.bytes), line: line.number), line: line.number)
    }
  }
}
