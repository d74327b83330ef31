public import GeoCore

extension TrackFile {
  /// Reads the fixes of a CSV text with a header, in file order.
  ///
  /// Columns, in any order: `time`, `latitude`, `longitude`, and where given `device`, `accuracy`
  /// (m), `hdop`, `satellites`, `speed` (m/s), `heading` (°), `battery` (%), `source`, `flags`. Other
  /// columns are passed over. A line without latitude and longitude is a heartbeat. A line that
  /// cannot be read costs that line.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - device: the device of lines that name none.
  ///   - conversion: from the system in which the coordinates are written.
  /// - Returns: the track, with what was skipped.
  /// - Throws: ``TrackFileError`` if the header cannot be used.
  public static func readTrack(
    csv bytes: [UInt8],
    file: String,
    device: DeviceNumber? = nil,
    conversion: Conversion
  ) throws(TrackFileError) -> Track {
    var records = CSVReader(bytes, quotesSpanLines: false)
    let header = records.next()?.fields ?? []
    let columns: TrackColumns
    do {
      columns = try TrackColumns(header: header, hasDevice: device != nil)
    } catch {
      throw TrackFileError(file: file, cause: error)
    }
    var track = Track(name: file)
    while let record = records.next() {
      guard !record.isBlank else { continue }
      switch columns.fix(of: record, device: device, conversion: conversion) {
      case .success(let fix): track.fixes.append(fix)
      case .failure(let reason): track.skip(line: record.line, reason.sentence)
      }
    }
    return track
  }
}

extension TrackFileError.Cause: Error {}

/// Which field of a line holds what.
private struct TrackColumns {
  private enum Column: String, CaseIterable {
    case time, latitude, longitude, device, accuracy, hdop, satellites, speed, heading, battery
    case source, flags

    /// Other names of the column, the Chinese one among them.
    var aliases: [String] {
      switch self {
      case .time: ["时间", "定位时间"]
      case .latitude: ["lat", "纬度"]
      case .longitude: ["lon", "lng", "经度"]
      case .device: ["设备", "设备编号"]
      case .accuracy: ["精度"]
      case .hdop: []
      case .satellites: ["卫星数"]
      case .speed: ["速度"]
      case .heading: ["航向", "方向"]
      case .battery: ["电量"]
      case .source: ["来源"]
      case .flags: ["标志"]
      }
    }
  }

  private let count: Int
  private var indices: [Column: Int] = [:]

  init(header: [String], hasDevice: Bool) throws(TrackFileError.Cause) {
    count = header.count
    for (index, name) in header.enumerated() {
      let plain = name.lowercased()
      let column = Column.allCases.first { $0.rawValue == plain || $0.aliases.contains(plain) }
      guard let column else { continue }
      guard indices.updateValue(index, forKey: column) == nil else {
        throw .repeatedColumn(column.rawValue)
      }
    }
    let missing = [Column.time, .latitude, .longitude].filter { indices[$0] == nil }
    guard missing.isEmpty else { throw .missingColumns(missing.map(\.rawValue)) }
    guard hasDevice || indices[.device] != nil else { throw .noDevice }
  }

  func fix(
    of record: CSVRecord,
    device: DeviceNumber?,
    conversion: Conversion
  ) -> Result<Fix, SkipReason> {
    if let fault = record.fault { return .failure(.broken(fault)) }
    guard record.fields.count == count else {
      return .failure(.fieldCount(record.fields.count, expected: count))
    }
    let text = { (column: Column) in indices[column].map { record.fields[$0] } ?? "" }
    guard !text(.time).isEmpty else { return .failure(.noTime) }
    guard let time = time(text(.time)) else { return .failure(.badTime(text(.time))) }
    let written = text(.device).isEmpty ? device : UInt64(text(.device)).map(DeviceNumber.init)
    guard let written else { return .failure(.badDevice(text(.device))) }
    var fields = FixFields()
    (fields.latitude, fields.longitude) = (text(.latitude), text(.longitude))
    (fields.accuracy, fields.hdop) = (text(.accuracy), text(.hdop))
    (fields.satellites, fields.battery) = (text(.satellites), text(.battery))
    (fields.speed, fields.heading) = (text(.speed), text(.heading))
    return fields.fix(device: written, time: time, conversion: conversion).flatMap { fix in
      var fix = fix
      guard let source = source(text(.source)) else {
        return .failure(.badSource(text(.source)))
      }
      fix.source = source
      return FixFlagText.parse(text(.flags)).map { flags in
        fix.flags.formUnion(flags)
        return fix
      }
    }
  }

  /// ISO 8601 with an offset, or milliseconds since 1970.
  private func time(_ text: String) -> Instant? {
    parseInstant(text)
      ?? Int64(text).map(Instant.init(milliseconds:)).flatMap { instant in
        instant.isFinite ? instant : nil
      }
  }

  private func source(_ text: String) -> Fix.Source? {
    switch text.lowercased() {
    case "", "unknown": .unknown
    case "gnss", "gps": .gnss
    case "wifi": .wifi
    case "cell": .cell
    case "fused": .fused
    default: nil
    }
  }
}
