public import GeoCore

/// Why a file of tracks is refused as a whole.
public struct TrackFileError: ExplainedError, Hashable {
  /// Why.
  public enum Cause: Error, Hashable, Sendable {
    /// There is nothing in the file.
    case empty
    /// The file is in none of the formats; what it looks like, if that is known.
    case notATrack(Sentence?)
    /// The text is not XML; what is wrong there.
    case notXML(line: Int, column: Int, reason: Sentence)
    /// The XML is not GPX; its outermost element.
    case notGPX(root: String)
    /// The text is not JSON; what was expected there.
    case notJSON(line: Int, column: Int, expected: Sentence)
    /// The JSON is not GeoJSON; its `type`.
    case notGeoJSON(type: String?)
    /// The file says that its coordinates are of another system than was stated.
    case foreignReference(String, stated: CoordinateSystem)
    /// The header of a table cannot be read.
    case badHeader(Sentence)
    /// The first line is no header, or lacks these columns.
    case missingColumns([String])
    /// The columns `x` and `y` stand where these are needed.
    case axisColumns(needed: [String])
    /// A column stands twice in the header.
    case repeatedColumn(String)
    /// The format holds degrees, and the stated system is a map projection.
    case degreesOnly(TrackFormat, CoordinateSystem)
    /// The first line of a recording is not one.
    case notARecording
    /// A newer fenceline wrote the recording.
    case newerRecording(Int)
    /// Neither the file nor the command says which device it is.
    case noDevice
    /// Times have no offset, and nobody said whose clock they are by; the first of them.
    case noClock(line: Int, time: String)
    /// The sentences hold times and no date.
    case noDate
  }

  /// The file as it was given.
  public var file: String

  /// Why.
  public var cause: Cause

  /// Whether the file is sound and an option of the command is missing.
  public var isMissingOption: Bool {
    switch cause {
    case .noDevice, .noClock, .noDate: true
    default: false
    }
  }

  public var sentence: Sentence {
    let (what, place) = (cause.sentence, cause.place)
    return Sentence(
      "\(file)\(place.english): \(what.english)",
      "\(file)\(place.chinese)：\(what.chinese)"
    )
  }
}

extension TrackFileError.Cause {
  /// Where in the file, as it follows the file's name.
  fileprivate var place: Sentence {
    switch self {
    case .notXML(let line, let column, _), .notJSON(let line, let column, _):
      Sentence(", line \(line), column \(column)", "，第 \(line) 行第 \(column) 列")
    case .badHeader, .missingColumns, .axisColumns, .repeatedColumn, .notARecording:
      Sentence(", line 1", "，第 1 行")
    case .noClock(let line, _): Sentence(", line \(line)", "，第 \(line) 行")
    default: Sentence("", "")
    }
  }

