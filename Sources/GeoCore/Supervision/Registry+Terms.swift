/// What is asked of a subject, as far as it is simple: what a fix of somebody quiet has to be held
/// against, in 24 bytes.
struct SubjectTerms: Sendable {
  /// While they hold: empty where something is not simple.
  var during = Period.never
  /// The slot of the jurisdiction; −1 for one that nothing is known of.
  var jurisdiction: Int32 = -1
  /// Whether the subject has prohibited zones of its own.
  var hasProhibited = false
  /// Whether leaves are recorded.
  var hasLeaves = false
}

/// What a zone version asks.
struct ZoneTerms: Sendable {
  /// What being inside means.
  enum Effect: UInt8, Sendable {
    /// Nothing: the version is gone, or permits nothing by itself.
    case none
    /// It is permitted.
    case permits
    /// It is prohibited.
    case prohibits
    /// That depends on a schedule.
    case depends
  }

  /// While the version is in effect.
  var during: Period
  /// The slot of the jurisdiction that it is assigned to; −1 for everyone's and a subject's own.
  var jurisdiction: Int32
  /// What being inside means then.
  var effect: Effect
  /// The box around it.
  var box: Box

  init(_ version: ZoneVersion) {
    during = version.effective
    jurisdiction = version.jurisdiction ?? -1
    box = version.zone.area.box
    switch (version.zone.role, version.zone.effect) {
    case _ where version.zone.schedule != nil: effect = .depends
    case (.prohibited, _): effect = .prohibits
    case (.permitted, .extends): effect = .permits
    case (.permitted, .confines): effect = .none
    }
  }

  /// What being inside means at an instant.
  @inline(__always)
  func effect(at instant: Instant) -> Effect { during.contains(instant) ? effect : .none }
}

/// What a jurisdiction and those above it ask, in 8 bytes.
struct JurisdictionTerms: Sendable {
  /// The slot of the one above; −1 at a root.
  var parent: Int32
  /// Whether some zone of theirs confines.
  var confines: Bool
  /// Whether some zone of theirs is prohibited.
  var prohibits: Bool
}

extension Registry {
  /// Whether a subject is plainly permitted to be at a place: some zone around it permits it, none
  /// prohibits it, none confines, there is no leave, and no schedule has a say.
  ///
  /// `false` says nothing: the records have to be read.
  ///
  /// - Parameters:
  ///   - subject: the subject's slot.
  ///   - shared: the zones of everyone and of jurisdictions around the place.
  ///   - own: the zones of the subject itself around it.
  ///   - instant: when.
  /// - Returns: `true` where it is.
  func isPlainlyPermitted(
    _ subject: Int32,
    _ shared: Span<Int32>,
    _ own: Span<Int32>,
    at instant: Instant
  ) -> Bool {
    let terms = subjectTerms[Int(subject)]
    guard terms.during.contains(instant), !terms.hasLeaves, everyone.confining.isEmpty,
      !jurisdictionTerms[Int(terms.jurisdiction)].confines
    else { return false }
    var isInside = false
    for index in shared.indices {
      let slot = Int(shared[index])
      guard concerns(zoneTerms[slot].jurisdiction, terms) else { continue }
      switch zoneTerms[slot].effect(at: instant) {
      case .none: continue
      case .permits: isInside = true
      case .prohibits, .depends: return false
      }
    }
    for index in own.indices {
      switch zoneTerms[Int(own[index])].effect(at: instant) {
      case .none: continue
      case .permits: isInside = true
      case .prohibits, .depends: return false
      }
    }
    return isInside
  }

  /// Asks for the memory in which it stands what is asked of a subject; −1 for nobody.
  @inline(__always)
  func fetchTerms(of subject: Int32) {
    guard subject >= 0 else { return }
    unsafe subjectTerms.withUnsafeBufferPointer { terms in
      guard let first = terms.baseAddress else { return }
      unsafe prefetch(first + Int(subject), 0, 3, 1)
    }
  }

  /// Whether a zone is everyone's, or of a jurisdiction that the subject belongs to.
  private func concerns(_ jurisdiction: Int32, _ terms: SubjectTerms) -> Bool {
    guard jurisdiction >= 0 else { return true }
    var (slot, stepsLeft) = (terms.jurisdiction, JurisdictionPath.limit)
    while slot >= 0, stepsLeft > 0 {
      if slot == jurisdiction { return true }
      slot = jurisdictionTerms[Int(slot)].parent
      stepsLeft -= 1
    }
    return false
  }
}

// MARK: - Making them

extension Registry {
  /// What is asked of a subject, as its records say.
  func terms(of subject: Int32) -> SubjectTerms {
    let record = subjects[Int(subject)]
    var terms = SubjectTerms()
    guard let last = newest(record.versions),
      let jurisdiction = jurisdictionSlot(of: last.value.jurisdiction)
    else { return terms }
    terms.jurisdiction = jurisdiction
    if record.zones.confining.isEmpty { terms.during = last.effective }
    terms.hasProhibited = !record.zones.prohibited.isEmpty
    terms.hasLeaves = !record.leaves.isEmpty
    return terms
  }

  /// What jurisdictions ask, as their records say.
  func termsOfJurisdictions() -> [JurisdictionTerms] {
    jurisdictions.indices.map { slot in
      let path = JurisdictionPath(records: jurisdictions, current: Int32(slot))
      var terms = JurisdictionTerms(
        parent: jurisdictions[slot].parent ?? -1,
        confines: false,
        prohibits: false
      )
      for slot in path {
        let zones = jurisdictions[Int(slot)].zones
        terms.confines = terms.confines || !zones.confining.isEmpty
        terms.prohibits = terms.prohibits || !zones.prohibited.isEmpty
      }
      return terms
    }
  }

  /// The version that begins last, if all others are over by then.
  func newest<Value>(_ versions: [Dated<Value>]) -> Dated<Value>? {
    guard let last = versions.max(by: { $0.effective.start < $1.effective.start }) else {
      return nil
    }
    let isAlone = versions.allSatisfy { version in
      version.row == last.row || version.effective.end <= last.effective.start
    }
    return isAlone ? last : nil
  }
}

extension Period {
  /// No time at all.
  static let never = Period(start: .distantFuture, end: .distantPast)
}
