extension Evaluator {
  /// The version of the snapshot's form; another one is not read, the log is replayed instead.
  private static let snapshotVersion: UInt8 = 4

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
    adopt(try DecisionRules(from: &reader))
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
    writer.write(silence) { $1.write(to: &$0) }
    course.write(to: &writer)
    writer.write(before) { $1.course.write(to: &$0) }
    writer.write(told) { $1.write(to: &$0) }
    writer.write(rulesChangedAt)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    self.init()
    heard = try reader.readInstant()
    pause = Milliseconds(try reader.read(Int64.self))
    sender = try reader.readOptional { r throws(Fault) in SenderNumber(try r.read(UInt32.self)) }
    isParked = try reader.readBool()
    silence = try reader.readOptional { r throws(Fault) in try Episode(from: &r) }
    course = try Course(from: &reader)
    before = try reader.readOptional { r throws(Fault) in EarlierCourse(try Course(from: &r)) }
    told = try reader.readList { r throws(Fault) in try ToldEpisode(from: &r) }
    rulesChangedAt = try reader.readInstant()
  }
}
