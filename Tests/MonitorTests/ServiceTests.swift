import AlertStore
import Foundation
import GRDB
import GeoCore
import Ingest
import Logging
import Testing

@testable import Monitor

/// The whole service on a loopback socket, with its threads: the store's log, read by a connection
/// of its own, against what was sent and what was acknowledged.
@Suite(.serialized)
struct ServiceTests {
  /// A service that runs, and what a test needs beside it.
  private final class Running {
    let scratch: Scratch
    let service: Service
    let lines = LogBook.Lines()
    private let ended = DispatchSemaphore(value: 0)

    init(_ scratch: Scratch, clock: (epoch: Instant, rate: Double)? = nil) throws {
      self.scratch = scratch
      var settings = Service.Settings(directory: scratch.path, host: "127.0.0.1", port: 0)
      settings.virtualClock = clock
      service = try Service(settings, logger: LogBook.logger(lines))
      Thread.detachNewThread { [service, ended] in
        do { try service.run() } catch { Issue.record(error) }
        ended.signal()
      }
    }

    func stop() -> Bool {
      service.stop()
      return ended.wait(timeout: .now() + 30) == .success
    }
  }

  private struct County {
    var store: AlertStore
    var sender: Sender
    var key: SenderKey
  }

  private func county(_ scratch: Scratch, subjects: Int = 2) throws -> County {
    let store = try scratch.open()
    try MonitorTests.County.register(in: store, subjects: subjects, at: .distantPast)
    let registrar = MonitorTests.County.registrar(store)
    let (sender, key) = try registrar.addSender(name: "tower", kind: .gateway, number: nil)
    return County(store: store, sender: sender, key: key)
  }

