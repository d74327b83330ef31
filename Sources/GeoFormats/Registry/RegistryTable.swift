import GeoCore

/// A column of a file of the registry.
struct RegistryColumn {
  /// Its name in English, also in errors.
  var name: String

  /// Its name in Chinese.
  var chinese: String

  /// Whether the header must have it.
  var isRequired = true
}

/// The rows of a file whose header was understood, and what is wrong so far.
struct RegistryTable {
  let file: String
  let clock: TimeZoneTable
  private(set) var records: [CSVRecord] = []
  private(set) var faults: [RegistryFileError.Fault] = []
  private var indices: [String: Int] = [:]

  /// Reads the header and the records of `bytes`.
  ///
  /// - Throws: ``RegistryFileError`` if the header cannot be used.
  init(
    _ bytes: [UInt8],
    file: String,
    clock: TimeZoneTable,
    columns: [RegistryColumn]
  ) throws(RegistryFileError) {
    self.file = file
    self.clock = clock
    var reader = CSVReader(bytes, quotesSpanLines: true)
    let header = reader.header()
    if let fault = header.fault { report(header.line, "", "", fault.sentence) }
    if WideCommas.separate(header.fields) {
      report(header.line, "", "", WideCommas.sentence)
      try finish()
    }
    for (index, name) in header.fields.enumerated() where header.fault == nil {
      let column = columns.first { $0.name == name.lowercased() || $0.chinese == name }
      if let column, indices.updateValue(index, forKey: column.name) == nil { continue }
      let known = columns.map(\.name).joined(separator: ", ")
      let reason =
        column == nil
        ? Sentence("no such column; known are \(known)", "没有这一列；可用的列为 \(known)")
        : Sentence("the column stands twice", "该列重复")
      report(header.line, "header", name, reason)
    }
    for column in columns where header.fault == nil && column.isRequired {
      guard indices[column.name] == nil else { continue }
      let reason = Sentence(
        "the column \(column.name) (\(column.chinese)) is missing",
        "缺少列 \(column.name)（\(column.chinese)）"
      )
      report(header.line, "", "", reason)
    }
    try finish()
    while let record = reader.next() {
      if record.isBlank { continue }
      if let fault = record.fault {
        report(record.line, "", "", fault.sentence)
      } else if record.fields.count != header.fields.count {
        let reason = SkipReason.fieldCount(record.fields.count, expected: header.fields.count)
        report(record.line, "", "", reason.sentence)
      } else {
        records.append(record)
      }
    }
  }

  /// Throws everything that was reported; returns if nothing was.
  func finish() throws(RegistryFileError) {
    guard !faults.isEmpty else { return }
    throw RegistryFileError(file: file, faults: faults.sorted { $0.line < $1.line })
  }

  /// What stands in a column; empty where the file has no such column.
  func text(_ column: String, _ record: CSVRecord) -> String {
    indices[column].map { record.fields[$0] } ?? ""
  }

  /// Reports that something is wrong.
  mutating func report(_ line: Int, _ column: String, _ value: String, _ reason: Sentence) {
    faults.append(
      RegistryFileError.Fault(line: line, column: column, value: value, reason: reason)
    )
  }
}

// MARK: - Reading values; `nil` after a fault was reported

extension RegistryTable {
  /// The value in a column as `parse` reads it; reports what may stand there.
  mutating func value<Value>(
    _ column: String,
    _ record: CSVRecord,
    allowed: Sentence,
    parse: (String) -> Value?
  ) -> Value? {
    let text = text(column, record)
    if let value = parse(text) { return value }
    let reason =
      text.isEmpty
      ? Sentence("empty; write \(allowed.english)", "为空；应写\(allowed.chinese)")
      : Sentence("write \(allowed.english)", "应写\(allowed.chinese)")
    report(record.line, column, text, reason)
    return nil
  }

