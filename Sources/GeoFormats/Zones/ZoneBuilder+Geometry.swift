import GeoCore

extension ZoneBuilder {
  /// The ground that a geometry covers.
  mutating func area(
    of geometry: WrittenGeometry,
    _ feature: WrittenFeature
  ) throws(ZoneFileError) -> Area {
    switch geometry {
    case .point(let center): return .circle(try circle(around: center, feature))
    case .lines(let lines): return .polygons(try corridor(along: lines, feature))
    case .areas(let parts):
      var polygons: [Polygon] = []
      polygons.reserveCapacity(parts.count)
      var odd: (irregularities: [Irregularity], places: [ZoneFileError.Place]) = ([], [])
      for (index, part) in parts.enumerated() {
        place.part = parts.count > 1 ? index + 1 : nil
        let read = try polygon(of: part)
        let found = try check(read)
        odd.irregularities += found.irregularities
        odd.places += found.places
        polygons.append(read.polygon)
      }
      remark(odd.irregularities, at: odd.places)
      remarkMeeting(ofPartsOf: .polygons(polygons))
      return .polygons(polygons)
    }
  }

  /// A polygon, and for each ring which vertex of the file each of its vertices is.
  private struct ReadPolygon {
    var polygon: Polygon
    var origins: [[Int]]
  }

  private mutating func polygon(of rings: [[WrittenPosition]]) throws(ZoneFileError) -> ReadPolygon
  {
    var (read, origins): ([Ring], [[Int]]) = ([], [])
    for (index, ring) in rings.enumerated() {
      place.ring = index + 1
      let (ring, origin) = try self.ring(of: ring)
      read.append(ring)
      origins.append(origin)
    }
    place.ring = nil
    guard let shell = read.first else { throw failure(.malformedCoordinates) }
    let polygon = Polygon(shell: shell, holes: Array(read.dropFirst()))
    return ReadPolygon(polygon: polygon, origins: origins)
  }

  private mutating func ring(
    of written: [WrittenPosition]
  ) throws(ZoneFileError) -> (Ring, origins: [Int]) {
    let positions = try places(of: written)
    guard written.count > 1, positions.first?.written == positions.last?.written else {
      throw failure(.unclosedRing)
    }
    let (vertices, origins) = conversion.vertices(of: positions)
    var kept: [Int] = []
    do {
      let ring = try Ring(vertices, kept: &kept)
      return (ring, kept.map { origins[$0] })
    } catch {
      place.vertex = error.vertex.map { origins[$0] + 1 }
      throw failure(.ring(error))
    }
  }

  /// Where written positions lie.
  private mutating func places(
    of written: [WrittenPosition]
  ) throws(ZoneFileError) -> [ConvertedPosition] {
    var positions: [ConvertedPosition] = []
    positions.reserveCapacity(written.count)
    for (index, position) in written.enumerated() {
      place.vertex = index + 1
      positions.append(try converted(position))
    }
    place.vertex = nil
    return positions
  }

  private func converted(_ position: WrittenPosition) throws(ZoneFileError) -> ConvertedPosition {
    var written = position
    if !conversion.isProjected {
      // Writers leave 180.00000000000014: what rounds to the border is the border.
      if abs(abs(written.x) - 180) < 5e-8 { written.x = written.x < 0 ? -180 : 180 }
      if abs(abs(written.y) - 90) < 5e-8 { written.y = written.y < 0 ? -90 : 90 }
      guard abs(written.y) <= 90, abs(written.x) <= 180 else {
        throw failure(.offGlobe(latitude: written.y, longitude: written.x))
      }
    }
    guard let place = conversion.toWGS84(written) else {
      throw failure(
        .outsideSystem(
          x: written.x,
          y: written.y,
          system: conversion.system,
          name: conversion.name,
          likeness: likeness(of: written)
        )
      )
    }
    return ConvertedPosition(written: written, place: place)
  }
}

// MARK: - Numbers of another system

extension ZoneBuilder {
  /// What numbers look like that have no place in the stated system.
  private func likeness(of written: WrittenPosition) -> ZoneFileError.Likeness {
    let (x, y) = (written.x, written.y)
    let hasPlace = { (x: Double, y: Double) in
      conversion.toWGS84(WrittenPosition(x: x, y: y)) != nil
    }
    guard conversion.isProjected else { return .elsewhere }
    if abs(x) <= 180, abs(y) <= 180 { return .degrees }
    if hasPlace(y, x) { return .swapped }
    // The 3-degree zones of China are 24 to 45, those of 6 degrees 13 to 23.
    if (13e6..<46e6).contains(x) { return .zoneNumber }
    let numbers = stride(from: 13e6, through: 45e6, by: 1e6)
    let isWithoutNumber = (0..<1e6).contains(x) && numbers.contains { hasPlace(x + $0, y) }
    return isWithoutNumber ? .noZoneNumber : .unknown
  }
}

