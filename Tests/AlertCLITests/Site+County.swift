import Foundation
import Testing

/// A county of one square, one office, and subjects `S1`, `S2`, … who carry the devices 1, 2, …
///
/// ```
/// 25.60 ┌─────────┐
///       │  inside │   outside
///       │    ·    │      ·
/// 25.50 └─────────┘
///     112.00   112.10  112.13
/// ```
extension Site {
  /// A place; degrees, WGS-84.
  struct Place {
    var latitude: Double
    var longitude: Double

    /// In the middle of the county.
    static let inside = Place(latitude: 25.55, longitude: 112.05)
    /// Three kilometres east of it.
    static let outside = Place(latitude: 25.55, longitude: 112.13)
  }

  /// One line of a file of fixes.
  struct Fix {
    /// Milliseconds since 1970.
    var time: Int64
    var device: Int
    var place: Place

    init(_ time: Int64, _ device: Int, _ place: Place) {
      (self.time, self.device, self.place) = (time, device, place)
    }
  }

  /// Makes the store: the county, its subjects, a gateway's key in ``key``, and the operator `li`.
  func found(subjects: Int = 1, grade: String = "standard") throws {
    try succeed("init")
    try succeed("operator", "add", "li", "--name", "李所长")
    operatorID = "li"
    let jurisdictions = "id,name,level,parent\nC,青岚县,county,\nO,城关司法所,office,C\n"
    try succeed("jurisdiction", "import", write("jurisdictions.csv", jurisdictions))
    let people = (1...subjects).map { "S\($0),人\($0),O,\(grade)\n" }.joined()
    let header = "id,name,jurisdiction,grade\n"
    try succeed("subject", "import", write("subjects.csv", header + people))
    let devices = (1...subjects).map { "\($0),wristband,S\($0)\n" }.joined()
    try succeed("device", "import", write("devices.csv", "device,kind,subject\n" + devices))
    let county = square("county", role: "permitted", for: "jurisdiction:C", 25.5, 112, 25.6, 112.1)
    try succeed("zone", "import", write("county.geojson", county), "--crs", "wgs84")
    try succeed("sender", "add", "--name", "gateway", "--key-file", key)
  }

  /// A zone that is a rectangle, as GeoJSON; degrees.
  func square(
    _ id: String,
    role: String,
    for assignee: String,
    _ south: Double,
    _ west: Double,
    _ north: Double,
    _ east: Double
  ) -> String {
    """
    {"type":"Feature","properties":{"id":"\(id)","name":"\(id)","role":"\(role)",\
    "assignee":"\(assignee)"},"geometry":{"type":"Polygon","coordinates":[[[\(west),\(south)],\
    [\(east),\(south)],[\(east),\(north)],[\(west),\(north)],[\(west),\(south)]]]}}
    """
  }

  /// Writes fixes of satellites as CSV and gives the file's path.
  func write(_ name: String, _ fixes: [Fix]) throws -> String {
    let lines = fixes.map {
      "\($0.time),\($0.device),\($0.place.latitude),\($0.place.longitude),gnss,5\n"
    }
    let header = "time,device,latitude,longitude,source,accuracy\n"
    return try write(name, header + lines.joined())
  }

  /// Sends fixes to a service and waits until all are acknowledged.
  @discardableResult
  func send(_ fixes: [Fix], to server: Server) throws -> [String: Any] {
    let file = try write("\(UUID().uuidString).csv", fixes)
    return try send([file, "--speed", "max"], to: server)
  }

  /// Sends files to a service and waits until all fixes are acknowledged.
  @discardableResult
  func send(_ arguments: [String], to server: Server) throws -> [String: Any] {
    let outcome = try run(
      ["send"] + arguments + ["--to", server.address, "--key-file", key, "--json"]
    )
    guard outcome.status == 0, let summary = outcome.objects.first else {
      throw Unacknowledged(error: outcome.error)
    }
    return summary
  }

  /// A sender that gave up.
  struct Unacknowledged: Error {
    var error: String
  }

  /// The alerts of the store, as `alert list --json` gives them.
  func alerts(_ filter: String...) throws -> [[String: Any]] {
    try run(["alert", "list", "--json"] + filter).objects
  }
}
