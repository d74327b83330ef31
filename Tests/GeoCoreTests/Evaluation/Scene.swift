@testable import GeoCore

/// Milliseconds of a clock reading on day 0, such as `at("18:30")` or `at("18:30:05.250")`.
///
/// Day 0 is Monday, 2026-03-02, by China's clock; hours beyond 24 are of the days after.
func at(_ reading: String) -> Instant {
  let parts = reading.split(separator: ":").map { Double($0) ?? .nan }
  let seconds = parts[0] * 3_600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
  return Scene.midnight + Milliseconds(Int64((seconds * 1_000).rounded()))
}

/// One county, its subjects, and everything that they did, told to an evaluator step by step.
///
/// The county is a square of 20 km around the origin (30° N, 120° E); places are metres east and north
/// of the origin.
struct Scene {
  static let midnight = Instant(milliseconds: 1_772_380_800_000)
  static let gateway = SenderNumber(1)

  var evaluator = Evaluator()
  var output = Evaluation()
  var inputs: [Input] = []
  var past = RecordedPast()
  private var revision: Int64 = 0
  private var lastRow: Int64 = 0
  private var rowOfLeave: [LeaveID: Int64] = [:]
  private var rowOfSubject: [SubjectID: Int64] = [:]
  private var rows: [Int64: RegistryRow] = [:]
  private var counter: UInt64 = 0

  /// Opens the county at 06:00 with subject `A` of a grade, who carries phone 1.
  ///
  /// All phones report through one gateway.
  init(grade: GradeID = "standard", hasCounty: Bool = true) {
    let sender = Sender(number: Self.gateway, name: "phones", kind: .gateway)
    var facts: [RegistryFact] = [.sender(sender)]
    facts.append(
      .jurisdiction(Jurisdiction(id: "county", name: "County", level: .county, parent: nil))
    )
    if hasCounty {
      facts.append(.zone(zone("county", square(0, 0, 10_000), for: .jurisdiction("county"))))
    }
    record(facts, at: "06:00")
    enrol("A", device: 1, grade: grade, at: "06:00")
  }

  /// The sentences of all steps so far, but for silences.
  var story: [String] {
    output.transitions.filter { $0.alert.kind != .silent }.map(\.sentence)
  }

  /// The sentences of silences so far.
  var silences: [String] {
    output.transitions.filter { $0.alert.kind == .silent }.map(\.sentence)
  }

  /// The registry as it stands, in one change.
  var wholeRegistry: RegistryChange {
    let recorded = rows.values.sorted { $0.number < $1.number }
    return RegistryChange(revision: revision, superseded: [], recorded: recorded)
  }

  mutating func send(_ input: Input) {
    inputs.append(input)
    var input = input
    evaluator.evaluate(&input, into: &output, past: &past)
  }

  /// Lets time pass, stopping only where the evaluator asks for it.
  mutating func wait(until reading: String) {
    let end = at(reading)
    while evaluator.nextDeadline <= end {
      send(.clock(max(evaluator.nextDeadline, evaluator.now)))
    }
    send(.clock(end))
  }

  // MARK: Registry

  mutating func record(_ facts: [RegistryFact], superseding: [Int64] = [], at reading: String) {
    revision += 1
    for number in superseding { rows[number] = nil }
    let recorded = facts.map { fact in
      lastRow += 1
      let row = RegistryRow(number: lastRow, effective: effective(fact, at(reading)), fact: fact)
      rows[lastRow] = row
      switch fact {
      case .leave(let leave): rowOfLeave[leave.id] = lastRow
      case .subject(let subject): rowOfSubject[subject.id] = lastRow
      default: break
      }
      return row
    }
    let change = RegistryChange(revision: revision, superseded: superseding, recorded: recorded)
    send(.registry(change, at: at(reading)))
  }

  /// Leaves, permits and senders hold by their own periods; the rest from when it is recorded.
  private func effective(_ fact: RegistryFact, _ now: Instant) -> Period {
    switch fact {
    case .leave, .permit, .sender, .jurisdiction, .timeZone: .always
    default: Period(start: now, end: .distantFuture)
    }
  }

  mutating func enrol(_ id: SubjectID, device: UInt64, grade: GradeID, at reading: String) {
    let device = DeviceAssignment(device: DeviceNumber(device), kind: .phone, subject: id)
    let subject = Subject(id: id, name: "", jurisdiction: "county", grade: grade)
    record([.subject(subject), .device(device)], at: reading)
  }

  mutating func regrade(_ id: SubjectID, _ grade: GradeID, at reading: String) {
    let subject = Subject(id: id, name: "", jurisdiction: "county", grade: grade)
    let old = rowOfSubject[id].map { [$0] } ?? []
    record([.subject(subject)], superseding: old, at: reading)
  }

