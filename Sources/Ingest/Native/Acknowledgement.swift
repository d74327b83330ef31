public import GeoCore

/// What the server answers to one report.
///
/// | offset | bytes | field                                    |
/// |-------:|------:|------------------------------------------|
/// |      0 |     4 | the report's salt                        |
/// |      4 |     8 | the report's counter                     |
/// |     12 |     8 | the server's time, ms since 1970         |
/// |     20 |     2 | the number of ranges, n                  |
/// |     22 |     2 | zero                                     |
/// |     24 |   5 n | the ranges, ``Range`` each               |
///
/// The ranges are in order, without gap or overlap, and cover every fix of the report.
public struct Acknowledgement: Hashable, Sendable {
  /// Neighbouring fixes of a report that share an outcome.
  ///
  /// | offset | bytes | field                             |
  /// |-------:|------:|-----------------------------------|
  /// |      0 |     2 | index of the first fix            |
  /// |      2 |     2 | how many fixes                    |
  /// |      4 |     1 | code, ``GeoCore/FixOutcome``      |
  public struct Range: Hashable, Sendable {
    /// The index of the first fix in the report.
    public var first: UInt16
    /// How many fixes.
    public var count: UInt16
    /// What became of them; a code of a later version is kept as it came.
    public var code: UInt8

    /// What became of them; `nil` if the code is not known here.
    public var outcome: FixOutcome? { FixOutcome(rawValue: code) }

    /// Creates a range.
    public init(first: UInt16, count: UInt16, code: UInt8) {
      self.first = first
      self.count = count
      self.code = code
    }
  }

  /// The salt of the acknowledged report.
  public var salt: UInt32
  /// The counter of the acknowledged report.
  public var counter: UInt64
  /// The server's time.
  public var serverTime: Instant
  /// What became of its fixes.
  public var ranges: [Range]

  /// Creates an acknowledgement.
  public init(salt: UInt32, counter: UInt64, serverTime: Instant, ranges: [Range]) {
    self.salt = salt
    self.counter = counter
    self.serverTime = serverTime
    self.ranges = ranges
  }
}

extension Acknowledgement {
  static let headByteCount = 24
  static let rangeByteCount = 5

  /// Reads a decrypted body; `nil` if its length is not that of its count.
  public static func decode(_ body: RawSpan) -> Acknowledgement? {
    guard body.byteCount >= headByteCount else { return nil }
    let count = Int(body.bigEndian(at: 20, as: UInt16.self))
    guard body.byteCount == headByteCount + count * rangeByteCount,
      body.bigEndian(at: 22, as: UInt16.self) == 0
    else { return nil }
    let ranges = (0..<count).map { index in
      let offset = headByteCount + index * rangeByteCount
      return Range(
        first: body.bigEndian(at: offset, as: UInt16.self),
        count: body.bigEndian(at: offset + 2, as: UInt16.self),
        code: body.bigEndian(at: offset + 4, as: UInt8.self)
      )
    }
    return Acknowledgement(
      salt: body.bigEndian(at: 0, as: UInt32.self),
      counter: body.bigEndian(at: 4, as: UInt64.self),
      serverTime: Instant(milliseconds: body.bigEndian(at: 12, as: Int64.self)),
      ranges: ranges
    )
  }

  /// Appends the body in clear that answers a report with the outcomes of its fixes.
  public static func encode(
    _ receipt: DatagramReceipt,
    outcomes: ArraySlice<FixOutcome>,
    serverTime: Instant,
    into bytes: inout [UInt8]
  ) {
    bytes.appendBigEndian(receipt.salt)
    bytes.appendBigEndian(receipt.counter)
    bytes.appendBigEndian(serverTime.milliseconds)
    let countOffset = bytes.count
    bytes.appendBigEndian(UInt32(0))
    var rangeCount: UInt16 = 0
    var start = outcomes.startIndex
    while start < outcomes.endIndex {
      var end = start + 1
      while end < outcomes.endIndex, outcomes[end] == outcomes[start] { end += 1 }
      bytes.appendBigEndian(UInt16(start - outcomes.startIndex))
      bytes.appendBigEndian(UInt16(end - start))
      bytes.append(outcomes[start].rawValue)
      rangeCount += 1
      start = end
    }
    bytes[countOffset] = UInt8(rangeCount >> 8)
    bytes[countOffset + 1] = UInt8(truncatingIfNeeded: rangeCount)
  }
}
