/// The head of a record: what a cell that is not empty says of the zones around its places.
///
/// A record is a row of 32-bit units:
///
/// | units | what |
/// | --- | --- |
/// | 1 | the head |
/// | *n* | the slots of *n* zones, ascending |
/// | 1 | the number of vertices, where the head has no room for it |
/// | by form | the vertices of a chain, relative to the cell's middle, or circles |
/// | | unless ``isUniform``, for each edge a byte: which zones it bounds |
///
/// Bit *i* of a mask is the zone in the *i*-th place. A place is inside the zones of
/// ``initialMask``, turned over by the mask of each edge that a ray towards the east crosses. Where the
/// cell has more than eight zones, or circles, another record follows.
struct CellRecordHead {
  var bits: UInt32

  /// What follows the slots.
  enum Form: Equatable {
    /// A chain of vertices, `x` and `y` of so many bits each: 12, 16, … or 32.
    case chain(bits: Int)
    /// A chain of vertices, `x` and `y` of 64 bits each.
    case farChain
    /// For each zone a circle, as ``CircleOnMap`` writes it.
    case circles

    /// The form in three bits.
    var code: UInt32 {
      switch self {
      case .chain(let bits): UInt32(bits / 4 - 3)
      case .farChain: 6
      case .circles: 7
      }
    }

    /// The shortest form of a chain whose numbers are not farther from 0 than `reach`.
    init(reach: Int64) {
      let bits = [12, 16, 20, 24, 28].first { reach < 1 << Int64($0 - 1) }
      // 32 bits are not used up, so that products stay below 2⁶³.
      self = bits.map { .chain(bits: $0) } ?? (reach <= 1 << 30 ? .chain(bits: 32) : .farChain)
    }
  }

  /// The most zones in a record with a chain.
  static let zoneLimit = 8

  /// The most zones in a record that holds all over the cell.
  static let fullLimit = 255

  /// The most vertices that the head has room for.
  static let vertexLimit = 511

  init(
    zones: Int,
    initialMask: UInt32,
    vertices: Int = 0,
    form: Form = .chain(bits: 16),
    isUniform: Bool = false,
    hasMore: Bool,
    isUnsorted: Bool
  ) {
    let isLong = vertices > Self.vertexLimit || zones > Self.zoneLimit
    bits = UInt32(zones) | initialMask << 8 | UInt32(isLong ? 0 : vertices) << 16
    bits |= form.code << 25
    bits |= (isUniform ? 1 : 0) << 28 | (hasMore ? 1 : 0) << 29
    bits |= (isUnsorted ? 1 : 0) << 30 | (isLong ? 1 : 0) << 31
    // A form without room for its code in the short way is read the long way.
    if form.code > 5, !hasMore, !isUnsorted { bits |= 1 << 30 }
  }

  init(bits: UInt32) { self.bits = bits }

  /// The number of zones.
  @inline(__always) var zones: Int { Int(bits & 0xFF) }

  /// The zones around the places that no edge is east of.
  @inline(__always) var initialMask: UInt32 { bits >> 8 & 0xFF }

  /// The number of vertices, unless ``isLong``.
  @inline(__always) var vertices: Int { Int(bits >> 16 & 0x1FF) }

  /// What follows the slots.
  var form: Form {
    let code = Int(bits >> 25 & 7)
    return code < 6 ? .chain(bits: 4 * code + 12) : code == 6 ? .farChain : .circles
  }

  /// The bits of a number in a chain that is not far.
  @inline(__always) var vertexBits: UInt64 { UInt64(bits >> 23 & 0x1C) &+ 12 }

  /// The unit in which the last vertex ends, of a plain record.
  @inline(__always) var lastUnit: Int {
    zones &+ Int(truncatingIfNeeded: UInt64(bits >> 16 & 0x1FF) &* vertexBits &>> 4)
  }

  /// Whether every edge bounds all of the zones.
  @inline(__always) var isUniform: Bool { bits & (1 << 28) != 0 }

  /// Whether another record of the same cell follows.
  var hasMore: Bool { bits & (1 << 29) != 0 }

  /// Whether the zones of this record and those after it have to be put in order, doubles left out.
  var isUnsorted: Bool { bits & (1 << 30) != 0 }

  /// Whether the number of vertices stands in a unit of its own; without vertices, whether the record
  /// holds all over the cell.
  var isLong: Bool { bits & (1 << 31) != 0 }

  /// Whether the record is read the short way: one record, one chain that is not far.
  @inline(__always) var isPlain: Bool { bits & 0xE000_0000 == 0 }

  /// Whether all is said by the initial mask.
  @inline(__always) var isDecided: Bool { bits & 0xE1FF_0000 == 0 }
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
