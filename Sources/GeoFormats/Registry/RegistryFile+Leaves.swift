public import GeoCore

extension RegistryFile {
  /// Reads leaves: `id`, `subject`, `start`, `end`, `destination`, `way`, `reason`, `approver`,
  /// `level`, and where given `reported_back`, `cancelled`.
  ///
  /// Whether a leave may be granted is asked of `LeaveRules`, not here.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - clock: the clock of times without an offset.
  /// - Returns: the rows, in file order.
  /// - Throws: ``RegistryFileError`` with every fault of the file.
  public static func readLeaves(
    csv bytes: [UInt8],
    file: String,
    clock: TimeZoneTable = .china
  ) throws(RegistryFileError) -> [Row<Leave>] {
    var table = try RegistryTable(
      bytes,
      file: file,
      clock: clock,
      columns: [
        RegistryColumn(name: "id", chinese: "编号"),
        RegistryColumn(name: "subject", chinese: "对象"),
        RegistryColumn(name: "start", chinese: "开始"),
        RegistryColumn(name: "end", chinese: "结束"),
        RegistryColumn(name: "destination", chinese: "目的地"),
        RegistryColumn(name: "way", chinese: "路线"),
        RegistryColumn(name: "reason", chinese: "事由"),
        RegistryColumn(name: "approver", chinese: "批准人"),
        RegistryColumn(name: "level", chinese: "批准级别"),
        RegistryColumn(name: "reported_back", chinese: "销假时间", isRequired: false),
        RegistryColumn(name: "cancelled", chinese: "取消时间", isRequired: false),
      ]
    )
    var rows: [Row<Leave>] = []
    for record in table.records {
      guard let value = table.leave(record) else { continue }
      rows.append(Row(value: value, line: record.line, effective: nil))
    }
    table.checkDistinct(rows, column: "id", key: \.id)
    try table.finish()
    return rows
  }

  /// Reads permits: `id`, `subject`, `zone`, `start`, `end`, `approver`.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: what the file is called in an error.
  ///   - clock: the clock of times without an offset.
  /// - Returns: the rows, in file order.
  /// - Throws: ``RegistryFileError`` with every fault of the file.
  public static func readPermits(
    csv bytes: [UInt8],
    file: String,
    clock: TimeZoneTable = .china
  ) throws(RegistryFileError) -> [Row<Permit>] {
    var table = try RegistryTable(
      bytes,
      file: file,
      clock: clock,
      columns: [
        RegistryColumn(name: "id", chinese: "编号"),
        RegistryColumn(name: "subject", chinese: "对象"),
        RegistryColumn(name: "zone", chinese: "区域"),
        RegistryColumn(name: "start", chinese: "开始"),
        RegistryColumn(name: "end", chinese: "结束"),
        RegistryColumn(name: "approver", chinese: "批准人"),
      ]
    )
    var rows: [Row<Permit>] = []
    for record in table.records {
      let id: PermitID? = table.id("id", record)
      let subject: SubjectID? = table.id("subject", record)
      let zone: ZoneID? = table.id("zone", record)
      let period = table.period("start", "end", record)
      let approver = table.words("approver", record)
      guard let id, let subject, let zone, let period, let approver else { continue }
      let value = Permit(
        id: id,
        subject: subject,
        zone: zone,
        period: period,
        approver: approver
      )
      rows.append(Row(value: value, line: record.line, effective: nil))
    }
    table.checkDistinct(rows, column: "id", key: \.id)
    try table.finish()
    return rows
  }
}

extension RegistryTable {
  fileprivate mutating func leave(_ record: CSVRecord) -> Leave? {
    let id: LeaveID? = id("id", record)
    let subject: SubjectID? = self.id("subject", record)
    let period = period("start", "end", record)
    let destination: ZoneID?? = optional("destination", record) { $0.id("destination", record) }
    let way: ZoneID?? = optional("way", record) { $0.id("way", record) }
    let reason = words("reason", record)
    let approver = words("approver", record)
    let level = level("level", record)
    let reported = optional("reported_back", record) { $0.instant("reported_back", record) }
    let cancelled = optional("cancelled", record) { $0.instant("cancelled", record) }
    guard let id, let subject, let period, let destination, let way, let reason, let approver,
      let level, let reported, let cancelled
    else { return nil }
    return Leave(
      id: id,
      subject: subject,
      period: period,
      destination: destination,
      way: way,
      reason: reason,
      approver: approver,
      approvalLevel: level,
      reportedBackAt: reported,
      cancelledAt: cancelled
    )
  }
}
