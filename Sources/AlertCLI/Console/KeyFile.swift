import Foundation
import GeoCore
import GeoFormats
import Ingest

/// A sender's key in a file of mode 0600: one line, `NUMBER:32 hexadecimal digits`.
enum KeyFile {
  /// Makes a new file and writes the key that `register` gives into it.
  ///
  /// The file is made first: where that fails, nothing is registered; where registering fails, the
  /// file is removed.
  static func create(
    at path: String,
    _ register: () throws -> (Sender, SenderKey)
  ) throws -> Sender {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why = unsafe errno == EEXIST ? nil : String(cString: strerror(errno))
      throw CommandError.cannotWrite(
        path,
        why ?? say("it is there already; name another file", "文件已存在；请换一个文件名")
      )
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      let (sender, key) = try register()
      try handle.write(contentsOf: Data("\(sender.number.value):\(key.hexadecimal)\n".utf8))
      return sender
    } catch {
      unsafe unlink(path)
      throw error
    }
  }

  /// Reads a key.
  static func read(at path: String) throws -> (SenderNumber, SenderKey) {
    let text = String(decoding: try InputFile.readFile(at: path), as: UTF8.self)
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
    guard mode & 0o077 == 0 else { throw CommandError.openKeyFile(path) }
    let parts = text.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: ":")
    guard parts.count == 2, let number = UInt32(parts[0]),
      let key = SenderKey(hexadecimal: String(parts[1]))
    else { throw CommandError.badKeyFile(path) }
    return (SenderNumber(number), key)
  }
}
