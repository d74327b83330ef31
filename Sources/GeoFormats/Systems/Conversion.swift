internal import CProj
public import GeoCore

/// A position as a file writes it: longitude and latitude in degrees, or easting and northing.
struct WrittenPosition: Hashable {
  /// Degrees east, or easting in the unit of the system.
  var x: Double

  /// Degrees north, or northing in the unit of the system.
  var y: Double
}

/// The way from one coordinate system to WGS-84.
///
/// PROJ converts what is not one of the Chinese datums, offline. Where it would only guess the step to
/// WGS 84 ("ballpark"), CGCS2000 (EPSG:4490) is the target: both agree to centimetres.
///
/// Not for several threads: PROJ's objects belong to one.
@safe public final class Conversion {
  /// The system that is converted from.
  public let system: CoordinateSystem

  /// What the system is called.
  public let name: String

  /// How far a converted position may be off, where the registry says more than a metre.
  public let error: Meters?

  /// PROJ's objects; freed with the conversion, and nobody else has them.
  private let handle: OpaquePointer?
  let isProjected: Bool
  private let area: AreaOfUse

  /// Opens the way from `system`.
  ///
  /// - Throws: ``CoordinateSystemError`` where PROJ does not know the system or no way from it.
  public init(from system: CoordinateSystem) throws(CoordinateSystemError) {
    self.system = system
    switch system {
    case .datum(let datum):
      unsafe handle = nil
      (name, isProjected, error) = (datum.rawValue, false, nil)
      area = datum == .wgs84 ? .globe : .china
    case .epsg(let code):
      var facts = fl_crs_facts()
      var status: Int32 = 0
      let opened = unsafe fl_crs_open(Int32(code), &facts, &status)
      let called = unsafe withUnsafeBytes(of: facts.name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let opened = unsafe opened else {
        switch status {
        case Int32(FL_CRS_NO_DATABASE.rawValue): throw .noDatabase
        case Int32(FL_CRS_NOT_HORIZONTAL.rawValue): throw .notHorizontal(code, name: called)
        case Int32(FL_CRS_NO_OPERATION.rawValue): throw .noConversion(code, name: called)
        case Int32(FL_CRS_NO_GRID.rawValue):
          let grid = unsafe withUnsafeBytes(of: facts.grid) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
          }
          throw .noGrid(code, name: called, grid: grid)
        default: throw .unknown(code)
        }
      }
      unsafe handle = opened
      name = called
      isProjected = facts.is_projected != 0
      error = facts.accuracy > 1 ? Meters(facts.accuracy) : nil
      area = AreaOfUse(
        west: facts.west,
        south: facts.south,
        east: facts.east,
        north: facts.north,
        margin: AreaOfUse.surveyMargin
      )
    }
  }

  deinit { unsafe fl_crs_close(handle) }

  /// The place in WGS-84 of a written position; `nil` where the numbers cannot be in the system.
  ///
  /// They can be where they lie in the system's area of use (a survey may run over into the next zone:
  /// 3° around it are allowed) and where converting there and back comes to the same numbers.
  func toWGS84(_ written: WrittenPosition) -> GeographicPosition? {
    let position: GeographicPosition
    switch system {
    case .datum(let datum):
      position = datum.toWGS84(GeographicPosition(latitude: written.y, longitude: written.x))
    case .epsg:
      var (x, y) = (written.x, written.y)
      guard unsafe fl_crs_to_degrees(handle, &x, &y) == 1 else { return nil }
      position = GeographicPosition(latitude: y, longitude: x)
      guard unsafe fl_crs_from_degrees(handle, &x, &y) == 1,
        abs(x - written.x) <= closure, abs(y - written.y) <= closure
      else { return nil }
    }
    return area.contains(position) ? position : nil
  }

  /// The numbers at which the system writes a place in WGS-84; `nil` where it has none.
  func fromWGS84(_ position: GeographicPosition) -> WrittenPosition? {
    switch system {
    case .datum(let datum):
      let there = datum.fromWGS84(position)
      return WrittenPosition(x: there.longitude, y: there.latitude)
    case .epsg:
      var (x, y) = (position.longitude, position.latitude)
      guard unsafe fl_crs_from_degrees(handle, &x, &y) == 1 else { return nil }
      return WrittenPosition(x: x, y: y)
    }
  }

  /// How far a position may be off after a conversion there and back: a metre.
  ///
  /// Where the datum changes, there and back differ by up to decimetres: the height that the change
  /// gives a position on one ellipsoid is not kept on the other. What folds over is off by kilometres.
  private var closure: Double { isProjected ? 1 : 1e-5 }
}

/// Where a coordinate system is defined, in degrees of WGS-84.
private struct AreaOfUse {
  var west: Double
  var south: Double
  var east: Double
  var north: Double

  /// How far beyond it positions are still believed, in degrees.
  var margin = 0.0

  /// One neighbouring 3-degree zone.
  static let surveyMargin = 3.0

  static let globe = AreaOfUse(west: -180, south: -90, east: 180, north: 90)

  /// The box in which GCJ-02 and BD-09 are displaced; abroad they do not exist.
  static let china = AreaOfUse(west: 72.004, south: 0.8293, east: 137.8347, north: 55.8271)

  /// Whether the position is on the globe and within the area and its margin.
  func contains(_ position: GeographicPosition) -> Bool {
    let (φ, λ) = (position.latitude, position.longitude)
    guard abs(φ) <= 90, abs(λ) <= 180, φ >= south - margin, φ <= north + margin else {
      return false
    }
    let width = west <= east ? east - west : east - west + 360
    guard width + 2 * margin < 360 else { return true }
    let along = (λ - west + margin).truncatingRemainder(dividingBy: 360)
    return (along < 0 ? along + 360 : along) <= width + 2 * margin
  }
}
