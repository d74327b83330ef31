// The sample evening: that it is repeatable, reads back, and leads to the alerts that its own truth
// asks for. Oracle: the scenario's truth, which is known before any receiver or evaluator.
//
// After a change of the writer: FENCELINE_WRITE_SAMPLES=1 swift test --filter CountyEvening

import AlertStore
import Foundation
import GeoCore
import GeoFormats
import Monitor
import Simulation
import Testing

@Suite("The sample evening")
struct CountyEveningTests {
  @Test("The same seed gives the same bytes, another seed others")
  func sameSeed() {
    let (a, b, c) = (CountyEvening(seed: 7), CountyEvening(seed: 7), CountyEvening(seed: 8))
    #expect(a.files.map(\.name) == b.files.map(\.name))
    #expect(a.files.map(\.text) == b.files.map(\.text))
    let isOther = a.files.map(\.text) != c.files.map(\.text)
    #expect(isOther)
  }

  @Test("The committed files are what the writer writes for seed 7")
  func committedFiles() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "sample-tracks")
    let files = CountyEvening(seed: 7).files
    let isToWrite = ProcessInfo.processInfo.environment["FENCELINE_WRITE_SAMPLES"] != nil
    for file in files {
      if isToWrite {
        try Data(file.text.utf8).write(to: root.appending(path: file.name))
      }
      let committed = try Data(contentsOf: root.appending(path: file.name))
      let isSame = committed == Data(file.text.utf8)
      #expect(isSame, "write \(file.name) anew")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
    #expect(names.sorted() == files.map(\.name).sorted())
    #expect(files.map(\.text.utf8.count).reduce(0, +) < 600_000)
  }

  @Test("The files read back without a skipped line")
  func readBack() throws {
    let evening = try ReadEvening(CountyEvening(seed: 7))
    #expect(evening.track.skippedCount == 0)
    #expect(evening.subjects.count == 40)
    #expect(evening.track.fixes.map(\.time) == evening.track.fixes.map(\.time).sorted())
    #expect(evening.track.fixes.last?.time ?? .distantFuture <= CountyEvening.end)
    #expect(evening.track.fixes.first?.time ?? .distantPast >= CountyEvening.start)
    for leave in evening.leaves {
      #expect(throws: Never.self) { try LeaveRules().check(leave, against: evening.leaves) }
    }
  }

  @Test("The expected alerts come, and no others", arguments: seeds)
  func expectedAlerts(seed: UInt64) throws {
    let scenario = CountyEvening(seed: seed)
    let evening = try ReadEvening(scenario)
    let replay = Replay(
      fixes: evening.track.fixes,
      registry: evening.registry,
      until: CountyEvening.end
    )
    check(replay.alerts, scenario, "seed \(seed)")
  }

  @Test(
    "They come as well when a gateway hands the reports over late, many at once",
    arguments: [10, 60, 110]
  )
  func lateReports(seconds: Int64) throws {
    let scenario = CountyEvening(seed: 7)
    let evening = try ReadEvening(scenario)
    let alerts = evening.alerts(deliveredEvery: .seconds(seconds))
    check(alerts, scenario, "every \(seconds) s")
  }

  /// Seed 7 is the committed one.
  private static let seeds: [UInt64] = [7] + Array(100..<120)

  private func check(_ alerts: [AlertRecord], _ scenario: CountyEvening, _ run: String) {
    var left = alerts
    for expected in scenario.expectedAlerts {
      let name = "\(run): \(expected.subject) \(expected.kind.rawValue)"
      let index = left.firstIndex { alert in
        alert.key.subject == expected.subject && alert.key.kind == expected.kind
          && alert.key.cause == expected.cause && alert.withdrawnAt == nil
      }
      guard let index else {
        Issue.record("\(name) is missing")
        continue
      }
      let alert = left.remove(at: index)
      let (began, tolerance) = (alert.key.began, expected.tolerance)
      #expect(isNear(began, expected.began, tolerance), "\(name) began")
      #expect((alert.ended == nil) == (expected.ended == nil), "\(name) ended or not")
      guard let ended = alert.ended, let truly = expected.ended else { continue }
      #expect(isNear(ended, truly, tolerance), "\(name) ended")
    }
    for alert in left {
      let began = isoText(of: alert.key.began, offsetSeconds: 28_800)
      Issue.record("\(run): \(alert.key.subject) \(alert.key.kind) of \(began) is not expected")
    }
  }

  private func isNear(_ a: Instant, _ b: Instant, _ tolerance: Milliseconds) -> Bool {
    max(a - b, b - a) <= tolerance
  }
}

