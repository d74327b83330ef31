/// Writes numbers and text one after another, most significant byte first.
///
/// Packed forms are ours alone: the input log, the blocks of fixes, snapshots, the vertices of zones.
public struct ByteWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty writer with room for `capacity` bytes.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Appends a fixed-width integer.
  public mutating func write<T: FixedWidthInteger>(_ value: T) {
    var shift = T.bitWidth - 8
    while shift >= 0 {
      bytes.append(UInt8(truncatingIfNeeded: value >> T(shift)))
      shift -= 8
    }
  }

  /// Appends a floating-point number.
  public mutating func write(_ value: Double) { write(value.bitPattern) }

  /// Appends an instant.
  public mutating func write(_ value: Instant) { write(value.milliseconds) }

  /// Appends a truth value as one byte.
  public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Appends a text of less than 64 KiB with its length.
  public mutating func write(_ text: String) {
    let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
    write(UInt16(utf8.count))
    bytes.append(contentsOf: utf8)
  }

  /// Appends an optional value: one byte that says whether it is there, then the value.
  public mutating func write<T>(_ value: T?, _ body: (inout ByteWriter, T) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  /// Appends the number of elements and each of them.
  public mutating func write<T>(_ values: [T], _ body: (inout ByteWriter, T) -> Void) {
    write(UInt32(values.count))
    for value in values { body(&self, value) }
  }
}

/// Reads what a ``ByteWriter`` wrote.
public struct ByteReader: Sendable {
  /// The bytes are not what the writer wrote: cut short, or of another version.
  public struct Malformed: Error, Hashable {
    /// Where reading stopped.
    public let offset: Int
  }

  private let bytes: ArraySlice<UInt8>
  private var offset: Int

  /// Creates a reader at the start of `bytes`.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
    offset = 0
  }

  /// Whether everything has been read.
  public var isAtEnd: Bool { offset == bytes.endIndex }

  /// Reads a fixed-width integer.
  public mutating func read<T: FixedWidthInteger>(_ type: T.Type) throws(Malformed) -> T {
    let count = T.bitWidth / 8
    guard bytes.endIndex - offset >= count else { throw Malformed(offset: offset) }
    var value: T = 0
    for _ in 0..<count {
      value = T.bitWidth == 8 ? T(truncatingIfNeeded: bytes[offset]) : value << 8 | T(bytes[offset])
      offset += 1
    }
    return value
  }

  /// Passes over bytes unread.
  mutating func skip(_ count: Int) throws(Malformed) {
    guard bytes.endIndex - offset >= count else { throw Malformed(offset: offset) }
    offset += count
  }

  /// Reads a floating-point number.
  public mutating func readDouble() throws(Malformed) -> Double {
    Double(bitPattern: try read(UInt64.self))
  }

  /// Reads an instant.
  public mutating func readInstant() throws(Malformed) -> Instant {
    Instant(milliseconds: try read(Int64.self))
  }

  /// Reads a truth value.
  public mutating func readBool() throws(Malformed) -> Bool { try read(UInt8.self) != 0 }

  /// Reads a text.
  public mutating func readText() throws(Malformed) -> String {
    let count = Int(try read(UInt16.self))
    guard bytes.endIndex - offset >= count else { throw Malformed(offset: offset) }
    defer { offset += count }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  /// Reads an optional value.
  public mutating func readOptional<T>(
    _ body: (inout ByteReader) throws(Malformed) -> T
  ) throws(Malformed) -> T? {
    try readBool() ? try body(&self) : nil
  }

  /// Reads a list.
  public mutating func readList<T>(
    _ body: (inout ByteReader) throws(Malformed) -> T
  ) throws(Malformed) -> [T] {
    let count = Int(try read(UInt32.self))
    guard count <= bytes.endIndex - offset else { throw Malformed(offset: offset) }
    var values: [T] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }

  /// The fault of a value that the bytes cannot mean.
  func malformed() -> Malformed { Malformed(offset: offset) }
}
