/// A stretch of a subject's supervision in which what is asked of it does not change.
public struct SupervisedStretch: Hashable, Sendable {
  /// From when until when; half-open.
  public var period: Period

  /// The jurisdiction that the subject belongs to meanwhile.
  public var jurisdiction: JurisdictionID

  /// How often the grade in force asks for a report.
  public var reportEvery: Milliseconds

  /// Creates a stretch.
  public init(period: Period, jurisdiction: JurisdictionID, reportEvery: Milliseconds) {
    self.period = period
    self.jurisdiction = jurisdiction
    self.reportEvery = reportEvery
  }
}

/// A device and a time in which one subject wore it.
public struct WornDevice: Hashable, Sendable {
  /// The device.
  public var device: DeviceNumber

  /// From when until when; half-open.
  public var period: Period

  /// Creates a worn device.
  public init(device: DeviceNumber, period: Period) {
    self.device = device
    self.period = period
  }
}

extension Registry {
  /// The subjects that are known to have been under supervision at any time, by file number.
  public var subjectIDs: [SubjectID] {
    subjects.filter { !$0.versions.isEmpty }.map(\.id).sorted()
  }

  /// The subject as it stood in each period of its supervision, in order of time.
  public func versions(of id: SubjectID) -> [(effective: Period, subject: Subject)] {
    guard let slot = subjectSlot(id) else { return [] }
    return subjects[Int(slot)].versions.map { ($0.effective, $0.value) }
      .sorted { $0.effective.start < $1.effective.start }
  }

  /// The stretches of a subject's supervision within a period, in order of time.
  ///
  /// A stretch ends where the subject, its jurisdiction or its grade changes, or what the grade
  /// asks for.
  public func stretches(of id: SubjectID, in period: Period) -> [SupervisedStretch] {
    versions(of: id).flatMap { effective, subject in
      let supervised = effective.intersection(period)
      guard !supervised.isEmpty else { return [SupervisedStretch]() }
      let changes = (grades[subject.grade] ?? []).flatMap {
        [$0.effective.start, $0.effective.end]
      }
      let cuts = Set(changes.filter { supervised.start < $0 && $0 < supervised.end }).sorted()
      return zip([supervised.start] + cuts, cuts + [supervised.end]).map { start, end in
        SupervisedStretch(
          period: Period(start: start, end: end),
          jurisdiction: subject.jurisdiction,
          reportEvery: grade(subject.grade, at: start).value.reportEvery
        )
      }
    }
  }

  /// Which devices a subject wore when within a period; times of one device that touch are one.
  public func devicesWorn(by id: SubjectID, in period: Period) -> [WornDevice] {
    guard let slot = subjectSlot(id) else { return [] }
    return subjects[Int(slot)].devices.flatMap { device -> [WornDevice] in
      let record = devices[Int(device)]
      let times = record.assignments.filter { $0.value.subject == id }
        .map { $0.effective.intersection(period) }
      return PeriodUnion(times).periods.map { WornDevice(device: record.number, period: $0) }
    }
  }

  /// The leaves of a subject by today's knowledge, in order of their starts.
  public func leaves(of id: SubjectID) -> [Leave] {
    guard let slot = subjectSlot(id) else { return [] }
    return subjects[Int(slot)].leaves.map(\.value)
      .sorted { ($0.period.start, $0.id) < ($1.period.start, $1.id) }
  }
}
