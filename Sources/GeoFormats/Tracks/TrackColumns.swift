import GeoCore

/// Which field of a line holds what.
struct TrackColumns {
  /// A column by the name that it has in a refusal.
  enum Column: String, CaseIterable {
    case time, date, latitude, longitude, easting, northing, device, id, valid
    case northOrSouth = "n/s"
    case eastOrWest = "e/w"
    case accuracy, hdop, satellites, speed, heading, battery, source, flags, age

    /// Other names of the column, the Chinese one among them.
    var aliases: [String] {
      switch self {
      case .time: ["时间", "定位时间"]
      case .date: ["日期"]
      case .latitude: ["lat", "纬度"]
      case .longitude: ["lon", "lng", "long", "经度"]
      case .easting: ["东坐标"]
      case .northing: ["北坐标"]
      case .device: ["设备", "设备编号"]
      case .id: ["编号"]
      case .accuracy: ["精度"]
      case .satellites: ["nsat", "卫星数"]
      case .speed: ["速度"]
      case .heading: ["航向", "方向"]
      case .battery: ["电量"]
      case .source: ["来源"]
      case .flags: ["标志"]
      case .valid, .northOrSouth, .eastOrWest, .hdop, .age: []
      }
    }

    /// The column that a name means, whatever is noted after it in parentheses.
    init?(named name: String) {
      let plain = WrittenQuantity.unit(in: name)
      let column = Self.allCases.first { $0.rawValue == plain || $0.aliases.contains(plain) }
      guard let column else { return nil }
      self = column
    }
  }

  private let count: Int
  private var indices: [Column: Int] = [:]

  /// The units that the header notes in parentheses.
  private var units: [FixColumn: String] = [:]

  /// What should be known of the header: units that nobody knows.
  private(set) var remarks: [Sentence] = []

  private let isProjected: Bool

  /// Reads a header.
  init(
    header: [String],
    hasDevice: Bool,
    isProjected: Bool
  ) throws(TrackFileError.Cause) {
    let header = header.last == "" ? Array(header.dropLast()) : header
    count = header.count
    self.isProjected = isProjected
    for (index, name) in header.enumerated() {
      guard let column = Column(named: name) else { continue }
      guard indices.updateValue(index, forKey: column) == nil else {
        throw .repeatedColumn(column.rawValue)
      }
      takeUnit(of: column, in: name)
    }
    // The number of a line is called id, too: a stated device goes before it.
    if hasDevice { indices[.id] = nil }
    if indices[.device] == nil { indices[.device] = indices[.id] }
    let axes: [Column] = isProjected ? [.easting, .northing] : [.latitude, .longitude]
    let missing = ([.time] + axes).filter { indices[$0] == nil }
    let names = Set(header.map { WrittenQuantity.unit(in: $0) })
    if missing.contains(where: axes.contains), names.contains("x") || names.contains("y") {
      throw .axisColumns(needed: axes.map(\.rawValue))
    }
    if WideCommas.separate(header) { throw .badHeader(WideCommas.sentence) }
    guard missing.isEmpty else { throw .missingColumns(missing.map(\.rawValue)) }
    guard hasDevice || indices[.device] != nil else { throw .noDevice }
  }

  /// Takes the unit of a column's numbers from its name.
  private mutating func takeUnit(of column: Column, in name: String) {
    guard column == .speed || column == .accuracy, let unit = Self.note(in: name),
      let value = FixColumn(rawValue: column.rawValue)
    else { return }
    units[value] = unit
    guard !WrittenQuantity.isUnit(unit, of: column == .speed ? .speed : .length) else { return }
    remarks.append(
      Sentence(
        "The unit \"\(unit)\" of the column \(column.rawValue) is not known: its numbers are left out.",
        "列 \(column.rawValue) 的单位“\(unit)”无法识别：未采用该列数值。"
      )
    )
  }

  /// What stands in parentheses after a column's name: the unit of its numbers.
  private static func note(in name: String) -> String? {
    let parts = name.split(separator: /[(（)）]/)
    return parts.count < 2 ? nil : parts[1].trimmed.lowercased()
  }

  /// Whether a line holds the name of a column, and so may be a header.
  static func hasKnownColumn(_ line: String) -> Bool {
    // A header of semicolons or tabs is one, too: it is refused by that name.
    line.split(whereSeparator: { ",;\t".contains($0) }).contains { name in
      let plain = name.filter { $0 != "\"" }.trimmed
      return Column(named: plain) != nil || ["x", "y"].contains(plain.lowercased())
    }
  }

  /// The texts of a record's columns; `nil` where it has another number of fields than the header.
  func values(of record: CSVRecord) -> Result<Values, SkipReason> {
    if let fault = record.fault { return .failure(.broken(fault)) }
    var fields = record.fields
    if fields.count == count + 1, fields.last == "" { fields.removeLast() }
    guard fields.count == count else {
      return .failure(.fieldCount(fields.count, expected: count))
    }
    return .success(Values(columns: self, texts: fields))
  }

  /// The fields of one line, by column.
  struct Values {
    fileprivate let columns: TrackColumns
    fileprivate let texts: [String]

    private func text(_ column: Column) -> String? {
      columns.indices[column].map { texts[$0] }
    }

    /// When, in one column or two.
    var time: String {
      let time = text(.time) ?? ""
      guard let date = text(.date), !date.isEmpty, !time.isEmpty else { return time }
      // A time that holds its date stands beside one, too.
      let hasDate = time.contains { $0 == "T" || $0 == "t" || $0 == " " }
      return hasDate ? time : "\(date) \(time)"
    }

    /// The number of the device; an empty one names none.
    var device: String { text(.device) ?? "" }

    /// Everything else.
    var fields: FixFields {
      var fields = FixFields()
      fields.latitude = text(columns.isProjected ? .northing : .latitude) ?? ""
      fields.longitude = text(columns.isProjected ? .easting : .longitude) ?? ""
      if !columns.isProjected {
        (fields.northOrSouth, fields.eastOrWest) = (text(.northOrSouth), text(.eastOrWest))
      }
      for value in FixColumn.allCases {
        guard let column = Column(rawValue: value.rawValue), let text = text(column) else {
          continue
        }
        fields[value] = text
      }
      fields.units = columns.units
      return fields
    }

    /// What a logger says of the receiver: `NO FIX`, or how it came to its fix.
    var validity: String { text(.valid)?.uppercased() ?? "" }
  }
}
