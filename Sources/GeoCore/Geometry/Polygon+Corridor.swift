#if canImport(Glibc)
import Glibc
#endif

/// Why a line cannot be the middle of a corridor.
public enum CorridorError: Error, Hashable, Sendable {
  /// The line has fewer than two different places.
  case tooShort
  /// The width is not in ``Polygon/corridorWidths``.
  case badWidth
  /// The place at this index lies beyond ``Circle/highestLatitudeE7``.
  case tooFarNorthOrSouth(vertex: Int)
  /// The leg that starts at this index spans exactly 180° of longitude: it may run either way.
  case ambiguousLeg(vertex: Int)
  /// The line is longer than ``Polygon/corridorPieceLimit`` pieces.
  case tooLong
}

extension Polygon {
  /// The widths that a corridor can have, in metres; larger zones are drawn as polygons.
  public static let corridorWidths: ClosedRange<Meters> = Meters(1)...Meters(40_000)

  /// The most pieces of a corridor: as many as 50,000 km have.
  public static let corridorPieceLimit = 10_000

  /// The places within half of `width` of a line whose legs are straight in longitude and latitude.
  ///
  /// Their union is the corridor: around each piece of at most 5 km a capsule, with half circles of 16
  /// edges at its ends. Its edge departs from half the width by at most 0.6 % of it and 0.1 m.
  ///
  /// - Parameters:
  ///   - line: the places in order; a longitude that jumps takes the short way.
  ///   - width: the whole width, from one side to the other.
  /// - Returns: the capsules along the line, in order.
  /// - Throws: ``CorridorError``, with the index in the line that breaks a rule.
  public static func corridor(
    along line: [Coordinate],
    width: Meters
  ) throws(CorridorError) -> [Polygon] {
    guard corridorWidths.contains(width) else { throw .badWidth }
    var polygons: [Polygon] = []
    for (index, place) in line.enumerated() {
      guard abs(place.latitudeE7) <= Circle.highestLatitudeE7 else {
        throw .tooFarNorthOrSouth(vertex: index)
      }
      guard index + 1 < line.count, line[index + 1] != place else { continue }
      let (from, next) = (CorridorPoint(place), CorridorPoint(line[index + 1]))
      guard abs(next.x - from.x) != 1.8e9 else { throw .ambiguousLeg(vertex: index) }
      let to = next.nearest(to: from)
      let pieces = max(1, Int((from.length(to: to) / 5_000).rounded(.up)))
      guard polygons.count + pieces <= corridorPieceLimit else { throw .tooLong }
      for piece in 0..<pieces {
        let a = from.toward(to, share: Double(piece) / Double(pieces))
        let b = from.toward(to, share: Double(piece + 1) / Double(pieces))
        polygons.append(capsule(from: a, to: b, radius: width.value / 2))
      }
    }
    guard !polygons.isEmpty else { throw .tooShort }
    return polygons
  }

  /// The edges of a half circle.
  private static let halfCircleEdges = 16

  /// The places within `radius` metres of a short straight line.
  private static func capsule(
    from a: CorridorPoint,
    to b: CorridorPoint,
    radius: Double
  ) -> Polygon {
    let middle = a.toward(b, share: 0.5).scale
    let direction = atan2((b.y - a.y) * middle.y, (b.x - a.x) * middle.x)
    // Vertices lie as far outside the circle as the middles of the edges lie inside.
    let step = Double.pi / Double(halfCircleEdges)
    let reach = 2 * radius / (1 + cos(step / 2))
    var (longitudes, latitudes): ([Int64], [Int64]) = ([], [])
    for (end, start) in [(b, direction - .pi / 2), (a, direction + .pi / 2)] {
      for index in 0...halfCircleEdges {
        let angle = start + Double(index) * step
        let x = (end.x + reach * cos(angle) / end.scale.x).rounded()
        let y = (end.y + reach * sin(angle) / end.scale.y).rounded()
        let vertex = (Int64(x), Int64(y))
        if longitudes.last == vertex.0, latitudes.last == vertex.1 { continue }
        longitudes.append(vertex.0)
        latitudes.append(vertex.1)
      }
    }
    guard let ring = try? Ring(unwrapped: longitudes, latitudes) else {
      preconditionFailure("a capsule of half a metre and more has 3 vertices and spans no turn")
    }
    return Polygon(shell: ring)
  }
}

/// A place on the middle line, in units of 10⁻⁷ degree; longitudes run on past ±180°.
private struct CorridorPoint {
  var x: Double
  var y: Double

  init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

  init(_ place: Coordinate) { self.init(x: Double(place.longitudeE7), y: Double(place.latitudeE7)) }

  /// The same place, counted so that it lies within half a turn of `other`.
  func nearest(to other: CorridorPoint) -> CorridorPoint {
    CorridorPoint(x: x - 3.6e9 * ((x - other.x) / 3.6e9).rounded(), y: y)
  }

  /// The place at `share` of the way to `other`.
  func toward(_ other: CorridorPoint, share: Double) -> CorridorPoint {
    CorridorPoint(x: x + (other.x - x) * share, y: y + (other.y - y) * share)
  }

  /// The length of the leg to another place, straight in longitude and latitude, in metres; not less
  /// than it is.
  func length(to other: CorridorPoint) -> Double {
    let equator = abs(y) < abs(other.y) ? scale.x : other.scale.x
    let (Δx, Δy) = ((other.x - x) * (y * other.y < 0 ? 0.0112 : equator), (other.y - y) * 0.0112)
    return (Δx * Δx + Δy * Δy).squareRoot()
  }

  /// Metres per unit of longitude and of latitude.
  var scale: (x: Double, y: Double) {
    let latitude = Coordinate(latitudeE7: Int32(y.rounded()), longitudeE7: 0)
    guard let frame = latitude.map({ LocalFrame(at: $0) }) else { return (0.01, 0.01) }
    return (frame.metersPerLongitudeE7, frame.metersPerLatitudeE7)
  }
}
