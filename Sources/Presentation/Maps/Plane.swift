import GeoCore

/// A place on the page, in units of 1/96 inch, y downwards.
struct PagePoint: Hashable {
  var x: Double
  var y: Double

  /// The square of the distance to `other`.
  func squaredDistance(to other: PagePoint) -> Double {
    (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
  }
}

/// A rectangle on the page.
struct PageBox {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var maxX: Double { x + width }
  var maxY: Double { y + height }
  var center: PagePoint { PagePoint(x: x + width / 2, y: y + height / 2) }

  init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  init(center: PagePoint, width: Double, height: Double) {
    self.init(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
  }

  func overlaps(_ other: PageBox) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  func contains(_ other: PageBox) -> Bool {
    x <= other.x && other.maxX <= maxX && y <= other.y && other.maxY <= maxY
  }

  func contains(_ point: PagePoint) -> Bool {
    x <= point.x && point.x <= maxX && y <= point.y && point.y <= maxY
  }
}

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

  /// Half a turn of longitude.
  private static let halfTurn: Int64 = 1_800_000_000

  /// The least extent of a map on the ground, in metres.
  private static let leastExtent = 300.0

  /// Fits everything in `boxes` and `places` into `frame`, with `padding` around it.
  init(_ boxes: [Box], _ places: [Coordinate], in frame: PageBox, padding: Double) {
    self.frame = frame
    // Longitudes are counted so that they lie within half a turn of one place on the map.
    let reference =
      boxes.first.map { ($0.longitudes.lowerBound + $0.longitudes.upperBound) / 2 }
      ?? places.first.map { Int64($0.longitudeE7) } ?? 0
    var xs: [Int64] = []
    var ys: [Int64] = []
    for box in boxes {
      let middle = (box.longitudes.lowerBound + box.longitudes.upperBound) / 2
      let shift = Self.nearest(middle, to: reference) - middle
      xs += [box.longitudes.lowerBound + shift, box.longitudes.upperBound + shift]
      ys += [box.latitudes.lowerBound, box.latitudes.upperBound]
    }
    for place in places {
      xs.append(Self.nearest(Int64(place.longitudeE7), to: reference))
      ys.append(Int64(place.latitudeE7))
    }
    let (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
    let (south, north) = (ys.min() ?? 0, ys.max() ?? 0)
    middleX = (west + east) / 2
    middleY = (south + north) / 2
    let limit: Int64 = 890_000_000
    let latitude = Int32(clamping: min(max(middleY, -limit), limit))
    let local = Coordinate(latitudeE7: latitude, longitudeE7: 0).map { LocalFrame(at: $0) }
    let metersPerX = local?.metersPerLongitudeE7 ?? 0.01
    let metersPerY = local?.metersPerLatitudeE7 ?? 0.01
    let width = max(Double(east - west) * metersPerX, Self.leastExtent)
    let height = max(Double(north - south) * metersPerY, Self.leastExtent)
    metersPerUnit = max(
      width / (frame.width - 2 * padding),
      height / (frame.height - 2 * padding)
    )
    unitsPerLongitudeE7 = metersPerX / metersPerUnit
    unitsPerLatitudeE7 = metersPerY / metersPerUnit
  }

  /// `longitude` moved by whole turns to within half a turn of `reference`.
  private static func nearest(_ longitude: Int64, to reference: Int64) -> Int64 {
    var longitude = longitude
    while longitude - reference > halfTurn { longitude -= 2 * halfTurn }
    while reference - longitude > halfTurn { longitude += 2 * halfTurn }
    return longitude
  }

  /// Where a place lies on the page.
  func point(_ place: Coordinate) -> PagePoint {
    let x = Self.nearest(Int64(place.longitudeE7), to: middleX)
    return point(x: x, y: Int64(place.latitudeE7))
  }

  /// Where the vertices of a ring lie on the page; those closer than `tolerance` are left out.
  func points(_ ring: Ring, tolerance: Double = 0.3) -> [PagePoint] {
    let middle = (ring.box.longitudes.lowerBound + ring.box.longitudes.upperBound) / 2
    let shift = Self.nearest(middle, to: middleX) - middle
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
