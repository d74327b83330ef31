internal import AlertStore
internal import GeoCore
internal import Ingest
#if canImport(Glibc)
internal import Glibc
#endif

/// What the service counts and tells of itself.
struct ServiceMetrics {
  var startedAt = Instant.distantPast
  var publishedAt = Instant.distantPast
  var commitFault: StoreError?
  private var outcomes = [UInt64](repeating: 0, count: 256)
  private var knownSenders: [SenderNumber] = []
  private var knownSendersAt = Instant.distantPast
  private var nextSender = -1
  private var senderOutcomes: [SenderNumber: [UInt64]] = [:]
  private var alertsRaised: UInt64 = 0
  private var alertLatencies = Latencies()
  private var commitLatencies = Latencies()

  /// Counts what followed from a turn; `received` is when the first of its fixes came.
  mutating func note(_ output: Evaluation, clock: ServiceClock, received: Instant?) {
    let raised = output.transitions.count { $0.step == .raised }
    alertsRaised += UInt64(raised)
    guard let received else { return }
    // Both stamps are whole milliseconds of the system's clock: what is told is never too short.
    let taken = Double((clock.now - received).count) / (clock.virtual?.rate ?? 1) + 1
    commitLatencies.record(milliseconds: taken)
    for _ in 0..<raised { alertLatencies.record(milliseconds: taken) }
  }

  /// Counts the settled outcomes of a batch.
  mutating func note(_ batch: FixBatch) {
    for datagram in batch.datagrams {
      for index in datagram.fixes {
        let code = Int(batch.outcomes[index].rawValue)
        outcomes[code] += 1
        senderOutcomes[datagram.sender, default: [UInt64](repeating: 0, count: 32)][code] += 1
      }
    }
  }

  /// What the service says of itself.
  func status(of loop: borrowing ServiceLoop, isRunning: Bool) -> [String: String] {
    let service = loop.service
    var status = [
      "running": isRunning ? "true" : "false",
      "processID": "\(getpid())",
      "host": service.settings.host,
      "port": "\(service.port)",
      "clock": service.clock.virtual == nil ? "system" : "virtual",
      "startedAt": "\(startedAt.milliseconds)",
      "publishedAt": "\(service.clock.now.milliseconds)",
      "publishedAtSystem": "\(ServiceClock.system.milliseconds)",
      "inputs": "\(loop.sequence)",
      "historyLag": "\(loop.sequence - service.keeper.progress)",
      "revision": "\(loop.pipeline.evaluator.registry.revision)",
      "subjects": "\(loop.pipeline.evaluator.registry.subjectCount)",
      "receiveBufferBytes": "\(service.receiver.bufferBytes)",
      "kernelDrops": "\(service.receiver.kernelDrops)",
      "receivePauses": "\(service.receiver.pauses)",
      "acknowledgementsSent": "\(loop.acknowledger.sent)",
      "acknowledgementsFailed": "\(loop.acknowledger.failed)",
      "alertsRaised": "\(alertsRaised)",
      "alertLatencyP50Milliseconds": "\(alertLatencies.quantile(0.5))",
      "alertLatencyP99Milliseconds": "\(alertLatencies.quantile(0.99))",
      "commitLatencyP50Milliseconds": "\(commitLatencies.quantile(0.5))",
      "commitLatencyP99Milliseconds": "\(commitLatencies.quantile(0.99))",
      "residentKilobytes": "\(residentKilobytes)",
      "commitFault": commitFault.map { "\($0)" } ?? "",
    ]
    if let virtual = service.clock.virtual { status["clockRate"] = "\(virtual.rate)" }
    for outcome in FixOutcome.allCases {
      status["fixes.\(outcome)"] = "\(outcomes[Int(outcome.rawValue)])"
    }
    for reason in Refusal.allCases {
      status["refused.\(reason)"] = "\(service.receiver.count(of: reason))"
    }
    return status
  }

  /// What the service says of its senders: of some of them each time, in turn, where they are many.
  mutating func senderStatus(of receiver: Receiver) -> [SenderNumber: [String: Int64]] {
    if publishedAt - knownSendersAt >= Milliseconds(Int64(knownSenders.count) * 10) {
      knownSenders = receiver.counters.heardSenders
      knownSendersAt = publishedAt
    }
    var all: [SenderNumber: [String: Int64]] = [:]
    for _ in 0..<min(Self.sendersAtOnce, knownSenders.count) {
      nextSender = nextSender + 1 < knownSenders.count ? nextSender + 1 : 0
      let sender = knownSenders[nextSender]
      if let counts = receiver.counters(of: sender) { all[sender] = values(of: sender, counts) }
    }
    return all
  }

  /// How many senders are published at once, which bounds the time that it takes.
  private static let sendersAtOnce = 100

  private func values(
    of sender: SenderNumber,
    _ counts: RefusalCounters.PerSender
  ) -> [String: Int64] {
    var values: [String: Int64] = [
      "datagrams": Int64(clamping: counts.accepted),
      "repeatedDatagrams": Int64(clamping: counts.duplicates),
      "refused.counterTooOld": Int64(clamping: counts.tooOld),
      "refused.badTag": Int64(clamping: counts.badTags),
      "refused.malformedBody": Int64(clamping: counts.malformedBodies),
    ]
    if let seen = counts.lastReceivedAt { values["lastSeen"] = seen.milliseconds }
    for outcome in FixOutcome.allCases {
      values["fixes.\(outcome)"] = Int64(
        clamping: senderOutcomes[sender]?[Int(outcome.rawValue)] ?? 0
      )
    }
    return values
  }

  /// The memory that the process really takes.
  private var residentKilobytes: Int {
    let file = unsafe fopen("/proc/self/statm", "r")
    guard let file = unsafe file else { return 0 }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let fields = line.split(separator: CChar(UInt8(ascii: " ")))
    guard fields.count > 1 else { return 0 }
    let pages = fields[1].reduce(0) { $0 * 10 + Int($1) - Int(UInt8(ascii: "0")) }
    return pages * (Int(sysconf(Int32(_SC_PAGESIZE))) / 1024)
  }
}
