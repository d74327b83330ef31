import Foundation
import GeoCore
import Testing

@testable import AlertStore

/// The bitemporal registry against a slow oracle that shares no code: for each thing a list that
/// says, minute by minute, what is true of it — and a copy of all lists for each revision.
struct BitemporalTests {
  private typealias Timeline = [RegistryFact?]

  private static let minutes = 0..<40
  private static let ids = ["a", "b", "c"]

  private func zone(_ id: String, _ name: Int) throws -> RegistryFact {
    let center = try #require(Coordinate(latitudeE7: 225_000_000, longitudeE7: 1_140_000_000))
    let circle = try #require(Circle(center: center, radius: Meters(100)))
    return .zone(
      Zone(
        id: ZoneID(id),
        name: "\(name)",
        role: .prohibited,
        assignee: .everyone,
        area: .circle(circle)
      )
    )
  }

  private func subject(_ id: String, _ name: Int) -> RegistryFact {
    .subject(
      Subject(id: SubjectID(id), name: "\(name)", jurisdiction: "j", grade: "strict")
    )
  }

  private func randomPeriod(_ random: inout Seeded) -> (Period, Range<Int>) {
    let a = Int.random(in: -3...42, using: &random)
    let b = Int.random(in: -3...42, using: &random)
    let start = a < 0 ? Instant.distantPast : minute(Int64(a))
    let end = b > 38 ? Instant.distantFuture : minute(Int64(b))
    let (first, last) = (max(a, 0), b > 38 ? 40 : b)
    return (Period(start: start, end: end), first..<max(first, min(last, 40)))
  }

