import GeoCore

/// Where places on Earth lie on the page: equirectangular about the middle latitude.
struct Plane {
  /// The part of the page that the map fills.
  let frame: PageBox

  /// Metres on the ground per unit of the page.
  let metersPerUnit: Double

  private let middleX: Int64
  private let middleY: Int64
  private let unitsPerLongitudeE7: Double
  private let unitsPerLatitudeE7: Double

  /// The least extent of a map on the ground, in metres.
  private static let leastExtent = 60.0

  /// Fits an extent into `frame`, with `padding` around it.
  init(_ extent: MapExtent, in frame: PageBox, padding: Double) {
    self.frame = frame
    (middleX, middleY) = extent.middle
    let meters = extent.metersPerUnit
    let width = Double(extent.xs.upperBound - extent.xs.lowerBound) * meters.x
    let height = Double(extent.ys.upperBound - extent.ys.lowerBound) * meters.y
    metersPerUnit = max(
      width / (frame.width - 2 * padding),
      height / (frame.height - 2 * padding),
      Self.leastExtent / min(frame.width - 2 * padding, frame.height - 2 * padding)
    )
    unitsPerLongitudeE7 = meters.x / metersPerUnit
    unitsPerLatitudeE7 = meters.y / metersPerUnit
  }

  /// Where a place lies on the page.
  func point(_ place: Coordinate) -> PagePoint {
    let x = MapExtent.nearest(Int64(place.longitudeE7), to: middleX)
    return point(x: x, y: Int64(place.latitudeE7))
  }

  /// Where the vertices of a ring lie on the page; those closer than `tolerance` are left out.
  func points(_ ring: Ring, tolerance: Double = 0.3) -> [PagePoint] {
    let shift = MapExtent(ring.box, near: middleX).xs.lowerBound - ring.box.longitudes.lowerBound
    var points: [PagePoint] = []
    for (x, y) in zip(ring.longitudes, ring.latitudes) {
      let point = point(x: x + shift, y: y)
      if let last = points.last, last.squaredDistance(to: point) < tolerance * tolerance {
        continue
      }
      points.append(point)
    }
    return points
  }

  /// Half the width and height of a circle on the page.
  func radii(_ circle: Circle) -> (x: Double, y: Double) {
    // A unit of longitude is as long as it is at the circle's centre, not in the middle of the map.
    let millimeters = Double(circle.radiusMillimeters) * Double(1 << 20)
    return (
      millimeters / Double(circle.longitudeScale) * unitsPerLongitudeE7,
      millimeters / Double(circle.latitudeScale) * unitsPerLatitudeE7
    )
  }

  /// The places at the frame's lower left and upper right corner; those that lie on the globe.
  var corners: [Coordinate] {
    [(-0.5, -0.5), (0.5, 0.5)].compactMap { (x: Double, y: Double) in
      let longitude = Double(middleX) + x * frame.width / unitsPerLongitudeE7
      let turns = (longitude / 3.6e9).rounded()
      return Coordinate(
        GeographicPosition(
          latitude: (Double(middleY) + y * frame.height / unitsPerLatitudeE7) / 1e7,
          longitude: (longitude - turns * 3.6e9) / 1e7
        )
      )
    }
  }

  private func point(x: Int64, y: Int64) -> PagePoint {
    PagePoint(
      x: frame.center.x + Double(x - middleX) * unitsPerLongitudeE7,
      y: frame.center.y - Double(y - middleY) * unitsPerLatitudeE7
    )
  }
}

/// A round length for a scale: 1, 2 or 5 times a power of ten metres, at most `limit`, at least 1.
func roundLength(notOver limit: Double) -> Double {
  var (length, factors) = (1.0, [2.0, 2.5, 2.0][...])
  while let factor = factors.popFirst(), length * factor <= limit {
    length *= factor
    if factors.isEmpty { factors = [2, 2.5, 2] }
  }
  return length
}

/// A length of one digit and zeros: "500 m", "20 km".
func scaleText(_ length: Double, in language: Language) -> String {
  guard length >= 1_000 else { return distanceText(Meters(length), in: language) }
  let kilometers = decimalText(length / 1_000, decimals: 0)
  return Sentence("\(kilometers) km", "\(kilometers)公里").in(language)
}
