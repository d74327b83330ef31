/// What is known of subjects, devices, zones and leaves, and in which periods it is true.
///
/// The registry is built by applying ``RegistryChange``s in order of their revisions; the same changes
/// give the same registry. Subjects, devices and zone versions get a *slot*, a small number that
/// stands for them in the evaluator's columns and in the zone index.
public struct Registry: Sendable {
  /// The revision of the last change applied.
  public private(set) var revision: Int64 = 0

  var subjects: [SubjectRecord] = []
  var devices: [DeviceRecord] = []
  var zones: [ZoneVersion?] = []
  var jurisdictions: [JurisdictionRecord] = []

  /// The zones of everyone, and of nobody but leaves, by the way they are looked for.
  var everyone = AssignedZones()

  /// Zones assigned to everyone or to a jurisdiction.
  private(set) var index = ZoneIndex()

  /// Zones assigned to one subject, by the subject's slot.
  private(set) var personal = PersonalZones()

  /// The edges of zones with many, for distances.
  private var edges: [Int32: EdgeTree] = [:]

  /// Zones with fewer vertices are measured without a tree.
  private static let fewVertices = 64

  private var subjectSlots: [SubjectID: Int32] = [:]
  /// The slots of devices, and who wears them.
  private(set) var deviceTable = DeviceTable()

  private var jurisdictionSlots: [JurisdictionID: Int32] = [:]
  private(set) var zoneVersions: [ZoneID: [Int32]] = [:]
  private(set) var grades: [GradeID: [Dated<Grade>]] = [:]
  private var timeZones: [String: TimeZoneTable] = [TimeZoneTable.china.name: .china]
  private var senders: [SenderNumber: Dated<Sender>] = [:]
  private var zoneRows: [Int64: Int32] = [:]
  private var facts: [Int64: RegistryFact] = [:]

  /// Creates an empty registry, at revision 0.
  public init() {}
}

/// Whose situation a change of the registry may have altered.
public enum Affected: Sendable {
  /// These subjects, by slot.
  case subjects(Set<Int32>)
  /// Everyone.
  case everyone
}

extension Registry {
  /// Applies a change.
  ///
  /// - Returns: whose situation it may have altered.
  /// - Precondition: the change's revision is later than the registry's.
  public mutating func apply(_ change: RegistryChange) -> Affected {
    precondition(change.revision > revision, "changes of the registry come in order")
    revision = change.revision
    var touched = Touched()
    for number in change.superseded {
      guard let fact = facts.removeValue(forKey: number) else { continue }
      remove(number, fact, &touched)
    }
    for row in change.recorded {
      facts[row.number] = row.fact
      insert(row, &touched)
    }
    index.update(removing: touched.unindexed, inserting: touched.indexed)
    updateWearers(touched)
    return touched.everyone ? .everyone : .subjects(subjects(of: touched))
  }

  /// What a change has touched so far.
  private struct Touched {
    var everyone = false
    var subjects: Set<Int32> = []
    var devices: Set<Int32> = []
    var jurisdictions: Set<Int32> = []
    var grades: Set<GradeID> = []
    /// Zones that serve leaves as destination or way.
    var leaveZones: Set<ZoneID> = []
    /// What leaves the index, and what comes into it.
    var unindexed: [Int32] = []
    var indexed: [(slot: Int32, area: Area)] = []
  }

  private func subjects(of touched: Touched) -> Set<Int32> {
    let isWide =
      !touched.jurisdictions.isEmpty || !touched.grades.isEmpty || !touched.leaveZones.isEmpty
    guard isWide else { return touched.subjects }
    var slots = touched.subjects
    for (slot, record) in subjects.enumerated() {
      if !touched.leaveZones.isEmpty, record.names(touched.leaveZones) { slots.insert(Int32(slot)) }
      guard !touched.jurisdictions.isEmpty || !touched.grades.isEmpty else { continue }
      let isTouched = record.versions.contains { version in
        touched.grades.contains(version.value.grade)
          || path(of: version.value.jurisdiction).contains { touched.jurisdictions.contains($0) }
      }
      if isTouched { slots.insert(Int32(slot)) }
    }
    return slots
  }

