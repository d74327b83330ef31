public import AlertStore
public import GeoCore

/// Who is where by what is known: the roll call (点名).
public struct RollCall: Sendable {
  /// One subject.
  public struct Entry: Hashable, Sendable {
    /// Who.
    public var subject: Subject
    /// Inside what is permitted, outside, or unknown: the evidence has not decided, or the last
    /// position is older than the grade tolerates.
    public var presence: Presence.State
    /// Since when, where it is known.
    public var since: Instant?
    /// The newest report of the subject's devices.
    public var lastReport: Fix?
    /// The newest report with a position.
    public var lastPosition: Fix?
    /// The leave in force, if any.
    public var leave: LeaveID?
    /// Whether a silence goes on.
    public var isSilent: Bool
  }

  /// Every subject under supervision, by file number.
  public let entries: [Entry]

  /// Takes the roll of a store at an instant.
  public init(_ store: AlertStore, at now: Instant) throws(StoreError) {
    let subjects = try store.registry(of: .subject).compactMap { row -> Subject? in
      guard case .subject(let subject) = row.fact, row.effective.contains(now) else { return nil }
      return subject
    }
    let newest = try store.newestReports(at: now)
    let presences = try store.presences()
    var filter = AlertFilter()
    filter.kinds = [.silent]
    let silent = Set(
      try store.alerts(filter).filter { $0.ended == nil && $0.withdrawnAt == nil }.map(
        \.key.subject
      )
    )
    var grades: [GradeID: Grade] = [:]
    for row in try store.registry(of: .grade) where row.effective.contains(now) {
      if case .grade(let grade) = row.fact { grades[grade.id] = grade }
    }
    let leaves = try store.leavesInForce(at: now)
    entries = subjects.map { subject in
      let reports = newest[subject.id]
      let tolerance = grades[subject.grade]?.silentAfter ?? Grade.defaults[1].silentAfter
      let isFresh = reports?.position.map { now - $0.time <= tolerance } ?? false
      let known = presences[subject.id]
      return Entry(
        subject: subject,
        presence: isFresh ? known?.0 ?? .unknown : .unknown,
        since: isFresh ? known?.since : nil,
        lastReport: reports?.report,
        lastPosition: reports?.position,
        leave: leaves[subject.id],
        isSilent: silent.contains(subject.id)
      )
    }.sorted { $0.subject.id < $1.subject.id }
  }
}

/// The newest report of a subject, and the newest with a position.
private struct NewestReports {
  var report: Fix?
  var position: Fix?

  mutating func note(_ fix: Fix) {
    if fix.time >= report?.time ?? .distantPast { report = fix }
    let isPosition = fix.coordinate != nil && fix.flags.isDisjoint(with: [.noFix, .mock])
    if isPosition, fix.time >= position?.time ?? .distantPast { position = fix }
  }
}

extension AlertStore {
  /// The newest reports of each subject, from the history and from what the log holds beyond it.
  fileprivate func newestReports(at now: Instant) throws(StoreError) -> [SubjectID: NewestReports] {
    var wearers: [DeviceNumber: (subject: SubjectID, period: Period)] = [:]
    for row in try registry(of: .device) where row.effective.contains(now) {
      guard case .device(let assignment) = row.fact else { continue }
      wearers[assignment.device] = (assignment.subject, row.effective)
    }
    let history = try FixHistory(of: self)
    // What is carried over meanwhile is seen twice, which changes nothing.
    var sequence = try history.progress()
    var newest: [SubjectID: NewestReports] = [:]
    for (device, wearer) in wearers {
      for fix in try history.newestFixes(of: device, in: wearer.period) {
        newest[wearer.subject, default: NewestReports()].note(fix)
      }
    }
    while true {
      let inputs = try fixInputs(after: sequence, limit: 500)
      guard let last = inputs.last else { return newest }
      sequence = last.sequence
      for case .fixes(let batch) in inputs.map(\.input) {
        for fix in batch.fixes {
          if let wearer = wearers[fix.device], wearer.period.contains(fix.time) {
            newest[wearer.subject, default: NewestReports()].note(fix)
          }
        }
      }
    }
  }

  /// The leave in force of each subject that has one.
  fileprivate func leavesInForce(at now: Instant) throws(StoreError) -> [SubjectID: LeaveID] {
    var leaves: [SubjectID: LeaveID] = [:]
    for row in try registry(of: .leave) {
      if case .leave(let leave) = row.fact, leave.effective.contains(now) {
        leaves[leave.subject] = leave.id
      }
    }
    return leaves
  }
}
