extension Evaluator {
  /// The version of the snapshot's form; another one is not read, the log is replayed instead.
  private static let snapshotVersion: UInt8 = 3

  /// The evaluator's state but for the registry, which its revision stands for.
  public var snapshot: [UInt8] {
    var writer = ByteWriter(capacity: 64 + states.count * 160)
    writer.write(Self.snapshotVersion)
    writer.write(now)
    rules.write(to: &writer)
    writer.write(senderHeard.sorted { $0.key < $1.key }) { writer, sender in
      writer.write(sender.key.value)
      writer.write(sender.value)
    }
    writer.write(senderLimits.sorted { $0.key < $1.key }) { writer, sender in
      writer.write(sender.key.value)
      writer.write(sender.value.count)
    }
    // Who was not heard yet has no place among them: by number, the order is that of any restart.
    let newest = deviceNewest.compactMap { $0 }.sorted { $0.device.value < $1.device.value }
    writer.write(newest) { $1.write(to: &$0) }
    writer.write(Array(states.indices)) { writer, slot in
      writer.write(registry.subjects[slot].id.text)
      states[slot].write(to: &writer)
    }
    return writer.bytes
  }

  /// Restores an evaluator from a snapshot and the registry as it was known then.
  ///
  /// - Throws: ``ByteReader/Malformed`` if the snapshot was written by another version, or does not
  ///   belong to the registry.
  public init(snapshot: [UInt8], registry change: RegistryChange) throws(ByteReader.Malformed) {
    self.init()
    var reader = ByteReader(snapshot)
    guard try reader.read(UInt8.self) == Self.snapshotVersion else { throw reader.malformed() }
    now = try reader.readInstant()
    rules = try DecisionRules(from: &reader)
    for _ in 0..<(try reader.read(UInt32.self)) {
      let number = SenderNumber(try reader.read(UInt32.self))
      senderHeard[number] = try reader.readInstant()
    }
    var limits: [SenderNumber: Milliseconds] = [:]
    for _ in 0..<(try reader.read(UInt32.self)) {
      let number = SenderNumber(try reader.read(UInt32.self))
      limits[number] = Milliseconds(try reader.read(Int64.self))
    }
    let newest = try reader.readList { r throws(ByteReader.Malformed) in try Fix(from: &r) }
    let subjects = try reader.readList { r throws(ByteReader.Malformed) in
      (SubjectID(try r.readText()), try SubjectState(from: &r))
    }
    guard reader.isAtEnd else { throw reader.malformed() }
    restore(registry: change, subjects: subjects.map(\.0), devices: newest.map(\.device))
    senderLimits = limits
    for fix in newest { deviceNewest[Int(registry.slot(of: fix.device))] = fix }
    for (slot, subject) in subjects.enumerated() { states[slot] = subject.1 }
    for slot in states.indices { arm(Int32(slot)) }
  }
}

