import Foundation
import GRDB
import GeoCore
import Testing

@testable import AlertStore

/// One transaction holds inputs and what followed: against a full disk (SQLite's own limit of
/// pages), and against the inputs themselves, read back.
struct CommitTests {
  private func fill(_ store: AlertStore, pages: Int) throws {
    try store.database.inDatabase { database in
      let used = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(used + pages)")
    }
  }

  private func makeSpace(_ store: AlertStore) throws {
    try store.database.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
  }

  private func bigBatch(_ sequence: Int64) -> Input {
    let fixes = (0..<2_000).map { fix(UInt64(sequence), minute($0)) }
    return .fixes(batch(fixes, at: minute(sequence), counter: UInt64(sequence)))
  }

  @Test func `a full disk takes nothing of a transaction, and the retry all of it once`() throws {
    let scratch = Scratch()
    let store = try scratch.open()
    try store.commit([logged(1, bigBatch(1))], evaluation([transition()]))
    let before = try store.counts()
    try fill(store, pages: 2)
    let inputs = [logged(2, .clock(minute(1))), logged(3, bigBatch(3))]
    let steps = evaluation([
      transition(.ended, at: minute(3), .returned), transition(subject: "S2", began: minute(2)),
    ])
    for _ in 0..<3 {
      #expect(throws: StoreError.full(scratch.file("fenceline.sqlite"))) {
        try store.commit(inputs, steps)
      }
    }
    #expect(try store.lastInput().sequence == 1)
    #expect(try store.counts() == before)
    #expect(try store.lastStep() == 1)
    #expect(try store.alerts().map(\.ended) == [nil])
    try makeSpace(store)
    try store.commit(inputs, steps)
    #expect(try store.lastInput().sequence == 3)
    #expect(try store.steps(after: 0, limit: 9).map(\.number) == [1, 2, 3])
    #expect(try store.alerts().count == 2)
    let fixes = try store.fixInputs(after: 0, limit: 9).flatMap { input -> [Fix] in
      if case .fixes(let batch) = input.input { batch.fixes } else { [] }
    }
    #expect(fixes.count == 4_000 && Set(fixes).count == 4_000)
    #expect(try store.pragma("synchronous") == 2)
  }

  @Test func `an input comes back as it went in, but for what was refused`() throws {
    let store = try Scratch().open()
    var fixes = batch([fix(1, epoch), fix(2, epoch), fix(.max, minute(-9_000_000_000))])
    fixes.outcomes = [.kept, .duplicate, .late]
    let inputs: [Input] = [
      .clock(epoch), .fixes(fixes), .resumed(since: epoch, at: minute(5)), .clock(minute(6)),
    ]
    try store.commit(
      inputs.enumerated().map { logged(Int64($0.offset) + 1, $0.element) },
      Evaluation()
    )
    var revision: Int64 = 0
    let read = try store.inputs(after: 0, limit: 99, revision: &revision)
    #expect(read.map(\.sequence) == [1, 2, 3, 4])
    #expect(read.map(\.input.at) == inputs.map(\.at))
    guard case .fixes(let back) = read[1].input, case .resumed(let since, _) = read[2].input else {
      Issue.record("the kinds have changed")
      return
    }
    #expect(since == epoch)
    #expect(back.fixes == [fixes.fixes[0], fixes.fixes[2]])
    #expect(back.datagrams.map(\.counter) == [1] && back.datagrams[0].fixCount == 2)
  }

  @Test func `the log is read in bounded pieces, and all of it`() throws {
    let store = try Scratch().open()
    let fixes = (0..<60_000).map { fix(1, minute($0)) }
    let inputs = (1...6).map { logged($0, .fixes(batch(fixes, at: minute($0)))) }
    try store.commit(inputs + [logged(7, .clock(minute(7)))], Evaluation())
    var sequence: Int64 = 0
    var revision: Int64 = 0
    var pieces: [Int] = []
    while true {
      let read = try store.inputs(after: sequence, limit: 1_000, revision: &revision)
      guard let last = read.last else { break }
      #expect(read.first?.sequence == sequence + 1)
      sequence = last.sequence
      pieces.append(read.count)
    }
    #expect(sequence == 7 && pieces.count > 1 && pieces.allSatisfy { $0 <= 4 })
  }

  @Test func `the newest datagrams are read first`() throws {
    let store = try Scratch().open()
    let inputs = (1...9).map { number in
      logged(number, .fixes(batch([fix(1, minute(number))], counter: UInt64(number))))
    }
    try store.commit(inputs, Evaluation())
    var counters: [UInt64] = []
    try store.receipts(through: 8, limit: 3) { counters.append($0.counter) }
    #expect(counters == [8, 7, 6])
  }

  @Test func `a snapshot counts when its last part is there`() throws {
    let scratch = Scratch()
    let store = try scratch.open()
    #expect(try store.snapshot() == nil)
    let size = AlertStore.snapshotPartSize
    let lengths: [(Int64, Int)] = [(5, size * 2), (9, size * 3 + 7), (9, size), (12, 1)]
    for (sequence, length) in lengths {
      let state = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* Int(sequence)) }
      try store.saveSnapshot(state, sequence: sequence, revision: sequence + 1)
      guard sequence != 9 || length != size else { continue }
      let found = try #require(try store.snapshot())
      #expect(found.sequence == sequence && found.revision == sequence + 1)
      #expect(found.state == state)
    }
    // Killed between two parts: the one before stands, and the next time the rest is removed.
    try store.write { database in
      try database.execute(
        sql: "INSERT INTO snapshot(sequence, part, revision, state) VALUES (20, 0, 1, x'07')"
      )
    }
    #expect(try store.snapshot()?.sequence == 12)
    try store.saveSnapshot([4], sequence: 20, revision: 3)
    #expect(try store.snapshot()?.state == [4])
    let left = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM snapshot") }
    #expect(left == 2)
  }
}