  private mutating func insert(_ row: RegistryRow, _ touched: inout Touched) {
    switch row.fact {
    case .jurisdiction(let jurisdiction):
      let slot = slot(of: jurisdiction.id)
      let parent = jurisdiction.parent.map { self.slot(of: $0) }
      if jurisdictions[Int(slot)].parent != parent {
        jurisdictions[Int(slot)].parent = parent
        touched.jurisdictions.insert(slot)
      }
    case .grade(let grade):
      grades[grade.id, default: []].append(dated(row, grade))
      touched.grades.insert(grade.id)
    case .timeZone(let table):
      // Schedules on this clock begin and end at other instants now.
      if clock(table.name) != table { touched.everyone = true }
      timeZones[table.name] = table
    case .subject(let subject):
      let slot = slot(of: subject.id)
      subjects[Int(slot)].versions.append(dated(row, subject))
      touched.subjects.insert(slot)
    case .device(let assignment):
      let device = slot(of: assignment.device)
      devices[Int(device)].assignments.append(dated(row, assignment))
      touched.devices.insert(device)
      let subject = slot(of: assignment.subject)
      if !subjects[Int(subject)].devices.contains(device) {
        subjects[Int(subject)].devices.append(device)
      }
      touched.subjects.insert(subject)
    case .zone(let zone):
      insert(zone, effective: row.effective, row: row.number, &touched)
    case .leave(let leave):
      let slot = slot(of: leave.subject)
      subjects[Int(slot)].leaves.append(dated(row, leave))
      touched.subjects.insert(slot)
    case .permit(let permit):
      let slot = slot(of: permit.subject)
      subjects[Int(slot)].permits.append(dated(row, permit))
      touched.subjects.insert(slot)
    case .sender(let sender):
      senders[sender.number] = dated(row, sender)
    }
  }

  private mutating func remove(_ number: Int64, _ fact: RegistryFact, _ touched: inout Touched) {
    switch fact {
    case .jurisdiction(let jurisdiction):
      let slot = slot(of: jurisdiction.id)
      jurisdictions[Int(slot)].parent = nil
      touched.jurisdictions.insert(slot)
    case .timeZone(let table):
      timeZones[table.name] = table.name == TimeZoneTable.china.name ? .china : nil
      touched.everyone = true
    case .grade(let grade):
      grades[grade.id]?.removeAll { $0.row == number }
      touched.grades.insert(grade.id)
    case .subject(let subject):
      let slot = slot(of: subject.id)
      subjects[Int(slot)].versions.removeAll { $0.row == number }
      touched.subjects.insert(slot)
    case .device(let assignment):
      let device = slot(of: assignment.device)
      devices[Int(device)].assignments.removeAll { $0.row == number }
      touched.devices.insert(device)
      touched.subjects.insert(slot(of: assignment.subject))
    case .zone(let zone):
      removeZone(zone, row: number, &touched)
    case .leave(let leave):
      let slot = slot(of: leave.subject)
      subjects[Int(slot)].leaves.removeAll { $0.row == number }
      touched.subjects.insert(slot)
    case .permit(let permit):
      let slot = slot(of: permit.subject)
      subjects[Int(slot)].permits.removeAll { $0.row == number }
      touched.subjects.insert(slot)
    case .sender(let sender):
      if senders[sender.number]?.row == number { senders[sender.number] = nil }
      // Whoever waits for a gateway to be heard again would wait for ever.
      if sender.kind == .gateway { touched.everyone = true }
    }
  }

  /// Brings up to what has been touched who wears which device.
  private mutating func updateWearers(_ touched: Touched) {
    for slot in touched.devices {
      let device = devices[Int(slot)]
      let last = newest(device.assignments)
      deviceTable.setWearer(
        of: device.number,
        last.flatMap { subjectSlots[$0.value.subject] } ?? -1,
        isPhone: last?.value.kind == .phone,
        during: last?.effective ?? .never
      )
    }
  }

