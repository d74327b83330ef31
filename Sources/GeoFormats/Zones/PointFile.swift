public import GeoCore

/// A place to be looked up, as a file of points names it.
public struct NamedPoint: Hashable, Sendable {
  /// What the file calls it.
  public var id: String

  /// Where it is.
  public var coordinate: Coordinate
}

/// The points of one file, in file order.
public struct PointFile: Sendable {
  /// The points.
  public private(set) var points: [NamedPoint] = []

  /// The first ``namedLimit`` lines that gave no point.
  public private(set) var skipped: [SkippedLine] = []

  /// The most skipped lines that are named one by one.
  public static let namedLimit = 1_000

  /// How many lines gave no point.
  public private(set) var skippedCount = 0

  /// Reads a CSV text of points; a line that cannot be read costs that line.
  ///
  /// The columns are `id`, `latitude`, `longitude` in any order, or `id`, `easting`, `northing` where the
  /// system is a map projection.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - conversion: from the system in which the coordinates are written.
  /// - Throws: ``TrackFileError`` if the header cannot be used.
  public init(
    csv bytes: [UInt8],
    file: String,
    conversion: Conversion
  ) throws(TrackFileError) {
    var records = CSVReader(bytes, quotesSpanLines: false)
    let names = records.header()
    if let fault = names.fault {
      throw TrackFileError(file: file, cause: .badHeader(fault.sentence))
    }
    let header = names.fields.map { $0.lowercased() }
    let (y, x) = conversion.isProjected ? ("northing", "easting") : ("latitude", "longitude")
    let columns = try [
      ["id", "编号"], [y, "lat", "纬度", "北坐标"], [x, "lon", "lng", "经度", "东坐标"],
    ].map { (names: [String]) throws(TrackFileError) in
      let found = header.indices.filter { names.contains(header[$0]) }
      guard found.count <= 1 else {
        throw TrackFileError(file: file, cause: .repeatedColumn(names[0]))
      }
      guard let column = found.first else {
        throw TrackFileError(file: file, cause: .missingColumns([names[0]]))
      }
      return column
    }
    while let record = records.next() {
      guard !record.isBlank else { continue }
      switch Self.point(of: record, columns, header.count, conversion) {
      case .success(let point): points.append(point)
      case .failure(let reason):
        skippedCount += 1
        guard skipped.count < Self.namedLimit else { continue }
        skipped.append(SkippedLine(line: record.line, reason: reason.sentence))
      }
    }
  }

  private static func point(
    of record: CSVRecord,
    _ columns: [Int],
    _ count: Int,
    _ conversion: Conversion
  ) -> Result<NamedPoint, SkipReason> {
    if let fault = record.fault { return .failure(.broken(fault)) }
    guard record.fields.count == count else {
      return .failure(.fieldCount(record.fields.count, expected: count))
    }
    var fields = FixFields()
    (fields.latitude, fields.longitude) = (record.fields[columns[1]], record.fields[columns[2]])
    return fields.place(conversion).flatMap { place in
      guard let place else { return .failure(.noNumbers(fields.latitude, fields.longitude)) }
      return .success(NamedPoint(id: record.fields[columns[0]], coordinate: place))
    }
  }
}
