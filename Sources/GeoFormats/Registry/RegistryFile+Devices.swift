public import GeoCore

extension RegistryFile {
  /// Reads who carries which device: `device`, `kind`, `subject`, and where given `from`, `until`.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - clock: the clock of times without an offset.
  /// - Returns: the rows, in file order.
  /// - Throws: ``RegistryFileError`` with every fault of the file.
  public static func readDevices(
    csv bytes: [UInt8],
    file: String,
    clock: TimeZoneTable = .china
  ) throws(RegistryFileError) -> [Row<DeviceAssignment>] {
    var table = try RegistryTable(
      bytes,
      file: file,
      clock: clock,
      columns: [
        RegistryColumn(name: "device", chinese: "设备"),
        RegistryColumn(name: "kind", chinese: "类型"),
        RegistryColumn(name: "subject", chinese: "对象"),
        RegistryColumn(name: "from", chinese: "起", isRequired: false),
        RegistryColumn(name: "until", chinese: "止", isRequired: false),
      ]
    )
    var rows: [Row<DeviceAssignment>] = []
    for record in table.records {
      let device = table.value(
        "device",
        record,
        allowed: Sentence("the device's number, digits only", "设备编号，只含数字")
      ) { UInt64($0) }
      let kind = table.kind(record)
      let subject: SubjectID? = table.id("subject", record)
      let effective = table.effective(record)
      guard let device, let kind, let subject, let effective else { continue }
      let value = DeviceAssignment(device: DeviceNumber(device), kind: kind, subject: subject)
      rows.append(Row(value: value, line: record.line, effective: effective))
    }
    table.checkDistinct(rows, column: "device", key: \.device.value)
    try table.finish()
    return rows
  }
}

extension RegistryTable {
  fileprivate mutating func kind(_ record: CSVRecord) -> DeviceAssignment.Kind? {
    let allowed = Sentence("wristband or phone (腕带, 手机)", "腕带或手机（wristband, phone）")
    return value("kind", record, allowed: allowed) { text in
      switch text.lowercased() {
      case "wristband", "腕带", "电子定位腕带", "手环": .wristband
      case "phone", "手机": .phone
      default: nil
      }
    }
  }
}
