import Foundation
import GeoCore

/// Files that commands write: whole or not at all, and for the owner's eyes.
enum OutputFile {
  /// Writes a file of mode 0600; a device or a pipe, as `/dev/stdout`, takes the text as it is there.
  ///
  /// - Throws: ``CommandError/cannotWrite(_:_:)`` with the system's own words.
  static func write(_ text: String, to path: String) throws {
    try write(to: path) { write in try write(text) }
  }

  /// Writes a file of which the text comes in parts.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - fill: hands the parts to its argument, in order.
  /// - Throws: ``CommandError/cannotWrite(_:_:)`` with the system's own words.
  static func write(to path: String, _ fill: ((String) throws -> Void) throws -> Void) throws {
    if isStream(path) {
      return try self.fill(unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC), path, fill)
    }
    let part = "\(path).\(getpid()).part"
    // Made anew: what somebody else put there would keep its owner and its mode.
    unsafe unlink(part)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(part, flags, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      try self.fill(descriptor, path, fill)
    } catch {
      unsafe unlink(part)
      throw error
    }
    guard unsafe rename(part, path) == 0 else {
      let failure = failure(path)
      unsafe unlink(part)
      throw failure
    }
  }

  /// Whether a device, a pipe or a socket is there, behind links too: nothing that can be replaced, as is
  /// nothing in `/dev`.
  private static func isStream(_ path: String) -> Bool {
    if path.hasPrefix("/dev/") { return true }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// Writes the parts into what was opened, and closes it.
  private static func fill(
    _ descriptor: Int32,
    _ path: String,
    _ fill: ((String) throws -> Void) throws -> Void
  ) throws {
    guard descriptor >= 0 else { throw failure(path) }
    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try fill { try handle.write(contentsOf: Data($0.utf8)) }
      try handle.close()
    } catch {
      throw CommandError.cannotWrite(path, error.localizedDescription)
    }
  }

  /// Makes the directories that `path` names.
  static func makeDirectory(_ path: String) throws {
    var isDirectory: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      if isDirectory.boolValue { return }
      throw CommandError.cannotWrite(path, say("it is a file", "这是一个文件"))
    }
    let parent = (path as NSString).deletingLastPathComponent
    if !parent.isEmpty { try makeDirectory(parent) }
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path) }
  }

  /// What the system says of the last call.
  private static func failure(_ path: String) -> CommandError {
    .cannotWrite(path, unsafe String(cString: strerror(errno)))
  }
}
