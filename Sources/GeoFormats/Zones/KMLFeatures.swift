import GeoCore

/// Reads the placemarks of a KML text (OGC 12-007r2).
///
/// KML writes longitude, latitude, height, in degrees; the datum is the one that was stated. Where a
/// placemark has polygons or lines, its points (labels, most often) are passed over. Styles, links and
/// overlays are no zones.
struct KMLFeatures {
  private let file: String
  private var features: WrittenFeatures = []
  private let bytes: [UInt8]
  private var lines = LineCounter()
  private var path: [String] = []
  private var text = ""

  /// The placemark in hand.
  private var feature: WrittenFeature?
  private var areas: [[[WrittenPosition]]] = []
  private var linePaths: [[WrittenPosition]] = []
  private var points: [WrittenPosition] = []
  private var dataName: String?

  /// What was wrong first with the placemark in hand.
  private var fault: ZoneFileError?

  /// The placemarks of `bytes`; an error in one costs that one.
  static func read(
    _ bytes: [UInt8],
    _ file: String,
    stated: CoordinateSystem
  ) throws(ZoneFileError) -> WrittenFeatures {
    if case .epsg = stated {
      throw ZoneFileError(
        file: file,
        place: ZoneFileError.Place(),
        cause: .degreesOnly(stated: stated)
      )
    }
    if let root = rootName(of: bytes), root != "kml" {
      let cause = ZoneFileError.Cause.notKML(root: root)
      throw ZoneFileError(file: file, place: ZoneFileError.Place(), cause: cause)
    }
    var reader = KMLFeatures(file: file, bytes: bytes)
    var xml = XMLReader(bytes)
    do throws(XMLFault) {
      while let event = try xml.next() {
        switch event {
        case .start(let name, let attributes, let offset):
          reader.begin(name, attributes, offset: offset)
        case .text(let part): reader.text += part
        case .end(let name): reader.end(name)
        }
      }
    } catch {
      let (line, column) = lineAndColumn(of: error.offset, in: bytes)
      throw ZoneFileError(
        file: file,
        place: ZoneFileError.Place(line: line),
        cause: .notXML(column: column, reason: error.reason)
      )
    }
    return reader.features
  }

  /// The name of the outermost element; `nil` where the text breaks off before it.
  private static func rootName(of bytes: [UInt8]) -> String? {
    var xml = XMLReader(bytes)
    while let event = try? xml.next() {
      if case .start(let name, _, _) = event { return name }
    }
    return nil
  }

  private init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  private mutating func begin(_ name: String, _ attributes: [String: String], offset: Int) {
    path.append(name)
    text = ""
    switch name {
    case "Placemark":
      feature = WrittenFeature(
        line: lines.line(of: offset, in: bytes),
        number: features.count + 1,
        id: attributes["id"],
        properties: [:]
      )
      (areas, linePaths, points, fault) = ([], [], [], nil)
    case "Polygon": areas.append([])
    case "Data", "SimpleData": dataName = attributes["name"]
    default: break
    }
  }

  private mutating func end(_ name: String) {
    let value = text.trimmed
    text = ""
    path.removeLast()
    guard feature != nil else { return }
    switch name {
    case "Placemark": close()
    case "name" where path.last == "Placemark": feature?.properties["name"] = value
    case "value" where path.last == "Data", "SimpleData":
      if let dataName { feature?.properties[dataName] = value }
    case "coordinates": take(value)
    default: break
    }
  }

  /// Keeps the coordinates of the geometry in hand.
  private mutating func take(_ text: String) {
    let positions: [WrittenPosition]
    switch self.positions(text) {
    case .failure(let tuple): return note(.malformedTuple(tuple.text))
    case .success(let read): positions = read
    }
    guard let first = positions.first else { return note(.noGeometry) }
    if let polygon = path.lastIndex(of: "Polygon") {
      guard !areas.isEmpty else { return note(.malformedCoordinates) }
      let isShell = path[polygon...].contains("outerBoundaryIs")
      let part = areas.count - 1
      // The schema lets a hole stand before the shell.
      if isShell { areas[part].insert(positions, at: 0) } else { areas[part].append(positions) }
    } else if path.last == "LineString" {
      linePaths.append(positions)
    } else if path.last == "Point" {
      points.append(first)
    } else {
      note(.wrongGeometry(path.last ?? "?"))
    }
  }

  /// A tuple that is no position.
  private struct MalformedTuple: Error { var text: String }

  /// Tuples kept apart by white space, their numbers by commas.
  private func positions(_ text: String) -> Result<[WrittenPosition], MalformedTuple> {
    var positions: [WrittenPosition] = []
    for tuple in text.split(whereSeparator: \.isWhitespace) {
      let numbers = tuple.split(separator: ",", omittingEmptySubsequences: false)
      guard (2...3).contains(numbers.count), let x = decimalNumber(numbers[0]),
        let y = decimalNumber(numbers[1])
      else { return .failure(MalformedTuple(text: String(tuple.prefix(60)))) }
      positions.append(WrittenPosition(x: x, y: y))
    }
    return .success(positions)
  }

  private mutating func note(_ cause: ZoneFileError.Cause) {
    guard fault == nil, let feature else { return }
    var place = ZoneFileError.Place(line: feature.line, feature: feature.number)
    if !areas.isEmpty { place.part = areas.count }
    fault = ZoneFileError(file: file, place: place, cause: cause)
  }

  /// Ends the placemark in hand.
  private mutating func close() {
    areas.removeAll(where: \.isEmpty)
    let isMixed = !areas.isEmpty && !linePaths.isEmpty
    if isMixed || (areas.isEmpty && linePaths.isEmpty && points.count > 1) { note(.severalShapes) }
    guard var feature else { return }
    self.feature = nil
    if !areas.isEmpty {
      feature.geometry = .areas(areas)
    } else if !linePaths.isEmpty {
      feature.geometry = .lines(linePaths)
    } else {
      feature.geometry = points.first.map { .point($0) }
    }
    features.append(fault.map { .failure($0) } ?? .success(feature))
  }
}
