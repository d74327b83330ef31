import Foundation
import Testing

/// The directory of one test: its files, its store, and the commands that are run on them.
///
/// It is removed at the end of the test.
final class Site {
  /// What a command said and how it ended.
  struct Outcome {
    var status: Int32
    var output: String
    var error: String

    /// The JSON objects that the command wrote, one a line.
    var objects: [[String: Any]] {
      output.split(separator: "\n").compactMap {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
      }
    }
  }

  let folder: URL

  /// Who takes the steps: FENCELINE_OPERATOR.
  var operatorID: String?

  /// Makes an empty directory.
  init() throws {
    let name = "fenceline-test-\(UUID().uuidString)"
    folder = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The store's directory.
  var data: String { path("data") }

  /// The key file of ``found(subjects:grade:)``.
  var key: String { path("gateway.key") }

  /// The path of a file in the directory.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a file and gives its path.
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  /// Runs the binary to its end.
  @discardableResult
  func run(
    _ arguments: [String],
    language: String = "en",
    data: String? = nil
  ) throws -> Outcome {
    let running = try Running(self, arguments, language: language, data: data)
    let status = try running.wait(seconds: 120)
    return Outcome(status: status, output: running.output, error: running.error)
  }

  /// Runs the binary to its end and expects that it succeeds.
  ///
  /// - Returns: what it wrote to standard output.
  @discardableResult
  func succeed(
    _ arguments: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Outcome {
    let outcome = try run(arguments)
    try #require(
      outcome.status == 0,
      "\(arguments): \(outcome.error)",
      sourceLocation: sourceLocation
    )
    return outcome
  }
}

/// A process of the binary, or of another program; its outputs go into files.
///
/// It is started and awaited by the system's own calls: Foundation's `Process` crashes now and then
/// in a test process that starts hundreds.
final class Running {
  private let arguments: [String]
  private let number: pid_t
  private let out: URL
  private let err: URL
  private var status: Int32?

  /// Starts a program; without `program`, the binary.
  init(
    _ site: Site,
    _ arguments: [String],
    language: String = "en",
    data: String? = nil,
    program: String = binary.path
  ) throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: program),
      "\(program) is not there; build all products first"
    )
    let name = UUID().uuidString
    out = site.folder.appending(path: "\(name).out")
    err = site.folder.appending(path: "\(name).err")
    self.arguments = arguments
    var environment = [
      "PATH=\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
      "LANG=\(language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8")",
      "FENCELINE_DATA=\(data ?? site.data)",
    ]
    if let id = site.operatorID { environment.append("FENCELINE_OPERATOR=\(id)") }
    number = try Self.spawn([program] + arguments, environment, in: site.folder.path, out, err)
  }

  deinit {
    guard isRunning else { return }
    signal(SIGKILL)
    _ = try? wait(seconds: 10)
  }

  private static func spawn(
    _ arguments: [String],
    _ environment: [String],
    in directory: String,
    _ out: URL,
    _ err: URL
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, out.path, flags, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, err.path, flags, 0o600)
    // `env` changes the directory and becomes the program: the number stays.
    let arguments = ["/usr/bin/env", "-C", directory] + arguments
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe (words + variables).forEach { unsafe free($0) }
    }
    var number: pid_t = 0
    let failure = unsafe posix_spawn(&number, arguments[0], &actions, nil, &words, &variables)
    try #require(failure == 0, "\(arguments[0]) cannot be started: error \(failure)")
    return number
  }

  /// What it has written to standard output so far.
  var output: String { Self.text(of: out) }

  /// What it has written to standard error so far.
  var error: String { Self.text(of: err) }

  private static func text(of file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }

  /// Whether it has not ended.
  var isRunning: Bool {
    if status != nil { return false }
    var code: Int32 = 0
    guard unsafe waitpid(number, &code, WNOHANG) == number else { return true }
    let signal = code & 0x7F
    status = signal == 0 ? (code >> 8) & 0xFF : 128 + signal
    return false
  }

  /// Sends it a signal.
  func signal(_ signal: Int32) { if isRunning { kill(number, signal) } }

  /// Waits for its end.
  ///
  /// - Returns: its exit code; 128 and the signal's number where a signal ended it.
  func wait(seconds: Double) throws -> Int32 {
    try poll(seconds: seconds, "the end of \(arguments): \(error)", every: 2_000) { !isRunning }
    return try #require(status)
  }
}

/// A running service on a free port; it is killed when it is let go.
final class Server {
  let running: Running
  let port: UInt16
  private let site: Site

  /// Starts `serve --json` and reads the port from its first line.
  init(_ site: Site, port: UInt16 = 0, _ more: [String] = [], data: String? = nil) throws {
    self.site = site
    let arguments = ["serve", "--listen", "127.0.0.1:\(port)", "--json"] + more
    let running = try Running(site, arguments, data: data)
    try poll(seconds: 60, "the service listens") {
      running.output.contains("\n") || !running.isRunning
    }
    let line = running.output.prefix { $0 != "\n" }
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let heard = try #require(object?["port"] as? Int, "\(running.error)")
    self.running = running
    self.port = UInt16(heard)
  }

  /// Where datagrams go.
  var address: String { "127.0.0.1:\(port)" }

  /// Kills the service at once, as a crash or a power cut does.
  func kill() throws {
    running.signal(SIGKILL)
    _ = try running.wait(seconds: 20)
  }

  /// Asks the service to drain.
  ///
  /// - Returns: its exit code.
  func drain() throws -> Int32 {
    running.signal(SIGTERM)
    return try running.wait(seconds: 60)
  }
}

/// Looks at a condition again and again until it holds.
func poll(
  seconds: Double,
  _ what: @autoclosure () -> String,
  every pause: UInt32 = 10_000,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () throws -> Bool
) throws {
  let deadline = Date(timeIntervalSinceNow: seconds)
  while !(try condition()) {
    try #require(
      Date.now < deadline,
      "not in \(seconds) s: \(what())",
      sourceLocation: sourceLocation
    )
    usleep(pause)
  }
}

/// All suites of this target: one at a time, since they share two cores with real deadlines.
@Suite(.serialized) enum EndToEnd {}

/// The binary, beside the test bundle.
let binary: URL = {
  let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  return bundle.deletingLastPathComponent().appending(path: "fenceline")
}()

/// The root of the repository.
let repository: URL = {
  let up = URL(filePath: #filePath).deletingLastPathComponent()
  return up.deletingLastPathComponent().deletingLastPathComponent()
}()

/// Milliseconds since 1970, now.
var now: Int64 { Int64((Date.now.timeIntervalSince1970 * 1_000).rounded()) }

/// A time as the command line takes it; whole numbers all the way, since Foundation cuts milliseconds.
func iso(_ milliseconds: Int64) -> String {
  let date = Date(timeIntervalSince1970: Double(milliseconds / 1_000))
  let fraction = String(1_000 + milliseconds % 1_000).dropFirst()
  return date.formatted(Date.ISO8601FormatStyle()).dropLast() + ".\(fraction)Z"
}

/// The milliseconds since 1970 of a time as JSON lines give it: `2026-03-02T10:30:00.000Z`.
func milliseconds(_ value: Any?) throws -> Int64 {
  let text = try #require(value as? String)
  let parts = text.dropLast().split(separator: ".")
  try #require(parts.count == 2 && parts[1].count == 3 && text.hasSuffix("Z"), "\(text)")
  let date = try Date.ISO8601FormatStyle().parse(parts[0] + "Z")
  return Int64(date.timeIntervalSince1970) * 1_000 + (try #require(Int64(parts[1])))
}
