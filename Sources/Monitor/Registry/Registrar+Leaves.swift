public import GeoCore
internal import AlertStore

extension Registrar {
  /// Grants a leave.
  ///
  /// - Throws: ``RegistrarError/leave(_:_:)`` where the rules forbid it, or a `StoreError` where
  ///   the
  ///   subject or a zone is unknown.
  public func grant(_ leave: Leave) throws {
    try edit { editor in
      guard !(try editor.facts(.subject, id: leave.subject.text)).isEmpty else {
        throw StoreError.unknown(kind: .subject, id: leave.subject.text)
      }
      for zone in [leave.destination, leave.way].compactMap(\.self) {
        guard !(try editor.facts(.zone, id: zone.text)).isEmpty else {
          throw StoreError.unknown(kind: .zone, id: zone.text)
        }
      }
      guard try editor.facts(.leave, id: leave.id.text).isEmpty else {
        throw StoreError.exists(kind: .leave, id: leave.id.text)
      }
      try check(leave, editor)
      try editor.put(.leave(leave), in: .always)
    }
  }

  /// Moves the end of a leave.
  public func extend(
    _ id: LeaveID,
    until end: Instant,
    approver: String,
    level: Jurisdiction.Level
  ) throws -> Leave {
    try change(id) { leave, editor in
      guard leave.cancelledAt == nil else { throw RegistrarError.alreadyCancelled(id) }
      guard end > leave.period.end else {
        throw RegistrarError.emptyPeriod(Period(start: leave.period.end, end: end))
      }
      leave.period.end = end
      leave.approver = approver
      leave.approvalLevel = level
      try check(leave, editor)
    }
  }

  /// Enters that the subject reported back.
  public func reportBack(_ id: LeaveID, at instant: Instant) throws -> Leave {
    try change(id) { leave, _ in
      guard leave.cancelledAt == nil else { throw RegistrarError.alreadyCancelled(id) }
      guard leave.reportedBackAt == nil else { throw RegistrarError.alreadyReportedBack(id) }
      leave.reportedBackAt = instant
    }
  }

  /// Calls a leave off from now on.
  public func cancel(_ id: LeaveID) throws -> Leave {
    try change(id) { leave, _ in
      guard leave.cancelledAt == nil else { throw RegistrarError.alreadyCancelled(id) }
      leave.cancelledAt = now
    }
  }

  /// Grants a permit to enter a prohibited zone.
  public func grant(_ permit: Permit) throws {
    guard !permit.period.isEmpty else { throw RegistrarError.emptyPeriod(permit.period) }
    try edit { editor in
      guard !(try editor.facts(.subject, id: permit.subject.text)).isEmpty else {
        throw StoreError.unknown(kind: .subject, id: permit.subject.text)
      }
      let zones = try editor.facts(.zone, id: permit.zone.text)
      guard case .zone(let zone) = zones.last?.fact else {
        throw StoreError.unknown(kind: .zone, id: permit.zone.text)
      }
      guard zone.role == .prohibited else { throw RegistrarError.notProhibited(permit.zone) }
      guard try editor.facts(.permit, id: permit.id.text).isEmpty else {
        throw StoreError.exists(kind: .permit, id: permit.id.text)
      }
      try editor.put(.permit(permit), in: .always)
    }
  }

  /// Ends a permit now.
  public func revokePermit(_ id: PermitID) throws -> Permit {
    try edit { editor in
      guard case .permit(var permit) = try editor.facts(.permit, id: id.text).last?.fact else {
        throw StoreError.unknown(kind: .permit, id: id.text)
      }
      permit.period.end = max(permit.period.start, min(permit.period.end, now))
      try editor.put(.permit(permit), in: .always)
      return permit
    }
  }

  private func change(
    _ id: LeaveID,
    _ body: (inout Leave, RegistryEditor) throws -> Void
  ) throws -> Leave {
    try edit { editor in
      guard case .leave(var leave) = try editor.facts(.leave, id: id.text).last?.fact else {
        throw StoreError.unknown(kind: .leave, id: id.text)
      }
      try body(&leave, editor)
      try editor.put(.leave(leave), in: .always)
      return leave
    }
  }

  private func check(_ leave: Leave, _ editor: RegistryEditor) throws {
    do {
      let rules = try Configuration(inForceIn: editor).leaves
      try rules.check(leave, against: try editor.leaves(of: leave.subject))
    } catch let refusal as LeaveRefusal {
      throw RegistrarError.leave(leave.id, refusal)
    }
  }
}