  /// Sends one datagram until it is answered, at most for a time: the codes of its fixes.
  private func send(
    _ datagram: [UInt8],
    _ session: inout SenderSession,
    to service: Service,
    seconds: Double = 20
  ) throws -> [FixOutcome]? {
    let socket = try DatagramSocket.connected(
      to: "127.0.0.1",
      port: service.port,
      timeout: Milliseconds(200)
    )
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      socket.send(datagram)
      guard let answer = socket.receive(),
        let acknowledgement = session.openAcknowledgement(answer)
      else { continue }
      return acknowledgement.ranges.flatMap { range in
        (0..<range.count).compactMap { _ in range.outcome }
      }
    }
    return nil
  }

  private func loggedFixes(_ store: AlertStore) throws -> [Fix] {
    try store.fixInputs(after: 0, limit: 9_999).flatMap { logged -> [Fix] in
      if case .fixes(let batch) = logged.input { batch.fixes } else { [] }
    }
  }

  /// Makes every commit of fixes fail while it is there.
  private func forbidFixes(_ scratch: Scratch, _ isForbidden: Bool) throws {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(10)
    let path = scratch.path + "/fenceline.sqlite"
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: isForbidden
          ? """
          CREATE TRIGGER no BEFORE INSERT ON input WHEN NEW.kind = 'fixes'
          BEGIN SELECT RAISE(ABORT, 'no fixes today'); END
          """ : "DROP TRIGGER no"
      )
    }
    try queue.close()
  }

  private func wait(_ isDone: () throws -> Bool) throws -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      if try isDone() { return true }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return false
  }

  @Test func `what is acknowledged is in the log, and a registration counts at once`() throws {
    let scratch = Scratch()
    let county = try county(scratch, subjects: 1)
    let running = try Running(scratch)
    var session = try SenderSession(
      sender: county.sender.number,
      key: county.key,
      startedAt: ServiceClock.system
    )
    let now = ServiceClock.system
    for number in 2...20 {
      try MonitorTests.County.register(number, in: county.store, at: now - .hours(1))
      let fixes = [
        MonitorTests.County.fix(UInt64(number), now), MonitorTests.County.fix(99, now),
      ]
      let datagram = session.seal(fixes, sentAt: now)
      let outcomes = try send(datagram, &session, to: running.service)
      #expect(outcomes == [.kept, .unknownDevice] || outcomes == [.duplicate, .duplicate])
      #expect(try loggedFixes(county.store).last?.device == DeviceNumber(UInt64(number)))
    }
    #expect(running.stop())
    #expect(try loggedFixes(county.store).count == 19)
    #expect(try county.store.status()["running"] == "false")
    #expect(try county.store.senderStatus()[county.sender.number]?["fixes.kept"] == 19)
    for file in try FileManager.default.contentsOfDirectory(atPath: scratch.path) {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "/" + file)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
    }
    #expect(try county.store.snapshot()?.sequence == county.store.lastInput().sequence)
  }

  @Test func `while a commit fails nothing is answered and one message is logged`() throws {
    let scratch = Scratch()
    let county = try county(scratch)
    let running = try Running(scratch)
    try forbidFixes(scratch, true)
    var settings = TrackSender.Settings(speed: nil)
    settings.fixesPerDatagram = 2
    settings.patience = .seconds(30)
    var sender = try TrackSender(
      host: "127.0.0.1",
      port: running.service.port,
      sender: county.sender.number,
      key: county.key,
      settings: settings
    )
    let start = ServiceClock.system - .minutes(60)
    let fixes = (0..<20).map { MonitorTests.County.fix(1, start + .seconds($0)) }
    var isForbidden = true
    var told = 0
    let summary = sender.send(fixes) { sent, acknowledged in
      told += 1
      guard isForbidden, sent == 20, told > 2 else { return }
      #expect(acknowledged == 0)
      #expect((try? loggedFixes(county.store).count) == 0)
      #expect(running.lines.count(of: "nothing is acknowledged") == 1)
      isForbidden = (try? forbidFixes(scratch, false)) == nil
    }
    #expect(summary.unacknowledged == 0 && summary.datagrams == 10 && summary.retries > 0)
    #expect(summary.outcomes.values.reduce(0, +) == 20)
    #expect(try loggedFixes(county.store) == fixes)
    #expect(running.lines.count(of: "commits succeed again") == 1)
    #expect(running.stop())
    #expect(running.lines.count(of: "nothing is acknowledged") == 1)
  }

  @Test func `who is stopped while a commit fails loses nothing that was acknowledged`() throws {
    let scratch = Scratch()
    let county = try county(scratch)
    let now = ServiceClock.system
    var session = try SenderSession(
      sender: county.sender.number,
      key: county.key,
      startedAt: now
    )
    let datagrams = (0..<3).map { index in
      session.seal([MonitorTests.County.fix(1, now + .seconds(index))], sentAt: now)
    }
    let first = try Running(scratch)
    #expect(try send(datagrams[0], &session, to: first.service) == [.kept])
    try forbidFixes(scratch, true)
    #expect(try send(datagrams[1], &session, to: first.service, seconds: 1) == nil)
    let saved = try county.store.lastInput().sequence
    // The disk has space again in the very moment in which the service ends.
    first.service.stop()
    try forbidFixes(scratch, false)
    #expect(first.stop())
    let inLog = try county.store.lastInput().sequence
    #expect(try (county.store.snapshot()?.sequence ?? 0) <= inLog && inLog >= saved)
    let second = try Running(scratch)
    for datagram in datagrams {
      #expect(try send(datagram, &session, to: second.service) != nil)
    }
    #expect(second.stop())
    let times = try loggedFixes(county.store).map { ($0.time - now).count / 1_000 }
    #expect(times == [0, 1, 2])
    #expect(try restored(county.store).sequence == county.store.lastInput().sequence)
  }

  @Test func `a late fix is kept once: in one batch, after carry-over, after a restart`() throws {
    let scratch = Scratch()
    let county = try county(scratch)
    let now = ServiceClock.system
    let newest = MonitorTests.County.fix(1, now)
    let late = (1...4).map { MonitorTests.County.fix(1, now - .minutes($0)) }
    var session = try SenderSession(
      sender: county.sender.number,
      key: county.key,
      startedAt: now
    )
    func outcomes(_ fixes: [Fix], _ running: Running) throws -> [FixOutcome]? {
      // A fresh counter each time: it is the content that is recognised.
      try send(session.seal(fixes, sentAt: now), &session, to: running.service)
    }
    var running = try Running(scratch)
    let mixed = [newest, late[0], late[0], newest, late[1]]
    #expect(try outcomes(mixed, running) == [.kept, .late, .duplicate, .duplicate, .late])
    #expect(try outcomes([late[1], late[2]], running) == [.duplicate, .late])
    #expect(try wait { try FixHistory(of: county.store).progress() > 2 })
    #expect(try outcomes([late[0], late[3]], running) == [.duplicate, .late])
    #expect(running.stop())
    running = try Running(scratch)
    #expect(try outcomes(late + [newest], running) == Array(repeating: .duplicate, count: 5))
    #expect(running.stop())
    #expect(try Set(loggedFixes(county.store)) == Set(late + [newest]))
    #expect(try loggedFixes(county.store).count == 5)
    let history = try FixHistory(of: county.store)
    #expect(try history.fixes(of: [(DeviceNumber(1), .always)]).fixes.count == 5)
  }

  @Test func `our own pause is nobody's silence`() throws {
    let scratch = Scratch()
    let county = try county(scratch)
    let start = ServiceClock.system - .hours(9)
    var pipeline = Pipeline()
    let change = try county.store.registryChange(after: 0, through: county.store.revision())
    let fix = MonitorTests.County.fix(1, start)
    let other = MonitorTests.County.fix(2, start)
    for input in [
      .registry(change, at: start),
      .fixes(MonitorTests.County.batch([fix, other], at: start)), .clock(start + .minutes(25)),
    ] as [Input] {
      var (input, output) = (input, Evaluation())
      let sequence = pipeline.accept(&input, into: &output)
      #expect(output.transitions.isEmpty)
      try county.store.commit([LoggedInput(sequence: sequence, input: input)], output)
    }
    let running = try Running(scratch)
    #expect(try wait { try county.store.lastInput().sequence >= 4 })
    #expect(running.stop())
    var revision: Int64 = 0
    let inputs = try county.store.inputs(after: 3, limit: 9, revision: &revision)
    guard case .resumed(let since, let at) = inputs.first?.input else {
      Issue.record("the pause is not in the log")
      return
    }
    #expect(since == start + .minutes(25) && at > start + .hours(8))
    #expect(try county.store.alerts().isEmpty)
  }

  @Test func `one directory has one service, and one kind of clock`() throws {
    let scratch = Scratch()
    let first = try Running(scratch, clock: (epoch, 3_600))
    #expect(throws: ServiceError.alreadyRunning(directory: scratch.path)) {
      try Running(scratch)
    }
    let store = try scratch.open()
    #expect(try wait { try store.status()["clock"] == "virtual" })
    #expect(try wait { try store.lastInput().at > epoch })
    #expect(try store.virtualClock()?.rate == 3_600)
    #expect(first.stop())
    // The clock is the store's: who starts it again need not say so.
    let again = try Running(scratch)
    #expect(again.service.clock.now < epoch + .days(30))
    #expect(again.stop())
    let real = Scratch()
    try real.open().commit([LoggedInput(sequence: 1, input: .clock(epoch))], Evaluation())
    #expect(throws: ServiceError.hasRealTime(directory: real.path)) {
      try Running(real, clock: (epoch, 1))
    }
  }

  @Test func `a history ahead of its log is made anew`() throws {
    let scratch = Scratch()
    let county = try county(scratch)
    let fix = MonitorTests.County.fix(1, epoch)
    let batch = MonitorTests.County.batch([fix], at: epoch)
    let history = try FixHistory(of: county.store)
    try history.add([LoggedInput(sequence: 900, input: .fixes(batch))])
    // The log was restored from a backup of before.
    try county.store.commit([LoggedInput(sequence: 1, input: .fixes(batch))], Evaluation())
    let running = try Running(scratch)
    #expect(running.stop())
    #expect(try history.progress() == 1)
    #expect(try history.fixes(of: [(DeviceNumber(1), .always)]).fixes == [fix])
  }
}
