public import GeoCore
public import GeoFormats
internal import AlertStore

/// What an import did.
public struct ImportSummary: Hashable, Sendable {
  /// How many things the file names.
  public var read = 0
  /// How many of them were new, or changed what was known.
  public var changed = 0
}

extension Registrar {
  /// Takes a file of jurisdictions over.
  public func importJurisdictions(
    _ rows: [RegistryFile.Row<Jurisdiction>],
    file: String
  ) throws -> ImportSummary {
    try edit { editor in
      let known = try editor.facts(.jurisdiction).map(\.fact.identifier)
      let all = Set(known + rows.map(\.value.id.text))
      let parents = faults(rows, "parent") {
        $0.parent.map(\.text)
      } isKnown: {
        all.contains($0)
      }
      try refuse(file, parents)
      return try put(rows, editor, default: .always) { .jurisdiction($0) }
    }
  }

  /// Takes a file of subjects over; who is not said to begin is supervised from always on.
  public func importSubjects(
    _ rows: [RegistryFile.Row<Subject>],
    file: String
  ) throws -> ImportSummary {
    try edit { editor in
      let jurisdictions = Set(try editor.facts(.jurisdiction).map(\.fact.identifier))
      let grades = Set(try editor.facts(.grade).map(\.fact.identifier))
      let places = faults(rows, "jurisdiction") {
        $0.jurisdiction.text
      } isKnown: {
        jurisdictions.contains($0)
      }
      let policies = faults(rows, "grade") {
        $0.grade.text
      } isKnown: {
        grades.contains($0)
      }
      try refuse(file, places + policies)
      return try put(rows, editor, default: changing) { .subject($0) }
    }
  }

  /// Takes a file of devices over.
  public func importDevices(
    _ rows: [RegistryFile.Row<DeviceAssignment>],
    file: String
  ) throws -> ImportSummary {
    try edit { editor in
      let subjects = Set(try editor.facts(.subject).map(\.fact.identifier))
      let wearers = faults(rows, "subject") {
        $0.subject.text
      } isKnown: {
        subjects.contains($0)
      }
      try refuse(file, wearers)
      return try put(rows, editor, default: changing) { .device($0) }
    }
  }

  /// Takes zones over.
  ///
  /// A zone that is new is in force from `start` on; where that is not said, a permitted zone from
  /// always on and a prohibited one from now. A new version of a known zone is in force from now
  /// on.
  public func importZones(_ zones: [Zone], from start: Instant?) throws -> ImportSummary {
    try edit { editor in
      var summary = ImportSummary()
      for zone in zones {
        try checkAssignee(of: zone, editor)
        if let name = zone.schedule?.timeZone, try editor.facts(.timeZone, id: name).isEmpty {
          try editor.put(.timeZone(try TimeZoneFile.read(named: name)), in: .always)
        }
        let isNew = try editor.facts(.zone, id: zone.id.text).isEmpty
        let usual: Instant = isNew && zone.role == .permitted ? .distantPast : now
        let period = Period(start: start ?? usual, end: .distantFuture)
        summary.read += 1
        if try editor.put(.zone(zone), in: period) { summary.changed += 1 }
      }
      return summary
    }
  }

  /// Takes a file of leaves over, each checked against the rules and against each other.
  public func importLeaves(
    _ rows: [RegistryFile.Row<Leave>],
    file: String
  ) throws -> ImportSummary {
    try edit { editor in
      var faults = try faultyReferences(rows, editor, subject: { $0.subject }) {
        [$0.destination, $0.way].compactMap(\.self)
      }
      let rules = try Configuration(inForceIn: editor).leaves
      var summary = ImportSummary()
      for row in rows {
        do {
          try rules.check(row.value, against: try editor.leaves(of: row.value.subject))
        } catch let refusal as LeaveRefusal {
          let sentence = RegistrarError.leave(row.value.id, refusal).sentence
          faults.append(fault(row.line, "", "", sentence))
        }
        summary.read += 1
        if try editor.put(.leave(row.value), in: .always) { summary.changed += 1 }
      }
      try refuse(file, faults)
      return summary
    }
  }

