/// One record of a CSV text, which can reach over several lines.
struct CSVRecord {
  /// Why a record cannot be trusted.
  enum Fault: Hashable {
    /// A quote was opened and never closed.
    case openQuote
    /// Something follows a closing quote.
    case textAfterQuote
    /// It is not text in UTF-8.
    case notUTF8
    /// The header's names are kept apart by this and not by commas.
    case foreignSeparator(Character)
  }

  /// The line on which it begins, counted from 1.
  var line: Int

  /// Its fields, with the white space around them taken off.
  var fields: [String]

  /// Why it cannot be trusted; `nil` if it can.
  var fault: Fault?

  /// Whether it is an empty line.
  var isBlank: Bool { fault == nil && fields.allSatisfy(\.isEmpty) }
}

/// Reads the records of a CSV text (RFC 4180), UTF-8 with or without a byte order mark.
///
/// Lines end with LF, CRLF or CR.
struct CSVReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position: Int
  private var line = 1

  /// Whether a quoted field may hold line breaks; if not, an open quote costs one line.
  private let quotesSpanLines: Bool

  /// Creates a reader of `bytes`.
  init(_ bytes: [UInt8], quotesSpanLines: Bool) {
    self.bytes = bytes
    self.quotesSpanLines = quotesSpanLines
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The header: the next record that is not blank, or an empty one at the end of the text.
  ///
  /// A name that holds semicolons or tabs is a whole header of them.
  mutating func header() -> CSVRecord {
    var header = CSVRecord(line: line, fields: [], fault: nil)
    while header.isBlank, let record = next() { header = record }
    if header.fault == nil, header.fields.count == 1 {
      header.fault = header.fields[0].first { ";\t".contains($0) }.map { .foreignSeparator($0) }
    }
    return header
  }

  /// The next record; `nil` at the end of the text.
  mutating func next() -> CSVRecord? {
    guard position < bytes.count else { return nil }
    var record = CSVRecord(line: line, fields: [], fault: nil)
    var field: [UInt8] = []
    var (isQuoted, wasQuoted) = (false, false)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      let isBreak = byte == 0x0A || byte == 0x0D
      if isBreak {
        if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
        guard isQuoted, quotesSpanLines else { break }
        field.append(0x0A)
      } else if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          field.append(byte)
          continue
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
          field.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: ",") {
        record.close(&field)
        wasQuoted = false
      } else if byte == UInt8(ascii: "\""), field[...].trimmingSpaces.isEmpty, !wasQuoted {
        (isQuoted, wasQuoted) = (true, true)
        field = []
      } else {
        if wasQuoted, byte != 0x20, byte != 0x09 { record.fault = .textAfterQuote }
        field.append(byte)
      }
    }
    if isQuoted { record.fault = .openQuote }
    record.close(&field)
    return record
  }
}

extension CSVRecord {
  /// Ends a field and begins an empty one.
  fileprivate mutating func close(_ field: inout [UInt8]) {
    if let text = String(validating: field[...].trimmingSpaces, as: UTF8.self) {
      fields.append(text)
    } else {
      fields.append(String(decoding: field, as: UTF8.self))
      fault = .notUTF8
    }
    field = []
  }
}
