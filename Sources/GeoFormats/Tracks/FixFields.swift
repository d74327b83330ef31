import GeoCore

/// The texts of one position report, as a file of tracks gives them; an empty text is "not said".
struct FixFields {
  /// Degrees, or northing and easting where the system is a map projection.
  var (latitude, longitude) = ("", "")
  var (accuracy, hdop, satellites) = ("", "", "")
  var (speed, heading, battery) = ("", "", "")

  /// The fix, or why there is none.
  ///
  /// Values that a fix cannot hold are "not said".
  func fix(
    device: DeviceNumber,
    time: Instant,
    conversion: Conversion
  ) -> Result<Fix, SkipReason> {
    let coordinate: Coordinate?
    switch place(conversion) {
    case .success(let place): coordinate = place
    case .failure(let reason): return .failure(reason)
    }
    var fix = Fix(device: device, time: time, coordinate: coordinate)
    fix.accuracyDecimeters = scaled(accuracy, places: 1) ?? Fix.unsaid16
    fix.hdopHundredths = scaled(hdop, places: 2) ?? Fix.unsaid16
    fix.speedCentimeters = scaled(speed, places: 2) ?? Fix.unsaid16
    fix.satellites = scaled(satellites, places: 0) ?? Fix.unsaid8
    if let percent: UInt8 = scaled(battery, places: 0), percent <= 100 {
      fix.batteryPercent = percent
    }
    if let hundredths: UInt16 = scaled(heading, places: 2), hundredths <= 36_000 {
      fix.headingHundredths = hundredths % 36_000
    }
    return .success(fix)
  }

  /// The position in WGS-84; `nil` where neither latitude nor longitude is said.
  ///
  /// In WGS-84 the decimals are taken as they stand; another system is converted in double precision.
  func place(_ conversion: Conversion) -> Result<Coordinate?, SkipReason> {
    if latitude.isEmpty, longitude.isEmpty { return .success(nil) }
    guard let latitudeE7 = scaledInteger(latitude, places: 7),
      let longitudeE7 = scaledInteger(longitude, places: 7)
    else { return .failure(.noNumbers(latitude, longitude)) }
    if !conversion.isProjected {
      let written = Coordinate(
        latitudeE7: Int32(clamping: latitudeE7),
        longitudeE7: Int32(clamping: longitudeE7)
      )
      guard let written else { return .failure(.offGlobe(latitude, longitude)) }
      guard conversion.system != .wgs84 else { return .success(written) }
    }
    guard let x = Double(longitude.trimmed), let y = Double(latitude.trimmed) else {
      return .failure(.noNumbers(latitude, longitude))
    }
    guard let position = conversion.toWGS84(WrittenPosition(x: x, y: y)),
      let place = Coordinate(position)
    else { return .failure(.outsideSystem(latitude, longitude, conversion.system)) }
    return .success(place)
  }

  /// The number times 10^`places`; `nil` where it is not said or its "not said" would be meant.
  private func scaled<Value: FixedWidthInteger>(_ text: String, places: Int) -> Value? {
    guard !text.isEmpty, let number = scaledInteger(text, places: places),
      let value = Value(exactly: number), value != .max
    else { return nil }
    return value
  }
}

/// Why a line or point gives no fix.
enum SkipReason: Error, Hashable {
  case noTime
  case badTime(String)
  case noNumbers(String, String)
  case offGlobe(String, String)
  case outsideSystem(String, String, CoordinateSystem)
  case badDevice(String)
  case badSource(String)
  case badFlag(String)
  case fieldCount(Int, expected: Int)
  case broken(CSVRecord.Fault)

  var sentence: Sentence {
    switch self {
    case .noTime:
      Sentence("There is no time; a fix needs one.", "没有时间；定位点必须有时间。")
    case .badTime(let text):
      Sentence(
        "The time \"\(text)\" is not ISO 8601 with an offset, nor milliseconds since 1970.",
        "时间“\(text)”既不是带时差的 ISO 8601，也不是 1970 年以来的毫秒数。"
      )
    case .noNumbers(let latitude, let longitude):
      Sentence(
        "Latitude \"\(latitude)\", longitude \"\(longitude)\" are not two decimal degrees.",
        "纬度“\(latitude)”、经度“\(longitude)”不是十进制度数。"
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
    case .fieldCount(let count, let expected):
      Sentence(
        "The line has \(count) fields, the header \(expected).",
        "该行有 \(count) 个字段，表头有 \(expected) 个。"
      )
    case .broken(let fault): fault.sentence
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
    }
  }
}

/// The names of a fix's flags in files.
enum FixFlagText {
  private static let flags: [(name: String, flag: Fix.Flags)] = [
    ("sos", .sos), ("strapOpen", .strapOpen), ("caseOpen", .caseOpen), ("mock", .mock),
    ("noFix", .noFix), ("stored", .stored), ("charging", .charging),
  ]

  /// Every name.
  static var names: [String] { flags.map(\.name) }

  /// The flags that `text` names, kept apart by `|`, `;` or spaces.
  static func parse(_ text: String) -> Result<Fix.Flags, SkipReason> {
    var result: Fix.Flags = []
    for name in text.split(whereSeparator: { "|; ".contains($0) }) {
      guard let flag = flags.first(where: { $0.name.lowercased() == name.lowercased() }) else {
        return .failure(.badFlag(String(name)))
      }
      result.insert(flag.flag)
    }
    return .success(result)
  }
}
