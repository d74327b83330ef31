import GeoCore

extension TrackFile {
  /// Reads GeoLife's PLT: six lines of header, then latitude, longitude, 0, altitude in feet, days since
  /// 1899-12-30, date and time in GMT.
  ///
  /// Source: GeoLife GPS trajectory dataset, user guide 1.3, "Data format".
  static func readPLT(
    _ bytes: [UInt8],
    of device: DeviceNumber,
    _ conversion: Conversion,
    into track: inout Track
  ) {
    for (number, bytes) in ByteLines(file: bytes).dropFirst(6) {
      let text = String(decoding: bytes, as: UTF8.self)
      guard !text.trimmed.isEmpty else { continue }
      track.take(PLTLine(text).fix(of: device, conversion), line: number)
    }
  }
}

/// A line of a PLT file.
struct PLTLine {
  private let fields: [String]

  init(_ text: String) {
    fields = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
  }

  /// Whether a text is such a line.
  static func isOne(_ text: String) -> Bool {
    let line = PLTLine(text)
    return line.fields.count == 7 && line.time != nil
  }

  private var time: Instant? { parseInstant("\(fields[5])T\(fields[6])", clockOf: .utc) }

  /// The fix; positions and times only, since the altitude is no part of one.
  func fix(of device: DeviceNumber, _ conversion: Conversion) -> Result<Fix, SkipReason> {
    guard fields.count == 7 else { return .failure(.fieldCount(fields.count, expected: 7)) }
    guard let time else { return .failure(.unreadableTime("\(fields[5]) \(fields[6])")) }
    guard !fields[0].isEmpty, !fields[1].isEmpty else {
      return .failure(.noNumbers(fields[0], fields[1]))
    }
    var it = FixFields()
    (it.latitude, it.longitude) = (fields[0], fields[1])
    return it.fix(device: device, time: time, conversion: conversion)
  }
}
