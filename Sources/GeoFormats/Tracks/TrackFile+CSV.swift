import GeoCore

extension TrackFile {
  /// Reads a table with a header.
  ///
  /// Other columns than those of ``TrackColumns`` are passed over. A line without a position is a
  /// heartbeat. The first time that can be read decides: if it has no offset, a clock has to be stated.
  static func readCSV(
    _ bytes: [UInt8],
    as reading: TrackReading,
    into track: inout Track
  ) throws(TrackFileError.Cause) {
    var records = CSVReader(bytes, quotesSpanLines: false)
    let header = records.header()
    if let fault = header.fault { throw .badHeader(fault.sentence) }
    let columns = try TrackColumns(
      header: header.fields,
      hasDevice: reading.device != nil,
      isProjected: reading.conversion.isProjected
    )
    track.remarks += columns.remarks
    var table = TableReader(reading: reading)
    while let record = records.next() {
      guard !record.isBlank else { continue }
      let fix: Result<Fix, SkipReason>
      switch columns.values(of: record) {
      case .failure(let reason): fix = .failure(reason)
      case .success(let values): fix = try table.fix(of: values, line: record.line)
      }
      track.take(fix, line: record.line)
    }
  }
}

/// Makes the fixes of a table.
private struct TableReader {
  let reading: TrackReading
  private var times: TimeReader

  init(reading: TrackReading) {
    self.reading = reading
    times = TimeReader(clock: reading.clock)
  }

  mutating func fix(
    of values: TrackColumns.Values,
    line: Int
  ) throws(TrackFileError.Cause) -> Result<Fix, SkipReason> {
    let time: Instant
    switch try times.instant(values.time, line: line) {
    case .success(let instant): time = instant
    case .failure(let reason): return .failure(reason)
    }
    let named = values.device
    let device = named.isEmpty ? reading.device : UInt64(named).map(DeviceNumber.init)
    guard let device else { return .failure(.badDevice(named)) }
    var fields = values.fields
    let isSatellite = ["SPS", "DGPS", "PPS", "RTK", "FRTK"].contains(values.validity)
    if isSatellite, fields[.source].isEmpty { fields[.source] = "gnss" }
    if values.validity == "NO FIX" { fields[.flags] += "|noFix" }
    return fields.fix(device: device, time: time, conversion: reading.conversion)
  }
}
