public import GeoCore

/// What a file of zones holds: each feature as a zone or as the reason why it is none.
public struct ZoneFileContents: Sendable {
  /// The format that was found.
  public var format: ZoneFile.Format

  /// The zones, in file order.
  public var zones: [Zone] = []

  /// What is odd about them and does not stand in the way.
  public var remarks: [ZoneRemark] = []

  /// The properties that neither the file nor a default gave some feature, where they were assumed.
  public var assumed: [String] = []

  /// Why features are no zones, in file order.
  public var refusals: [ZoneFileError] = []

  /// The zones, if every feature is one.
  ///
  /// - Throws: the first refusal.
  public func whole() throws(ZoneFileError) -> [Zone] {
    if let first = refusals.first { throw first }
    return zones
  }
}

extension ZoneFile {
  /// The formats in which zones are read.
  public enum Format: String, CaseIterable, Sendable {
    /// GeoJSON (RFC 7946).
    case geoJSON = "GeoJSON"
    /// KML (OGC 12-007r2).
    case kml = "KML"
    /// CSV with a column of WKT (OGC 06-103r4).
    case csv = "CSV"
  }

  /// The format of a text: found from its first letter, whatever the file is called.
  ///
  /// - Throws: ``ZoneFileError`` for what is no text of zones.
  static func format(of bytes: [UInt8], file: String) throws(ZoneFileError) -> Format {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let refusal = { (cause: ZoneFileError.Cause) in
      ZoneFileError(file: file, place: ZoneFileError.Place(), cause: cause)
    }
    if text.starts(with: "PK".utf8) { throw refusal(.archive) }
    // In UTF-16 every other byte of ASCII is zero.
    let isMarked = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
    let zeros = text.prefix(64).count { $0 == 0 }
    if isMarked || (zeros > 16 && zeros <= 32) { throw refusal(.notUTF8(isUTF16: true)) }
    if text.prefix(4_096).contains(0) { throw refusal(.notText) }
    switch text.first(where: { !($0 == 0x20 || (0x09...0x0D).contains($0)) }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .geoJSON
    case UInt8(ascii: "<"): return .kml
    case nil: throw refusal(.noFeatures)
    default: return .csv
    }
  }

  /// Reads what can be read of a file of zones, and tells of the rest.
  ///
  /// Coordinates are converted to WGS-84 in double precision before they are rounded to 10⁻⁷ degree;
  /// edges that the conversion would bend get more vertices.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - conversion: from the system in which the coordinates are written.
  ///   - defaults: what a zone is where the file does not say.
  /// - Returns: what the file holds.
  /// - Throws: ``ZoneFileError`` where the file as a whole cannot be used.
  public static func read(
    _ bytes: [UInt8],
    file: String,
    conversion: Conversion,
    defaults: ZoneDefaults = ZoneDefaults()
  ) throws(ZoneFileError) -> ZoneFileContents {
    let format = try format(of: bytes, file: file)
    // Of a table a line that is not UTF-8 costs that line; JSON and XML are one text.
    if format != .csv, let offset = firstOffsetThatIsNotUTF8(in: bytes) {
      let (line, _) = lineAndColumn(of: offset, in: bytes)
      throw ZoneFileError(
        file: file,
        place: ZoneFileError.Place(line: line),
        cause: .notUTF8(isUTF16: false)
      )
    }
    let features: WrittenFeatures
    switch format {
    case .geoJSON: features = try GeoJSONFeatures.read(bytes, file, stated: conversion.system)
    case .kml: features = try KMLFeatures.read(bytes, file, stated: conversion.system)
    case .csv: features = try WKTFeatures.read(bytes, file, stated: conversion.system)
    }
    guard !features.isEmpty else {
      throw ZoneFileError(file: file, place: ZoneFileError.Place(), cause: .noFeatures)
    }
    var contents = ZoneFileContents(format: format)
    var builder = ZoneBuilder(
      file: file,
      conversion: conversion,
      defaults: defaults,
      features: features
    )
    for feature in features {
      do throws(ZoneFileError) {
        contents.zones.append(try builder.zone(of: try feature.get()))
      } catch {
        contents.refusals.append(error)
      }
    }
    contents.remarks = builder.remarks
    contents.assumed = builder.assumed.sorted()
    return contents
  }

  /// Reads a file of zones whole or not at all.
  ///
  /// - Throws: ``ZoneFileError``, the first that is found.
  public static func readZones(
    _ bytes: [UInt8],
    file: String,
    conversion: Conversion,
    defaults: ZoneDefaults = ZoneDefaults()
  ) throws(ZoneFileError) -> [Zone] {
    try read(bytes, file: file, conversion: conversion, defaults: defaults).whole()
  }
}
