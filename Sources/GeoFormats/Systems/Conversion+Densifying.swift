import GeoCore

#if canImport(Glibc)
import Glibc
#endif

/// A position of a file, and the place in WGS-84 that it means.
struct ConvertedPosition {
  var written: WrittenPosition
  var place: GeographicPosition
}

extension Conversion {
  /// The vertices of a chain written in this system, in WGS-84, and for each the index of the
  /// position that it stands for or follows.
  ///
  /// A straight edge of a map projection is a bow in longitude and latitude, and in GCJ-02 or BD-09 a
  /// wave: BD-09 alone swings by 39 m over every 0.12°. Edges are halved until none departs from the
  /// converted edge by more than 0.5 m; the same edge written in the other direction gets the same
  /// vertices, so neighbours stay joined.
  func vertices(
    of positions: [ConvertedPosition]
  ) -> (vertices: [WrittenVertex], origins: [Int]) {
    var (vertices, origins): ([WrittenVertex], [Int]) = ([], [])
    vertices.reserveCapacity(positions.count)
    origins.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      vertices.append(WrittenVertex(position.place))
      origins.append(index)
      guard system != .wgs84, index + 1 < positions.count else { continue }
      let next = positions[index + 1]
      // Degrees that jump by more than 180 mean the short way, which their mean does not lie on.
      guard isProjected || abs(next.place.longitude - position.place.longitude) < 180 else {
        continue
      }
      var between: [GeographicPosition] = []
      bend(from: position, to: next, into: &between, halvings: 0)
      vertices += between.map { WrittenVertex($0) }
      origins += between.map { _ in index }
    }
    return (vertices, origins)
  }

  /// Appends the vertices that the edge between two positions needs in between.
  private func bend(
    from start: ConvertedPosition,
    to end: ConvertedPosition,
    into between: inout [GeographicPosition],
    halvings: Int
  ) {
    let size = start.place.greatestStep(to: end.place)
    // Below 10 m no bend matters. Where a datum jumps, and at a pole, one half always looks bent.
    guard size > 1e-4, halvings < Self.greatestHalvings else { return }
    let isBent =
      size > greatestEdge
      || [0.25, 0.5, 0.75].contains { share in
        let straight = start.place.toward(end.place, share: share)
        let exact = toWGS84(start.written.toward(end.written, share: share)) ?? straight
        return exact.greatestStep(to: straight) > Self.tolerance
      }
    guard isBent else { return }
    let written = start.written.toward(end.written, share: 0.5)
    let place = toWGS84(written) ?? start.place.toward(end.place, share: 0.5)
    let middle = ConvertedPosition(written: written, place: place)
    bend(from: start, to: middle, into: &between, halvings: halvings + 1)
    between.append(place)
    bend(from: middle, to: end, into: &between, halvings: halvings + 1)
  }

  /// After so many halvings the longest edge on Earth is shorter than 2 cm.
  private static let greatestHalvings = 30

  /// The greatest departure at the quarter points, in degrees of latitude: 0.28 m.
  ///
  /// Between the quarter points and in both directions together it can reach 0.5 m.
  private static let tolerance = 2.5e-6

  /// The longest edge, in degrees, that is judged by its quarter points.
  ///
  /// In a Chinese datum a quarter of the shortest wave; a projection bends a whole degree one way.
  private var greatestEdge: Double {
    if case .datum = system { 0.03 } else { 1 }
  }
}

extension GeographicPosition {
  /// The greater of the steps north and east to `other`, in degrees of latitude; east the short way.
  fileprivate func greatestStep(to other: GeographicPosition) -> Double {
    let step = (other.longitude - longitude).remainder(dividingBy: 360)
    let scale = cos(min(abs(latitude), abs(other.latitude)) * .pi / 180)
    return max(abs(other.latitude - latitude), abs(step) * scale)
  }

  /// The place at `share` of the straight way to `other`, the short way; halves are the same from either
  /// end.
  fileprivate func toward(_ other: GeographicPosition, share: Double) -> GeographicPosition {
    var (west, east) = (longitude, other.longitude)
    if abs(east - west) > 180 { if west < east { west += 360 } else { east += 360 } }
    let longitude = west * (1 - share) + east * share
    return GeographicPosition(
      latitude: latitude * (1 - share) + other.latitude * share,
      longitude: longitude > 180 ? longitude - 360 : longitude
    )
  }
}

extension WrittenPosition {
  /// The position at `share` of the straight way to `other`; halves are the same from either end.
  fileprivate func toward(_ other: WrittenPosition, share: Double) -> WrittenPosition {
    WrittenPosition(
      x: x * (1 - share) + other.x * share,
      y: y * (1 - share) + other.y * share
    )
  }
}

extension WrittenVertex {
  /// The vertex nearest to a position on the globe.
  init(_ position: GeographicPosition) {
    self.init(
      longitudeE7: Int32((position.longitude * 1e7).rounded()),
      latitudeE7: Int32((position.latitude * 1e7).rounded())
    )
  }
}
