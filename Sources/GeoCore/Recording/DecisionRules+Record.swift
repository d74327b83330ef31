extension DecisionRules {
  /// The version of the record's form; the first one had no window for satellites.
  private static let recordVersion: UInt8 = 2

  /// The rules as the input log keeps them: every number bit by bit, so that a log means the same
  /// whatever a later version's defaults are, and whatever its configuration file looks like.
  public var record: [UInt8] {
    var writer = ByteWriter(capacity: 256)
    write(to: &writer)
    return writer.bytes
  }

  /// Reads rules that the input log kept.
  ///
  /// - Throws: ``ByteReader/Malformed`` if the record is cut short, too long, or of another version.
  public init(record: [UInt8]) throws(ByteReader.Malformed) {
    var reader = ByteReader(record)
    try self.init(from: &reader)
    guard reader.isAtEnd else { throw reader.malformed() }
  }

  func write(to writer: inout ByteWriter) {
    writer.write(Self.recordVersion)
    for worth in [receivers.gnss, receivers.fused, receivers.wifi, receivers.cell] {
      writer.write(worth.floor.value)
      writer.write(worth.usual.value)
      writer.write(worth.correlation.count)
      writer.write(worth.outliersPerHundredThousand)
    }
    writer.write(receivers.perDilution.value)
    writer.write(errorRates.sorted { $0.key < $1.key }) { writer, grade in
      writer.write(grade.key.text)
      grade.value.write(to: &writer)
    }
    otherErrorRates.write(to: &writer)
    writer.write(movement.driveSpeed.value)
    writer.write(movement.driveOverhead.count)
    writer.write(movement.groundSpeed.value)
    writer.write(movement.flightSpeed.value)
    writer.write(movement.flightOverhead.count)
    writer.write(movement.leap.value)
    writer.write(movement.alarmDistance.value)
    for window in [
      windows.late, windows.doubt, windows.frozen, windows.leg, windows.clockTolerance,
      windows.satellites,
    ] {
      writer.write(window.count)
    }
  }

  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init()
    let version = try reader.read(UInt8.self)
    guard (1...Self.recordVersion).contains(version) else { throw reader.malformed() }
    receivers.gnss = try ReceiverRules.Worth(from: &reader)
    receivers.fused = try ReceiverRules.Worth(from: &reader)
    receivers.wifi = try ReceiverRules.Worth(from: &reader)
    receivers.cell = try ReceiverRules.Worth(from: &reader)
    receivers.perDilution = Meters(try reader.readDouble())
    errorRates = [:]
    for _ in 0..<(try reader.read(UInt32.self)) {
      let grade = GradeID(try reader.readText())
      errorRates[grade] = try ErrorRates(from: &reader)
    }
    otherErrorRates = try ErrorRates(from: &reader)
    movement.driveSpeed = MetersPerSecond(try reader.readDouble())
    movement.driveOverhead = Milliseconds(try reader.read(Int64.self))
    movement.groundSpeed = MetersPerSecond(try reader.readDouble())
    movement.flightSpeed = MetersPerSecond(try reader.readDouble())
    movement.flightOverhead = Milliseconds(try reader.read(Int64.self))
    movement.leap = Meters(try reader.readDouble())
    movement.alarmDistance = Meters(try reader.readDouble())
    windows.late = Milliseconds(try reader.read(Int64.self))
    windows.doubt = Milliseconds(try reader.read(Int64.self))
    windows.frozen = Milliseconds(try reader.read(Int64.self))
    windows.leg = Milliseconds(try reader.read(Int64.self))
    windows.clockTolerance = Milliseconds(try reader.read(Int64.self))
    windows.satellites = version == 1 ? .zero : Milliseconds(try reader.read(Int64.self))
  }
}

extension ReceiverRules.Worth {
  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init(
      floor: Meters(try reader.readDouble()),
      usual: Meters(try reader.readDouble()),
      correlation: Milliseconds(try reader.read(Int64.self)),
      outliersPerHundredThousand: try reader.readDouble()
    )
  }
}

extension ErrorRates {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(falseAlarm)
    writer.write(miss)
  }

  fileprivate init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init(falseAlarm: try reader.readDouble(), miss: try reader.readDouble())
  }
}
