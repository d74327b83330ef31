import Foundation
import GRDB
import GeoCore

@testable import AlertStore

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
      .appending(path: "fenceline-store-\(getpid())")
    try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    atexit(removeScratches)
    return directory
  }()

  static func removeAll() { try? FileManager.default.removeItem(at: all) }

  func open() throws(StoreError) -> AlertStore {
    try AlertStore.open(directory: path, missing: .create)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: file(name)))
  }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
    return (attributes[.posixPermissions] as? Int) ?? -1
  }
}

private func removeScratches() { Scratch.removeAll() }

/// 2026-01-01T00:00:00Z.
let epoch = Instant(milliseconds: 1_767_225_600_000)

func minute(_ count: Int64) -> Instant { epoch + .minutes(count) }

func fix(_ device: UInt64, _ time: Instant, _ latitude: Int32 = 225_000_000) -> Fix {
  Fix(
    device: DeviceNumber(device),
    time: time,
    coordinate: Coordinate(latitudeE7: latitude, longitudeE7: 1_140_000_000),
    source: .gnss
  )
}

func batch(_ fixes: [Fix], at instant: Instant = epoch, counter: UInt64 = 1) -> FixBatch {
  var batch = FixBatch(receivedAt: instant)
  batch.fixes = fixes
  batch.outcomes = fixes.map { _ in .kept }
  batch.datagrams = [
    DatagramReceipt(
      sender: SenderNumber(7),
      salt: 3,
      counter: counter,
      sentAt: instant,
      firstFix: 0,
      fixCount: Int32(fixes.count)
    )
  ]
  return batch
}

func logged(_ sequence: Int64, _ input: Input) -> LoggedInput {
  LoggedInput(sequence: sequence, input: input)
}

func transition(
  _ step: Transition.Step = .raised,
  subject: String = "S1",
  began: Instant = epoch,
  at instant: Instant = epoch,
  _ reason: Transition.Reason = .absenceWithoutLeave
) -> Transition {
  Transition(
    alert: AlertKey(subject: SubjectID(subject), kind: .outOfZone, cause: "", began: began),
    step: step,
    at: instant,
    knownAt: instant,
    reason: reason
  )
}

func evaluation(_ transitions: [Transition]) -> Evaluation {
  var evaluation = Evaluation()
  evaluation.transitions = transitions
  return evaluation
}

extension AlertStore {
  /// A pragma as the store's own connection reads it back.
  func pragma(_ name: String) throws -> Int? {
    try database.inDatabase { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
  }
}
