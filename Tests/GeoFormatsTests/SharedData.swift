import Foundation
import GeoCore
import GeoFormats

/// Files that lie beside the repository and are never copied into it.
enum SharedData {
  /// The folder of a test of this file's depth: the repository's root, then `../shared`.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data").path

  /// Whether the folder is there; tests that need it are skipped where it is not.
  static let isPresent = FileManager.default.fileExists(atPath: folder)

  /// The bytes of the file at `path` within the folder.
  static func bytes(_ path: String) throws -> [UInt8] {
    try InputFile.readFile(at: folder + "/" + path)
  }
}

/// The message of the error that `body` throws; empty where it throws none.
func message(of body: () throws -> Void) -> Sentence {
  do {
    try body()
    return Sentence("", "")
  } catch {
    return (error as? any ExplainedError)?.sentence ?? Sentence("\(error)", "")
  }
}