  /// What rows say minute by minute.
  private func timelines(_ rows: some Sequence<RegistryRow>) -> [String: Timeline] {
    var found: [String: Timeline] = [:]
    for row in rows {
      for index in Self.minutes where row.effective.contains(minute(Int64(index))) {
        let key = "\(row.fact.kind) \(row.fact.identifier)"
        var timeline = found[key] ?? Timeline(repeating: nil, count: 40)
        #expect(timeline[index] == nil, "two facts of \(key) hold in minute \(index)")
        timeline[index] = row.fact
        found[key] = timeline
      }
    }
    return found
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `what was known about every minute at every revision is what was said`(seed: UInt64) throws {
    var random = Seeded(seed)
    let store = try Scratch().open()
    var truth: [String: Timeline] = [:]
    var history: [Int64: [String: Timeline]] = [1: [:]]
    var counts: Set<Bool> = []
    for step in 0..<120 {
      let edits = Int.random(in: 1...3, using: &random)
      try store.edit(author: "t", command: "t", now: minute(Int64(step))) { editor in
        for _ in 0..<edits {
          let id = Self.ids.randomElement(using: &random) ?? "a"
          let name = Int.random(in: 0...2, using: &random)
          let fact = Bool.random(using: &random) ? subject(id, name) : try zone(id, name)
          let key = "\(fact.kind) \(id)"
          var timeline = truth[key] ?? Timeline(repeating: nil, count: 40)
          let before = timeline
          let (period, range) = randomPeriod(&random)
          if Int.random(in: 0..<4, using: &random) == 0 {
            try editor.end(fact.kind, id: id, at: period.start)
            for index in min(range.lowerBound, 40)..<40 { timeline[index] = nil }
          } else {
            let changed = try editor.put(fact, in: period)
            for index in range where !period.isEmpty { timeline[index] = fact }
            if timeline != before { #expect(changed) }
            counts.insert(changed)
          }
          truth[key] = timeline
        }
      }
      history[try store.revision()] = truth
    }
    #expect(counts == [true, false])
    for (revision, known) in history {
      let change = try store.registryChange(after: 0, through: revision)
      let rows = change.recorded.filter { $0.fact.kind == .subject || $0.fact.kind == .zone }
      let expected = known.filter { $0.value.contains { $0 != nil } }
      #expect(timelines(rows) == expected, "at revision \(revision)")
    }
    try checkSteps(store, &random)
  }

  /// Steps over random revisions lead to the same rows as one great step, and never double one.
  private func checkSteps(_ store: AlertStore, _ random: inout Seeded) throws {
    let last = try store.revision()
    let whole = try store.registryChange(after: 0, through: last)
    #expect(whole.superseded.isEmpty)
    for _ in 0..<10 {
      var revision: Int64 = 0
      var rows: [Int64: RegistryRow] = [:]
      while revision < last {
        let next = min(last, revision + .random(in: 1...40, using: &random))
        let change = try store.registryChange(after: revision, through: next)
        #expect(change.revision == next)
        for number in change.superseded { #expect(rows.removeValue(forKey: number) != nil) }
        for row in change.recorded { #expect(rows.updateValue(row, forKey: row.number) == nil) }
        revision = next
      }
      #expect(rows.values.sorted { $0.number < $1.number } == whole.recorded)
    }
  }

  @Test func `a failed edit leaves no revision and no row`() throws {
    let store = try Scratch().open()
    let before = try store.registry()
    #expect(throws: StoreError.alertClosed("x")) {
      try store.edit(author: "t", command: "t", now: epoch) { editor in
        try editor.put(subject("a", 1), in: .always)
        throw StoreError.alertClosed("x")
      }
    }
    #expect(try store.revision() == 1)
    #expect(try store.registry() == before)
  }

  @Test func `to say what is known already is no revision`() throws {
    let store = try Scratch().open()
    for _ in 0..<2 {
      try store.edit(author: "t", command: "t", now: epoch) { editor in
        try editor.put(subject("a", 1), in: .always)
        try editor.put(subject("a", 1), in: Period(start: epoch, end: minute(3)))
        try editor.put(subject("a", 2), in: Period(start: epoch, end: epoch))
      }
    }
    #expect(try store.revision() == 2)
  }

  @Test func `a key that is taken away is a revision, so that the service sees it`() throws {
    let store = try Scratch().open()
    try store.edit(author: "t", command: "t", now: epoch) { editor in
      try editor.setKey([UInt8](repeating: 1, count: 16), of: SenderNumber(.max))
    }
    #expect(try store.senderKeys().keys.map(\.value) == [.max])
    let revision = try store.revision()
    try store.edit(author: "t", command: "t", now: epoch) { editor in
      try editor.removeKey(of: SenderNumber(.max))
    }
    #expect(try store.senderKeys().isEmpty)
    #expect(try store.revision() == revision + 1)
  }

  @Test func `every kind of fact comes back as it went in`() throws {
    let store = try Scratch().open()
    let schedule = WeeklySchedule(
      spans: [WeeklySchedule.Span(days: 31, startMinute: 1_320, endMinute: 360)],
      timeZone: "Asia/Shanghai"
    )
    guard case .zone(var home) = try zone("z", 1) else { return }
    (home.role, home.effect, home.schedule) = (.permitted, .confines, schedule)
    home.assignee = .subject("s")
    var leave = Leave(
      id: "l",
      subject: "s",
      period: Period(start: epoch, end: minute(60)),
      destination: "z",
      reason: "葬礼, \"quoted\"\n",
      approver: "甲",
      approvalLevel: .county
    )
    leave.cancelledAt = minute(-9)
    let gateway = Sender(number: SenderNumber(.max), name: "塔", kind: .gateway)
    let own = Sender(number: SenderNumber(1), name: "", kind: .device(DeviceNumber(.max)))
    let facts: [RegistryFact] = [
      .jurisdiction(Jurisdiction(id: "j", name: "南山", level: .office, parent: "county")),
      .grade(Grade(id: "own", reportEvery: .zero, silentAfter: .zero, escapeAfter: .days(9))),
      .timeZone(.china), subject("s", 3),
      .device(DeviceAssignment(device: DeviceNumber(.max), kind: .phone, subject: "s")),
      .zone(home), .leave(leave),
      .permit(Permit(id: "p", subject: "s", zone: "z", period: leave.period, approver: "乙")),
      .sender(gateway), .sender(own),
    ]
    try store.edit(author: "t", command: "t", now: epoch) { editor in
      for fact in facts { try editor.put(fact, in: .always) }
    }
    let known = try store.registryChange(after: 1, through: 2).recorded.map(\.fact)
    #expect(known == facts)
    for fact in facts {
      #expect(try store.registry(of: fact.kind).contains { $0.fact == fact })
    }
  }
}
