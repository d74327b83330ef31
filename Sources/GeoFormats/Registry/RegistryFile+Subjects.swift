public import GeoCore

extension RegistryFile {
  /// Reads jurisdictions: `id`, `name`, `level`, `parent` (empty at a root).
  ///
  /// A parent may stand in another file.
  ///
  /// - Throws: ``RegistryFileError`` with every fault of the file.
  public static func readJurisdictions(
    csv bytes: [UInt8],
    file: String
  ) throws(RegistryFileError) -> [Row<Jurisdiction>] {
    var table = try RegistryTable(
      bytes,
      file: file,
      clock: .china,
      columns: [
        RegistryColumn(name: "id", chinese: "编号"),
        RegistryColumn(name: "name", chinese: "名称"),
        RegistryColumn(name: "level", chinese: "级别"),
        RegistryColumn(name: "parent", chinese: "上级"),
      ]
    )
    var rows: [Row<Jurisdiction>] = []
    for record in table.records {
      let id: JurisdictionID? = table.id("id", record)
      let name = table.words("name", record)
      let level = table.level("level", record)
      let parent: JurisdictionID?? = table.optional("parent", record) { $0.id("parent", record) }
      guard let id, let name, let level, let parent else { continue }
      let value = Jurisdiction(id: id, name: name, level: level, parent: parent)
      rows.append(Row(value: value, line: record.line, effective: nil))
    }
    table.checkDistinct(rows, column: "id", key: \.id)
    table.checkHeights(rows)
    try table.finish()
    return rows
  }

  /// Reads subjects: `id`, `name`, `jurisdiction`, `grade`, and where given `key`, `from`, `until`.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - clock: the clock of times without an offset.
  /// - Returns: the rows, in file order.
  /// - Throws: ``RegistryFileError`` with every fault of the file.
  public static func readSubjects(
    csv bytes: [UInt8],
    file: String,
    clock: TimeZoneTable = .china
  ) throws(RegistryFileError) -> [Row<Subject>] {
    var table = try RegistryTable(
      bytes,
      file: file,
      clock: clock,
      columns: [
        RegistryColumn(name: "id", chinese: "编号"),
        RegistryColumn(name: "name", chinese: "姓名"),
        RegistryColumn(name: "jurisdiction", chinese: "辖区"),
        RegistryColumn(name: "grade", chinese: "分级处遇"),
        RegistryColumn(name: "key", chinese: "重点对象", isRequired: false),
        RegistryColumn(name: "from", chinese: "起", isRequired: false),
        RegistryColumn(name: "until", chinese: "止", isRequired: false),
      ]
    )
    var rows: [Row<Subject>] = []
    for record in table.records {
      let id: SubjectID? = table.id("id", record)
      let name = table.words("name", record)
      let jurisdiction: JurisdictionID? = table.id("jurisdiction", record)
      let grade = table.grade(record)
      let isKey = table.isKey(record)
      let effective = table.effective(record)
      guard let id, let name, let jurisdiction, let grade, let isKey, let effective else {
        continue
      }
      let value = Subject(
        id: id,
        name: name,
        jurisdiction: jurisdiction,
        grade: grade,
        isKeySubject: isKey
      )
      rows.append(Row(value: value, line: record.line, effective: effective))
    }
    table.checkDistinct(rows, column: "id", key: \.id)
    try table.finish()
    return rows
  }
}

extension RegistryTable {
  fileprivate mutating func grade(_ record: CSVRecord) -> GradeID? {
    switch text("grade", record) {
    case "严管": "strict"
    case "普管": "standard"
    case "宽管": "lenient"
    default: id("grade", record)
    }
  }

  fileprivate mutating func isKey(_ record: CSVRecord) -> Bool? {
    value("key", record, allowed: Sentence("yes or no (是, 否)", "是或否（yes, no）")) { text in
      switch text.lowercased() {
      case "yes", "true", "1", "是": true
      case "", "no", "false", "0", "否": false
      default: nil
      }
    }
  }

  /// Reports every jurisdiction that does not stand below its parent, where both are in the file.
  ///
  /// Levels that only rise towards the root cannot form a circle.
  fileprivate mutating func checkHeights(_ rows: [RegistryFile.Row<Jurisdiction>]) {
    var levels: [JurisdictionID: Jurisdiction.Level] = [:]
    for row in rows { levels[row.value.id] = row.value.level }
    for row in rows {
      guard let parent = row.value.parent, let level = levels[parent], level <= row.value.level
      else { continue }
      let reason = Sentence(
        "the parent does not stand above \(row.value.id); check level and parent",
        "上级的级别不高于 \(row.value.id)；请检查级别与上级"
      )
      report(row.line, "parent", parent.text, reason)
    }
  }
}
