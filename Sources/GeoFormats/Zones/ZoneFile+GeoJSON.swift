public import GeoCore

extension ZoneFile {
  /// Reads the zones of a GeoJSON text: a FeatureCollection, a Feature, or a bare geometry.
  ///
  /// Coordinates are converted to WGS-84 in double precision before they are rounded to 10⁻⁷ degree;
  /// edges that the conversion would bend get more vertices.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - conversion: from the system in which the coordinates are written.
  ///   - defaults: what a zone is where the file does not say.
  /// - Returns: the zones, in file order.
  /// - Throws: ``ZoneFileError``, the first that is found; nothing of the file is taken then.
  public static func readZones(
    geoJSON bytes: [UInt8],
    file: String,
    conversion: Conversion,
    defaults: ZoneDefaults = ZoneDefaults()
  ) throws(ZoneFileError) -> [Zone] {
    let root: JSONValue
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      let (line, column) = lineAndColumn(of: error.offset, in: bytes)
      throw ZoneFileError(
        file: file,
        place: ZoneFileError.Place(line: line),
        cause: .notJSON(column: column, expected: error.reason)
      )
    }
    var reader = ZoneReader(bytes: bytes, file: file, conversion: conversion, defaults: defaults)
    return try reader.zones(of: root)
  }
}

/// Reads the features of one file, keeping the place for an error's sentence.
struct ZoneReader {
  let bytes: [UInt8]
  let file: String
  let conversion: Conversion
  let defaults: ZoneDefaults
  var place = ZoneFileError.Place()

  /// Where the feature in hand begins; its line is counted only when an error asks for it.
  private var featureOffset: Int?

  init(bytes: [UInt8], file: String, conversion: Conversion, defaults: ZoneDefaults) {
    self.bytes = bytes
    self.file = file
    self.conversion = conversion
    self.defaults = defaults
  }

  /// The error with this cause at the place in hand.
  func failure(_ cause: ZoneFileError.Cause) -> ZoneFileError {
    var place = place
    place.line = featureOffset.map { lineAndColumn(of: $0, in: bytes).line }
    return ZoneFileError(file: file, place: place, cause: cause)
  }

  mutating func zones(of root: JSONValue) throws(ZoneFileError) -> [Zone] {
    try checkReference(of: root)
    let features: [JSONValue]
    switch root["type"]?.string {
    case "FeatureCollection":
      guard let elements = root["features"]?.elements, !elements.isEmpty else {
        throw failure(.noFeatures)
      }
      features = elements
    case "Feature", "Polygon", "MultiPolygon", "Point": features = [root]
    case let type: throw failure(.notGeoJSON(type: type))
    }
    var zones: [Zone] = []
    zones.reserveCapacity(features.count)
    var firstFeatures: [ZoneID: Int] = [:]
    for (index, feature) in features.enumerated() {
      place = ZoneFileError.Place(feature: index + 1)
      featureOffset = feature.offset
      let zone = try zone(of: feature, isOnlyOne: features.count == 1)
      if let first = firstFeatures.updateValue(index + 1, forKey: zone.id) {
        throw failure(.duplicateID(firstFeature: first))
      }
      zones.append(zone)
    }
    return zones
  }

  private mutating func zone(
    of feature: JSONValue,
    isOnlyOne: Bool
  ) throws(ZoneFileError) -> Zone {
    try checkReference(of: feature)
    let type = feature["type"]?.string
    let isBare = type == "Polygon" || type == "MultiPolygon" || type == "Point"
    guard isBare || type == "Feature" else { throw failure(.notGeoJSON(type: type)) }
    let properties = isBare ? feature : feature["properties"]
    let id = try id(of: feature, properties, isOnlyOne: isOnlyOne)
    place.id = id
    guard let geometry = isBare ? feature : feature["geometry"] else { throw failure(.noGeometry) }
    try checkReference(of: geometry)
    let area = try area(of: geometry, radius: properties?["radius"])
    (place.part, place.ring, place.vertex) = (nil, nil, nil)
    return try zone(id: id, properties, area: area)
  }

  /// Refuses a `crs` member (GeoJSON of 2008) that names another system than was stated.
  private func checkReference(of object: JSONValue) throws(ZoneFileError) {
    guard let reference = object["crs"] else { return }
    let name = reference["properties"]?["name"]?.label ?? reference.label
    guard let name else { 
      let kind = reference["type"]?.label ?? "?"
      throw failure(.foreignReference(kind, stated: conversion.system))
    }
    guard CoordinateSystem(text: name) == conversion.system else {
      throw failure(.foreignReference(name, stated: conversion.system))
    }
  }
}