  /// The value of a column that may be empty: `.some(nil)` where it is.
  mutating func optional<Value>(
    _ column: String,
    _ record: CSVRecord,
    read: (inout RegistryTable) -> Value?
  ) -> Value?? {
    guard !text(column, record).isEmpty else { return .some(nil) }
    return read(&self).map { .some($0) }
  }

  mutating func id<Entity>(_ column: String, _ record: CSVRecord) -> Identifier<Entity>? {
    let allowed = Sentence(
      "an identifier of 1 to 64 bytes without spaces, commas and quotes",
      "标识，1 至 64 字节，不含空格、逗号和引号"
    )
    return value(column, record, allowed: allowed) { Identifier(typed: $0) }
  }

  mutating func words(_ column: String, _ record: CSVRecord) -> String? {
    value(column, record, allowed: Sentence("some text", "文字")) { $0.isEmpty ? nil : $0 }
  }

  mutating func level(_ column: String, _ record: CSVRecord) -> Jurisdiction.Level? {
    let allowed = Sentence(
      "province, city, county or office (省, 市, 县, 司法所)",
      "省、市、县或司法所（province, city, county, office）"
    )
    return value(column, record, allowed: allowed) { text in
      switch text.lowercased() {
      case "province", "省", "省级": .province
      case "city", "市", "市级": .city
      case "county", "县", "县级", "区", "区县": .county
      case "office", "司法所": .office
      default: nil
      }
    }
  }

  /// A moment of the calendar, by the clock of the file where no offset is written.
  mutating func instant(
    _ column: String,
    _ record: CSVRecord,
    takesDates: Bool = false
  ) -> Instant? {
    let allowed = Sentence(
      "a time such as 2026-03-02 18:00 or 2026-03-02T18:00:00+08:00"
        + (takesDates ? ", or a date" : ""),
      "时间，如 2026-03-02 18:00 或 2026-03-02T18:00:00+08:00" + (takesDates ? "，或日期" : "")
    )
    let clock = clock
    return value(column, record, allowed: allowed) { text in
      takesDates || text.contains(":") ? parseInstant(text, clockOf: clock) : nil
    }
  }

  /// The period from one column to another; half-open, and not empty.
  mutating func period(
    _ start: String,
    _ end: String,
    _ record: CSVRecord
  ) -> Period? {
    let (from, to) = (instant(start, record), instant(end, record))
    guard let from, let to else { return nil }
    return checked(Period(start: from, end: to), end, record)
  }

  /// The period in `from` and `until`: `.some(nil)` where neither is said, `nil` after a fault.
  mutating func effective(_ record: CSVRecord) -> Period?? {
    let from = optional("from", record) { $0.instant("from", record, takesDates: true) }
    let until = optional("until", record) { $0.instant("until", record, takesDates: true) }
    guard let from, let until else { return nil }
    guard from != nil || until != nil else { return .some(nil) }
    let period = Period(start: from ?? .distantPast, end: until ?? .distantFuture)
    return checked(period, "until", record).map { .some($0) }
  }

  private mutating func checked(
    _ period: Period,
    _ column: String,
    _ record: CSVRecord
  ) -> Period? {
    guard period.isEmpty else { return period }
    let reason = Sentence("it ends before or when it begins", "结束时间不晚于开始时间")
    report(record.line, column, text(column, record), reason)
    return nil
  }

  /// Reports every row whose key an earlier row has for a time that overlaps its own.
  mutating func checkDistinct<Value, Key: Hashable & CustomStringConvertible>(
    _ rows: [RegistryFile.Row<Value>],
    column: String,
    key: (Value) -> Key
  ) {
    var seen: [Key: [(line: Int, period: Period)]] = [:]
    for row in rows {
      let (rowKey, period) = (key(row.value), row.effective ?? .always)
      if let other = seen[rowKey]?.first(where: { $0.period.overlaps(period) }) {
        let reason = Sentence(
          "line \(other.line) says the same for that time",
          "与第 \(other.line) 行在同一时期重复"
        )
        report(row.line, column, rowKey.description, reason)
      }
      seen[rowKey, default: []].append((row.line, period))
    }
  }
}
