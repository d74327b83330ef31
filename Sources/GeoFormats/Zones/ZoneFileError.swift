public import GeoCore

/// Why a file of zones is refused; nothing of it is taken.
public struct ZoneFileError: ExplainedError, Hashable {
  /// Where in the file; everything is counted from 1.
  public struct Place: Hashable, Sendable {
    /// The line on which the feature begins; for JSON that is broken, the line of the break.
    public var line: Int?
    /// The feature.
    public var feature: Int?
    /// The feature's identifier, once it is known.
    public var id: ZoneID?
    /// The polygon of a multipolygon.
    public var part: Int?
    /// The ring; the first is the shell.
    public var ring: Int?
    /// The vertex of the ring.
    public var vertex: Int?
  }

  /// What is wrong there.
  public enum Cause: Hashable, Sendable {
    /// The file is an archive: KMZ, a zipped shapefile, a spreadsheet.
    case archive
    /// The file is no text.
    case notText
    /// The text is in another encoding than UTF-8, and whether it is UTF-16.
    case notUTF8(isUTF16: Bool)
    /// The text is not JSON: the column, and what was expected there.
    case notJSON(column: Int, expected: Sentence)
    /// The text is not XML: the column, and what is wrong there.
    case notXML(column: Int, reason: Sentence)
    /// The XML is not KML; its outermost element.
    case notKML(root: String)
    /// The header of the table cannot be read.
    case badHeader(Sentence)
    /// A column stands twice in the header.
    case repeatedColumn(String)
    /// The table has no column of WKT.
    case noWKTColumn
    /// A row of the table cannot be read.
    case brokenRow(Sentence)
    /// A geometry is not WKT: the column in its text, and what was expected there.
    case notWKT(column: Int, expected: Sentence)
    /// The JSON is not a GeoJSON object; its `type`.
    case notGeoJSON(type: String?)
    /// The file says that its coordinates are of another system than was stated.
    case foreignReference(String, stated: CoordinateSystem)
    /// KML holds degrees of a map, and another system was stated.
    case degreesOnly(stated: CoordinateSystem)
    /// There is no feature.
    case noFeatures
    /// A feature has no geometry.
    case noGeometry
    /// A geometry of which no zone is made.
    case wrongGeometry(String)
    /// A placemark holds several points, or lines beside polygons.
    case severalShapes
    /// A geometry's coordinates are not nested as its type asks.
    case malformedCoordinates
    /// A position of KML is not `longitude,latitude,height`; as written.
    case malformedTuple(String)
    /// A position is not on the globe; degrees as written.
    case offGlobe(latitude: Double, longitude: Double)
    /// A position cannot be in the stated system; as written, and what it may be instead.
    case outsideSystem(
      x: Double,
      y: Double,
      system: CoordinateSystem,
      name: String,
      likeness: Likeness
    )
    /// The last position of a ring is not its first.
    case unclosedRing
    /// The vertices make no ring.
    case ring(RingError)
    /// A point has no radius.
    case noRadius
    /// No circle can have this radius here.
    case badCircle(radius: String)
    /// A line has no width.
    case noWidth
    /// No corridor can have this width.
    case badWidth(String)
    /// A line is the middle of no corridor.
    case corridor(CorridorError)
    /// The rings cancel each other: no ground is left.
    case nothingLeft
    /// A polygon can be read in two ways that differ by so much ground; without a size it meets itself in
    /// so many places that nobody measures it.
    case ambiguous(squareMeters: Double?, at: Coordinate)
    /// One feature of several has no identifier.
    case missingID
    /// An identifier that could not be typed.
    case badID(String)
    /// The identifier of an earlier feature.
    case duplicateID(firstFeature: Int)
    /// A property that neither the file nor the command states.
    case missingProperty(String)
    /// A property with a value that means nothing; what may stand there.
    case badProperty(String, value: String, allowed: Sentence)
    /// A prohibited zone that confines.
    case confinesProhibited
  }

  /// What a position that cannot be in the stated system looks like.
  public enum Likeness: Hashable, Sendable {
    /// Degrees beyond the area of a system of degrees.
    case elsewhere
    /// Degrees, where the system is a map projection.
    case degrees
    /// Northing before easting.
    case swapped
    /// An easting with the number of another zone, or with one where the system has none.
    case zoneNumber
    /// An easting without the zone's number that the system has.
    case noZoneNumber
    /// Nothing that is known.
    case unknown
  }

  /// The file as it was given.
  public var file: String

  /// Where in it.
  public var place: Place

  /// What is wrong there.
  public var cause: Cause

  public var sentence: Sentence {
    let (what, where_) = (cause.sentence, place.sentence)
    return Sentence(
      "\(file)\(where_.english): \(what.english)",
      "\(file)\(where_.chinese)：\(what.chinese)"
    )
  }
}

extension ZoneFileError.Place {
  /// The place, each part after a comma, as it follows a file's name.
  var sentence: Sentence {
    var (english, chinese) = ("", "")
    if let line {
      english += ", line \(line)"
      chinese += "，第 \(line) 行"
    }
    if let feature {
      english += ", feature \(feature)" + (id.map { " (\($0))" } ?? "")
      chinese += "，第 \(feature) 个要素" + (id.map { "（\($0)）" } ?? "")
    }
    if let part {
      english += ", polygon \(part)"
      chinese += "，第 \(part) 个多边形"
    }
    if let ring {
      english += ring == 1 ? ", ring 1 (the shell)" : ", ring \(ring) (a hole)"
      chinese += ring == 1 ? "，第 1 环（外环）" : "，第 \(ring) 环（内环）"
    }
    if let vertex {
      english += ", vertex \(vertex)"
      chinese += "，第 \(vertex) 个顶点"
    }
    return Sentence(english, chinese)
  }
}