// MARK: - Circles and corridors

extension ZoneBuilder {
  private func circle(
    around center: WrittenPosition,
    _ feature: WrittenFeature
  ) throws(ZoneFileError) -> Circle {
    guard let radius = feature.properties["radius"] else { throw failure(.noRadius) }
    let position = try converted(center)
    guard let meters = radius.flatMap({ decimalNumber($0.trimmed) }),
      let center = Coordinate(position.place),
      let circle = Circle(center: center, radius: Meters(meters))
    else { throw failure(.badCircle(radius: radius ?? "…")) }
    return circle
  }

  private mutating func corridor(
    along lines: [[WrittenPosition]],
    _ feature: WrittenFeature
  ) throws(ZoneFileError) -> [Polygon] {
    guard let width = feature.properties["width"] else { throw failure(.noWidth) }
    guard let meters = width.flatMap({ decimalNumber($0.trimmed) }) else {
      throw failure(.badWidth(width ?? "…"))
    }
    var polygons: [Polygon] = []
    for (index, line) in lines.enumerated() {
      place.part = lines.count > 1 ? index + 1 : nil
      let (vertices, origins) = conversion.vertices(of: try places(of: line))
      let middle = vertices.compactMap {
        Coordinate(latitudeE7: $0.latitudeE7, longitudeE7: $0.longitudeE7)
      }
      do {
        polygons += try Polygon.corridor(along: middle, width: Meters(meters))
      } catch {
        switch error {
        case .badWidth: throw failure(.badWidth(width ?? "…"))
        case .tooFarNorthOrSouth(let vertex), .ambiguousLeg(let vertex):
          place.vertex = origins[vertex] + 1
        case .tooShort, .tooLong: break
        }
        throw failure(.corridor(error))
      }
    }
    return polygons
  }
}

// MARK: - Soundness

extension ZoneBuilder {
  /// The most odd places of a polygon that are looked for.
  private static let irregularityLimit = 10_000

  /// Looks for edges that meet where they should not, and refuses a polygon that can be read two ways.
  private mutating func check(
    _ read: ReadPolygon
  ) throws(ZoneFileError) -> (irregularities: [Irregularity], places: [ZoneFileError.Place]) {
    let polygon = read.polygon
    let odd = polygon.irregularities(limit: Self.irregularityLimit)
    guard !odd.isEmpty || polygon.rings.count > 1 else { return ([], []) }
    if let first = odd.first, odd.count >= Self.irregularityLimit {
      throw ambiguous(read, ring: first.ring, first.place, nil)
    }
    let readings = polygon.readings(crossings: odd.filter { $0.kind == .crossing }.map(\.place))
    if readings.evenOdd < 1e-3 {
      throw failure(polygon.rings.count > 1 ? .nothingLeft : .ring(.enclosesNothing))
    }
    if !readings.agree {
      // Of slivers alone none has room for a place: the first meeting is where they begin.
      guard
        let (ring, place) = readings.culprit.map({ ($0.ring, $0.place) })
          ?? odd.first.map({ ($0.ring, $0.place) })
      else { preconditionFailure("readings that differ do so somewhere") }
      throw ambiguous(read, ring: ring, place, readings.difference)
    }
    let places = odd.map { odd in
      var place = place
      place.ring = odd.ring + 1
      place.vertex = read.origins[odd.ring][odd.vertex] + 1
      return place
    }
    return (odd, places)
  }

  /// The refusal of a polygon that can be read in two ways, most of it at a place of one of its rings;
  /// without a size it meets itself without end.
  private mutating func ambiguous(
    _ read: ReadPolygon,
    ring: Int,
    _ place: Coordinate,
    _ squareMeters: Double?
  ) -> ZoneFileError {
    let vertex = read.polygon.nearestVertex(ofRing: ring, to: place)
    self.place.ring = ring + 1
    self.place.vertex = read.origins[ring][vertex] + 1
    return failure(.ambiguous(squareMeters: squareMeters, at: place))
  }
}

extension Polygon {
  /// The vertex of a ring nearest to a place.
  fileprivate func nearestVertex(ofRing ring: Int, to place: Coordinate) -> Int {
    rings[ring].longitudes.indices.min {
      let (a, b) = (rings[ring].coordinate(of: $0), rings[ring].coordinate(of: $1))
      return a.distance(to: place) < b.distance(to: place)
    } ?? 0
  }
}
