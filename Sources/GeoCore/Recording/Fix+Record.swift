extension Fix {
  /// The length of a fix in a log or a block, in bytes.
  public static let recordSize = 41

  /// Appends the fix to a log or a block.
  public func write(to writer: inout ByteWriter) {
    writer.write(device.value)
    writer.write(time)
    writer.write(latitudeE7)
    writer.write(longitudeE7)
    writer.write(ageMilliseconds)
    writer.write(accuracyDecimeters)
    writer.write(hdopHundredths)
    writer.write(speedCentimeters)
    writer.write(headingHundredths)
    writer.write(flags.rawValue)
    writer.write(satellites)
    writer.write(batteryPercent)
    writer.write(source.rawValue)
  }

  /// Reads a fix from a log or a block.
  public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init(device: DeviceNumber(try reader.read(UInt64.self)), time: try reader.readInstant())
    latitudeE7 = try reader.read(Int32.self)
    longitudeE7 = try reader.read(Int32.self)
    ageMilliseconds = try reader.read(UInt32.self)
    accuracyDecimeters = try reader.read(UInt16.self)
    hdopHundredths = try reader.read(UInt16.self)
    speedCentimeters = try reader.read(UInt16.self)
    headingHundredths = try reader.read(UInt16.self)
    flags = Flags(rawValue: try reader.read(UInt16.self))
    satellites = try reader.read(UInt8.self)
    batteryPercent = try reader.read(UInt8.self)
    guard let source = Source(rawValue: try reader.read(UInt8.self)) else {
      throw reader.malformed()
    }
    self.source = source
  }
}

extension FixBatch {
  /// The batch as the input log keeps it: its datagrams, and those of their fixes that were accepted.
  public var record: [UInt8] {
    var writer = ByteWriter(capacity: 8 + datagrams.count * 28 + fixes.count * Fix.recordSize)
    writer.write(datagrams) { writer, datagram in
      writer.write(datagram.sender.value)
      writer.write(datagram.salt)
      writer.write(datagram.counter)
      writer.write(datagram.sentAt)
      let accepted = datagram.fixes.filter { outcomes[$0].isAccepted }
      writer.write(UInt16(accepted.count))
      for index in accepted { fixes[index].write(to: &writer) }
    }
    return writer.bytes
  }

  /// Reads a batch from the input log; every fix in it was accepted.
  public init(record: [UInt8], receivedAt: Instant) throws(ByteReader.Malformed) {
    self.init(receivedAt: receivedAt)
    var reader = ByteReader(record)
    for _ in 0..<(try reader.read(UInt32.self)) {
      var receipt = DatagramReceipt(
        sender: SenderNumber(try reader.read(UInt32.self)),
        salt: try reader.read(UInt32.self),
        counter: try reader.read(UInt64.self),
        sentAt: try reader.readInstant(),
        firstFix: Int32(fixes.count),
        fixCount: 0
      )
      for _ in 0..<(try reader.read(UInt16.self)) {
        fixes.append(try Fix(from: &reader))
        outcomes.append(.kept)
        receipt.fixCount += 1
      }
      datagrams.append(receipt)
    }
  }
}
