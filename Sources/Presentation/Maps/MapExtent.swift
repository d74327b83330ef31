import GeoCore

/// The part of the Earth that a map shows: a rectangle in longitude and latitude.
///
/// Longitudes run on past ±180°, so that a map across the antimeridian has no jump.
struct MapExtent: Hashable {
  /// The western and eastern edge, degrees × 10⁷.
  var xs: ClosedRange<Int64>

  /// The southern and northern edge, degrees × 10⁷.
  var ys: ClosedRange<Int64>

  /// Half a turn of longitude.
  private static let halfTurn: Int64 = 1_800_000_000

  /// The extent of one place, its longitude counted so that it lies within half a turn of `reference`.
  init(_ place: Coordinate, near reference: Int64) {
    let x = Self.nearest(Int64(place.longitudeE7), to: reference)
    (xs, ys) = (x...x, Int64(place.latitudeE7)...Int64(place.latitudeE7))
  }

  /// The extent of a box, its longitudes counted so that its middle lies within half a turn of
  /// `reference`.
  init(_ box: Box, near reference: Int64) {
    let middle = (box.longitudes.lowerBound + box.longitudes.upperBound) / 2
    let shift = Self.nearest(middle, to: reference) - middle
    xs = (box.longitudes.lowerBound + shift)...(box.longitudes.upperBound + shift)
    ys = box.latitudes
  }

  /// The extent of an empty picture: the place where the equator meets the prime meridian.
  static let nothing = MapExtent(Box(latitudes: 0...0, longitudes: 0...0), near: 0)

  /// `longitude` moved by whole turns to within half a turn of `reference`.
  static func nearest(_ longitude: Int64, to reference: Int64) -> Int64 {
    var longitude = longitude
    while longitude - reference > halfTurn { longitude -= 2 * halfTurn }
    while reference - longitude > halfTurn { longitude += 2 * halfTurn }
    return longitude
  }

  /// The smallest extent that holds both.
  func union(_ other: MapExtent) -> MapExtent {
    var union = self
    union.xs = min(xs.lowerBound, other.xs.lowerBound)...max(xs.upperBound, other.xs.upperBound)
    union.ys = min(ys.lowerBound, other.ys.lowerBound)...max(ys.upperBound, other.ys.upperBound)
    return union
  }

  /// Whether `other` lies within.
  func contains(_ other: MapExtent) -> Bool {
    xs.contains(other.xs.lowerBound) && xs.contains(other.xs.upperBound)
      && ys.contains(other.ys.lowerBound) && ys.contains(other.ys.upperBound)
  }

  /// The middle.
  var middle: (x: Int64, y: Int64) {
    ((xs.lowerBound + xs.upperBound) / 2, (ys.lowerBound + ys.upperBound) / 2)
  }

  /// How long a unit of longitude and of latitude are in the middle, in metres.
  var metersPerUnit: (x: Double, y: Double) {
    let limit: Int64 = 890_000_000
    let latitude = Int32(clamping: min(max(middle.y, -limit), limit))
    let local = Coordinate(latitudeE7: latitude, longitudeE7: 0).map { LocalFrame(at: $0) }
    return (local?.metersPerLongitudeE7 ?? 0.01, local?.metersPerLatitudeE7 ?? 0.01)
  }

  /// The longer side on the ground, in metres.
  var side: Double {
    let scale = metersPerUnit
    return max(
      Double(xs.upperBound - xs.lowerBound) * scale.x,
      Double(ys.upperBound - ys.lowerBound) * scale.y
    )
  }
}

// MARK: - What a picture shows