  /// The version that begins last, if all others are over by then.
  private func newest<Value>(_ versions: [Dated<Value>]) -> Dated<Value>? {
    guard let last = versions.max(by: { $0.effective.start < $1.effective.start }) else {
      return nil
    }
    let isAlone = versions.allSatisfy { version in
      version.row == last.row || version.effective.end <= last.effective.start
    }
    return isAlone ? last : nil
  }

  private func dated<Value>(_ row: RegistryRow, _ value: Value) -> Dated<Value> {
    Dated(row: row.number, effective: row.effective, value: value)
  }
}

// MARK: - Zones

extension Registry {
  private mutating func insert(
    _ zone: Zone,
    effective: Period,
    row: Int64,
    _ touched: inout Touched
  ) {
    var version = ZoneVersion(row: row, effective: effective, zone: zone)
    if case .jurisdiction(let id) = zone.assignee { version.jurisdiction = self.slot(of: id) }
    let slot = Int32(zones.count)
    zones.append(version)
    zoneRows[row] = slot
    zoneVersions[zone.id, default: []].append(slot)
    if zone.area.vertexCount >= Self.fewVertices { edges[slot] = EdgeTree(zone.area) }
    switch zone.assignee {
    case .everyone:
      everyone.insert(slot, version: version)
      touched.indexed.append((slot, zone.area))
    case .jurisdiction(let id):
      jurisdictions[Int(self.slot(of: id))].zones.insert(slot, version: version)
      touched.indexed.append((slot, zone.area))
    case .subject(let id):
      let person = self.slot(of: id)
      subjects[Int(person)].zones.insert(slot, version: version)
      personal.insert(zone.area, slot: slot, of: person)
    case .leaves: break
    }
    touch(zone, &touched)
  }

  private mutating func removeZone(_ zone: Zone, row: Int64, _ touched: inout Touched) {
    guard let slot = zoneRows.removeValue(forKey: row) else { return }
    zones[Int(slot)] = nil
    zoneVersions[zone.id]?.removeAll { $0 == slot }
    edges[slot] = nil
    switch zone.assignee {
    case .everyone:
      everyone.remove(slot)
      touched.unindexed.append(slot)
    case .jurisdiction(let id):
      jurisdictions[Int(self.slot(of: id))].zones.remove(slot)
      touched.unindexed.append(slot)
    case .subject(let id):
      let person = self.slot(of: id)
      subjects[Int(person)].zones.remove(slot)
      personal.remove(slot, of: person)
    case .leaves: break
    }
    touch(zone, &touched)
  }

  private mutating func touch(_ zone: Zone, _ touched: inout Touched) {
    switch zone.assignee {
    case .everyone: touched.everyone = true
    case .jurisdiction(let id): touched.jurisdictions.insert(slot(of: id))
    case .subject(let id): touched.subjects.insert(slot(of: id))
    case .leaves: touched.leaveZones.insert(zone.id)
    }
  }

  /// The distance from a place to the edge of a zone version: negative inside, positive outside.
  func signedDistance(to place: Coordinate, fromZone slot: Int32) -> Meters? {
    edges[slot]?.signedDistance(to: place) ?? zones[Int(slot)]?.zone.area.signedDistance(to: place)
  }

  /// The slot of the version of a zone that holds at `instant`.
  func zoneSlot(_ id: ZoneID, at instant: Instant) -> Int32? {
    zoneVersions[id]?.first { zones[Int($0)]?.effective.contains(instant) ?? false }
  }

  /// The zone as it is at `instant`.
  func zone(_ id: ZoneID, at instant: Instant) -> Zone? { zoneVersion(id, at: instant)?.zone }

  /// The version of a zone that holds at `instant`.
  func zoneVersion(_ id: ZoneID, at instant: Instant) -> ZoneVersion? {
    zoneVersions[id]?.lazy.compactMap { zones[Int($0)] }.first { $0.effective.contains(instant) }
  }
}