  fileprivate var sentence: Sentence {
    switch self {
    case .empty, .notATrack, .notXML, .notGPX, .notJSON, .notGeoJSON: foreign
    case .foreignReference(let name, let stated):
      Sentence(
        "it says that its coordinates are in \(name), but \(stated.text) was stated; state the "
          + "file's own system.",
        "文件注明坐标系为 \(name)，而指定的是 \(stated.text)；请指定文件自身的坐标系。"
      )
    case .badHeader(let reason):
      Sentence("the header cannot be read: \(reason.english)", "无法读取表头：\(reason.chinese)")
    case .missingColumns(let names):
      Sentence(
        "the header has no column \(names.joined(separator: ", ")); begin with "
          + "a line such as \(example(names)).",
        "表头缺少列 \(names.joined(separator: "、"))；" + "第一行应为 \(example(names)) 等列名。"
      )
    case .axisColumns(let names):
      Sentence(
        "the columns x and y say nothing: surveyors count x to the north, mathematicians to the "
          + "east; call them \(names.joined(separator: " and ")).",
        "列名 x、y 含义不明：测量坐标的 x 指北，数学坐标的 x 指东；"
          + "请改为 \(names.joined(separator: "、"))。"
      )
    case .repeatedColumn(let name):
      Sentence(
        "the column \(name) stands twice in the header; take one out.",
        "列 \(name) 重复；请删去一个。"
      )
    case .degreesOnly(let format, let system):
      Sentence(
        "\(format.words.english) holds degrees, and \(system.text) is a map projection; state the datum of "
          + "the degrees, or read easting and northing from CSV.",
        "\(format.words.chinese) 的坐标是度数，而 \(system.text) 是地图投影；请指定度数所用的坐标系，"
          + "或用 CSV 的东坐标、北坐标列。"
      )
    case .notARecording:
      Sentence(
        "this is not the first line of a fenceline recording; is the file whole?",
        "这不是 fenceline 记录文件的首行；请检查文件是否完整。"
      )
    case .newerRecording(let version):
      Sentence(
        "a newer fenceline wrote this recording (version \(version)); use that version.",
        "该记录文件由更新版本的 fenceline 写入（版本 \(version)）；请使用该版本。"
      )
    case .noDevice:
      Sentence(
        "the file does not say which device it is of; add --device NUMBER.",
        "文件未注明定位装置；请加 --device 编号。"
      )
    case .noClock(_, let time):
      Sentence(
        "the time \"\(time)\" has no offset; say whose clock it is by: --clock Asia/Shanghai, or "
          + "--clock UTC.",
        "时间“\(time)”没有时差；请说明所用时钟：--clock Asia/Shanghai 或 --clock UTC。"
      )
    case .noDate:
      Sentence(
        "the sentences hold times and no date; say on which day (UTC) they begin: "
          + "--date YYYY-MM-DD.",
        "语句只有时刻而没有日期；请说明起始日期（UTC）：--date YYYY-MM-DD。"
      )
    }
  }

  /// What is wrong with a file that is no track.
  private var foreign: Sentence {
    let list = TrackFormat.list
    switch self {
    case .notATrack(let likeness?):
      return Sentence(
        "this looks like \(likeness.english); tracks are read as \(list.english).",
        "这似乎是\(likeness.chinese)；可读取的轨迹格式为 \(list.chinese)。"
      )
    case .notXML(_, _, let reason):
      return Sentence(
        "not XML (\(reason.english)), and no track point can be read; is the file whole?",
        "不是 XML（\(reason.chinese)），没有可读取的轨迹点；请检查文件是否完整。"
      )
    case .notGPX(let root):
      return Sentence(
        "the outermost element is \(root), not gpx; export the track as GPX 1.1.",
        "最外层元素是 \(root)，不是 gpx；请将轨迹导出为 GPX 1.1。"
      )
    case .notJSON(_, _, let expected):
      return Sentence(
        "not JSON (\(expected.english) was expected); is the file whole?",
        "不是 JSON（此处应为\(expected.chinese)）；请检查文件是否完整。"
      )
    case .notGeoJSON(let type):
      let english = type.map { "is \"\($0)\", not" } ?? "is none of"
      let chinese = type.map { "为“\($0)”，不是" } ?? "缺失，应为"
      return Sentence(
        "the JSON's type \(english) FeatureCollection, Feature, LineString or "
          + "MultiLineString; tracks are read as \(list.english).",
        "JSON 的 type \(chinese) FeatureCollection、Feature、LineString 或 "
          + "MultiLineString；可读取的轨迹格式为 \(list.chinese)。"
      )
    case .empty:
      return Sentence(
        "the file is empty; tracks are read as \(list.english).",
        "文件为空；可读取的轨迹格式为 \(list.chinese)。"
      )
    default:
      return Sentence(
        "this is in no format that is known here; tracks are read as \(list.english).",
        "无法识别文件格式；可读取的轨迹格式为 \(list.chinese)。"
      )
    }
  }

  private func example(_ missing: [String]) -> String {
    missing.contains("easting") || missing.contains("northing")
      ? "time,easting,northing" : "time,latitude,longitude"
  }
}
