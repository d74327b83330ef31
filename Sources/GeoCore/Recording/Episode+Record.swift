extension Episode {
  func write(to writer: inout ByteWriter) {
    writer.write(kind.rawValue)
    writer.write(cause)
    writer.write(began)
    writer.write(reason.rawValue)
    writer.write(leave) { $0.write($1.text) }
    writer.write(hasWorsened)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    guard let kind = AlertKind(rawValue: try reader.readText()) else { throw reader.malformed() }
    let (cause, began) = (try reader.readText(), try reader.readInstant())
    guard let reason = Transition.Reason(rawValue: try reader.readText()) else {
      throw reader.malformed()
    }
    self.init(
      kind: kind,
      cause: cause,
      began: began,
      reason: reason,
      leave: try reader.readOptional { r throws(Fault) in LeaveID(try r.readText()) },
      hasWorsened: try reader.readBool()
    )
  }
}

extension ToldEpisode {
  func write(to writer: inout ByteWriter) {
    episode.write(to: &writer)
    raised.write(to: &writer)
    writer.write(raisedBy)
    writer.write(ended) { $1.write(to: &$0) }
    writer.write(endedBy) { $0.write($1) }
    writer.write(isWithdrawn)
    writer.write(isSettled)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    episode = try Episode(from: &reader)
    raised = try Transition(from: &reader)
    raisedBy = try reader.readInstant()
    ended = try reader.readOptional { r throws(Fault) in try Transition(from: &r) }
    endedBy = try reader.readOptional { r throws(Fault) in try r.readInstant() }
    isWithdrawn = try reader.readBool()
    isSettled = try reader.readBool()
  }
}

extension Transition {
  func write(to writer: inout ByteWriter) {
    writer.write(alert.subject.text)
    writer.write(alert.kind.rawValue)
    writer.write(alert.cause)
    writer.write(alert.began)
    writer.write(step.rawValue)
    writer.write(at)
    writer.write(knownAt)
    writer.write(reason.rawValue)
    writer.write(leave) { $0.write($1.text) }
    writer.write(position) { $1.write(to: &$0) }
    writer.write(outsideBy) { $0.write($1.value) }
    writer.write(odds) { $0.write($1.value) }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    let subject = SubjectID(try reader.readText())
    guard let kind = AlertKind(rawValue: try reader.readText()) else { throw reader.malformed() }
    let (cause, began) = (try reader.readText(), try reader.readInstant())
    guard let step = Step(rawValue: try reader.readText()) else { throw reader.malformed() }
    let (at, knownAt) = (try reader.readInstant(), try reader.readInstant())
    guard let reason = Reason(rawValue: try reader.readText()) else { throw reader.malformed() }
    self.init(
      alert: AlertKey(subject: subject, kind: kind, cause: cause, began: began),
      step: step,
      at: at,
      knownAt: knownAt,
      reason: reason,
      leave: try reader.readOptional { r throws(Fault) in LeaveID(try r.readText()) },
      position: try reader.readOptional { r throws(Fault) in try CredibleFix(from: &r) },
      outsideBy: try reader.readOptional { r throws(Fault) in Meters(try r.readDouble()) }
    )
    odds = try reader.readOptional { r throws(Fault) in LogOdds(try r.read(Int32.self)) }
  }
}
