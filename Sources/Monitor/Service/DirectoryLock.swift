#if canImport(Glibc)
internal import Glibc
#endif
internal import AlertStore

/// Holds a store's directory for one service; the kernel lets go of it when the process ends.
struct DirectoryLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: ``ServiceError/alreadyRunning(directory:)``, or a ``StoreError`` where the directory
  ///   cannot be written.
  init(directory: String) throws {
    let path = directory + "/lock"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError.notWritable(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw ServiceError.alreadyRunning(directory: directory)
    }
  }

  /// Lets go of the directory before the process ends.
  func release() { flock(descriptor, LOCK_UN) }

  deinit { close(descriptor) }
}
