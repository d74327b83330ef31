import ZonePeers

/// Zones of one ring each, in flat columns: what every contestant builds its index from.
struct ZoneColumns {
  /// Of every vertex, degrees × 10⁷; no ring repeats its first vertex.
  private(set) var longitudes: [Int32] = []

  /// Of every vertex, degrees × 10⁷.
  private(set) var latitudes: [Int32] = []

  /// Where each ring begins; one more than there are zones.
  private(set) var starts: [Int32] = [0]

  /// The number of zones.
  var count: Int { starts.count - 1 }

  /// The number of vertices, which is that of edges.
  var vertexCount: Int { longitudes.count }

  /// The vertices of one zone.
  func vertices(of zone: Int) -> Range<Int> { Int(starts[zone])..<Int(starts[zone + 1]) }

  /// Adds a zone from its vertices in degrees.
  mutating func append(_ ring: some Sequence<Place>) {
    for place in ring {
      longitudes.append(place.longitudeE7)
      latitudes.append(place.latitudeE7)
    }
    starts.append(Int32(longitudes.count))
  }

  /// Hands the columns to C.
  func withPeerZones<Result>(_ body: (PeerZones) -> Result) -> Result {
    longitudes.withUnsafeBufferPointer { longitudes in
      latitudes.withUnsafeBufferPointer { latitudes in
        starts.withUnsafeBufferPointer { starts in
          body(
            PeerZones(
              longitudes: longitudes.baseAddress,
              latitudes: latitudes.baseAddress,
              starts: starts.baseAddress,
              count: Int32(count)
            )
          )
        }
      }
    }
  }
}

/// A place in the plane of longitude and latitude, in degrees.
struct Place {
  var longitude: Double
  var latitude: Double

  /// Degrees × 10⁷, rounded.
  var longitudeE7: Int32 { Int32((longitude * 1e7).rounded()) }

  /// Degrees × 10⁷, rounded.
  var latitudeE7: Int32 { Int32((latitude * 1e7).rounded()) }
}

/// A rectangle of longitudes and latitudes, in degrees.
struct Window {
  var longitudes: ClosedRange<Double>
  var latitudes: ClosedRange<Double>

  /// A window from its sides.
  init(longitudes: ClosedRange<Double>, latitudes: ClosedRange<Double>) {
    self.longitudes = longitudes
    self.latitudes = latitudes
  }

  /// The smallest window around places, one at least.
  init(around places: [Place]) {
    let first = places[0]
    longitudes = first.longitude...first.longitude
    latitudes = first.latitude...first.latitude
    for place in places {
      longitudes =
        min(longitudes.lowerBound, place.longitude)...max(longitudes.upperBound, place.longitude)
      latitudes =
        min(latitudes.lowerBound, place.latitude)...max(latitudes.upperBound, place.latitude)
    }
  }

  /// A random place in the window.
  func place(using random: inout SplitMix64) -> Place {
    Place(
      longitude: random.real(longitudes.lowerBound, longitudes.upperBound),
      latitude: random.real(latitudes.lowerBound, latitudes.upperBound)
    )
  }

  /// The place in the window nearest to another.
  func clamped(_ place: Place) -> Place {
    Place(
      longitude: min(max(place.longitude, longitudes.lowerBound), longitudes.upperBound),
      latitude: min(max(place.latitude, latitudes.lowerBound), latitudes.upperBound)
    )
  }
}

/// Metres in a degree of latitude.
let metersPerDegree = 111_195.0
