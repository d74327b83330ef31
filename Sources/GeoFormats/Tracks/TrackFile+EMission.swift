import GeoCore

extension TrackFile {
  /// Reads what the e-mission app collected: an array of entries, of which those with the key
  /// `background/location` are fixes.
  ///
  /// The filtered locations repeat some of them, the other entries hold no position: both are passed
  /// over. A broken entry costs that entry; reading goes on at the next object that has `metadata` and
  /// `data`.
  static func readEMission(
    _ bytes: [UInt8],
    of device: DeviceNumber,
    _ conversion: Conversion,
    into track: inout Track
  ) throws(TrackFileError.Cause) {
    guard let bracket = bytes.firstIndex(of: UInt8(ascii: "[")) else { throw .notATrack(nil) }
    var lines = LineCounter()
    var position = bracket + 1
    while let start = bytes[position...].firstIndex(where: { !isBetween($0) }) {
      // Damage can put a bracket between entries; only the last ends the array.
      let isEnd = bytes[start] == UInt8(ascii: "]")
      if isEnd, bytes[(start + 1)...].allSatisfy({ isBetween($0) }) { return }
      do {
        let (entry, end) = try JSONParser.parse(bytes, at: start)
        position = end
        if let fix = fix(of: entry, device, conversion) {
          track.take(fix, line: lines.line(of: start, in: bytes))
        }
      } catch {
        let line = lines.line(of: start, in: bytes)
        let broken = lines.line(of: error.offset, in: bytes)
        track.skip(line: line, .brokenJSON(line: broken, error.reason))
        guard let next = nextEntry(in: bytes, after: start) else { return }
        position = next
      }
    }
    let line = lines.line(of: bytes.count, in: bytes)
    track.skip(line: line, .brokenJSON(line: line, Sentence("']'", "“]”")))
  }

  /// White space and commas.
  private static func isBetween(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || byte == UInt8(ascii: ",")
  }

  /// Where the next whole entry begins.
  private static func nextEntry(in bytes: [UInt8], after start: Int) -> Int? {
    var offset = start + 1
    while let brace = bytes[offset...].firstIndex(of: UInt8(ascii: "{")) {
      if let (value, _) = try? JSONParser.parse(bytes, at: brace), value["metadata"] != nil,
        value["data"] != nil
      {
        return brace
      }
      offset = brace + 1
    }
    return nil
  }

  /// The fix of an entry; `nil` where it is an entry of another kind.
  private static func fix(
    of entry: JSONValue,
    _ device: DeviceNumber,
    _ conversion: Conversion
  ) -> Result<Fix, SkipReason>? {
    guard let key = entry["metadata"]?["key"]?.string else { return .failure(.noPosition) }
    guard key == "background/location" else { return nil }
    guard let data = entry["data"] else { return .failure(.noPosition) }
    let text = { (names: [String]) in
      names.lazy.compactMap { data[$0]?.written }.first ?? ""
    }
    var fields = FixFields()
    fields.latitude = text(["latitude", "mLatitude"])
    fields.longitude = text(["longitude", "mLongitude"])
    guard !fields.latitude.isEmpty, !fields.longitude.isEmpty else {
      return .failure(.noNumbers(fields.latitude, fields.longitude))
    }
    fields[.accuracy] = text(["accuracy", "mAccuracy"])
    fields[.speed] = text(["sensed_speed", "mSpeed"])
    fields[.heading] = text(["heading", "mBearing"])
    // Seconds; the oldest phones wrote milliseconds under another name.
    let written = entry["metadata"]?["write_ts"]?.written ?? ""
    let (seconds, milliseconds) = (text(["ts"]), text(["mTime"]))
    let time = seconds.isEmpty ? milliseconds : seconds
    let value =
      time.isEmpty
      ? scaledInteger(written, places: 3)
      : scaledInteger(time, places: seconds.isEmpty ? 0 : 3)
    guard let value, Instant(milliseconds: value).isFinite else {
      return .failure(
        time.isEmpty && written.isEmpty ? .noTime : .unreadableTime(time.isEmpty ? written : time)
      )
    }
    return fields.fix(
      device: device,
      time: Instant(milliseconds: value),
      conversion: conversion
    )
  }
}
