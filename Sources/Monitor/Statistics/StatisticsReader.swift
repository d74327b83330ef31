public import AlertStore
public import GeoCore

/// Reads from a store what figures of a period are made of, one subject after another.
///
/// At any time it holds the registry, and of one subject the alerts and the times at which one of
/// its devices reported. Positions are not read. What a running service adds meanwhile may be in the
/// figures of a later subject and not in those of an earlier one.
public struct StatisticsReader: Sendable {
  /// The period, cut off at the present: what has not been yet is neither due nor missing.
  public let period: Period

  /// Every jurisdiction as it is known today.
  public let jurisdictions: [Jurisdiction]

  /// Everyone who was under supervision at any time, by file number.
  public let subjects: [SubjectID]

  /// A hundred years: the time of ten million subjects can be added up.
  public static let longestPeriod = Milliseconds.days(36_525)

  private let store: AlertStore
  private let history: FixHistory
  private let registry: Registry
  private let scores: ScoreRules

  /// Opens a store for figures.
  ///
  /// - Parameters:
  ///   - store: the store; fixes that its history lacks are carried over first.
  ///   - period: the period; half-open.
  ///   - now: the present, by the store's clock.
  /// - Throws: ``StatisticsError/emptyPeriod(_:)``, ``StatisticsError/tooLong(_:)``, a
  ///   ``ConfigurationError``, or a ``StoreError``.
  public init(_ store: AlertStore, period: Period, now: Instant) throws {
    guard !period.isEmpty, period.start.isFinite, period.end.isFinite else {
      throw StatisticsError.emptyPeriod(period)
    }
    guard period.length <= Self.longestPeriod else { throw StatisticsError.tooLong(period) }
    self.store = store
    self.period = period.intersection(Period(start: .distantPast, end: max(now, period.start)))
    history = try FixHistory(of: store)
    try history.carryOver(from: store)
    var rows: [RegistryRow] = []
    for kind in [FactKind.jurisdiction, .grade, .subject, .device, .leave] {
      rows += try store.registry(of: kind)
    }
    var registry = Registry()
    _ = registry.apply(RegistryChange(revision: 1, superseded: [], recorded: rows))
    self.registry = registry
    scores = try Configuration(inForceIn: store).scores
    subjects = registry.subjectIDs
    jurisdictions = Self.jurisdictions(in: rows)
  }

  /// Every jurisdiction once, as it was recorded last.
  private static func jurisdictions(in rows: [RegistryRow]) -> [Jurisdiction] {
    var known: [JurisdictionID: Jurisdiction] = [:]
    for case .jurisdiction(let jurisdiction) in rows.map(\.fact) {
      known[jurisdiction.id] = jurisdiction
    }
    return known.values.sorted { $0.id < $1.id }
  }

  /// Whether a subject belonged to any of several jurisdictions while it was under supervision within
  /// the period.
  public func wasSupervised(_ id: SubjectID, in isHere: (JurisdictionID) -> Bool) -> Bool {
    registry.versions(of: id).contains {
      $0.effective.overlaps(period) && isHere($0.subject.jurisdiction)
    }
  }

  /// All that a subject adds to the figures.
  public func account(of id: SubjectID) throws(StoreError) -> SubjectAccount {
    let stretches = registry.stretches(of: id, in: period)
    var meter = SupervisionMeter(stretches)
    for worn in registry.devicesWorn(by: id, in: meter.reportingPeriod) {
      meter.add(try history.reports(of: worn.device, in: worn.period), wornIn: worn.period)
    }
    return SubjectAccount(
      subject: id,
      period: period,
      versions: registry.versions(of: id),
      stretches: zip(stretches, meter.times).map { ($0, $1) },
      alerts: try store.handledAlerts(of: id, concerning: period),
      leaves: registry.leaves(of: id)
    )
  }

  /// The figures of a jurisdiction and of each directly below it.
  ///
  /// - Throws: a ``StoreError``; an unknown jurisdiction is one.
  public func statistics(of jurisdiction: JurisdictionID) throws(StoreError)
    -> SupervisionStatistics
  {
    guard var statistics = SupervisionStatistics(of: jurisdiction, in: jurisdictions) else {
      throw StoreError.unknown(kind: .jurisdiction, id: jurisdiction.text)
    }
    for id in subjects
    where registry.versions(of: id).contains(where: { statistics.covers($0.subject.jurisdiction) })
    {
      statistics.add(try account(of: id))
    }
    return statistics
  }

  /// Hands the score sheet of each subject of a jurisdiction to `body`, by file number.
  ///
  /// - Throws: what `body` throws, or a ``StoreError``; an unknown jurisdiction is one.
  public func forEachSheet(
    of jurisdiction: JurisdictionID,
    _ body: (ScoreSheet) throws -> Void
  ) throws {
    guard let statistics = SupervisionStatistics(of: jurisdiction, in: jurisdictions) else {
      throw StoreError.unknown(kind: .jurisdiction, id: jurisdiction.text)
    }
    for id in subjects where wasSupervised(id, in: statistics.covers) {
      if let sheet = ScoreSheet(try account(of: id), scores) { try body(sheet) }
    }
  }

  /// The score sheet of one subject.
  ///
  /// - Throws: ``StatisticsError`` where it was not supervised in the period, or a ``StoreError``; an
  ///   unknown subject is one.
  public func sheet(of id: SubjectID) throws -> ScoreSheet {
    guard !registry.versions(of: id).isEmpty else {
      throw StoreError.unknown(kind: .subject, id: id.text)
    }
    guard let sheet = ScoreSheet(try account(of: id), scores) else {
      throw StatisticsError.notSupervised(id, period)
    }
    return sheet
  }
}
