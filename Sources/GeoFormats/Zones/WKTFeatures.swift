import GeoCore

/// Reads the rows of a CSV text with a column of WKT; its other columns are the zones' properties.
struct WKTFeatures {
  /// The names of the column that holds the geometry.
  private static let geometryNames = ["wkt", "geometry", "geom", "the_geom", "几何", "图形"]

  private let file: String
  private let header: [String]
  private let geometryColumn: Int
  private let stated: CoordinateSystem

  /// The rows of `bytes`; an error in one costs that one.
  static func read(
    _ bytes: [UInt8],
    _ file: String,
    stated: CoordinateSystem
  ) throws(ZoneFileError) -> WrittenFeatures {
    var records = CSVReader(bytes, quotesSpanLines: true)
    let names = records.header()
    let refusal = { (cause: ZoneFileError.Cause) in
      ZoneFileError(file: file, place: ZoneFileError.Place(line: names.line), cause: cause)
    }
    if let fault = names.fault { throw refusal(.badHeader(fault.sentence)) }
    let header = names.fields.map { $0.lowercased() }
    guard let geometryColumn = geometryNames.lazy.compactMap(header.firstIndex).first else {
      throw refusal(.noWKTColumn)
    }
    var known: Set<String> = []
    for (index, name) in header.enumerated() where index != geometryColumn && !name.isEmpty {
      guard known.insert(property(name)).inserted else { throw refusal(.repeatedColumn(name)) }
    }
    let reader = WKTFeatures(
      file: file,
      header: header,
      geometryColumn: geometryColumn,
      stated: stated
    )
    var features: WrittenFeatures = []
    while let record = records.next() {
      guard !record.isBlank else { continue }
      let number = features.count + 1
      do throws(ZoneFileError) {
        features.append(.success(try reader.feature(record, number: number)))
      } catch {
        features.append(.failure(error))
      }
    }
    return features
  }

  private func feature(_ record: CSVRecord, number: Int) throws(ZoneFileError) -> WrittenFeature {
    var place = ZoneFileError.Place(line: record.line, feature: number)
    let failure = { (cause: ZoneFileError.Cause) in
      ZoneFileError(file: file, place: place, cause: cause)
    }
    if let fault = record.fault { throw failure(.brokenRow(fault.sentence)) }
    guard record.fields.count == header.count else {
      let reason = SkipReason.fieldCount(record.fields.count, expected: header.count).sentence
      let isMore = record.fields.count > header.count
      throw failure(
        .brokenRow(
          Sentence(
            reason.english + (isMore ? " A geometry with commas in it stands in quotes." : ""),
            reason.chinese + (isMore ? "几何中含有逗号时须加引号。" : "")
          )
        )
      )
    }
    var feature = WrittenFeature(line: record.line, number: number, properties: [:])
    for (index, name) in header.enumerated() where index != geometryColumn {
      if !record.fields[index].isEmpty {
        feature.properties[Self.property(name)] = record.fields[index]
      }
    }
    place.id = feature.properties["id"].flatMap { $0 }.flatMap { ZoneID(typed: $0) }
    guard !record.fields[geometryColumn].isEmpty else { return feature }
    do {
      let geometry = try WKTParser.parse(record.fields[geometryColumn])
      // SRID 0 says nothing: it is what PostGIS has for "unknown".
      if let srid = geometry.srid, srid != 0, CoordinateSystem(text: "EPSG:\(srid)") != stated {
        throw failure(.foreignReference("SRID=\(srid)", stated: stated))
      }
      guard geometry.written != nil else {
        throw failure(geometry.isEmpty ? .noGeometry : .wrongGeometry(geometry.type))
      }
      feature.geometry = geometry.written
      return feature
    } catch let fault as WKTFault {
      throw failure(.notWKT(column: fault.offset + 1, expected: fault.expected))
    } catch let error as ZoneFileError {
      throw error
    } catch {
      preconditionFailure("reading WKT throws WKTFault, checking it ZoneFileError")
    }
  }

  /// The property that a column holds: GeoJSON's names, of which one has a capital, and Chinese ones.
  private static func property(_ column: String) -> String {
    switch column {
    case "timezone", "time_zone", "时区": "timeZone"
    case "编号": "id"
    case "名称": "name"
    case "作用": "role"
    case "适用": "assignee"
    case "时间表": "schedule"
    case "半径": "radius"
    case "宽度": "width"
    default: column
    }
  }
}
