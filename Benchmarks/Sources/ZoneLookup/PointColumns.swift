import GeoCore
import ZonePeers

/// Points to ask about, in the forms that the contestants take.
struct PointColumns {
  /// `uniform` or `moving`.
  var order: String

  /// Degrees × 10⁷.
  private(set) var longitudes: [Int32] = []

  /// Degrees × 10⁷.
  private(set) var latitudes: [Int32] = []

  /// The same points as ours takes them.
  private(set) var coordinates: [Coordinate] = []

  /// The number of points.
  var count: Int { coordinates.count }

  /// No points yet.
  init(order: String) { self.order = order }

  /// Adds a point.
  mutating func append(_ place: Place) {
    let (longitude, latitude) = (place.longitudeE7, place.latitudeE7)
    guard let coordinate = Coordinate(latitudeE7: latitude, longitudeE7: longitude) else {
      preconditionFailure("a workload's window is on the globe")
    }
    longitudes.append(longitude)
    latitudes.append(latitude)
    coordinates.append(coordinate)
  }

  /// Hands the columns to C.
  func withPeerPoints<Result>(_ body: (PeerPoints) -> Result) -> Result {
    longitudes.withUnsafeBufferPointer { longitudes in
      latitudes.withUnsafeBufferPointer { latitudes in
        body(
          PeerPoints(
            longitudes: longitudes.baseAddress,
            latitudes: latitudes.baseAddress,
            count: Int32(count)
          )
        )
      }
    }
  }
}
