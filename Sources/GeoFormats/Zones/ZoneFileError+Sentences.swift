import GeoCore

extension ZoneFileError.Cause {
  /// What is wrong and what to do, without the place.
  var sentence: Sentence {
    switch self {
    case .archive, .notText, .notUTF8, .notJSON, .notGeoJSON, .notXML, .notKML, .badHeader,
      .repeatedColumn, .noWKTColumn, .brokenRow, .foreignReference, .degreesOnly, .noFeatures:
      ofFile
    case .missingID, .badID, .duplicateID, .missingProperty, .badProperty, .confinesProhibited:
      ofProperties
    default: ofGeometry
    }
  }

  private var ofFile: Sentence {
    switch self {
    case .archive:
      Sentence(
        "this is an archive (KMZ, a zipped shapefile or a spreadsheet); unpack it and give the KML, or "
          + "export GeoJSON.",
        "这是压缩包（KMZ、打包的 shapefile 或电子表格）；请解压后提供 KML，或导出为 GeoJSON。"
      )
    case .notText:
      Sentence(
        "this is no text; zones are read from GeoJSON, KML, and CSV with a column of WKT.",
        "这不是文本文件；围栏可从 GeoJSON、KML 或含 WKT 列的 CSV 读入。"
      )
    case .notUTF8(let isUTF16):
      Sentence(
        "the text is in \(isUTF16 ? "UTF-16" : "another encoding than UTF-8, GBK perhaps"); save the file "
          + "as UTF-8 (in a spreadsheet: CSV UTF-8).",
        "文字编码\(isUTF16 ? "为 UTF-16" : "不是 UTF-8，可能是 GBK")；请另存为 UTF-8"
          + "（电子表格中选“CSV UTF-8”）。"
      )
    case .badHeader(let reason):
      Sentence(
        "the header cannot be read: \(reason.english)",
        "无法读取表头：\(reason.chinese)"
      )
    case .repeatedColumn(let name):
      Sentence(
        "the column \(name) stands twice in the header; take one out.",
        "列 \(name) 重复；请删去一个。"
      )
    case .notXML(let column, let reason):
      Sentence(
        "not XML at column \(column) (\(reason.english)); is the file whole?",
        "第 \(column) 列不是 XML（\(reason.chinese)）；请检查文件是否完整。"
      )
    case .notKML(let root):
      Sentence(
        "the outermost element is \(root), not kml; export the zones as KML or GeoJSON.",
        "最外层元素是 \(root)，不是 kml；请将围栏导出为 KML 或 GeoJSON。"
      )
    case .noWKTColumn:
      Sentence(
        "not GeoJSON, not KML, and no CSV whose header has a column wkt; begin with a line such as "
          + "id,name,role,assignee,wkt.",
        "不是 GeoJSON、KML，也不是表头含 wkt 列的 CSV；第一行应为 id,name,role,assignee,wkt 等列名。"
      )
    case .brokenRow(let reason):
      Sentence(
        "the row cannot be read: \(reason.english)",
        "该行无法读取：\(reason.chinese)"
      )
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
        "the file says that its system is \"\(name)\", and \(stated.text) was stated; state the file's own "
          + "system, or take that out of the file if it is wrong.",
        "文件注明坐标系为“\(name)”，而指定的是 \(stated.text)；请指定文件自身的坐标系，若注明有误请将其删除。"
      )
    case .degreesOnly(let stated):
      Sentence(
        "KML holds longitude and latitude in WGS 84, and \(stated.text) was stated; state wgs84, or the "
          + "datum of the map that it was drawn on, gcj02 or bd09.",
        "KML 的坐标是 WGS 84 经纬度，而指定的是 \(stated.text)；请指定 wgs84，或绘制时所用地图的坐标系 gcj02、bd09。"
      )
    default:
      Sentence(
        "there is no feature; nothing would be read.",
        "没有任何要素；无可读入的内容。"
      )
    }
  }

  /// The option that stands in for a property, with a value that it takes.
  private static func option(for property: String) -> String {
    switch property {
    case "role": "--role permitted|prohibited"
    case "assignee": "--assignee everyone|jurisdiction:ID|subject:ID|leaves"
    default: "--\(property)"
    }
  }

  private var ofProperties: Sentence {
    switch self {
    case .missingID:
      Sentence(
        "there is no identifier; write a property id, or --id ID where the file holds one feature only.",
        "没有标识；请写入属性 id；文件只有一个要素时也可用 --id 给出。"
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
        "the property \(name) is not given; write it in the file, or state it for all with "
          + "\(Self.option(for: name)).",
        "未给出属性 \(name)；请写入文件，或用 \(Self.option(for: name)) 统一指定。"
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
        "the ring goes around a pole (a step from 180 to -180 is once around the globe); draw it to the "
          + "pole and back along the meridian ±180°.",
        "环绕过极点（从 180 到 -180 即绕地球一周）；请沿 ±180° 经线画到极点再返回。"
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
