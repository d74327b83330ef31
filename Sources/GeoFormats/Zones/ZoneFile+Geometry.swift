import GeoCore

extension ZoneReader {
  /// The ground that a geometry covers.
  mutating func area(
    of geometry: JSONValue,
    radius: JSONValue?
  ) throws(ZoneFileError) -> Area {
    let type = geometry["type"]?.string
    guard let coordinates = geometry["coordinates"] else {
      throw failure(type == nil ? .noGeometry : isArea(type) ? .malformedCoordinates : wrong(type))
    }
    switch type {
    case "Polygon": return .polygons([try polygon(of: coordinates)])
    case "MultiPolygon":
      guard let parts = coordinates.elements, !parts.isEmpty else {
        throw failure(.malformedCoordinates)
      }
      var polygons: [Polygon] = []
      for (index, part) in parts.enumerated() {
        place.part = index + 1
        polygons.append(try polygon(of: part))
      }
      return .polygons(polygons)
    case "Point": return .circle(try circle(of: coordinates, radius: radius))
    default: throw failure(wrong(type))
    }
  }

  private func isArea(_ type: String?) -> Bool {
    type == "Polygon" || type == "MultiPolygon" || type == "Point"
  }

  private func wrong(_ type: String?) -> ZoneFileError.Cause { .wrongGeometry(type ?? "?") }

  private func circle(
    of coordinates: JSONValue,
    radius: JSONValue?
  ) throws(ZoneFileError) -> Circle {
    guard let radius else { throw failure(.noRadius) }
    let position = try position(coordinates)
    guard let meters = radius.number, meters.isFinite, let center = Coordinate(position.place),
      let circle = Circle(center: center, radius: Meters(meters))
    else { throw failure(.badCircle(radius: radius.label ?? "…")) }
    return circle
  }

  private mutating func polygon(of coordinates: JSONValue) throws(ZoneFileError) -> Polygon {
    guard let rings = coordinates.elements, !rings.isEmpty else {
      throw failure(.malformedCoordinates)
    }
    var read: [Ring] = []
    for (index, ring) in rings.enumerated() {
      place.ring = index + 1
      read.append(try self.ring(of: ring))
    }
    place.ring = nil
    return Polygon(shell: read[0], holes: Array(read.dropFirst()))
  }

  private mutating func ring(of coordinates: JSONValue) throws(ZoneFileError) -> Ring {
    guard let elements = coordinates.elements, !elements.isEmpty else {
      throw failure(.malformedCoordinates)
    }
    var positions: [ConvertedPosition] = []
    positions.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      place.vertex = index + 1
      positions.append(try position(element))
    }
    place.vertex = nil
    guard positions.count > 1, positions.first?.written == positions.last?.written else {
      throw failure(.unclosedRing)
    }
    let (vertices, origins) = conversion.vertices(of: positions)
    do {
      return try Ring(vertices)
    } catch {
      place.vertex = error.vertex.map { origins[$0] + 1 }
      throw failure(.ring(error))
    }
  }

  /// A position and its place; a height is passed over.
  private func position(_ value: JSONValue) throws(ZoneFileError) -> ConvertedPosition {
    guard case .numbers(let numbers) = value.content, numbers.count >= 2 else {
      throw failure(.malformedCoordinates)
    }
    var written = WrittenPosition(x: numbers[0], y: numbers[1])
    if !conversion.isProjected {
      // Writers leave 180.00000000000014: what rounds to the border is the border.
      if abs(abs(written.x) - 180) < 5e-8 { written.x = written.x < 0 ? -180 : 180 }
      if abs(abs(written.y) - 90) < 5e-8 { written.y = written.y < 0 ? -90 : 90 }
      guard abs(written.y) <= 90, abs(written.x) <= 180 else {
        throw failure(.offGlobe(latitude: written.y, longitude: written.x))
      }
    }
    guard let place = conversion.toWGS84(written) else {
      let (system, name) = (conversion.system, conversion.name)
      throw failure(.outsideSystem(x: written.x, y: written.y, system: system, name: name))
    }
    return ConvertedPosition(written: written, place: place)
  }
}
