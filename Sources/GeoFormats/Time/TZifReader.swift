import GeoCore

/// A place at which bytes stop being TZif.
struct TZifFault: Error {
  var byte: Int
}

/// Walks over the bytes of a TZif file (RFC 8536, section 3).
struct TZifReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The counts in a header, in the order in which they stand there.
  private struct Header {
    var version: UInt8
    var utcIndicators, standardIndicators, leaps, times, types, characters: Int

    /// The length of the block that follows, where times take `width` bytes.
    func length(width: Int) -> Int {
      times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standardIndicators
        + utcIndicators
    }
  }

  /// The table that the file holds: its 64-bit block, or the 32-bit block of a version 1 file.
  mutating func table(name: String) throws(TZifFault) -> TimeZoneTable {
    var header = try header()
    guard header.version >= UInt8(ascii: "2") else {
      return try block(header, width: 4, name: name)
    }
    try skip(header.length(width: 4))
    header = try self.header()
    let table = try block(header, width: 8, name: name)
    guard let rule = try footer() else { return table }
    return table.continued(by: rule)
  }

  private mutating func header() throws(TZifFault) -> Header {
    let start = position
    try skip(44)
    guard bytes[start..<start + 4].elementsEqual("TZif".utf8) else { throw TZifFault(byte: start) }
    let counts = (0..<6).map { Int(integer(at: start + 20 + 4 * $0, width: 4)) }
    guard counts.allSatisfy({ (0...100_000).contains($0) }), counts[4] > 0 else {
      throw TZifFault(byte: start + 20)
    }
    return Header(
      version: bytes[start + 4],
      utcIndicators: counts[0],
      standardIndicators: counts[1],
      leaps: counts[2],
      times: counts[3],
      types: counts[4],
      characters: counts[5]
    )
  }

  private mutating func block(
    _ header: Header,
    width: Int,
    name: String
  ) throws(TZifFault) -> TimeZoneTable {
    let start = position
    try skip(header.length(width: width))
    let indices = start + header.times * width
    let types = indices + header.times
    let offsets = (0..<header.types).map { Int(integer(at: types + 6 * $0, width: 4)) }
    var (current, first) = (offsets[0], offsets[0])
    var transitions: [TimeZoneTable.Transition] = []
    for index in 0..<header.times {
      let type = Int(bytes[indices + index])
      guard type < header.types else { throw TZifFault(byte: indices + index) }
      guard offsets[type] != current else { continue }
      current = offsets[type]
      let seconds = integer(at: start + index * width, width: width)
      // Older compilers write the beginning of time as a change.
      guard seconds > -1 << 40 else {
        first = current
        continue
      }
      let at = Instant(milliseconds: seconds * 1_000)
      guard transitions.last.map({ $0.at < at }) ?? true, seconds < 1 << 40 else {
        throw TZifFault(byte: start + index * width)
      }
      transitions.append(TimeZoneTable.Transition(at: at, offsetSeconds: current))
    }
    return TimeZoneTable(name: name, firstOffsetSeconds: first, transitions: transitions)
  }

  /// The rule for the time after the last transition; `nil` where the file gives none.
  private mutating func footer() throws(TZifFault) -> POSIXTimeZone? {
    let start = position
    guard start < bytes.count, bytes[start] == 0x0A,
      let end = bytes[(start + 1)...].firstIndex(of: 0x0A)
    else { throw TZifFault(byte: start) }
    let text = bytes[(start + 1)..<end]
    guard !text.isEmpty else { return nil }
    guard let rule = POSIXTimeZone(text) else { throw TZifFault(byte: start + 1) }
    return rule
  }

  private mutating func skip(_ count: Int) throws(TZifFault) {
    guard bytes.count - position >= count else { throw TZifFault(byte: bytes.count) }
    position += count
  }

  /// The big-endian signed integer of `width` bytes at `offset`.
  private func integer(at offset: Int, width: Int) -> Int64 {
    let start = Int64(Int8(bitPattern: bytes[offset]))
    return bytes[(offset + 1)..<(offset + width)].reduce(start) { $0 << 8 | Int64($1) }
  }
}
