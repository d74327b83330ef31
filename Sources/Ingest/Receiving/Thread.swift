internal import CLinux
internal import Glibc

/// What a thread does from its start to its end.
protocol ThreadBody: AnyObject {
  func run()
}

/// A plain thread of the system with a name.
struct Thread: Sendable {
  // A number that any thread may join with; the receiver does, once.
  private let handle: pthread_t

  /// Starts a thread; from now on `body` is its own.
  init(name: String, running body: sending some ThreadBody) throws(IngestError) {
    let box = unsafe Unmanaged.passRetained(ThreadStart(name: name, body: body))
    var handle = pthread_t()
    let code = unsafe pthread_create(&handle, nil, runThread, box.toOpaque())
    guard code == 0 else {
      unsafe box.release()
      throw .system(operation: "to start a thread", code: code)
    }
    self.handle = handle
  }

  /// Waits for the thread's end.
  func join() { _ = pthread_join(handle, nil) }
}

/// What passes through the system to the new thread.
private final class ThreadStart {
  let name: String
  let body: any ThreadBody

  init(name: String, body: any ThreadBody) {
    self.name = name
    self.body = body
  }
}

/// The thread's first function; a closure in its stead could inherit an actor and trap here.
private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = unsafe argument else { return nil }
  let start = unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
  unsafe fl_name_thread(start.name)
  start.body.run()
  return nil
}
