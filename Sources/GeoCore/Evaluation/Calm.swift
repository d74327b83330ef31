/// Where, and until when, the fixes of a subject decide nothing: a box deep inside what is permitted.
///
/// Nothing is pending about the subject, and no edge of a zone that concerns it, and no prohibited zone,
/// comes into the box; nor does the straight way between two places in it. What holds at one place of
/// the box therefore holds at all, and a fix in it needs no zone to be looked up.
///
/// It follows from the rest of the state and the registry, and is never written down. Source of the
/// idea: S. Prabhakar and others, "Query Indexing and Velocity Constrained Indexing", IEEE Transactions
/// on Computers 51(10), 2002: the safe region.
struct Calm: Hashable, Sendable {
  /// Before which event time; ``Instant/distantPast`` while something is or may be pending.
  var until: Instant = .distantPast

  /// The box: it holds the last believed position.
  var box = SmallBox.nothing
}

/// What a calm rests on, read when time has passed.
struct CalmTerms: Hashable, Sendable {
  /// Whether the box has been found to be clear; one that has not is not looked at again.
  var isClear = false

  /// When time alone may change what is asked of the subject.
  var boundary: Instant = .distantPast

  /// After how long without a report, and without a position, something is due.
  var silentAfter: Milliseconds = .zero
}

/// A box between two latitudes and two longitudes, degrees × 10⁷, that does not meet ±180°: 16 bytes.
struct SmallBox: Hashable, Sendable, BitwiseCopyable {
  var south: Int32
  var north: Int32
  var west: Int32
  var east: Int32

  /// No place at all.
  static let nothing = SmallBox(south: 1, north: 0, west: 1, east: 0)

  private init(south: Int32, north: Int32, west: Int32, east: Int32) {
    (self.south, self.north, self.west, self.east) = (south, north, west, east)
  }

  /// The greatest box of which every place is no further from a place than some metres; none near a pole.
  ///
  /// - Parameters:
  ///   - place: its middle.
  ///   - radius: how far, in metres; counted is ``longest`` at the most.
  init?(around place: Coordinate, radius: Double) {
    // Half the diagonal of a square is its side by √2; a hundredth is left to the earth's roundness.
    let units = 0.99 * min(radius, Self.longest) / 2.0.squareRoot() / Self.metersPerUnit
    let (latitude, longitude) = (Double(place.latitudeE7), Double(place.longitudeE7))
    let nearest = max(0, abs(latitude) - units)
    guard abs(latitude) + units < Self.northernmost else { return nil }
    let turn = units / Coordinate.cosine(ofLatitudeE7: nearest)
    self.init(
      south: Int32(latitude - units),
      north: Int32(latitude + units),
      west: Int32(max(-1_800_000_000, longitude - turn)),
      east: Int32(min(1_799_999_999, longitude + turn))
    )
  }

  /// The longest radius of a box, in metres.
  static let longest = 50_000.0

  /// Beyond this latitude, degrees × 10⁷, degrees of longitude become too short for a box.
  private static let northernmost = 800_000_000.0

  /// No degree of latitude is longer, nor one of longitude beside its cosine, in metres × 10⁻⁷.
  private static let metersPerUnit = 0.011_17

  /// Whether a place lies in the box.
  @inline(__always)
  func contains(latitudeE7 latitude: Int32, longitudeE7 longitude: Int32) -> Bool {
    // Four comparisons without a branch.
    (south <= latitude) & (latitude <= north) & (west <= longitude) & (longitude <= east)
  }

  /// Whether a place lies in the box.
  func contains(_ place: Coordinate) -> Bool {
    contains(latitudeE7: place.latitudeE7, longitudeE7: place.longitudeE7)
  }
}

extension Bool {
  /// Both, without a branch.
  @inline(__always)
  fileprivate static func & (a: Bool, b: Bool) -> Bool { (a ? 1 : 0) & (b ? 1 : 0) == 1 }
}
