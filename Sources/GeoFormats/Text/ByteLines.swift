/// The lines of a text, without what ends them: LF, CRLF or CR.
struct ByteLines: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var number = 0

  /// Creates the lines of `bytes`.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Creates the lines of a file, without its byte order mark.
  init(file bytes: [UInt8]) {
    self.init(bytes[(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...])
  }

  /// The next line and its number, counted from 1; `nil` at the end.
  mutating func next() -> (number: Int, bytes: ArraySlice<UInt8>)? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    while position < bytes.endIndex, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += 1
    }
    let line = bytes[start..<position]
    if position < bytes.endIndex {
      let isPair =
        bytes[position] == 0x0D && position + 1 < bytes.endIndex && bytes[position + 1] == 0x0A
      position += isPair ? 2 : 1
    }
    number += 1
    return (number, line)
  }
}

/// Counts the lines of a text up to offsets, each near the one that was asked for before it.
struct LineCounter {
  private var counted = (offset: 0, line: 1)

  /// The line, counted from 1, on which `offset` stands.
  mutating func line(of offset: Int, in bytes: [UInt8]) -> Int {
    let offset = min(offset, bytes.count)
    if offset < counted.offset {
      for byte in bytes[offset..<counted.offset] where byte == 0x0A { counted.line -= 1 }
    } else {
      for byte in bytes[counted.offset..<offset] where byte == 0x0A { counted.line += 1 }
    }
    counted.offset = offset
    return counted.line
  }
}

/// Where a text stops to be UTF-8; `nil` where it is UTF-8 to its end.
func firstOffsetThatIsNotUTF8(in bytes: [UInt8]) -> Int? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// Where `text` begins for the first time at or after `start`; `nil` where it does not.
  func firstOffset(of text: StaticString, from start: Int? = nil) -> Int? {
    let wanted = Array(text.description.utf8)
    var offset = start ?? startIndex
    while offset + wanted.count <= endIndex {
      if self[offset] == wanted[0], self[offset...].starts(with: wanted) { return offset }
      offset += 1
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without the ASCII white space before them.
  var withoutLeadingSpaces: ArraySlice<UInt8> {
    drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }
}
