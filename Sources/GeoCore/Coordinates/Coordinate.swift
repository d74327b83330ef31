/// A place on Earth in WGS-84, in units of 10⁻⁷ degree (one unit of latitude is 11 mm).
///
/// Every position and every vertex is one of these: comparing two places is comparing integers, and
/// a decision is the same on every machine.
///
/// - Invariant: latitude in [−90°, 90°]; longitude in [−180°, 180°); a pole has longitude 0.
public struct Coordinate: Hashable, Sendable, BitwiseCopyable {
  /// Latitude, degrees × 10⁷, north positive.
  public let latitudeE7: Int32

  /// Longitude, degrees × 10⁷, east positive.
  public let longitudeE7: Int32

  /// Creates the place at a latitude and longitude in units of 10⁻⁷ degree.
  ///
  /// Longitude 180° becomes −180°, and a pole gets longitude 0: one place has one coordinate.
  ///
  /// - Returns: `nil` if the latitude is beyond a pole or the longitude beyond ±180°.
  public init?(latitudeE7: Int32, longitudeE7: Int32) {
    guard Self.latitudes.contains(latitudeE7), Self.longitudes.contains(longitudeE7) else {
      return nil
    }
    self.latitudeE7 = latitudeE7
    let isPole = latitudeE7 == Self.latitudes.lowerBound || latitudeE7 == Self.latitudes.upperBound
    let isEastmost = longitudeE7 == Self.longitudes.upperBound
    self.longitudeE7 = isPole ? 0 : isEastmost ? Self.longitudes.lowerBound : longitudeE7
  }

  /// Creates the place nearest to a position in degrees.
  ///
  /// - Returns: `nil` if the position is not on the globe or not a number.
  public init?(_ position: GeographicPosition) {
    guard abs(position.latitude) <= 90, abs(position.longitude) <= 180 else { return nil }
    self.init(
      latitudeE7: Int32((position.latitude * 1e7).rounded()),
      longitudeE7: Int32((position.longitude * 1e7).rounded())
    )
  }

  /// The latitudes on the globe, in units of 10⁻⁷ degree.
  public static let latitudes: ClosedRange<Int32> = -900_000_000...900_000_000

  /// The longitudes that may be written, in units of 10⁻⁷ degree, 180° still among them.
  public static let longitudes: ClosedRange<Int32> = -1_800_000_000...1_800_000_000

  /// Whether this is the north or the south pole, which every longitude meets.
  var isPole: Bool { abs(latitudeE7) == Self.latitudes.upperBound }

  /// How far another place lies east and north, in units of 10⁻⁷ degree, the short way round.
  @inline(__always)
  func step(to other: Coordinate) -> (turn: Int64, rise: Int64) {
    var turn = Int64(other.longitudeE7) - Int64(longitudeE7)
    if turn > 1_800_000_000 { turn -= 3_600_000_000 }
    if turn < -1_800_000_000 { turn += 3_600_000_000 }
    return (turn, Int64(other.latitudeE7) - Int64(latitudeE7))
  }

  /// The place in degrees.
  public var position: GeographicPosition {
    GeographicPosition(latitude: Double(latitudeE7) / 1e7, longitude: Double(longitudeE7) / 1e7)
  }
}

/// A latitude and a longitude in degrees, of some datum that its context states.
///
/// For reading, writing and converting only; decisions are made on ``Coordinate``.
public struct GeographicPosition: Hashable, Sendable {
  /// Degrees north.
  public var latitude: Double

  /// Degrees east.
  public var longitude: Double

  /// Creates a position from degrees north and degrees east.
  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
}
