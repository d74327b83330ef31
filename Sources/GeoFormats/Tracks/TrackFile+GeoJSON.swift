import GeoCore

extension TrackFile {
  /// Reads the lines and points of GeoJSON (RFC 7946) that have times.
  ///
  /// A line has one time for each position, in `coordTimes`, `times` or `coordinateProperties.times`; a
  /// point has `time` or `timestamp`. Times are as in a table. The text is one JSON value: broken JSON
  /// refuses the file, a bad position costs that position.
  static func readGeoJSON(
    _ bytes: [UInt8],
    as reading: TrackReading,
    into track: inout Track
  ) throws(TrackFileError.Cause) {
    let root: JSONValue
    do {
      root = try JSONParser.parse(bytes)
    } catch {
      let (line, column) = lineAndColumn(of: error.offset, in: bytes)
      throw .notJSON(line: line, column: column, expected: error.reason)
    }
    var reader = LineReader(bytes: bytes, reading: reading, track: track)
    try reader.read(root)
    track = reader.track
  }
}

/// Makes the fixes of a GeoJSON text.
private struct LineReader {
  let bytes: [UInt8]
  let reading: TrackReading
  var track: Track
  private var times: TimeReader
  private var lines = LineCounter()

  init(bytes: [UInt8], reading: TrackReading, track: Track) {
    self.bytes = bytes
    self.reading = reading
    self.track = track
    times = TimeReader(clock: reading.clock)
  }

  mutating func read(_ root: JSONValue) throws(TrackFileError.Cause) {
    try checkReference(of: root)
    let features: [JSONValue]
    switch root["type"]?.string {
    case "FeatureCollection": features = root["features"]?.elements ?? []
    case "Feature", "LineString", "MultiLineString", "Point": features = [root]
    case let type: throw .notGeoJSON(type: type)
    }
    for feature in features { try read(feature: feature) }
  }

  /// Refuses a `crs` member (GeoJSON of 2008) that names another system than was stated.
  private func checkReference(of object: JSONValue) throws(TrackFileError.Cause) {
    guard let reference = object["crs"] else { return }
    let name = reference["properties"]?["name"]?.label ?? reference.label
    let kind = reference["type"]?.label ?? "?"
    guard let name, CoordinateSystem(text: name) == reading.conversion.system else {
      throw .foreignReference(name ?? kind, stated: reading.conversion.system)
    }
  }

  private mutating func read(feature: JSONValue) throws(TrackFileError.Cause) {
    let line = lines.line(of: feature.offset, in: bytes)
    let isBare = feature["geometry"] == nil
    guard let geometry = isBare ? feature : feature["geometry"],
      let type = geometry["type"]?.string
    else { return track.skip(line: line, .noPosition) }
    let properties = feature["properties"]
    let stated = properties?["device"]?.label
    let device = stated.map { UInt64($0).map(DeviceNumber.init) } ?? reading.device
    guard let device else {
      guard let stated else { throw .noDevice }
      return track.skip(line: line, .badDevice(stated))
    }
    let coordinates = geometry["coordinates"]
    switch type {
    case "Point":
      let time = properties?["time"] ?? properties?["timestamp"]
      try take(coordinates, time, [:], properties, device, line: line)
    case "LineString":
      let times = Self.times(of: feature)
      try take(line: coordinates, times, 0, properties, device, at: line)
    case "MultiLineString":
      let parts = coordinates?.elements ?? []
      for (index, part) in parts.enumerated() {
        let times = Self.times(of: feature)?.element(index)
        try take(line: part, times, index, properties, device, at: line)
      }
    default: track.skip(line: line, .badValue(Sentence("geometry", "几何类型"), type))
    }
  }

  /// Where a line keeps its times.
  private static func times(of feature: JSONValue) -> JSONValue? {
    let properties = feature["properties"]
    return properties?["coordinateProperties"]?["times"] ?? properties?["coordTimes"]
      ?? properties?["times"] ?? feature["coordTimes"] ?? feature["times"]
  }

  /// Takes the positions of a line, each with its time.
  private mutating func take(
    line positions: JSONValue?,
    _ times: JSONValue?,
    _ part: Int,
    _ properties: JSONValue?,
    _ device: DeviceNumber,
    at featureLine: Int
  ) throws(TrackFileError.Cause) {
    let positions = positions?.elements ?? []
    guard let times, let count = times.elementCount else {
      return track.skip(line: featureLine, .noTimes(positions: positions.count))
    }
    guard count == positions.count else {
      return track.skip(line: featureLine, .unpaired(positions: positions.count, times: count))
    }
    var columns: [FixColumn: JSONValue] = [:]
    for column in FixColumn.allCases {
      let values = properties?["coordinateProperties"]?[column.rawValue]
      let own = values?.element(part)?.elementCount == nil ? values : values?.element(part)
      if let own, own.elementCount == count { columns[column] = own }
    }
    for (index, position) in positions.enumerated() {
      let line = lines.line(of: position.offset, in: bytes)
      let values = columns.mapValues { $0.element(index)?.written ?? "" }
      try take(position, times.element(index), values, nil, device, line: line)
    }
  }

  /// Takes one position; what it says besides stands in `values`, or in the properties of a point.
  private mutating func take(
    _ position: JSONValue?,
    _ time: JSONValue?,
    _ values: [FixColumn: String],
    _ properties: JSONValue?,
    _ device: DeviceNumber,
    line: Int
  ) throws(TrackFileError.Cause) {
    guard case .numbers(let numbers)? = position?.content, numbers.count >= 2 else {
      return track.skip(line: line, .noPosition)
    }
    guard let text = time?.written else { return track.skip(line: line, .noTime) }
    let instant: Instant
    switch try times.instant(text, line: line) {
    case .success(let it): instant = it
    case .failure(let reason): return track.skip(line: line, reason)
    }
    var fields = FixFields()
    (fields.longitude, fields.latitude) = (numbers[0].written, numbers[1].written)
    for column in FixColumn.allCases {
      fields[column] = values[column] ?? properties?[column.rawValue]?.written ?? ""
    }
    let fix = fields.fix(device: device, time: instant, conversion: reading.conversion)
    track.take(fix, line: line)
  }
}

extension JSONValue {
  /// How many values an array holds; `nil` for what is no array.
  fileprivate var elementCount: Int? {
    switch content {
    case .array(let elements): elements.count
    case .numbers(let numbers): numbers.count
    default: nil
    }
  }

  /// The value at `index` of an array; `nil` where there is none, or `null`.
  fileprivate func element(_ index: Int) -> JSONValue? {
    switch content {
    case .array(let elements):
      guard index < elements.count else { return nil }
      if case .null = elements[index].content { return nil }
      return elements[index]
    case .numbers(let numbers):
      guard index < numbers.count else { return nil }
      return JSONValue(content: .number(numbers[index]), offset: offset)
    default: return nil
    }
  }
}