  mutating func leave(
    id: LeaveID = "L",
    of subject: SubjectID = "A",
    _ start: String,
    _ end: String,
    to destination: ZoneID? = nil,
    reportedBack: String? = nil,
    cancelled: String? = nil,
    recorded reading: String
  ) {
    let leave = Leave(
      id: id,
      subject: subject,
      period: Period(start: at(start), end: at(end)),
      destination: destination,
      reason: "",
      approver: "",
      approvalLevel: .county,
      reportedBackAt: reportedBack.map(at),
      cancelledAt: cancelled.map(at)
    )
    let old = rowOfLeave[id].map { [$0] } ?? []
    record([.leave(leave)], superseding: old, at: reading)
  }

  // MARK: Reports

  /// Puts a subject at a place east and north of the origin, seen at once by its satellites.
  mutating func see(
    _ east: Double,
    _ north: Double,
    at time: String,
    arriving: String? = nil,
    device: UInt64 = 1,
    source: Fix.Source = .gnss,
    flags: Fix.Flags = []
  ) {
    var fix = Fix(
      device: DeviceNumber(device),
      time: at(time),
      coordinate: location(east, north),
      source: source
    )
    fix.flags.formUnion(flags)
    send(.fixes(batch([fix], at(arriving ?? time))))
  }

  mutating func heartbeat(at time: String, device: UInt64 = 1) {
    send(.fixes(batch([Fix(device: DeviceNumber(device), time: at(time))], at(time))))
  }

  mutating func batch(_ fixes: [Fix], _ receivedAt: Instant) -> FixBatch {
    counter += 1
    var batch = FixBatch(receivedAt: receivedAt)
    batch.fixes = fixes
    batch.outcomes = fixes.map { _ in .kept }
    batch.datagrams = [
      DatagramReceipt(
        sender: Self.gateway,
        salt: 1,
        counter: counter,
        sentAt: receivedAt,
        firstFix: 0,
        fixCount: Int32(fixes.count)
      )
    ]
    return batch
  }
}

/// A place in metres east and north of 30° N, 120° E, to 1 cm: a plane of its own, no LocalFrame.
func location(_ east: Double, _ north: Double) -> Coordinate? {
  Coordinate(
    GeographicPosition(latitude: 30 + north / 110_852.4, longitude: 120 + east / 96_486.3)
  )
}

/// A square around a place, `half` metres each way.
func square(_ east: Double, _ north: Double, _ half: Double) -> Area {
  rectangle(east - half, north - half, east + half, north + half)
}

/// A rectangle from its south-western to its north-eastern corner.
func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Area {
  let corners = [(west, south), (east, south), (east, north), (west, north)]
  let vertices = corners.compactMap { location($0.0, $0.1) }.map {
    WrittenVertex(longitudeE7: $0.longitudeE7, latitudeE7: $0.latitudeE7)
  }
  guard let ring = try? Ring(vertices) else { preconditionFailure("a rectangle is a ring") }
  return .polygons([Polygon(shell: ring)])
}

func zone(
  _ id: ZoneID,
  _ area: Area,
  _ role: Zone.Role = .permitted,
  _ effect: Zone.Effect = .extends,
  for assignee: Zone.Assignee = .subject("A"),
  schedule: WeeklySchedule? = nil
) -> Zone {
  Zone(
    id: id,
    name: id.text,
    role: role,
    effect: effect,
    assignee: assignee,
    schedule: schedule,
    area: area
  )
}

/// The same hours on every day, by China's clock.
func daily(_ start: Int, _ end: Int) -> WeeklySchedule {
  WeeklySchedule(
    spans: [.init(days: 127, startMinute: start * 60, endMinute: end * 60)],
    timeZone: "Asia/Shanghai"
  )
}

extension Transition {
  /// The step in one line: `outOfZone raised 10:05 absenceWithoutLeave`, with its cause and began.
  var sentence: String {
    let cause = alert.cause.isEmpty ? "" : " \(alert.cause)"
    return "\(alert.kind.rawValue)\(cause) \(step.rawValue) \(at.reading) \(reason.rawValue)"
  }
}

extension Instant {
  /// The clock reading counted from day 0, without seconds where there are none.
  var reading: String {
    let ms = (self - Scene.midnight).count
    let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    let minutes = "\(two(ms / 3_600_000)):\(two(ms / 60_000 % 60))"
    return ms % 60_000 == 0 ? minutes : minutes + ":\(Double(ms % 60_000) / 1_000)"
  }
}
