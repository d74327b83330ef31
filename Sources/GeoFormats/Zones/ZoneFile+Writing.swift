public import GeoCore

extension ZoneFile {
  /// The zones as a GeoJSON FeatureCollection (RFC 7946) in WGS-84, one feature a line.
  ///
  /// Positions have 7 decimals and nothing is lost: ``readZones(_:file:conversion:defaults:)``
  /// with `wgs84` gives equal zones. A circle is a Point with a `radius` in metres.
  public static func geoJSON(of zones: [Zone]) -> String {
    let features = zones.map(feature).joined(separator: ",\n")
    return "{\"type\":\"FeatureCollection\",\"features\":[\n\(features)\n]}\n"
  }

  private static func feature(of zone: Zone) -> String {
    var properties = [
      ("id", jsonString(zone.id.text)), ("name", jsonString(zone.name)),
      ("role", jsonString(zone.role.rawValue)), ("effect", jsonString(zone.effect.rawValue)),
      ("assignee", jsonString(zone.assignee.text)),
    ]
    if let schedule = zone.schedule {
      properties.append(("schedule", jsonString(scheduleText(of: schedule))))
      properties.append(("timeZone", jsonString(schedule.timeZone)))
    }
    if case .circle(let circle) = zone.area {
      properties.append(("radius", decimalText(circle.radiusMillimeters, places: 3)))
    }
    let members = properties.map { "\"\($0)\":\($1)" }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"id\":\(jsonString(zone.id.text)),"
      + "\"properties\":{\(members)},\"geometry\":\(geometry(of: zone.area))}"
  }

  /// The zones as a CSV table with their grounds in WKT, in WGS-84, for spreadsheets and databases.
  ///
  /// Positions have 7 decimals, and ``readZones(_:file:conversion:defaults:)`` gives equal zones, but
  /// for line breaks in names. A circle is a POINT with a `radius` in metres.
  public static func csv(of zones: [Zone]) -> String {
    let header = [
      "id", "name", "role", "effect", "assignee", "schedule", "timeZone", "radius", "wkt",
    ]
    let rows = zones.map { zone in
      var radius = ""
      if case .circle(let circle) = zone.area {
        radius = decimalText(circle.radiusMillimeters, places: 3)
      }
      return [
        zone.id.text, zone.name, zone.role.rawValue, zone.effect.rawValue, zone.assignee.text,
        zone.schedule.map { scheduleText(of: $0) } ?? "", zone.schedule?.timeZone ?? "", radius,
        wkt(of: zone.area),
      ]
    }
    return CSVText.table(header: header, rows: rows)
  }

  private static func wkt(of area: Area) -> String {
    switch area {
    case .circle(let circle):
      let (longitude, latitude) = (
        decimalText(Int64(circle.center.longitudeE7), places: 7),
        decimalText(Int64(circle.center.latitudeE7), places: 7)
      )
      return "POINT (\(longitude) \(latitude))"
    case .polygons(let polygons):
      let parts = polygons.map { polygon in
        let rings = polygon.rings.map { ring in
          "(" + written(ring).map { "\($0) \($1)" }.joined(separator: ", ") + ")"
        }
        return "(\(rings.joined(separator: ", ")))"
      }
      return parts.count == 1
        ? "POLYGON \(parts[0])" : "MULTIPOLYGON (\(parts.joined(separator: ", ")))"
    }
  }

  private static func geometry(of area: Area) -> String {
    switch area {
    case .circle(let circle):
      let center = circle.center
      let position = position(Int64(center.longitudeE7), Int64(center.latitudeE7))
      return "{\"type\":\"Point\",\"coordinates\":\(position)}"
    case .polygons(let polygons):
      let parts = polygons.map { "[\($0.rings.map(ring).joined(separator: ","))]" }
      guard parts.count != 1 else {
        return "{\"type\":\"Polygon\",\"coordinates\":\(parts[0])}"
      }
      return "{\"type\":\"MultiPolygon\",\"coordinates\":[\(parts.joined(separator: ","))]}"
    }
  }

  private static func ring(_ ring: Ring) -> String {
    "[\(written(ring).map { "[\($0),\($1)]" }.joined(separator: ","))]"
  }

  /// The longitudes and latitudes of a ring as decimals, its first position repeated at the end.
  private static func written(_ ring: Ring) -> [(longitude: String, latitude: String)] {
    var positions: [(String, String)] = []
    positions.reserveCapacity(ring.longitudes.count + 1)
    var previous: (unwrapped: Int64, written: Int64)?
    for (longitude, latitude) in zip(ring.longitudes, ring.latitudes) {
      let written = writtenLongitude(longitude, after: previous)
      positions.append((decimalText(written, places: 7), decimalText(latitude, places: 7)))
      previous = (longitude, written)
    }
    return positions + positions.prefix(1)
  }

  /// A longitude within ±180°, such that a reader takes the same step from the previous one.
  ///
  /// Only ±180° itself can be written in two ways, and only one of them may be meant: a step of
  /// exactly 360° is literal.
  private static func writtenLongitude(
    _ longitude: Int64,
    after previous: (unwrapped: Int64, written: Int64)?
  ) -> Int64 {
    let turn: Int64 = 3_600_000_000
    let half = turn / 2
    var written = longitude
    while written > half { written -= turn }
    while written < -half { written += turn }
    guard abs(written) == half, let previous else { return written }
    let isLiteral = { (candidate: Int64) -> Bool in
      let step = candidate - previous.written
      let read =
        abs(step) == turn ? step : step > half ? step - turn : step < -half ? step + turn : step
      return read == longitude - previous.unwrapped
    }
    return isLiteral(written) ? written : -written
  }

  private static func position(_ longitude: Int64, _ latitude: Int64) -> String {
    "[\(decimalText(longitude, places: 7)),\(decimalText(latitude, places: 7))]"
  }
}
