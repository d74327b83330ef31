import GeoCore

/// Random zones of every awkward kind, and random points where it hurts.
struct RandomWorld {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A whole number of a range.
  mutating func integer(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &random) }

  /// A length in units of 10⁻⁷ degree, from 0.1 m to 1,000 km, each magnitude as often.
  mutating func size() -> Int64 { Int64(1) << integer(3...26) + integer(0...7) }

  /// A zone of a random kind; `nil` where the throw gave no valid one.
  mutating func area() -> Area? {
    let kind = integer(0...19)
    switch kind {
    case 0...5: return circle()
    case 6, 7: return parts()
    case 8: return sliver()
    case 9: return cap()
    default: return polygon(around: center(), size: size()).map { .polygons([$0]) }
    }
  }

  /// Anywhere, with a liking for the antimeridian, the poles and one crowded town.
  mutating func center() -> (x: Int64, y: Int64) {
    switch integer(0...5) {
    case 0: (1_800_000_000 - integer(0...50_000_000), integer(-800_000_000...800_000_000))
    case 1:
      (integer(-1_800_000_000...1_799_999_999), integer(0...1) == 0 ? 890_000_000 : -890_000_000)
    case 2, 3: (1_164_000_000 + integer(0...2_000_000), 399_000_000 + integer(0...2_000_000))
    default: (integer(-1_800_000_000...1_799_999_999), integer(-850_000_000...850_000_000))
    }
  }

  /// A star, now and then self-crossing, with holes now and then.
  mutating func polygon(around center: (x: Int64, y: Int64), size: Int64) -> Polygon? {
    guard let shell = ring(around: center, size: size) else { return nil }
    let holes = (0..<max(0, integer(-2...2))).compactMap { _ in
      ring(
        around: (center.x + integer(-size / 4...size / 4), center.y),
        size: max(2, size / integer(3...9))
      )
    }
    return Polygon(shell: shell, holes: holes)
  }

  /// A closed chain of random vertices, written as a file would.
  mutating func ring(around center: (x: Int64, y: Int64), size: Int64) -> Ring? {
    let vertices = (0..<integer(3...12)).map { _ in
      vertex(center.x + integer(-size...size), center.y + integer(-size...size))
    }
    return try? Ring(vertices)
  }

  mutating func parts() -> Area? {
    let polygons = (0..<integer(2...4)).compactMap { _ in
      polygon(around: center(), size: size())
    }
    return polygons.isEmpty ? nil : .polygons(polygons)
  }

  mutating func circle() -> Area? {
    let center = vertex(center().x, min(max(center().y, -800_000_000), 800_000_000))
    let place = Coordinate(latitudeE7: center.latitudeE7, longitudeE7: center.longitudeE7)
    let radius = Meters(Double(integer(1...20_000)) / Double(Int64(1) << integer(0...14)))
    return place.flatMap { Circle(center: $0, radius: radius) }.map { .circle($0) }
  }

  /// One unit wide and up to 170° long.
  mutating func sliver() -> Area? {
    let (center, length) = (center(), integer(1...1_700_000_000))
    let y = min(max(center.y, -899_999_000), 899_999_000)
    let ring = try? Ring([
      vertex(center.x, y), vertex(center.x + length, y + integer(0...1)),
      vertex(center.x + length, y + 1), vertex(center.x, y + 1),
    ])
    return ring.map { .polygons([Polygon(shell: $0)]) }
  }

  /// Everything towards a pole from a jagged parallel, around the whole globe.
  mutating func cap() -> Area? {
    let pole: Int64 = integer(0...1) == 0 ? 900_000_000 : -900_000_000
    let xs = Set((0..<integer(2...9)).map { _ in integer(-1_799_999_999...1_799_999_999) })
    let seam = integer(0...600_000_000) * pole.signum()
    var vertices = [vertex(-1_800_000_000, pole), vertex(-1_800_000_000, seam)]
    vertices += ([-1_000_000_000, 0, 1_000_000_000] + xs).sorted()
      .map { vertex($0, integer(0...800_000_000) * pole.signum()) }
    vertices.append(WrittenVertex(longitudeE7: 1_800_000_000, latitudeE7: Int32(seam)))
    vertices.append(WrittenVertex(longitudeE7: 1_800_000_000, latitudeE7: Int32(pole)))
    return (try? Ring(vertices)).map { .polygons([Polygon(shell: $0)]) }
  }

  /// A vertex brought back onto the map.
  func vertex(_ x: Int64, _ y: Int64) -> WrittenVertex {
    let turned = ((x + 1_800_000_000) % 3_600_000_000 + 3_600_000_000) % 3_600_000_000
    return WrittenVertex(
      longitudeE7: Int32(turned - 1_800_000_000),
      latitudeE7: Int32(min(max(y, -900_000_000), 900_000_000))
    )
  }

  /// A place near or on the edges of `areas`, on a cell's border, or anywhere.
  mutating func point(near areas: [Area]) -> Coordinate {
    var (x, y) = center()
    switch integer(0...9) {
    case 0: (x, y) = (integer(-1_800_000_000...1_799_999_999), integer(-900_000_000...900_000_000))
    case 1: break
    case 2:
      let shift = 2 * integer(5...15)
      x = ((x + 1_800_000_000) >> shift) << shift - 1_800_000_000 - integer(0...1)
      y = ((y + 900_000_000) >> shift) << shift - 900_000_000 - integer(0...1)
    default:
      guard let area = areas.randomElement(using: &random) else { break }
      (x, y) = place(on: area)
      let away = Int64(1) << integer(0...20)
      if integer(0...2) > 0 {
        x += integer(-away...away)
        y += integer(-away...away)
      }
    }
    let written = vertex(x, y)
    guard
      let place = Coordinate(latitudeE7: written.latitudeE7, longitudeE7: written.longitudeE7)
    else { preconditionFailure("a random vertex is on the globe") }
    return place
  }

  /// A vertex or a place on an edge.
  private mutating func place(on area: Area) -> (Int64, Int64) {
    switch area {
    case .circle(let circle):
      let (x, y) = (Int64(circle.center.longitudeE7), Int64(circle.center.latitudeE7))
      let reach = circle.radiusMillimeters << 20
      switch integer(0...2) {
      case 0: return (x + reach / circle.longitudeScale, y)
      case 1: return (x, y - reach / circle.latitudeScale)
      default: return (x, y)
      }
    case .polygons(let polygons):
      guard let ring = polygons.randomElement(using: &random)?.rings.randomElement(using: &random)
      else { return (0, 0) }
      let index = Int(integer(0...Int64(ring.longitudes.count - 1)))
      let next = (index + 1) % ring.longitudes.count
      let (part, whole) = (integer(0...4), Int64(4))
      return (
        ring.longitudes[index] + (ring.longitudes[next] - ring.longitudes[index]) / whole * part,
        ring.latitudes[index] + (ring.latitudes[next] - ring.latitudes[index]) / whole * part
      )
    }
  }
}
