extension Course {
  /// The version of the form of a course; another one is not read.
  private static let version: UInt8 = 2

  /// The course as a checkpoint keeps it.
  var record: [UInt8] {
    var writer = ByteWriter(capacity: 256)
    writer.write(Self.version)
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a course from a checkpoint; `nil` where it was written by another version.
  init?(record: [UInt8]) {
    var reader = ByteReader(record)
    do {
      guard try reader.read(UInt8.self) == Self.version else { return nil }
      try self.init(from: &reader)
    } catch {
      return nil
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.write(Array(recent)) { writer, seen in
      seen.fix.write(to: &writer)
      writer.write(seen.executionArea.rawValue)
      writer.write(seen.permitted.rawValue)
    }
    writer.write(lastFix)
    writer.write(aside) { writer, aside in
      aside.first.write(to: &writer)
      aside.last.write(to: &writer)
      writer.write(aside.count)
    }
    writer.write(support)
    writer.write(leap) { writer, leap in
      leap.fix.write(to: &writer)
      writer.write(leap.isHasty)
      writer.write(leap.hasStood)
    }
    scatter.write(to: &writer)
    writer.write(sameSince)
    writer.write(wristbandTime)
    executionArea.write(to: &writer)
    permitted.write(to: &writer)
    writer.write(outsideBy)
    writer.write(watched) { writer, zone in
      writer.write(zone.zone.text)
      writer.write(zone.row)
      writer.write(zone.isProhibited)
      zone.presence.write(to: &writer)
      writer.write(zone.distance)
    }
    writer.write(leaves) { $1.write(to: &$0) }
    writer.write(episodes) { $1.write(to: &$0) }
    writer.write(judgedThrough)
    writer.write(stretch) { writer, stretch in
      writer.write(stretch.phase)
      writer.write(stretch.number)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    self.init()
    let seen = try reader.readList { r throws(Fault) in
      let fix = try CredibleFix(from: &r)
      guard let area = Standing.Place(rawValue: try r.read(UInt8.self)),
        let permitted = Standing.Place(rawValue: try r.read(UInt8.self))
      else { throw r.malformed() }
      return JudgedFix(fix, executionArea: area, permitted: permitted)
    }
    for fix in seen { recent.append(fix) }
    lastFix = try reader.readInstant()
    aside = try reader.readOptional { r throws(Fault) in
      SetAside(
        first: try CredibleFix(from: &r),
        last: try CredibleFix(from: &r),
        count: try r.read(UInt8.self)
      )
    }
    support = try reader.read(UInt8.self)
    leap = try reader.readOptional { r throws(Fault) in
      Leap(
        fix: try CredibleFix(from: &r),
        isHasty: try r.readBool(),
        hasStood: try r.readBool()
      )
    }
    scatter = try Scatter(from: &reader)
    sameSince = try reader.readInstant()
    wristbandTime = try reader.readInstant()
    executionArea = try Presence(from: &reader)
    permitted = try Presence(from: &reader)
    outsideBy = try reader.readDouble()
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
    episodes = try reader.readList { r throws(Fault) in try Episode(from: &r) }
    judgedThrough = try reader.readInstant()
    stretch = try reader.readOptional { r throws(Fault) in
      Course.Stretch(phase: try r.read(Int64.self), number: try r.read(Int64.self))
    }
  }
}

extension CredibleFix {
  func write(to writer: inout ByteWriter) {
    writer.write(coordinate.latitudeE7)
    writer.write(coordinate.longitudeE7)
    writer.write(time)
    writer.write(errorDecimeters)
    writer.write(source.rawValue)
    writer.write(isUnconfirmed)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    let (latitude, longitude) = (try reader.read(Int32.self), try reader.read(Int32.self))
    let (time, error) = (try reader.readInstant(), try reader.read(Int32.self))
    guard let coordinate = Coordinate(latitudeE7: latitude, longitudeE7: longitude),
      let source = Fix.Source(rawValue: try reader.read(UInt8.self))
    else { throw reader.malformed() }
    self.init(coordinate: coordinate, time: time, errorDecimeters: error, source: source)
    isUnconfirmed = try reader.readBool()
  }
}

extension Scatter {
  func write(to writer: inout ByteWriter) {
    for spot in [older, newer] {
      writer.write(spot) { writer, spot in
        writer.write(spot.coordinate.latitudeE7)
        writer.write(spot.coordinate.longitudeE7)
        writer.write(spot.time)
      }
    }
    writer.write(variance) { $0.write($1) }
    writer.write(satellites)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    typealias Fault = ByteReader.Malformed
    func spot(_ reader: inout ByteReader) throws(Fault) -> Spot? {
      try reader.readOptional { r throws(Fault) in
        let (latitude, longitude) = (try r.read(Int32.self), try r.read(Int32.self))
        guard let coordinate = Coordinate(latitudeE7: latitude, longitudeE7: longitude) else {
          throw r.malformed()
        }
        return Spot(coordinate: coordinate, time: try r.readInstant())
      }
    }
    older = try spot(&reader)
    newer = try spot(&reader)
    variance = try reader.readOptional { r throws(Fault) in try r.readDouble() }
    satellites = try reader.readInstant()
  }
}

extension Presence {
  func write(to writer: inout ByteWriter) {
    writer.write(state.rawValue)
    writer.write(since)
    writer.write(odds.value)
    writer.write(runStart)
    writer.write(runSide.rawValue)
    writer.write(gathered.value)
    writer.write(last.value)
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init()
    guard let state = State(rawValue: try reader.read(UInt8.self)) else { throw reader.malformed() }
    self.state = state
    since = try reader.readInstant()
    odds = LogOdds(try reader.read(Int32.self))
    runStart = try reader.readInstant()
    guard let side = State(rawValue: try reader.read(UInt8.self)) else { throw reader.malformed() }
    runSide = side
    gathered = LogOdds(try reader.read(Int32.self))
    last = LogOdds(try reader.read(Int32.self))
  }
}

extension LeaveTrack {
  func write(to writer: inout ByteWriter) {
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

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
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
