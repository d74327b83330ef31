import Foundation
public import GeoCore

/// A file that cannot be read at all, whatever is in it.
public struct InputFileError: ExplainedError, Hashable {
  /// Why it cannot be read.
  public enum Cause: Hashable, Sendable {
    /// Nothing is there.
    case missing
    /// It is a directory.
    case directory
    /// The system does not let us read it; the system's own words.
    case unreadable(String)
    /// It is longer than ``InputFile/greatestLength``.
    case tooLong
  }

  /// The path as it was given.
  public var path: String

  /// Why it cannot be read.
  public var cause: Cause

  public var sentence: Sentence {
    switch cause {
    case .missing:
      Sentence(
        "\(path): there is no such file; check the path.",
        "\(path)：文件不存在；请检查路径。"
      )
    case .directory:
      Sentence(
        "\(path): this is a directory; name one file in it.",
        "\(path)：这是一个目录；请指定其中的一个文件。"
      )
    case .unreadable(let reason):
      Sentence(
        "\(path): the file cannot be read (\(reason)); check its permissions.",
        "\(path)：无法读取文件（\(reason)）；请检查权限。"
      )
    case .tooLong:
      Sentence(
        "\(path): the file is longer than 512 MiB; split it.",
        "\(path)：文件超过 512 MiB；请拆分后再读入。"
      )
    }
  }
}

/// Whole files, read once into memory.
public enum InputFile {
  /// The longest file that is read, in bytes: 512 MiB.
  public static let greatestLength = 512 << 20

  /// The bytes of the file or pipe at `path`.
  ///
  /// - Throws: ``InputFileError`` if it is missing, a directory, unreadable or too long.
  public static func readFile(at path: String) throws(InputFileError) -> [UInt8] {
    let bytes = try readFile(at: path, atMost: greatestLength + 1)
    guard bytes.count <= greatestLength else { throw InputFileError(path: path, cause: .tooLong) }
    return bytes
  }

  /// The first bytes of the file or pipe at `path`: all of them, if they are at most `limit`.
  ///
  /// - Throws: ``InputFileError`` if it is missing, a directory or unreadable.
  public static func readFile(at path: String, atMost limit: Int) throws(InputFileError) -> [UInt8]
  {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw InputFileError(path: path, cause: .missing)
    }
    guard !isDirectory.boolValue else { throw InputFileError(path: path, cause: .directory) }
    var bytes: [UInt8] = []
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      // A pipe says no length beforehand: the limit is kept while reading.
      while bytes.count < limit,
        let part = try handle.read(upToCount: min(1 << 20, limit - bytes.count)), !part.isEmpty
      { bytes.append(contentsOf: part) }
    } catch {
      let reason = (error as NSError).localizedDescription
      throw InputFileError(path: path, cause: .unreadable(reason))
    }
    return bytes
  }
}
