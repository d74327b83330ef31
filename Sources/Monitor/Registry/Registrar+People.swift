public import GeoCore
public import Ingest
internal import AlertStore

extension Registrar {
  /// Adds a jurisdiction to the tree.
  ///
  /// - Throws: ``StoreError`` where it is there already, or where its parent is not.
  public func add(_ jurisdiction: Jurisdiction) throws {
    try edit { editor in
      let known = Set(try editor.facts(.jurisdiction).map(\.fact.identifier))
      guard !known.contains(jurisdiction.id.text) else {
        throw StoreError.exists(kind: .jurisdiction, id: jurisdiction.id.text)
      }
      if let parent = jurisdiction.parent, !known.contains(parent.text) {
        throw StoreError.unknown(kind: .jurisdiction, id: parent.text)
      }
      try editor.put(.jurisdiction(jurisdiction), in: .always)
    }
  }

  /// Begins the supervision of a subject, from always on where `start` is not said.
  ///
  /// - Throws: ``StoreError`` where the subject is there already, or where its jurisdiction or its grade
  ///   is not.
  public func add(_ subject: Subject, from start: Instant?) throws {
    try edit { editor in
      guard try editor.facts(.subject, id: subject.id.text).isEmpty else {
        throw StoreError.exists(kind: .subject, id: subject.id.text)
      }
      guard !(try editor.facts(.jurisdiction, id: subject.jurisdiction.text)).isEmpty else {
        throw StoreError.unknown(kind: .jurisdiction, id: subject.jurisdiction.text)
      }
      guard !(try editor.facts(.grade, id: subject.grade.text)).isEmpty else {
        throw StoreError.unknown(kind: .grade, id: subject.grade.text)
      }
      let period = Period(start: start ?? .distantPast, end: .distantFuture)
      try editor.put(.subject(subject), in: period)
    }
  }

  /// Ends the supervision of a subject.
  public func endSubject(_ id: SubjectID, at instant: Instant) throws {
    try end(.subject, id.text, .subject, at: instant)
  }

  /// Takes a zone out of force from now on.
  public func removeZone(_ id: ZoneID) throws {
    try end(.zone, id.text, .zone, at: now)
  }

  /// Gives a device to a subject; who wore it before wears it no longer.
  public func assign(_ assignment: DeviceAssignment, from start: Instant?) throws {
    try edit { editor in
      guard !(try editor.facts(.subject, id: assignment.subject.text)).isEmpty else {
        throw StoreError.unknown(kind: .subject, id: assignment.subject.text)
      }
      let isNew = try editor.facts(.device, id: "\(assignment.device.value)").isEmpty
      let period = Period(start: start ?? (isNew ? .distantPast : now), end: .distantFuture)
      try editor.put(.device(assignment), in: period)
    }
  }

  /// Takes a device from its wearer from now on.
  public func revokeDevice(_ device: DeviceNumber) throws {
    try end(.device, "\(device.value)", .device, at: now)
  }

  /// Changes a grade's policy from now on; for a new grade, from always on.
  public func setGrade(_ grade: Grade) throws {
    guard grade.silentAfter > .zero, grade.escapeAfter > grade.silentAfter,
      grade.reportEvery > .zero, grade.leaveGrace >= .zero, grade.reportBackWithin >= .zero
    else { throw RegistrarError.badGrade(grade.id) }
    try edit { editor in
      let isNew = try editor.facts(.grade, id: grade.id.text).isEmpty
      let period = Period(start: isNew ? .distantPast : now, end: .distantFuture)
      try editor.put(.grade(grade), in: period)
    }
  }

  /// Registers a sender under the next free number, with a new key.
  ///
  /// Without a `number` it takes the next. The store keeps the sender and the key that are returned.
  public func addSender(
    name: String,
    kind: Sender.Kind,
    number: SenderNumber?
  ) throws -> (Sender, SenderKey) {
    let key = try SenderKey.random()
    return try edit { editor in
      let taken = try editor.facts(.sender).compactMap { row -> UInt32? in
        if case .sender(let sender) = row.fact { sender.number.value } else { nil }
      }
      if let number, taken.contains(number.value) {
        throw StoreError.exists(kind: .sender, id: "\(number.value)")
      }
      let next = (taken.max() ?? 0) &+ 1
      guard number != nil || next != 0 else { throw RegistrarError.noSenderLeft }
      let sender = Sender(number: number ?? SenderNumber(next), name: name, kind: kind)
      try editor.put(.sender(sender), in: .always)
      try editor.setKey(key.bytes, of: sender.number)
      return (sender, key)
    }
  }

  /// Makes a sender a stranger from now on.
  public func revokeSender(_ number: SenderNumber) throws {
    try edit { editor in
      let isKnown = try editor.end(.sender, id: "\(number.value)", at: .distantPast)
      guard isKnown else { throw StoreError.unknown(kind: .sender, id: "\(number.value)") }
      try editor.removeKey(of: number)
    }
  }

  private func end(
    _ kind: FactKind,
    _ id: String,
    _ noun: StoreError.Noun,
    at instant: Instant
  ) throws {
    try edit { editor in
      guard try editor.end(kind, id: id, at: instant) else {
        throw StoreError.unknown(kind: noun, id: id)
      }
    }
  }
}
