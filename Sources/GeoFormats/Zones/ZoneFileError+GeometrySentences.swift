import GeoCore

extension ZoneFileError.Cause {
  var ofGeometry: Sentence {
    switch self {
    case .noGeometry:
      Sentence(
        "there is no geometry; draw the zone or take the feature out.",
        "没有几何图形；请绘制区域或删除该要素。"
      )
    case .wrongGeometry(let type):
      Sentence(
        "a zone cannot be a \(type); draw a Polygon or MultiPolygon, a Point with a radius, or a "
          + "LineString with a width.",
        "\(type) 不能作为围栏；请绘制 Polygon 或 MultiPolygon，带 radius（半径）的 Point，"
          + "或带 width（宽度）的 LineString。"
      )
    case .severalShapes:
      Sentence(
        "it holds several points, or lines beside polygons, which are not one zone; make a placemark of "
          + "each.",
        "含有多个点，或面与线并存，不是一个围栏；请分别建立地标。"
      )
    case .malformedTuple(let text):
      Sentence(
        "\"\(text)\" is no longitude,latitude or longitude,latitude,height; keep positions apart by "
          + "spaces, with none after a comma.",
        "“\(text)”不是“经度,纬度”或“经度,纬度,高程”；各位置以空格分隔，逗号后不加空格。"
      )
    case .nothingLeft:
      Sentence(
        "the rings cancel each other and no ground is left: a hole is not to be the shell again.",
        "各环相互抵消，不剩任何面积：内环不应与外环相同。"
      )
    case .malformedCoordinates:
      Sentence(
        "the coordinates are not nested as the geometry's type asks; a position is "
          + "[longitude, latitude], numbers without quotes.",
        "坐标的嵌套层次与几何类型不符；一个位置写作 [经度, 纬度]，数字不加引号。"
      )
    case .offGlobe(let latitude, let longitude): offGlobe(latitude, longitude)
    case .outsideSystem(let x, let y, let system, let name, let likeness):
      outside(system, name, x, y, likeness)
    case .unclosedRing:
      Sentence(
        "the ring is not closed; repeat its first position as the last.",
        "环未闭合；请使最后一个位置与第一个相同。"
      )
    case .ring(let error): error.sentence
    case .noRadius:
      Sentence(
        "a Point is a circle's centre and needs the property radius, in metres.",
        "Point 是圆心，需要属性 radius（半径，单位为米）。"
      )
    case .badCircle(let radius):
      Sentence(
        "the radius is \(radius); give metres above 0 and up to 20,000, with a centre within 80° "
          + "of the equator, or draw a Polygon.",
        "半径为 \(radius)；应大于 0 且不超过 20000 米，圆心纬度不超过 80°，否则请改画 Polygon。"
      )
    case .notWKT(let column, let expected):
      Sentence(
        "the geometry is not WKT at its letter \(column): expected \(expected.english).",
        "几何的第 \(column) 个字符处不是 WKT：此处应为\(expected.chinese)。"
      )
    case .noWidth:
      Sentence(
        "a line is the middle of a corridor and needs the property width, in metres.",
        "线是走廊的中线，需要属性 width（宽度，单位为米）。"
      )
    case .badWidth(let width):
      Sentence(
        "the width is \(width); give metres from 1 to 40,000, or draw a Polygon.",
        "宽度为 \(width)；应为 1 至 40000 米，否则请改画 Polygon。"
      )
    case .corridor(let error): error.sentence
    case .ambiguous(let squareMeters, let place): ambiguous(squareMeters, place)
    default: Sentence("the geometry is wrong; draw it again.", "几何图形有误；请重新绘制。")
    }
  }

  private func offGlobe(_ latitude: Double, _ longitude: Double) -> Sentence {
    let advice =
      if abs(latitude) <= 180 && abs(longitude) <= 90 {
        Sentence(
          "are latitude and longitude swapped? GeoJSON writes [longitude, latitude].",
          "经纬度是否写反？GeoJSON 的顺序为 [经度, 纬度]。"
        )
      } else if max(abs(latitude), abs(longitude)) > 360 {
        Sentence(
          "are these metres? Convert them to degrees, written [longitude, latitude].",
          "单位是否为米？请转换为度，顺序为 [经度, 纬度]。"
        )
      } else {
        Sentence(
          "latitudes go from -90 to 90 and longitudes from -180 to 180; correct it.",
          "纬度范围为 -90 至 90，经度范围为 -180 至 180；请更正。"
        )
      }
    return Sentence(
      "latitude \(latitude), longitude \(longitude) is not on the globe; \(advice.english)",
      "纬度 \(latitude)、经度 \(longitude) 超出范围；\(advice.chinese)"
    )
  }

