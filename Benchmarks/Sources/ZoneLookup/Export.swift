import Foundation

/// Workloads as tab-separated text, for programs that read nothing else.
enum Export {
  /// Writes `NAME.zones` (slot, WKT), and for both orders `NAME.ORDER.points` (number, longitude,
  /// latitude) and `NAME.ORDER.hits`, the number of pairs that ours finds.
  static func write(_ workload: Workload, points count: Int, to folder: String) throws {
    let folder = URL(filePath: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let zones = workload.zones
    var text = ""
    for zone in 0..<zones.count {
      var ring = zones.vertices(of: zone).map { vertex in
        degrees(zones.longitudes[vertex]) + " " + degrees(zones.latitudes[vertex])
      }
      ring.append(ring[0])
      text += "\(zone)\tPOLYGON((\(ring.joined(separator: ","))))\n"
    }
    try write(text, folder.appending(path: workload.name + ".zones"))
    let ours = Ours(zones)
    for points in PointColumns.orders(for: workload, count: count) {
      text = ""
      for point in 0..<points.count {
        text +=
          "\(point)\t\(degrees(points.longitudes[point]))\t\(degrees(points.latitudes[point]))\n"
      }
      let name = workload.name + "." + points.order
      try write(text, folder.appending(path: name + ".points"))
      let hits = ours.pairs(points.coordinates.span, batch: batchSize).count
      try write("\(hits)\n", folder.appending(path: name + ".hits"))
    }
  }

  private static func write(_ text: String, _ file: URL) throws {
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  /// Degrees with all seven digits.
  private static func degrees(_ e7: Int32) -> String {
    let fraction = String(e7.magnitude % 10_000_000)
    let zeros = String(repeating: "0", count: 7 - fraction.count)
    return "\(e7 < 0 ? "-" : "")\(e7.magnitude / 10_000_000).\(zeros)\(fraction)"
  }
}