extension SubjectState {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(heard)
    writer.write(pause.count)
    writer.write(sender) { $0.write($1.value) }
    writer.write(isParked)
    writer.write(recent) { writer, seen in
      seen.fix.write(to: &writer)
      writer.write(seen.executionArea.rawValue)
      writer.write(seen.permitted.rawValue)
    }
    writer.write(setAside) { $1.write(to: &$0) }
    writer.write(wristbandTime)
    executionArea.write(to: &writer)
    permitted.write(to: &writer)
    writer.write(outsideBy)
    writer.write(judgedThrough)
    writer.write(watched) { writer, zone in
      writer.write(zone.zone.text)
      writer.write(zone.row)
      writer.write(zone.isProhibited)
      zone.presence.write(to: &writer)
      writer.write(zone.distance)
    }
    writer.write(leaves) { $1.write(to: &$0) }
    writer.write(episodes) { writer, episode in
      writer.write(episode.kind.rawValue)
      writer.write(episode.cause)
      writer.write(episode.began)
      writer.write(episode.leave) { $0.write($1.text) }
      writer.write(episode.hasWorsened)
    }
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    self.init()
    heard = try reader.readInstant()
    pause = Milliseconds(try reader.read(Int64.self))
    sender = try reader.readOptional { r throws(Fault) in SenderNumber(try r.read(UInt32.self)) }
    isParked = try reader.readBool()
    recent = try reader.readList { r throws(Fault) in
      let fix = try CredibleFix(from: &r)
      guard let area = Standing.Place(rawValue: try r.read(UInt8.self)),
        let permitted = Standing.Place(rawValue: try r.read(UInt8.self))
      else { throw r.malformed() }
      return JudgedFix(fix, executionArea: area, permitted: permitted)
    }
    setAside = try reader.readOptional { r throws(Fault) in try CredibleFix(from: &r) }
    wristbandTime = try reader.readInstant()
    executionArea = try Presence(from: &reader)
    permitted = try Presence(from: &reader)
    outsideBy = try reader.readDouble()
    judgedThrough = try reader.readInstant()
    watched = try reader.readList { r throws(Fault) in
      WatchedZone(
        zone: ZoneID(try r.readText()),
        row: try r.read(Int64.self),
        isProhibited: try r.readBool(),
        presence: try Presence(from: &r),
        distance: try r.readDouble()
      )
    }
    leaves = try reader.readList { r throws(Fault) in try LeaveTrack(from: &r) }
    episodes = try reader.readList { r throws(Fault) in
      guard let kind = AlertKind(rawValue: try r.readText()) else { throw r.malformed() }
      return Episode(
        kind: kind,
        cause: try r.readText(),
        began: try r.readInstant(),
        leave: try r.readOptional { r throws(Fault) in LeaveID(try r.readText()) },
        hasWorsened: try r.readBool()
      )
    }
  }
}

extension CredibleFix {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(coordinate.latitudeE7)
    writer.write(coordinate.longitudeE7)
    writer.write(time)
    writer.write(errorDecimeters)
    writer.write(isGNSS)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    let (latitude, longitude) = (try reader.read(Int32.self), try reader.read(Int32.self))
    guard let coordinate = Coordinate(latitudeE7: latitude, longitudeE7: longitude) else {
      throw reader.malformed()
    }
    self.init(
      coordinate: coordinate,
      time: try reader.readInstant(),
      errorDecimeters: try reader.read(Int32.self),
      isGNSS: try reader.readBool()
    )
  }
}

extension Presence {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(state.rawValue)
    writer.write(since)
    writer.write(runStart)
    writer.write(runSide.rawValue)
    writer.write(runCount)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init()
    guard let state = State(rawValue: try reader.read(UInt8.self)) else { throw reader.malformed() }
    self.state = state
    since = try reader.readInstant()
    runStart = try reader.readInstant()
    guard let side = State(rawValue: try reader.read(UInt8.self)) else { throw reader.malformed() }
    runSide = side
    runCount = try reader.read(UInt8.self)
  }
}

extension LeaveTrack {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(leave.text)
    switch phase {
    case .running: writer.write(UInt8(0))
    case .overdue: writer.write(UInt8(1))
    case .back(let at):
      writer.write(UInt8(2))
      writer.write(at)
    case .closed: writer.write(UInt8(3))
    }
    writer.write(leftAt) { $0.write($1) }
    writer.write(returnedAt) { $0.write($1) }
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init(leave: LeaveID(try reader.readText()))
    switch try reader.read(UInt8.self) {
    case 0: phase = .running
    case 1: phase = .overdue
    case 2: phase = .back(try reader.readInstant())
    case 3: phase = .closed
    default: throw reader.malformed()
    }
    leftAt = try reader.readOptional { r throws(ByteReader.Malformed) in try r.readInstant() }
    returnedAt = try reader.readOptional { r throws(ByteReader.Malformed) in try r.readInstant() }
  }
}