  /// Takes a file of permits over.
  public func importPermits(
    _ rows: [RegistryFile.Row<Permit>],
    file: String
  ) throws -> ImportSummary {
    try edit { editor in
      let faults = try faultyReferences(rows, editor, subject: { $0.subject }) { [$0.zone] }
      try refuse(file, faults)
      return try put(rows, editor, default: .always) { .permit($0) }
    }
  }

  // MARK: - Checking

  /// Always, for what is new; from now on, for what changes something known.
  private func changing(_ fact: RegistryFact, _ editor: RegistryEditor) throws -> Period {
    let isNew = try editor.facts(fact.kind, id: fact.identifier).isEmpty
    return isNew ? .always : Period(start: now, end: .distantFuture)
  }

  private func put<Value>(
    _ rows: [RegistryFile.Row<Value>],
    _ editor: RegistryEditor,
    default period: (RegistryFact, RegistryEditor) throws -> Period,
    _ fact: (Value) -> RegistryFact
  ) throws -> ImportSummary {
    var summary = ImportSummary()
    for row in rows {
      let fact = fact(row.value)
      let effective = try row.effective ?? period(fact, editor)
      summary.read += 1
      if try editor.put(fact, in: effective) { summary.changed += 1 }
    }
    return summary
  }

  private func put<Value>(
    _ rows: [RegistryFile.Row<Value>],
    _ editor: RegistryEditor,
    default period: Period,
    _ fact: (Value) -> RegistryFact
  ) throws -> ImportSummary {
    try put(rows, editor, default: { _, _ in period }, fact)
  }

  private func checkAssignee(of zone: Zone, _ editor: RegistryEditor) throws {
    switch zone.assignee {
    case .everyone, .leaves: return
    case .jurisdiction(let id):
      guard try editor.facts(.jurisdiction, id: id.text).isEmpty else { return }
      throw StoreError.unknown(kind: .jurisdiction, id: id.text)
    case .subject(let id):
      guard try editor.facts(.subject, id: id.text).isEmpty else { return }
      throw StoreError.unknown(kind: .subject, id: id.text)
    }
  }

  private func faultyReferences<Value>(
    _ rows: [RegistryFile.Row<Value>],
    _ editor: RegistryEditor,
    subject: (Value) -> SubjectID,
    zones: (Value) -> [ZoneID]
  ) throws -> [RegistryFileError.Fault] {
    let subjects = Set(try editor.facts(.subject).map(\.fact.identifier))
    let known = Set(try editor.facts(.zone).map(\.fact.identifier))
    let people = faults(rows, "subject") {
      subject($0).text
    } isKnown: {
      subjects.contains($0)
    }
    let places = faults(rows, "zone") { value in
      zones(value).first { !known.contains($0.text) }?.text
    } isKnown: {
      known.contains($0)
    }
    return people + places
  }

  /// The rows that name what is not registered.
  private func faults<Value>(
    _ rows: [RegistryFile.Row<Value>],
    _ column: String,
    _ reference: (Value) -> String?,
    isKnown: (String) -> Bool
  ) -> [RegistryFileError.Fault] {
    rows.compactMap { row in
      guard let name = reference(row.value), !isKnown(name) else { return nil }
      let making =
        switch column {
        case "grade": "grade set"
        case "parent": "jurisdiction import"
        default: "\(column) import"
        }
      let reason = Sentence(
        "it is not registered; make it first with `fenceline \(making)`",
        "尚未登记；请先用 `fenceline \(making)` 登记"
      )
      return fault(row.line, column, name, reason)
    }
  }

  /// Refuses a file with all that is wrong with it, in order of lines.
  private func refuse(_ file: String, _ faults: [RegistryFileError.Fault]) throws {
    guard faults.isEmpty else {
      throw RegistryFileError(file: file, faults: faults.sorted { $0.line < $1.line })
    }
  }

  private func fault(
    _ line: Int,
    _ column: String,
    _ value: String,
    _ reason: Sentence
  ) -> RegistryFileError.Fault {
    RegistryFileError.Fault(line: line, column: column, value: value, reason: reason)
  }
}