/// An evening as somebody reads it who has only its files.
struct ReadEvening {
  let track: Track
  let subjects: [Subject]
  let leaves: [Leave]
  private(set) var registry: [RegistryRow] = []

  init(_ evening: CountyEvening) throws {
    let bytes = { (name: String) -> [UInt8] in
      Array((evening.files.first { $0.name == name }?.text ?? "").utf8)
    }
    let jurisdictions = try RegistryFile.readJurisdictions(
      csv: bytes("jurisdictions.csv"),
      file: "jurisdictions.csv"
    )
    let people = try RegistryFile.readSubjects(csv: bytes("subjects.csv"), file: "subjects.csv")
    let devices = try RegistryFile.readDevices(csv: bytes("devices.csv"), file: "devices.csv")
    let leaves = try RegistryFile.readLeaves(csv: bytes("leaves.csv"), file: "leaves.csv")
    let permits = try RegistryFile.readPermits(csv: bytes("permits.csv"), file: "permits.csv")
    let zones = try ZoneFile.readZones(
      bytes("zones.geojson"),
      file: "zones.geojson",
      conversion: try Conversion(from: .wgs84)
    )
    track = try TrackFile.read(
      bytes("tracks.csv"),
      file: "tracks.csv",
      as: TrackReading(conversion: try Conversion(from: .wgs84))
    )
    subjects = people.map(\.value)
    self.leaves = leaves.map(\.value)
    add(Grade.defaults.map { (.grade($0), nil) })
    add(jurisdictions.map { (.jurisdiction($0.value), $0.effective) })
    add(people.map { (.subject($0.value), $0.effective) })
    add(devices.map { (.device($0.value), $0.effective) })
    add(zones.map { (.zone($0), nil) })
    add(leaves.map { (.leave($0.value), $0.effective) })
    add(permits.map { (.permit($0.value), $0.effective) })
  }

  /// The alerts when everything of a stretch of time arrives at its end, in one datagram of a gateway.
  func alerts(deliveredEvery stretch: Milliseconds) -> [AlertRecord] {
    let gateway = Sender(number: SenderNumber(1), name: "gateway", kind: .gateway)
    let row = RegistryRow(number: 9_999, effective: .always, fact: .sender(gateway))
    let change = RegistryChange(revision: 1, superseded: [], recorded: registry + [row])
    var (pipeline, output) = (Pipeline(), Evaluation())
    var input = Input.registry(change, at: CountyEvening.start)
    pipeline.accept(&input, into: &output)
    var (next, now) = (0, CountyEvening.start)
    while now < CountyEvening.end {
      now = now + stretch
      var batch = FixBatch(receivedAt: now)
      while next < track.fixes.count, track.fixes[next].time <= now {
        batch.fixes.append(track.fixes[next])
        batch.outcomes.append(.kept)
        next += 1
      }
      batch.datagrams = [
        DatagramReceipt(
          sender: gateway.number,
          salt: 0,
          counter: 0,
          sentAt: now,
          firstFix: 0,
          fixCount: Int32(batch.fixes.count)
        )
      ]
      // The clock's deadlines come before the fixes that are on their way.
      for var input in [.clock(now)] + (batch.fixes.isEmpty ? [] : [Input.fixes(batch)]) {
        pipeline.accept(&input, into: &output)
      }
    }
    var alerts: [String: AlertRecord] = [:]
    for transition in output.transitions {
      let name = transition.alert.name
      if alerts[name] == nil {
        alerts[name] = AlertRecord(raised: transition)
      } else {
        alerts[name]?.apply(transition)
      }
    }
    return alerts.values.sorted { $0.key.began < $1.key.began }
  }

  private mutating func add(_ facts: [(RegistryFact, Period?)]) {
    for (fact, effective) in facts {
      let number = Int64(registry.count + 1)
      registry.append(RegistryRow(number: number, effective: effective ?? .always, fact: fact))
    }
  }
}