extension MapExtent {
  /// The extent of a picture.
  ///
  /// A jump of a receiver must not make the rest unreadable, nor a county the walk around a house:
  /// - A track falls into pieces wherever a step is one that no vehicle makes (over 100 m/s and 2 km).
  ///   Pieces that hold a twentieth of their track or more are shown. A smaller one is shown where the
  ///   map grows to at most twice its side; else it is told of at the frame.
  /// - So it is for places of alerts. Fixes that were set aside make no map larger.
  /// - A zone is shown whole where the map grows to at most four times its side, or to 1 km; of a larger
  ///   zone the nearest place of its edge, where the map grows to at most twice its side, or to 1 km.
  /// - Without tracks, all alerts are shown; without alerts, all zones.
  ///
  /// - Returns: `nil` for an empty picture.
  init?(showing picture: MapPicture) {
    let places = picture.alerts.compactMap(\.coordinate)
    let tracks = picture.tracks.map { (count: $0.points.count, pieces: Self.pieces($0.points)) }
    let largest = tracks.flatMap(\.pieces).max { $0.count < $1.count }
    let boxes = picture.zones.map(\.area.box)
    let first =
      largest?.first.map { Int64($0.coordinate.longitudeE7) }
      ?? places.first.map { Int64($0.longitudeE7) }
      ?? boxes.first.map { ($0.longitudes.lowerBound + $0.longitudes.upperBound) / 2 }
    guard let reference = first else { return nil }
    var (core, minor): ([MapExtent], [MapExtent]) = ([], [])
    for track in tracks {
      for piece in track.pieces {
        guard let extent = Self.extent(of: piece, near: reference) else { continue }
        if piece.count * 20 >= track.count { core.append(extent) } else { minor.append(extent) }
      }
    }
    let alerts = places.map { MapExtent($0, near: reference) }
    if core.isEmpty { core = alerts } else { minor += alerts }
    if core.isEmpty { core = boxes.map { MapExtent($0, near: reference) } }
    guard let start = core.first else { return nil }
    var extent = core.dropFirst().reduce(start) { $0.union($1) }
    extent.grow(by: minor, to: 2 * max(extent.side, 2_000))
    let anchor = extent
    extent.grow(by: boxes.map { MapExtent($0, near: reference) }, to: max(4 * anchor.side, 1_000))
    let edges = picture.zones.compactMap { Self.nearestEdge(of: $0.area, to: anchor) }
    extent.grow(by: edges, to: max(2 * anchor.side, 1_000))
    self = extent
  }

  /// Takes in what leaves the longer side at most `limit` metres long, what is nearest first.
  mutating func grow(by others: [MapExtent], to limit: Double) {
    let start = self
    let ordered = others.map { (extent: $0, side: start.union($0).side) }
      .sorted { $0.side < $1.side }
    for other in ordered where other.side <= limit {
      let wider = union(other.extent)
      if wider.side <= limit { self = wider }
    }
  }

  /// The pieces between steps that no vehicle makes.
  private static func pieces(
    _ points: [MapPicture.Track.Point]
  ) -> [ArraySlice<MapPicture.Track.Point>] {
    var pieces: [ArraySlice<MapPicture.Track.Point>] = []
    var start = 0
    for index in points.indices.dropFirst() {
      let (last, next) = (points[index - 1], points[index])
      let seconds = max(0, (next.time - last.time).seconds)
      guard last.coordinate.distance(to: next.coordinate).value > 2_000 + 100 * seconds else {
        continue
      }
      pieces.append(points[start..<index])
      start = index
    }
    if start < points.count { pieces.append(points[start...]) }
    return pieces
  }

  private static func extent(
    of piece: ArraySlice<MapPicture.Track.Point>,
    near reference: Int64
  ) -> MapExtent? {
    guard let first = piece.first else { return nil }
    return piece.dropFirst().reduce(MapExtent(first.coordinate, near: reference)) {
      $0.union(MapExtent($1.coordinate, near: reference))
    }
  }

  /// The place of an area's edge that is nearest to the middle of an extent.
  private static func nearestEdge(of area: Area, to extent: MapExtent) -> MapExtent? {
    let (middle, scale) = (extent.middle, extent.metersPerUnit)
    var best = (squared: Double.infinity, x: 0.0, y: 0.0)
    func offer(_ x: Double, _ y: Double) {
      if x * x + y * y < best.squared { best = (x * x + y * y, x, y) }
    }
    switch area {
    case .circle(let circle):
      let center = MapExtent(circle.center, near: middle.x).middle
      let x = Double(center.x - middle.x) * scale.x
      let y = Double(center.y - middle.y) * scale.y
      let distance = (x * x + y * y).squareRoot()
      guard distance > 0 else { return nil }
      let part = 1 - circle.radius.value / distance
      offer(x * part, y * part)
    case .polygons(let polygons):
      for ring in polygons.lazy.flatMap(\.rings) {
        let shift =
          MapExtent(ring.box, near: middle.x).xs.lowerBound - ring.box.longitudes.lowerBound
        var last = ring.longitudes.count - 1
        for next in ring.longitudes.indices {
          let ends = [last, next].map { index in
            (
              x: Double(ring.longitudes[index] + shift - middle.x) * scale.x,
              y: Double(ring.latitudes[index] - middle.y) * scale.y
            )
          }
          let (Δx, Δy) = (ends[1].x - ends[0].x, ends[1].y - ends[0].y)
          let length = Δx * Δx + Δy * Δy
          let along = length > 0 ? -(ends[0].x * Δx + ends[0].y * Δy) / length : 0
          let part = min(max(along, 0), 1)
          offer(ends[0].x + part * Δx, ends[0].y + part * Δy)
          last = next
        }
      }
    }
    guard best.squared.isFinite else { return nil }
    var place = extent
    let (x, y) = (
      middle.x + Int64((best.x / scale.x).rounded()), middle.y + Int64((best.y / scale.y).rounded())
    )
    (place.xs, place.ys) = (x...x, y...y)
    return place
  }
}