// MARK: - Looking up

extension Registry {
  /// How many subjects the registry has ever heard of.
  public var subjectCount: Int { subjects.count }

  /// The slot of a subject; `nil` if the registry never heard of it.
  public func subjectSlot(_ id: SubjectID) -> Int32? { subjectSlots[id] }

  /// The slot of a device; `nil` if nobody is known to carry it at any time.
  func deviceSlot(_ number: DeviceNumber) -> Int32? {
    let slot = deviceTable.entry(of: number).slot
    return slot < 0 || devices[Int(slot)].assignments.isEmpty ? nil : slot
  }

  /// A sender that may send.
  func sender(_ number: SenderNumber) -> Sender? { senders[number]?.value }

  /// The subject in `slot` as it stands at `instant`; `nil` if it is not under supervision then.
  func subject(_ slot: Int32, at instant: Instant) -> Dated<Subject>? {
    subjects[Int(slot)].versions.first { $0.effective.contains(instant) }
  }

  /// Whether the subject in `slot` is under supervision at `instant`.
  func isSupervised(_ slot: Int32, at instant: Instant) -> Bool {
    subjects[Int(slot)].versions.contains { $0.effective.contains(instant) }
  }

  /// The policy of a grade at `instant`; an unknown grade is treated as `standard`.
  func grade(_ id: GradeID, at instant: Instant) -> Dated<Grade> {
    if let dated = grades[id]?.first(where: { $0.effective.contains(instant) }) { return dated }
    let fallback = Grade.defaults.first { $0.id == id } ?? Grade.defaults[1]
    return Dated(row: 0, effective: .always, value: fallback)
  }

  /// Who carries the device in `slot` at `instant`.
  func assignment(ofDevice slot: Int32, at instant: Instant) -> DeviceAssignment? {
    devices[Int(slot)].assignments.first { $0.effective.contains(instant) }?.value
  }

  /// Who carries a device at `instant`; `nil` if nobody is known to.
  public func wearer(of number: DeviceNumber, at instant: Instant) -> SubjectID? {
    deviceSlot(number).flatMap { assignment(ofDevice: $0, at: instant)?.subject }
  }

  /// Whether a subject carries some device at `instant`.
  func hasDevice(_ subject: Int32, at instant: Instant) -> Bool {
    let record = subjects[Int(subject)]
    return record.devices.contains { assignment(ofDevice: $0, at: instant)?.subject == record.id }
  }

  /// The jurisdictions from `id` up to the root, by slot.
  func path(of id: JurisdictionID) -> JurisdictionPath {
    JurisdictionPath(records: jurisdictions, current: jurisdictionSlots[id])
  }

  /// The slot of a jurisdiction; `nil` if the registry never heard of it.
  func jurisdictionSlot(of id: JurisdictionID) -> Int32? { jurisdictionSlots[id] }

  /// The clock of a time zone; a zone whose table was not recorded reads as China's.
  func clock(_ name: String) -> TimeZoneTable { timeZones[name] ?? .china }

  /// Gives a subject its slot before a fact speaks of it: a restored registry numbers as the old one.
  mutating func slot(of id: SubjectID) -> Int32 {
    if let slot = subjectSlots[id] { return slot }
    let slot = Int32(subjects.count)
    subjects.append(SubjectRecord(id: id))
    subjectSlots[id] = slot
    return slot
  }

  /// Gives a device its slot before a fact speaks of it.
  mutating func slot(of number: DeviceNumber) -> Int32 {
    let known = deviceTable.entry(of: number).slot
    guard known < 0 else { return known }
    let slot = Int32(devices.count)
    devices.append(DeviceRecord(number: number))
    deviceTable.insert(number, slot: slot)
    return slot
  }

  private mutating func slot(of id: JurisdictionID) -> Int32 {
    if let slot = jurisdictionSlots[id] { return slot }
    let slot = Int32(jurisdictions.count)
    jurisdictions.append(JurisdictionRecord())
    jurisdictionSlots[id] = slot
    return slot
  }
}
