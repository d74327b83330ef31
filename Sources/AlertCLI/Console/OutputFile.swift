import Foundation

/// Files that commands write: whole or not at all, and for the owner's eyes.
enum OutputFile {
  /// Writes a file of mode 0600.
  static func write(_ text: String, to path: String) throws {
    umask(0o077)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandError.cannotWrite(path, error.localizedDescription)
    }
  }
}
