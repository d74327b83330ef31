extension Area {
  /// The area as a store keeps it: integers, so that a zone means the same after every upgrade.
  public var record: [UInt8] {
    var writer = ByteWriter(capacity: 64 + vertexCount * 16)
    switch self {
    case .polygons(let polygons):
      writer.write(UInt8(1))
      writer.write(polygons) { writer, polygon in
        writer.write(polygon.rings) { writer, ring in
          writer.write(UInt32(ring.longitudes.count))
          for (longitude, latitude) in zip(ring.longitudes, ring.latitudes) {
            writer.write(longitude)
            writer.write(Int32(latitude))
          }
        }
      }
    case .circle(let circle):
      writer.write(UInt8(2))
      writer.write(circle.center.latitudeE7)
      writer.write(circle.center.longitudeE7)
      writer.write(circle.radiusMillimeters)
      writer.write(circle.longitudeScale)
      writer.write(circle.latitudeScale)
    }
    return writer.bytes
  }

  /// Reads an area that a store kept.
  public init(record: [UInt8]) throws(ByteReader.Malformed) {
    var reader = ByteReader(record)
    switch try reader.read(UInt8.self) {
    case 1:
      let polygons = try reader.readList { reader throws(ByteReader.Malformed) in
        let rings = try reader.readList { reader throws(ByteReader.Malformed) in
          try Ring(from: &reader)
        }
        guard let shell = rings.first else { throw reader.malformed() }
        return Polygon(shell: shell, holes: Array(rings.dropFirst()))
      }
      guard !polygons.isEmpty else { throw reader.malformed() }
      self = .polygons(polygons)
    case 2:
      let (latitude, longitude) = (try reader.read(Int32.self), try reader.read(Int32.self))
      guard let center = Coordinate(latitudeE7: latitude, longitudeE7: longitude),
        let circle = Circle(
          center: center,
          radiusMillimeters: try reader.read(Int64.self),
          longitudeScale: try reader.read(Int64.self),
          latitudeScale: try reader.read(Int64.self)
        )
      else { throw reader.malformed() }
      self = .circle(circle)
    default: throw reader.malformed()
    }
  }
}

extension Ring {
  /// Reads a ring that a store kept.
  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    let count = Int(try reader.read(UInt32.self))
    var (longitudes, latitudes): ([Int64], [Int64]) = ([], [])
    for _ in 0..<count {
      longitudes.append(try reader.read(Int64.self))
      latitudes.append(Int64(try reader.read(Int32.self)))
    }
    do { try self.init(unwrapped: longitudes, latitudes) } catch { throw reader.malformed() }
  }
}
