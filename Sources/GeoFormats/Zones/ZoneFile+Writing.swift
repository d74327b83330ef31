public import GeoCore

extension ZoneFile {
  /// The zones as a GeoJSON FeatureCollection (RFC 7946) in WGS-84, one feature a line.
  ///
  /// Positions have 7 decimals and nothing is lost: ``readZones(geoJSON:file:conversion:defaults:)``
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

  /// A ring, its first position repeated at the end.
  private static func ring(_ ring: Ring) -> String {
    var positions: [String] = []
    var previous: (unwrapped: Int64, written: Int64)?
    for (longitude, latitude) in zip(ring.longitudes, ring.latitudes) {
      let written = writtenLongitude(longitude, after: previous)
      positions.append(position(written, latitude))
      previous = (longitude, written)
    }
    return "[\((positions + positions.prefix(1)).joined(separator: ","))]"
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
