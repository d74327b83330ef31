public import GeoCore

/// A coordinate system in which a file writes its positions; stated by whoever reads it, never guessed.
public enum CoordinateSystem: Hashable, Sendable {
  /// Longitude and latitude in degrees, in one of the datums of Chinese maps.
  case datum(ChineseDatum)

  /// A system of the EPSG registry, by its number.
  case epsg(Int)
}

extension CoordinateSystem {
  /// Longitude and latitude in WGS-84.
  public static let wgs84 = CoordinateSystem.datum(.wgs84)

  /// The system that `text` names: `wgs84`, `gcj02`, `bd09`, or `EPSG:` and a number.
  ///
  /// EPSG:4326, EPSG:4490 (CGCS2000) and their names in files (`CRS84`, `urn:ogc:def:crs:EPSG::4490`)
  /// are ``wgs84``: CGCS2000 agrees with it to centimetres, and files write longitude first.
  ///
  /// - Returns: `nil` if `text` names no system.
  public init?(text: some StringProtocol) {
    let plain = text.lowercased().filter { $0.isLetter || $0.isNumber }
    if let datum = ChineseDatum(rawValue: plain) {
      self = .datum(datum)
    } else if ["crs84", "cgcs2000"].contains(where: plain.hasSuffix) {
      self = .wgs84
    } else if let code = Self.code(in: text) {
      self = [4326, 4490].contains(code) ? .wgs84 : .epsg(code)
    } else {
      return nil
    }
  }

  /// The number at the end of `EPSG:4547`, `urn:ogc:def:crs:EPSG::4547`, or a link to it.
  private static func code(in text: some StringProtocol) -> Int? {
    guard text.lowercased().contains("epsg") else { return nil }
    let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    guard let mark = text.dropLast(digits.count).last, ":/Gg".contains(mark),
      let code = Int(String(digits)), code > 0, code <= Int(Int32.max)
    else { return nil }
    return code
  }

  /// The system as ``init(text:)`` reads it.
  public var text: String {
    switch self {
    case .datum(let datum): datum.rawValue
    case .epsg(let code): "EPSG:\(code)"
    }
  }
}

/// Why positions cannot be read in a coordinate system, whatever they are.
public enum CoordinateSystemError: ExplainedError, Hashable {
  /// PROJ's database is not installed.
  case noDatabase
  /// The EPSG registry has no such system.
  case unknown(Int)
  /// The system is neither of longitude and latitude nor a map projection; its name.
  case notHorizontal(Int, name: String)
  /// No conversion to WGS 84 is published; its name.
  case noConversion(Int, name: String)
  /// The conversion that is published takes a grid of corrections that PROJ does not have here.
  case noGrid(Int, name: String, grid: String)

  public var sentence: Sentence {
    switch self {
    case .noDatabase:
      Sentence(
        "PROJ finds no database of coordinate systems; install the package proj-data.",
        "PROJ 找不到坐标系数据库；请安装软件包 proj-data。"
      )
    case .unknown(let code):
      Sentence(
        "EPSG:\(code) is no coordinate system of the EPSG registry; CGCS2000 is EPSG:4490, its "
          + "3-degree Gauss-Krüger zones are EPSG:4513 to 4554.",
        "EPSG:\(code) 不是 EPSG 登记的坐标系；CGCS2000 为 EPSG:4490，其 3 度带高斯-克吕格投影为 "
          + "EPSG:4513 至 4554。"
      )
    case .notHorizontal(let code, let name):
      Sentence(
        "EPSG:\(code) (\(name)) is no system of two axes: neither longitude and latitude nor a map "
          + "projection; state the system of the positions without the height.",
        "EPSG:\(code)（\(name)）不是二维坐标系：既不是经纬度也不是地图投影；请指定位置的平面坐标系（不含高程）。"
      )
    case .noConversion(let code, let name):
      Sentence(
        "PROJ has no conversion from EPSG:\(code) (\(name)) to WGS 84 that is published for its whole area, "
          + "and a guess can be off by 100 m; convert the file with the survey office's parameters first.",
        "PROJ 没有 EPSG:\(code)（\(name)）到 WGS 84 的已公布的全域转换参数，猜测可能偏差百米；"
          + "请先用测绘部门的参数转换文件。"
      )
    case .noGrid(let code, let name, let grid):
      Sentence(
        "the conversion from EPSG:\(code) (\(name)) to WGS 84 takes the grid \(grid), which PROJ does not "
          + "have here; fetch it with projsync --file \(grid), or convert the file first.",
        "EPSG:\(code)（\(name)）到 WGS 84 的转换需要格网 \(grid)，本机 PROJ 没有该文件；"
          + "请用 projsync --file \(grid) 下载，或先转换文件。"
      )
    }
  }
}
