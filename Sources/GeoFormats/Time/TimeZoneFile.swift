public import GeoCore

/// Why the clock of a time zone cannot be read.
public struct TimeZoneFileError: ExplainedError, Hashable {
  /// Why.
  public enum Cause: Hashable, Sendable {
    /// The name is not one of the IANA database's.
    case badName
    /// The file cannot be read.
    case unreadable(InputFileError)
    /// The file is not TZif; the byte where it goes wrong.
    case notTZif(byte: Int)
  }

  /// The time zone's name as it was given.
  public var name: String

  /// Why.
  public var cause: Cause

  public var sentence: Sentence {
    switch cause {
    case .badName:
      Sentence(
        "Time zone \"\(name)\": this is not a name of the IANA database; write one such as "
          + "Asia/Shanghai.",
        "时区“\(name)”：不是 IANA 时区库中的名称；请写成 Asia/Shanghai 这样的名称。"
      )
    case .unreadable(let error):
      Sentence(
        "Time zone \"\(name)\": \(error.sentence.english) The name may be misspelt, or the "
          + "system's time zone database (tzdata) not installed.",
        "时区“\(name)”：\(error.sentence.chinese)名称可能有误，或系统未安装时区库（tzdata）。"
      )
    case .notTZif(let byte):
      Sentence(
        "Time zone \"\(name)\": its file is damaged at byte \(byte) (RFC 8536); install the "
          + "system's time zone database (tzdata) again.",
        "时区“\(name)”：文件在第 \(byte) 字节处损坏（RFC 8536）；请重新安装系统时区库（tzdata）。"
      )
    }
  }
}

/// The system's TZif files (RFC 8536), read into tables.
public enum TimeZoneFile {
  /// Reads the table of the time zone called `name`.
  ///
  /// - Parameters:
  ///   - name: the name in the IANA database.
  ///   - folder: where the IANA database lies.
  /// - Returns: the table.
  /// - Throws: ``TimeZoneFileError``; a name that would leave `folder` is refused unread.
  public static func read(
    named name: String,
    in folder: String = "/usr/share/zoneinfo"
  ) throws(TimeZoneFileError) -> TimeZoneTable {
    guard isSound(name: name) else { throw TimeZoneFileError(name: name, cause: .badName) }
    let bytes: [UInt8]
    do {
      bytes = try InputFile.readFile(at: folder + "/" + name)
    } catch {
      throw TimeZoneFileError(name: name, cause: .unreadable(error))
    }
    return try table(name: name, tzif: bytes)
  }

  /// The table that the bytes of a TZif file hold.
  ///
  /// Where the file ends with a rule for summer time, the table goes on by it to the end of
  /// ``lastYear``.
  ///
  /// - Throws: ``TimeZoneFileError`` if `bytes` are not TZif.
  public static func table(
    name: String,
    tzif bytes: [UInt8]
  ) throws(TimeZoneFileError) -> TimeZoneTable {
    do {
      var reader = TZifReader(bytes)
      return try reader.table(name: name)
    } catch {
      throw TimeZoneFileError(name: name, cause: .notTZif(byte: error.byte))
    }
  }

  /// The last year for which summer time is written into a table.
  public static let lastYear: Int64 = 2099

  /// Whether `name` can be a name of the IANA database: words of letters, digits, `_`, `+`, `-`,
  /// joined by `/`.
  public static func isSound(name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isWord: (Substring) -> Bool = { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          byte.decimalDigit != nil || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || [UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-")].contains(byte)
        }
    }
    return name.utf8.count <= 64 && parts.count <= 3 && parts.allSatisfy(isWord)
  }
}