  private func outside(
    _ system: CoordinateSystem,
    _ name: String,
    _ x: Double,
    _ y: Double,
    _ likeness: ZoneFileError.Likeness
  ) -> Sentence {
    if case .datum = system {
      return Sentence(
        "longitude \(x), latitude \(y) lies outside China, where \(name) does not exist; state wgs84.",
        "经度 \(x)、纬度 \(y) 位于中国范围之外，不适用 \(name)；请指定 wgs84。"
      )
    }
    let advice = likeness.advice
    return Sentence(
      "x \(x), y \(y) has no place in \(system.text) (\(name)); \(advice.english)",
      "x \(x)、y \(y) 不在 \(system.text)（\(name)）的范围内；\(advice.chinese)"
    )
  }

  private func ambiguous(
    _ squareMeters: Double?,
    _ place: Coordinate
  ) -> Sentence {
    let (latitude, longitude) = (
      decimalText(Int64(place.latitudeE7), places: 7),
      decimalText(Int64(place.longitudeE7), places: 7)
    )
    guard let squareMeters else {
      return Sentence(
        "the rings cross and touch in 10,000 places and more; this is no outline; draw the zone again.",
        "各环相交或相接超过 10000 处，不成轮廓；请重新绘制。"
      )
    }
    let size = "\(Int64(squareMeters.rounded()))"
    return Sentence(
      "the rings cross so that \(size) m² can be read as inside or as outside, most of it near latitude "
        + "\(latitude), longitude \(longitude); draw the outline so that no ring overlaps itself and "
        + "every hole lies within the shell, apart from the others.",
      "各环交叠，有 \(size) 平方米可视为区域内，也可视为区域外，主要在纬度 \(latitude)、经度 \(longitude) 附近；"
        + "请重新绘制，使环不与自身重叠，内环位于外环之内且互不重叠。"
    )
  }
}

extension ZoneFileError.Likeness {
  /// What to do about numbers that have no place in the stated system.
  fileprivate var advice: Sentence {
    switch self {
    case .elsewhere:
      Sentence(
        "these degrees lie outside of its area of use; state the file's own system, such as wgs84.",
        "该经纬度超出其适用范围；请指定文件自身的坐标系，如 wgs84。"
      )
    case .degrees: Sentence("are these degrees? State wgs84.", "单位是否为度？请指定 wgs84。")
    case .swapped:
      Sentence(
        "are easting and northing swapped? x is the easting, y the northing.",
        "东坐标与北坐标是否写反？x 为东坐标，y 为北坐标。"
      )
    case .zoneNumber:
      Sentence(
        "the easting begins with a zone's number; state the system of that zone (EPSG:4513 to 4533).",
        "东坐标带有带号；请指定带号对应的坐标系（EPSG:4513 至 4533）。"
      )
    case .noZoneNumber:
      Sentence(
        "the easting has no zone's number; state the system by its central meridian (EPSG:4534 to 4554).",
        "东坐标没有带号；请按中央经线指定坐标系（EPSG:4534 至 4554）。"
      )
    case .unknown:
      Sentence(
        "state the file's own system; x is the easting, y the northing.",
        "请指定文件自身的坐标系；x 为东坐标，y 为北坐标。"
      )
    }
  }
}

extension CorridorError {
  /// Why a line is the middle of no corridor; the vertex is named by the place.
  var sentence: Sentence {
    switch self {
    case .tooShort:
      Sentence(
        "the line has no length; give it two different positions.",
        "线没有长度；请给出两个不同的位置。"
      )
    case .badWidth:
      Sentence("the width is not from 1 to 40,000 m; correct it.", "宽度不在 1 至 40000 米之间；请更正。")
    case .tooFarNorthOrSouth:
      Sentence(
        "a corridor reaches to 80° of latitude at most; draw a Polygon.",
        "走廊的纬度不超过 80°；请改画 Polygon。"
      )
    case .tooLong:
      Sentence(
        "the line is longer than 10,000 pieces of 5 km; split it into several zones.",
        "线超过 10000 段（每段 5 公里）；请拆分为多个围栏。"
      )
    case .ambiguousLeg:
      Sentence(
        "the leg from here spans exactly 180° of longitude and may run either way; add a position on it.",
        "自此处起的线段恰好跨越 180° 经度，走向不明；请在其上增加一个位置。"
      )
    }
  }
}
