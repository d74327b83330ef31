import Foundation
import GeoCore
import Ingest

/// A sender's key in a file of mode 0600: one line, `NUMBER:32 hexadecimal digits`.
enum KeyFile {
  /// Refuses to write over a file that is there.
  static func checkIsNew(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw CommandError.cannotWrite(path, say("it is there already", "文件已存在"))
    }
  }

  /// Writes a key.
  static func write(_ sender: SenderNumber, _ key: SenderKey, to path: String) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandError.cannotWrite(path, unsafe String(cString: strerror(errno)))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data("\(sender.value):\(key.hexadecimal)\n".utf8))
  }

  /// Reads a key.
  static func read(at path: String) throws -> (SenderNumber, SenderKey) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let attributes, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandError.badKeyFile(path)
    }
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    guard mode & 0o077 == 0 else { throw CommandError.openKeyFile(path) }
    let parts = text.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: ":")
    guard parts.count == 2, let number = UInt32(parts[0]),
      let key = SenderKey(hexadecimal: String(parts[1]))
    else { throw CommandError.badKeyFile(path) }
    return (SenderNumber(number), key)
  }
}
