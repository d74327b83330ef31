import GeoCore

extension ZoneFileError.Cause {
  /// What is wrong and what to do, without the place.
  var sentence: Sentence {
    switch self {
    case .notJSON, .notGeoJSON, .foreignReference, .noFeatures: ofFile
    case .missingID, .badID, .duplicateID, .missingProperty, .badProperty, .confinesProhibited:
      ofProperties
    default: ofGeometry
    }
  }

  private var ofFile: Sentence {
    switch self {
    case .notJSON(let column, let expected):
      Sentence(
        "not JSON at column \(column): expected \(expected.english); is the file whole, and is it "
          + "GeoJSON?",
        "第 \(column) 列不是 JSON：此处应为\(expected.chinese)；请检查文件是否完整、是否为 GeoJSON。"
      )
    case .notGeoJSON(let type):
      Sentence(
        "the type is \(type.map { "\"\($0)\"" } ?? "not given"); give a GeoJSON "
          + "FeatureCollection, Feature, Polygon or MultiPolygon.",
        "类型\(type.map { "为“\($0)”" } ?? "未给出")；请提供 GeoJSON 的 FeatureCollection、"
          + "Feature、Polygon 或 MultiPolygon。"
      )
    case .foreignReference(let name, let stated):
      Sentence(
        "the member crs names \"\(name)\", and \(stated.text) was stated; state the file's own system, "
          + "or take the member out if it is wrong.",
        "crs 声明的坐标系为“\(name)”，而指定的是 \(stated.text)；请指定文件自身的坐标系，若 crs 有误请将其删除。"
      )
    default:
      Sentence(
        "there is no feature; nothing would be read.",
        "没有任何要素；无可读入的内容。"
      )
    }
  }

  private var ofGeometry: Sentence {
    switch self {
    case .noGeometry:
      Sentence(
        "there is no geometry; draw the zone or take the feature out.",
        "没有几何图形；请绘制区域或删除该要素。"
      )
    case .wrongGeometry(let type):
      Sentence(
        "a \(type) covers no ground; draw a Polygon or MultiPolygon, or a Point with a radius.",
        "\(type) 不是面；请绘制 Polygon 或 MultiPolygon，或带 radius（半径）的 Point。"
      )
    case .malformedCoordinates:
      Sentence(
        "the coordinates are not nested as the geometry's type asks; a position is "
          + "[longitude, latitude].",
        "坐标的嵌套层次与几何类型不符；一个位置写作 [经度, 纬度]。"
      )
    case .offGlobe(let latitude, let longitude): offGlobe(latitude, longitude)
    case .outsideSystem(let x, let y, let system, let name): outside(system, name, x, y)
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
    _ y: Double
  ) -> Sentence {
    if case .datum = system {
      return Sentence(
        "longitude \(x), latitude \(y) lies outside China, where \(name) does not exist; state wgs84.",
        "经度 \(x)、纬度 \(y) 位于中国范围之外，不适用 \(name)；请指定 wgs84。"
      )
    }
    let advice =
      if abs(x) <= 180, abs(y) <= 90 {
        Sentence("are these degrees? State wgs84", "单位是否为度？请指定 wgs84")
      } else if abs(x) < abs(y), abs(y) >= 1e7 {
        Sentence("are easting and northing swapped", "东坐标与北坐标是否写反")
      } else if abs(x) >= 1e7 {
        Sentence(
          "the easting begins with a zone's number; state the system of that zone (EPSG:4513 to 4533)",
          "东坐标带有带号；请指定带号对应的坐标系（EPSG:4513 至 4533）"
        )
      } else {
        Sentence(
          "state the file's own system; x is the easting, y the northing",
          "请指定文件自身的坐标系；x 为东坐标，y 为北坐标"
        )
      }
    return Sentence(
      "x \(x), y \(y) has no place in \(system.text) (\(name)); \(advice.english).",
      "x \(x)、y \(y) 不在 \(system.text)（\(name)）的范围内；\(advice.chinese)。"
    )
  }

  private var ofProperties: Sentence {
    switch self {
    case .missingID:
      Sentence(
        "there is no identifier; where a file holds several features each needs a property id.",
        "没有标识；文件含多个要素时，每个要素都需要属性 id。"
      )
    case .badID(let id):
      Sentence(
        "the identifier \"\(id)\" cannot be used; take 1 to 64 bytes without spaces, commas and "
          + "quotes.",
        "标识“\(id)”不可用；应为 1 至 64 字节，不含空格、逗号和引号。"
      )
    case .duplicateID(let first):
      Sentence(
        "the identifier is that of feature \(first) already; give each feature its own.",
        "标识与第 \(first) 个要素重复；每个要素的标识必须不同。"
      )
    case .missingProperty(let name):
      Sentence(
        "the property \(name) is not given; write it in the file or state a default.",
        "未给出属性 \(name)；请写入文件或指定默认值。"
      )
    case .badProperty(let name, let value, let allowed):
      Sentence(
        "the property \(name) is \"\(value)\"; write \(allowed.english).",
        "属性 \(name) 为“\(value)”；应写\(allowed.chinese)。"
      )
    default:
      Sentence(
        "a prohibited zone cannot confine; leave out the property effect.",
        "禁止区域不能设为限制（confines）；请去掉属性 effect。"
      )
    }
  }
}

extension RingError {
  /// Why the vertices make no ring; the vertex is named by the place.
  var sentence: Sentence {
    switch self {
    case .tooFewVertices(let count):
      Sentence(
        "the ring has \(count) different vertices; it needs 3 at least.",
        "环只有 \(count) 个不同的顶点；至少需要 3 个。"
      )
    case .offGlobe:
      Sentence(
        "the vertex is not on the globe; correct its coordinates.",
        "顶点超出经纬度范围；请更正坐标。"
      )
    case .ambiguousEdge:
      Sentence(
        "the edge from here spans exactly 180° of longitude and may run either way; add a vertex "
          + "on it.",
        "自此顶点起的边恰好跨越 180° 经度，走向不明；请在边上增加一个顶点。"
      )
    case .circlesPole:
      Sentence(
        "the ring goes around a pole; draw it to the pole and back along the meridian ±180°.",
        "环绕过极点；请沿 ±180° 经线画到极点再返回。"
      )
    case .enclosesNothing:
      Sentence(
        "the vertices lie on one line and enclose nothing; draw the zone again.",
        "各顶点在一条直线上，不构成面；请重新绘制。"
      )
    }
  }

  /// The index of the vertex that breaks a rule, where one does.
  var vertex: Int? {
    switch self {
    case .offGlobe(let vertex), .ambiguousEdge(let vertex): vertex
    case .tooFewVertices, .circlesPole, .enclosesNothing: nil
    }
  }
}
