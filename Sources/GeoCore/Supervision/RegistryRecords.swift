/// A value and the period in which it is true.
struct Dated<Value: Sendable>: Sendable {
  var row: Int64
  var effective: Period
  var value: Value
}

/// A subject with all that is its own.
struct SubjectRecord: Sendable {
  var id: SubjectID
  var versions: [Dated<Subject>] = []
  var leaves: [Dated<Leave>] = []
  var permits: [Dated<Permit>] = []
  var devices: [Int32] = []
  var zones = AssignedZones()
}

extension SubjectRecord {
  /// Whether some leave goes to, or by way of, one of `zones`.
  func names(_ zones: Set<ZoneID>) -> Bool {
    leaves.contains { dated in
      dated.value.destination.map(zones.contains) ?? false
        || dated.value.way.map(zones.contains) ?? false
    }
  }
}

/// A device and who carried it when.
struct DeviceRecord: Sendable {
  var number: DeviceNumber
  var assignments: [Dated<DeviceAssignment>] = []
}

/// A jurisdiction, the one above it, and the zones assigned to it.
struct JurisdictionRecord: Sendable {
  var parent: Int32?
  var zones = AssignedZones()
}

/// A version of a zone: what it was in one period.
struct ZoneVersion: Sendable {
  /// The registry's row that says so.
  var row: Int64
  var effective: Period
  var zone: Zone

  /// The slot of the jurisdiction that it is assigned to, if it is assigned to one.
  var jurisdiction: Int32?

  /// Whether the version begins, ends, or follows a schedule.
  var changesWithTime: Bool { effective != .always || zone.schedule != nil }
}

/// The slots of the zones that one assignee has, by what is asked of them.
struct AssignedZones: Sendable {
  var extending: [Int32] = []
  var confining: [Int32] = []
  var prohibited: [Int32] = []
  /// Those of the others that begin, end, or follow a schedule.
  var changing: [Int32] = []

  mutating func insert(_ slot: Int32, version: ZoneVersion) {
    switch (version.zone.role, version.zone.effect) {
    case (.prohibited, _): prohibited.append(slot)
    case (.permitted, .extends): extending.append(slot)
    case (.permitted, .confines): confining.append(slot)
    }
    if version.changesWithTime { changing.append(slot) }
  }

  mutating func remove(_ slot: Int32) {
    extending.removeAll { $0 == slot }
    confining.removeAll { $0 == slot }
    prohibited.removeAll { $0 == slot }
    changing.removeAll { $0 == slot }
  }
}

/// The slots of a jurisdiction and of those above it, from below.
struct JurisdictionPath: Sequence, IteratorProtocol {
  let records: [JurisdictionRecord]
  var current: Int32?

  var stepsLeft = limit

  /// A tree of jurisdictions is four levels high; a longer way up is a circle in the data.
  static let limit = 16

  mutating func next() -> Int32? {
    guard let slot = current, stepsLeft > 0 else { return nil }
    stepsLeft -= 1
    current = records[Int(slot)].parent
    return slot
  }
}
