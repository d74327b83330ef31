/// A hash of a course of answers, by which a faster wrong answer is seen.
///
/// FNV-1a with 64 bits (draft-eastlake-fnv-17): the same on every machine and in every build. Not for
/// secrets.
public struct AnswerHash: Hashable, Sendable {
  /// The hash of what was added so far.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Creates the hash of nothing.
  public init() {}

  /// Adds the zones around one point: the point's name, for each zone a byte 1F and its identifier in
  /// UTF-8, and a byte 0A.
  public mutating func add(point: String, zones: some Sequence<ZoneID>) {
    add(point.utf8)
    for zone in zones {
      add(CollectionOfOne(0x1F))
      add(zone.text.utf8)
    }
    add(CollectionOfOne(0x0A))
  }

  /// Adds bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
}
