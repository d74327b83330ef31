import GeoCore

/// Reads the features of a GeoJSON text (RFC 7946): a FeatureCollection, a Feature, or a bare geometry.
struct GeoJSONFeatures {
  private let file: String
  private let stated: CoordinateSystem
  private var place = ZoneFileError.Place()

  /// The features of `bytes`; an error in one costs that one.
  static func read(
    _ bytes: [UInt8],
    _ file: String,
    stated: CoordinateSystem
  ) throws(ZoneFileError) -> WrittenFeatures {
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
    var reader = GeoJSONFeatures(file: file, stated: stated)
    try reader.checkReference(of: root)
    var lines = LineCounter()
    var features: WrittenFeatures = []
    for (index, value) in try reader.members(of: root).enumerated() {
      let line = lines.line(of: value.offset, in: bytes)
      reader.place = ZoneFileError.Place(line: line, feature: index + 1)
      do throws(ZoneFileError) {
        features.append(.success(try reader.feature(value, line: line, number: index + 1)))
      } catch {
        features.append(.failure(error))
      }
    }
    return features
  }

  private init(file: String, stated: CoordinateSystem) {
    self.file = file
    self.stated = stated
  }

  private func failure(_ cause: ZoneFileError.Cause) -> ZoneFileError {
    ZoneFileError(file: file, place: place, cause: cause)
  }

  private func members(of root: JSONValue) throws(ZoneFileError) -> [JSONValue] {
    let type = root["type"]?.string
    if type == "FeatureCollection" {
      guard let elements = root["features"]?.elements else { throw failure(.noFeatures) }
      return elements
    }
    guard type == "Feature" || Self.isGeometry(type) else { throw failure(.notGeoJSON(type: type)) }
    return [root]
  }

  private static func isGeometry(_ type: String?) -> Bool {
    let types = ["Polygon", "MultiPolygon", "Point", "LineString", "MultiLineString"]
    return type.map(types.contains) ?? false
  }

  private mutating func feature(
    _ value: JSONValue,
    line: Int,
    number: Int
  ) throws(ZoneFileError) -> WrittenFeature {
    try checkReference(of: value)
    let type = value["type"]?.string
    let isBare = Self.isGeometry(type)
    guard isBare || type == "Feature" else { throw failure(.notGeoJSON(type: type)) }
    var feature = WrittenFeature(
      line: line,
      number: number,
      id: isBare ? nil : value["id"]?.label,
      properties: [:]
    )
    if case .object(let members) = (isBare ? value : value["properties"])?.content {
      for member in members {
        if case .null = member.value.content { continue }
        feature.properties[member.key] = .some(member.value.label)
      }
    }
    // Told beside the feature's name where its geometry cannot be read.
    place.id = (feature.properties["id"] ?? feature.id).flatMap { ZoneID(typed: $0) }
    guard let geometry = isBare ? value : value["geometry"] else { return feature }
    try checkReference(of: geometry)
    feature.geometry = try self.geometry(geometry)
    return feature
  }

  /// Refuses a `crs` member (GeoJSON of 2008) that names another system than was stated.
  private func checkReference(of object: JSONValue) throws(ZoneFileError) {
    guard let reference = object["crs"] else { return }
    let name = reference["properties"]?["name"]?.label ?? reference.label
    guard let name, CoordinateSystem(text: name) == stated else {
      let told = name ?? reference["type"]?.label ?? "?"
      throw failure(.foreignReference(told, stated: stated))
    }
  }
}

// MARK: - Geometries

extension GeoJSONFeatures {
  private mutating func geometry(_ geometry: JSONValue) throws(ZoneFileError) -> WrittenGeometry {
    let type = geometry["type"]?.string
    guard let type, Self.isGeometry(type) else {
      throw failure(type.map { .wrongGeometry($0) } ?? .noGeometry)
    }
    guard let coordinates = geometry["coordinates"] else { throw failure(.malformedCoordinates) }
    // An empty array says no more than null (RFC 7946, 3.1).
    if case .array(let elements) = coordinates.content, elements.isEmpty {
      throw failure(.noGeometry)
    }
    switch type {
    case "Point": return .point(try position(coordinates))
    case "LineString": return .lines([try positions(coordinates)])
    case "MultiLineString":
      return .lines(
        try each(of: coordinates, \.part) { reader, value throws(ZoneFileError) in
          try reader.positions(value)
        }
      )
    case "Polygon": return .areas([try rings(coordinates)])
    default:
      return .areas(
        try each(of: coordinates, \.part) { reader, value throws(ZoneFileError) in
          try reader.rings(value)
        }
      )
    }
  }

  private mutating func rings(_ value: JSONValue) throws(ZoneFileError) -> [[WrittenPosition]] {
    try each(of: value, \.ring) { reader, value throws(ZoneFileError) in
      try reader.positions(value)
    }
  }

  private mutating func positions(_ value: JSONValue) throws(ZoneFileError) -> [WrittenPosition] {
    try each(of: value, \.vertex) { reader, value throws(ZoneFileError) in
      try reader.position(value)
    }
  }

  /// Reads the elements of an array that is not empty, each at its own place.
  private mutating func each<Value>(
    of value: JSONValue,
    _ counter: WritableKeyPath<ZoneFileError.Place, Int?>,
    _ read: (inout GeoJSONFeatures, JSONValue) throws(ZoneFileError) -> Value
  ) throws(ZoneFileError) -> [Value] {
    guard let elements = value.elements, !elements.isEmpty else {
      throw failure(.malformedCoordinates)
    }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      place[keyPath: counter] = index + 1
      values.append(try read(&self, element))
    }
    place[keyPath: counter] = nil
    return values
  }

  /// A position; a height is passed over, also one that is `null`.
  private func position(_ value: JSONValue) throws(ZoneFileError) -> WrittenPosition {
    switch value.content {
    case .numbers(let numbers) where numbers.count >= 2:
      return WrittenPosition(x: numbers[0], y: numbers[1])
    case .array(let elements) where elements.count > 2:
      guard case .number(let x) = elements[0].content, case .number(let y) = elements[1].content
      else { throw failure(.malformedCoordinates) }
      return WrittenPosition(x: x, y: y)
    default: throw failure(.malformedCoordinates)
    }
  }
}
