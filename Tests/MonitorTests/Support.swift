import AlertStore
import Foundation
import GeoCore
import Ingest
import Logging
import Synchronization

@testable import Monitor

/// SplitMix64: a printed seed repeats a test.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  /// A generator of a seed that is printed.
  init(_ seed: UInt64, _ test: String = #function) {
    state = seed
    FileHandle.standardError.write(Data("\(test): seed \(seed)\n".utf8))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

/// A directory that is gone when the tests are over.
struct Scratch: Sendable {
  let path = Self.all.appending(path: UUID().uuidString).path()

  private static let all: URL = {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "fenceline-monitor-\(getpid())")
    try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    atexit(removeScratches)
    return directory
  }()

  static func removeAll() { try? FileManager.default.removeItem(at: all) }

  func open() throws(StoreError) -> AlertStore {
    try AlertStore.open(directory: path, missing: .create)
  }
}

private func removeScratches() { Scratch.removeAll() }

/// 2026-01-01T00:00:00Z.
let epoch = Instant(milliseconds: 1_767_225_600_000)

func minute(_ count: Int64) -> Instant { epoch + .minutes(count) }

/// A small county: zones around one place, subjects with a device each.
enum County {
  static let home = place(0, 0)
  static let away = place(600_000, 600_000)

  static func place(_ latitude: Int32, _ longitude: Int32) -> Coordinate {
    Coordinate(latitudeE7: 225_000_000 + latitude, longitudeE7: 1_140_000_000 + longitude) ?? home
  }

  static func zone(
    _ id: String,
    around center: Coordinate = home,
    radius: Double = 1_000,
    role: Zone.Role = .permitted,
    assignee: Zone.Assignee = .everyone
  ) -> Zone? {
    guard let circle = Circle(center: center, radius: Meters(radius)) else { return nil }
    return Zone(
      id: ZoneID(id),
      name: id,
      role: role,
      assignee: assignee,
      area: .circle(circle)
    )
  }

  static func subject(_ id: String, grade: GradeID = "strict") -> Subject {
    Subject(id: SubjectID(id), name: id, jurisdiction: "office", grade: grade)
  }

  static func leave(_ id: String, _ subject: String, from start: Instant, to end: Instant) -> Leave
  {
    Leave(
      id: LeaveID(id),
      subject: SubjectID(subject),
      period: Period(start: start, end: end),
      reason: "visit",
      approver: "li",
      approvalLevel: .city
    )
  }

  static func fix(_ device: UInt64, _ time: Instant, _ place: Coordinate = home) -> Fix {
    var fix = Fix(device: DeviceNumber(device), time: time, coordinate: place, source: .gnss)
    fix.accuracyDecimeters = 50
    return fix
  }

  static func batch(
    _ fixes: [Fix],
    at instant: Instant,
    sender: UInt32 = 1,
    counter: UInt64 = 1
  ) -> FixBatch {
    var batch = FixBatch(receivedAt: instant)
    batch.fixes = fixes
    batch.outcomes = fixes.map { _ in .kept }
    batch.datagrams = [
      DatagramReceipt(
        sender: SenderNumber(sender),
        salt: 3,
        counter: counter,
        sentAt: instant,
        firstFix: 0,
        fixCount: Int32(fixes.count)
      )
    ]
    return batch
  }

  /// Registers an office, the zone "home", and subjects S1… who carry the devices 1….
  static func register(
    in store: AlertStore,
    subjects: Int,
    at now: Instant = epoch
  ) throws {
    try store.edit(author: "t", command: "t", now: now) { editor in
      let office = Jurisdiction(id: "office", name: "office", level: .office, parent: nil)
      try editor.put(.jurisdiction(office), in: .always)
      if let zone = zone("home") { try editor.put(.zone(zone), in: .always) }
    }
    for number in 0..<subjects { try register(number + 1, in: store, at: now) }
  }

  static func register(_ number: Int, in store: AlertStore, at now: Instant) throws {
    try store.edit(author: "t", command: "t", now: now) { editor in
      let subject = subject("S\(number)")
      let period = Period(start: now, end: .distantFuture)
      try editor.put(.subject(subject), in: period)
      let device = DeviceNumber(UInt64(number))
      try editor.put(
        .device(DeviceAssignment(device: device, kind: .wristband, subject: subject.id)),
        in: period
      )
    }
  }

  static func registrar(_ store: AlertStore, at now: Instant = epoch) -> Registrar {
    Registrar(store: store, author: "t", command: "t", now: now)
  }
}

/// Keeps what is logged.
struct LogBook: LogHandler {
  private let lines: Lines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  final class Lines: Sendable {
    private let all = Mutex<[String]>([])
    func append(_ line: String) { all.withLock { $0.append(line) } }
    func count(of text: String) -> Int { all.withLock { $0.count { $0.contains(text) } } }
  }

  init(_ lines: Lines) { self.lines = lines }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { lines.append("\(event.level) \(event.message)") }

  static func logger(_ lines: Lines) -> Logger { Logger(label: "test") { _ in LogBook(lines) } }
}
