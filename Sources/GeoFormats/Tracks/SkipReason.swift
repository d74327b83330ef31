import GeoCore

/// Why a line, point or sentence gives no fix.
enum SkipReason: Error, Hashable {
  case noTime
  /// What a table's time is not.
  case badTime(String)
  /// What no other format's time is.
  case unreadableTime(String)
  case noOffset(String)
  /// A time before 2000 or after 2199: a clock that was never set, or numbers of another unit.
  case impossibleTime(Instant)
  case noNumbers(String, String)
  case badHemisphere(String, String, String, String)
  case offGlobe(String, String)
  case outsideSystem(String, String, CoordinateSystem)
  case badDevice(String)
  case badSource(String)
  case badFlag(String)
  case badValue(Sentence, String)
  case fieldCount(Int, expected: Int)
  case broken(CSVRecord.Fault)
  case brokenXML(line: Int, Sentence)
  case brokenJSON(line: Int, Sentence)
  case noPosition
  case noTimes(positions: Int)
  case unpaired(positions: Int, times: Int)
  case twoTimes
  case notASentence(String)
  case wrongChecksum(stated: String, computed: String)
  case noChecksum

  var sentence: Sentence {
    switch self {
    case .noTime:
      Sentence("There is no time; a fix needs one.", "没有时间；定位点必须有时间。")
    case .badTime(let text):
      Sentence(
        "The time \"\(text)\" is not ISO 8601 with an offset, nor milliseconds since 1970.",
        "时间“\(text)”既不是带时差的 ISO 8601，也不是 1970 年以来的毫秒数。"
      )
    case .unreadableTime(let text):
      Sentence("\"\(text)\" is not a time.", "“\(text)”不是时间。")
    case .impossibleTime(let time):
      Sentence(
        "The time is \(isoText(of: time, offsetSeconds: 0)); is the device's clock set, and is a number in "
          + "milliseconds since 1970?",
        "时间为 \(isoText(of: time, offsetSeconds: 0))；请检查装置时钟，以及数字是否为 1970 年以来的毫秒数。"
      )
    case .noOffset(let text):
      Sentence(
        "The time \"\(text)\" has no offset, as the file's first one has; state it.",
        "时间“\(text)”没有时差，而文件中首个时间有时差；请注明。"
      )
    case .noNumbers(let latitude, let longitude):
      Sentence(
        "Latitude \"\(latitude)\", longitude \"\(longitude)\" are not two decimal degrees.",
        "纬度“\(latitude)”、经度“\(longitude)”不是十进制度数。"
      )
    case .badHemisphere(let latitude, let north, let longitude, let east):
      Sentence(
        "Latitude \(latitude) \"\(north)\", longitude \(longitude) \"\(east)\" need N or S and E or W "
          + "beside a number without a sign.",
        "纬度 \(latitude)“\(north)”、经度 \(longitude)“\(east)”应为不带正负号的数字，"
          + "并注明 N 或 S、E 或 W。"
      )
    case .offGlobe(let latitude, let longitude):
      Sentence(
        "Latitude \(latitude), longitude \(longitude) is not on the globe; are they swapped?",
        "纬度 \(latitude)、经度 \(longitude) 超出范围；是否写反？"
      )
    case .outsideSystem(let y, let x, let system):
      Sentence(
        "The position \(x), \(y) cannot be in \(system.text); state the file's own system.",
        "位置 \(x)、\(y) 不可能属于 \(system.text)；请指定文件自身的坐标系。"
      )
    case .badDevice(let text):
      Sentence("The device \"\(text)\" is not a number.", "设备“\(text)”不是编号。")
    case .badSource(let text):
      Sentence(
        "The source \"\(text)\" is none of gnss, wifi, cell, fused.",
        "来源“\(text)”不是 gnss、wifi、cell、fused 之一。"
      )
    case .badFlag(let text):
      Sentence(
        "The flag \"\(text)\" is none of \(FixFlagText.names.joined(separator: ", ")).",
        "标志“\(text)”不是 \(FixFlagText.names.joined(separator: "、")) 之一。"
      )
    default: structural
    }
  }

  /// What is wrong with the form and not with a value.
  private var structural: Sentence {
    switch self {
    case .badValue(let name, let value):
      Sentence("\(name.english) cannot be \"\(value)\".", "\(name.chinese) 不能是“\(value)”。")
    case .fieldCount(let count, let expected):
      Sentence(
        "The line has \(count) fields, and \(expected) are needed.",
        "该行有 \(count) 个字段，应有 \(expected) 个。"
      )
    case .broken(let fault): fault.sentence
    case .brokenXML(let line, let reason):
      Sentence(
        "The XML breaks on line \(line) (\(reason.english)).",
        "XML 在第 \(line) 行出错（\(reason.chinese)）。"
      )
    case .brokenJSON(let line, let expected):
      Sentence(
        "The JSON breaks on line \(line) (\(expected.english) was expected).",
        "JSON 在第 \(line) 行出错（此处应为\(expected.chinese)）。"
      )
    case .noPosition:
      Sentence("There is no position.", "没有位置。")
    case .noTimes(let positions):
      Sentence(
        "The \(positions) positions have no times; a fix needs one.",
        "\(positions) 个位置没有时间；定位点必须有时间。"
      )
    case .unpaired(let positions, let times):
      Sentence(
        "There are \(times) times for \(positions) positions; which belongs to which is not known.",
        "\(positions) 个位置对应 \(times) 个时间；无法配对。"
      )
    case .twoTimes:
      Sentence(
        "The point has two times; the end of one and the beginning of the next may be lost.",
        "轨迹点有两个时间；前一点的结尾与后一点的开头可能已丢失。"
      )
    case .notASentence(let text):
      Sentence("\"\(text)\" is not a sentence of NMEA 0183.", "“\(text)”不是 NMEA 0183 语句。")
    case .wrongChecksum(let stated, let computed):
      Sentence(
        "The checksum is \(stated), that of the sentence \(computed).",
        "校验和为 \(stated)，语句的校验和应为 \(computed)。"
      )
    case .noChecksum:
      Sentence(
        "The sentence has no checksum, as others in the file have; it may be cut off.",
        "语句没有校验和，而文件中其他语句有；可能被截断。"
      )
    default: Sentence("It gives no fix.", "没有定位点。")
    }
  }
}

extension CSVRecord.Fault {
  /// What is wrong with the record.
  var sentence: Sentence {
    switch self {
    case .openQuote: Sentence("A quote is never closed.", "引号未闭合。")
    case .textAfterQuote:
      Sentence("Text follows a closing quote.", "闭合引号之后还有文字。")
    case .notUTF8:
      Sentence(
        "The text is not UTF-8; save the file as CSV UTF-8.",
        "文字不是 UTF-8；请另存为“CSV UTF-8”。"
      )
    case .foreignSeparator(let separator):
      Sentence(
        "The fields are kept apart by \(separator == "\t" ? "tabs" : "semicolons"); save the file with "
          + "commas between them.",
        "字段以\(separator == "\t" ? "制表符" : "分号")分隔；请改用逗号分隔后另存。"
      )
    }
  }
}
