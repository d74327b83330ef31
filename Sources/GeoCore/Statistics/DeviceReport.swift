/// When a device reported, and whether the report says where it was; not where.
public struct DeviceReport: Hashable, Sendable, BitwiseCopyable {
  /// When, by the device's clock.
  public var time: Instant

  /// Whether it holds a position that was measured then: no heartbeat, no repetition of an old
  /// position, none that the phone says is mocked.
  public var isLocated: Bool

  /// Creates a report.
  public init(time: Instant, isLocated: Bool) {
    self.time = time
    self.isLocated = isLocated
  }

  /// Creates the report that a fix is.
  public init(_ fix: Fix) { self.init(time: fix.time, flags: fix.flags) }

  private init(time: Instant, flags: Fix.Flags) {
    self.time = time
    isLocated = flags.contains(.hasPosition) && flags.isDisjoint(with: [.noFix, .mock])
  }

  /// Reads a report from the record of a fix; the position is passed over unread.
  ///
  /// | offset | bytes | field |
  /// | --- | --- | --- |
  /// | 8 | 8 | time |
  /// | 36 | 2 | flags |
  public init(fromFix reader: inout ByteReader) throws(ByteReader.Malformed) {
    try reader.skip(8)
    let time = try reader.readInstant()
    try reader.skip(20)
    let flags = Fix.Flags(rawValue: try reader.read(UInt16.self))
    try reader.skip(3)
    self.init(time: time, flags: flags)
  }
}
