internal import Foundation
internal import GRDB
internal import GeoCore

extension RegistryRow {
  /// Reads a row of a table of facts: `row, id, effective_from, effective_until`, then its own
  /// columns.
  ///
  /// - Throws: ``StoreError/damaged(_:detail:)`` if a value has no meaning.
  init(_ table: FactKind, _ row: Row) throws {
    let id: String = row[1]
    guard let fact = try RegistryFact(table, id: id, row) else {
      throw StoreError.damaged("fenceline.sqlite", detail: "\(table.rawValue) \(id)")
    }
    self.init(number: row[0], effective: Period(start: row, 2), fact: fact)
  }
}

extension Period {
  /// Reads a start and an end from two columns.
  fileprivate init(start row: Row, _ index: Int) {
    self.init(
      start: Instant(milliseconds: row[index]),
      end: Instant(milliseconds: row[index + 1])
    )
  }
}

extension RegistryFact {
  /// Reads the fact whose own columns begin at index 4; `nil` if a value has no meaning.
  fileprivate init?(_ table: FactKind, id: String, _ row: Row) throws {
    switch table {
    case .jurisdiction:
      guard let level = Jurisdiction.Level(rawValue: row[5]) else { return nil }
      let parent: String? = row[6]
      self = .jurisdiction(
        Jurisdiction(
          id: JurisdictionID(id),
          name: row[4],
          level: level,
          parent: parent.map { JurisdictionID($0) }
        )
      )
    case .grade:
      self = .grade(
        Grade(
          id: GradeID(id),
          reportEvery: Milliseconds(row[4]),
          silentAfter: Milliseconds(row[5]),
          escapeAfter: Milliseconds(row[6]),
          leaveGrace: Milliseconds(row[7]),
          reportBackWithin: Milliseconds(row[8])
        )
      )
    case .timeZone:
      let record: Data = row[4]
      self = .timeZone(try TimeZoneTable(name: id, record: [UInt8](record)))
    case .subject:
      self = .subject(
        Subject(
          id: SubjectID(id),
          name: row[4],
          jurisdiction: JurisdictionID(row[5] as String),
          grade: GradeID(row[6] as String),
          isKeySubject: row[7]
        )
      )
    case .device:
      guard let number = UInt64(id), let kind = DeviceAssignment.Kind(rawValue: row[4]) else {
        return nil
      }
      let device = DeviceNumber(number)
      let subject = SubjectID(row[5] as String)
      self = .device(DeviceAssignment(device: device, kind: kind, subject: subject))
    case .zone:
      guard let zone = try Zone(id: ZoneID(id), row) else { return nil }
      self = .zone(zone)
    case .leave:
      guard let leave = Leave(id: LeaveID(id), row) else { return nil }
      self = .leave(leave)
    case .permit:
      self = .permit(
        Permit(
          id: PermitID(id),
          subject: SubjectID(row[4] as String),
          zone: ZoneID(row[5] as String),
          period: Period(start: row, 6),
          approver: row[8]
        )
      )
    case .sender:
      guard let number = UInt32(id) else { return nil }
      let device: Int64? = row[5]
      let kind = device.map { Sender.Kind.device(DeviceNumber(UInt64(bitPattern: $0))) }
      self = .sender(Sender(number: SenderNumber(number), name: row[4], kind: kind ?? .gateway))
    }
  }
}

extension Zone {
  fileprivate init?(id: ZoneID, _ row: Row) throws {
    guard let role = Role(rawValue: row[5]), let effect = Effect(rawValue: row[6]),
      let assignee = Assignee(kind: row[7], id: row[8])
    else { return nil }
    let schedule: String? = row[9]
    let area: Data = row[10]
    self.init(
      id: id,
      name: row[4],
      role: role,
      effect: effect,
      assignee: assignee,
      schedule: try schedule.map { try WeeklySchedule(record: $0) },
      area: try Area(record: [UInt8](area))
    )
  }
}

extension Leave {
  fileprivate init?(id: LeaveID, _ row: Row) {
    guard let level = Jurisdiction.Level(rawValue: row[11]) else { return nil }
    let (destination, way): (String?, String?) = (row[7], row[8])
    let (reported, cancelled): (Int64?, Int64?) = (row[12], row[13])
    self.init(
      id: id,
      subject: SubjectID(row[4] as String),
      period: Period(start: row, 5),
      destination: destination.map { ZoneID($0) },
      way: way.map { ZoneID($0) },
      reason: row[9],
      approver: row[10],
      approvalLevel: level,
      reportedBackAt: reported.map { Instant(milliseconds: $0) },
      cancelledAt: cancelled.map { Instant(milliseconds: $0) }
    )
  }
}

extension Zone.Assignee {
  /// The assignee as two columns.
  var columns: (kind: String, id: String?) {
    switch self {
    case .everyone: ("everyone", nil)
    case .jurisdiction(let id): ("jurisdiction", id.text)
    case .subject(let id): ("subject", id.text)
    case .leaves: ("leaves", nil)
    }
  }

  fileprivate init?(kind: String, id: String?) {
    switch (kind, id) {
    case ("everyone", nil): self = .everyone
    case ("jurisdiction", let id?): self = .jurisdiction(JurisdictionID(id))
    case ("subject", let id?): self = .subject(SubjectID(id))
    case ("leaves", nil): self = .leaves
    default: return nil
    }
  }
}

extension WeeklySchedule {
  /// The schedule as one line: `Asia/Shanghai;31@1320-360;…`, days as bits, minutes after midnight.
  var text: String {
    ([timeZone] + spans.map { "\($0.days)@\($0.startMinute)-\($0.endMinute)" })
      .joined(separator: ";")
  }

  /// Reads a schedule from its line.
  fileprivate init(record: String) throws {
    let parts = record.split(separator: ";").map(String.init)
    let spans = try parts.dropFirst().map { part -> Span in
      let numbers = part.split { $0 == "@" || $0 == "-" }.compactMap { Int($0) }
      guard numbers.count == 3, (1..<128).contains(numbers[0]), (0..<1_440).contains(numbers[1]),
        (0...1_440).contains(numbers[2])
      else { throw StoreError.damaged("fenceline.sqlite", detail: "schedule \(record)") }
      return Span(days: UInt8(numbers[0]), startMinute: numbers[1], endMinute: numbers[2])
    }
    self.init(spans: spans, timeZone: parts.first ?? TimeZoneTable.china.name)
  }
}

extension TimeZoneTable {
  /// The table as a store keeps it.
  var record: [UInt8] {
    var writer = ByteWriter()
    writer.write(Int32(firstOffsetSeconds))
    writer.write(transitions) { writer, transition in
      writer.write(transition.at)
      writer.write(Int32(transition.offsetSeconds))
    }
    return writer.bytes
  }

  fileprivate init(name: String, record: [UInt8]) throws {
    var reader = ByteReader(record)
    let first = Int(try reader.read(Int32.self))
    let transitions = try reader.readList { reader throws(ByteReader.Malformed) in
      Transition(at: try reader.readInstant(), offsetSeconds: Int(try reader.read(Int32.self)))
    }
    self.init(name: name, firstOffsetSeconds: first, transitions: transitions)
  }
}
