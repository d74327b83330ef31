/// The head of a record: what a cell that is not empty says of the zones around its places.
///
/// A record is a row of 32-bit units:
///
/// | units | what |
/// | --- | --- |
/// | 1 | the head |
/// | *n* | the slots of *n* zones, ascending |
/// | 1 | the number of vertices, where the head has no room for it |
/// | by format | the vertices of a chain, relative to the cell's middle |
/// | ¼ each | unless ``isUniform``, for each edge a byte: which zones it bounds |
///
/// Bit *i* of a mask is the zone in the *i*-th place. A place is inside the zones of
/// ``initialMask``, turned over by the mask of each edge that a ray towards the east crosses. Where the
/// cell has more than eight zones, or circles, another record follows.
struct CellRecordHead {
  var bits: UInt32

  /// How the vertices, or the circles, are written.
  enum Format: UInt32 {
    /// `x` in the lower, `y` in the upper half of a unit.
    case narrow = 0
    /// `x`, then `y`, a unit each.
    case wide = 1
    /// `x`, then `y`, two units each.
    case far = 2
    /// No chain: for each zone a circle, as ``CircleOnMap`` writes it.
    case circles = 3
  }

  /// The most zones in a record with a chain.
  static let zoneLimit = 8

  /// The most zones in a record that holds all over the cell.
  static let fullLimit = 255

  /// The most vertices that the head has room for.
  static let vertexLimit = 1_023

  init(
    zones: Int,
    initialMask: UInt32,
    vertices: Int,
    format: Format,
    isUniform: Bool,
    hasMore: Bool,
    isUnsorted: Bool
  ) {
    let isLong = vertices > Self.vertexLimit || zones > Self.zoneLimit
    bits = UInt32(zones) | initialMask << 8 | UInt32(isLong ? 0 : vertices) << 16
    bits |= format.rawValue << 26
    bits |= (isUniform ? 1 : 0) << 28 | (hasMore ? 1 : 0) << 29
    bits |= (isUnsorted ? 1 : 0) << 30 | (isLong ? 1 : 0) << 31
  }

  init(bits: UInt32) { self.bits = bits }

  /// The number of zones.
  @inline(__always) var zones: Int { Int(bits & 0xFF) }

  /// The zones around the places that no edge is east of.
  @inline(__always) var initialMask: UInt32 { bits >> 8 & 0xFF }

  /// The number of vertices, unless ``isLong``.
  @inline(__always) var vertices: Int { Int(bits >> 16 & 0x3FF) }

  /// How the vertices are written.
  var format: Format { Format(rawValue: bits >> 26 & 3) ?? .narrow }

  /// Whether vertices are narrow or wide.
  @inline(__always) var isWide: Bool { bits & (1 << 26) != 0 }

  /// Whether every edge bounds all of the zones.
  @inline(__always) var isUniform: Bool { bits & (1 << 28) != 0 }

  /// Whether another record of the same cell follows.
  var hasMore: Bool { bits & (1 << 29) != 0 }

  /// Whether the zones of this record and those after it have to be put in order, doubles left out.
  var isUnsorted: Bool { bits & (1 << 30) != 0 }

  /// Whether the number of vertices stands in a unit of its own; without vertices, whether the record
  /// holds all over the cell.
  var isLong: Bool { bits & (1 << 31) != 0 }

  /// Whether all is said by the initial mask.
  @inline(__always) var isDecided: Bool { bits & 0xEBFF_0000 == 0 }

  /// Whether the record is read the short way: one record, one chain of narrow or wide vertices.
  @inline(__always) var isPlain: Bool { bits & 0xE800_0000 == 0 }
}

/// A circle in places of the map; `x` may run past the map's sides.
struct CircleOnMap {
  var x: Int64
  var y: Int64
  var longitudeScale: Int64
  var latitudeScale: Int64
  var radiusMillimeters: Int64

  /// The number of units that a circle takes in a record.
  static let units = 5

  /// A circle, moved by whole turns of longitude.
  init(_ circle: Circle, turns: Int64) {
    x = Lattice.x(Int64(circle.center.longitudeE7)) + turns * Box.turn
    y = Lattice.y(Int64(circle.center.latitudeE7))
    longitudeScale = circle.longitudeScale
    latitudeScale = circle.latitudeScale
    radiusMillimeters = circle.radiusMillimeters
  }

  /// Reads what ``append(to:x:y:)`` wrote: the centre is relative to the cell's middle.
  init(units: UnsafePointer<UInt32>) {
    x = unsafe Int64(Int32(bitPattern: units[0]))
    y = unsafe Int64(Int32(bitPattern: units[1]))
    longitudeScale = unsafe Int64(units[2])
    latitudeScale = unsafe Int64(units[3])
    radiusMillimeters = unsafe Int64(units[4])
  }

  /// Writes the circle relative to a place not more than 107° away.
  func append(to units: inout [UInt32], x middleX: Int64, y middleY: Int64) {
    units.append(UInt32(bitPattern: Int32(x - middleX)))
    units.append(UInt32(bitPattern: Int32(y - middleY)))
    units.append(UInt32(longitudeScale))
    units.append(UInt32(latitudeScale))
    units.append(UInt32(radiusMillimeters))
  }

  /// Whether a place is inside or on the edge; exact, as ``Circle/contains(_:)`` is.
  @inline(__always)
  func contains(x: Int64, y: Int64) -> Bool {
    let reach = radiusMillimeters << 20
    let east = (x - self.x) * longitudeScale
    let north = (y - self.y) * latitudeScale
    guard abs(east) <= reach, abs(north) <= reach else { return false }
    let (a, b, c) = (Int128(east), Int128(north), Int128(reach))
    return a * a + b * b <= c * c
  }

  /// How far the circle reaches east and west of its centre, and north and south, in units.
  var reach: (x: Int64, y: Int64) {
    let reach = radiusMillimeters << 20
    return (reach / longitudeScale + 1, reach / latitudeScale + 1)
  }

  /// How a cell lies to the circle.
  func side(column: Int, row: Int, of lattice: Lattice) -> CellSide {
    let west = lattice.west + Int64(column) << lattice.shift
    let south = lattice.south + Int64(row) << lattice.shift
    let (east, north) = (west + lattice.side - 1, south + lattice.side - 1)
    // The circle is convex: its corners decide whether a cell is inside, its nearest place the rest.
    if contains(x: west, y: south), contains(x: east, y: south), contains(x: west, y: north),
      contains(x: east, y: north)
    {
      return .inside
    }
    let isNear = contains(x: min(max(x, west), east), y: min(max(y, south), north))
    return isNear ? .boundary : .outside
  }
}

/// How a cell lies to a part of a zone.
enum CellSide { case outside, inside, boundary }
