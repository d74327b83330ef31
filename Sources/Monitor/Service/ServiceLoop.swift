internal import AlertStore
internal import GeoCore
internal import Ingest
internal import Logging
internal import Synchronization

/// What the service's own thread does, turn by turn.
///
/// A turn gathers what has come — a change of the registry, fixes, a deadline —, evaluates it,
/// commits inputs and transitions in one transaction, and acknowledges. While a commit fails,
/// nothing new is evaluated and nothing acknowledged; the receive thread stops reading when its
/// batch is full.
struct ServiceLoop: ~Copyable {
  let service: Service
  var pipeline: Pipeline
  var output = Evaluation()
  var received: ReceivedBatch
  var acknowledger: Acknowledger
  var metrics = ServiceMetrics()
  private var dataVersion: Int64 = -1
  private var revision: Int64
  /// The revision that adopted the configuration whose rules are in force; `nil` before the first look.
  private var configuration: Int64?
  private var lastInputAt = ServiceClock.steady
  private var lastSnapshot: (sequence: Int64, at: Instant)
  /// Whether an input was evaluated whose commit was given up: from then on the state is not the
  /// log's.
  private var isAheadOfLog = false
  private var isReadingReported = false

  /// How long the loop waits for fixes before it looks for other inputs.
  private static let patience = Milliseconds(5)
  /// After how long without an input the passing of time is logged, so that a crash shows when.
  private static let idleLimit = Milliseconds.seconds(10)
  /// How often the evaluator's state is kept.
  private static let snapshotPeriod = Milliseconds.seconds(60)
  /// How soon after a start: what recovery replayed is not to be replayed twice.
  private static let firstSnapshotAfter = Milliseconds.seconds(5)

  /// Goes on from where the store's log has led `pipeline`.
  init(_ service: Service, _ pipeline: consuming Pipeline) throws {
    let acknowledger = try Acknowledger(startedAt: ServiceClock.system)
    let last = try service.store.lastInput()
    self.service = service
    self.acknowledger = acknowledger
    self.pipeline = pipeline
    revision = self.pipeline.evaluator.registry.revision
    received = service.exchange.makeSpare()
    let lapse = Self.snapshotPeriod - Self.firstSnapshotAfter
    lastSnapshot = (self.pipeline.sequence, ServiceClock.steady - lapse)
    metrics.startedAt = service.clock.now
    if last.sequence > 0 {
      let now = max(service.clock.now, last.at)
      var inputs = [LoggedInput(sequence: 0, input: .resumed(since: last.at, at: now))]
      take(&inputs, acknowledging: false)
    }
  }

  /// The sequence number of the last input.
  var sequence: Int64 { pipeline.sequence }

  /// One turn.
  mutating func turn() {
    service.exchange.wait(atMost: Self.patience)
    step()
    publishIfDue()
    snapshotIfDue()
  }

  /// Commits what the receive thread left, keeps the state, and says goodbye.
  mutating func drain() {
    step()
    service.snapshots.waitUntilIdle()
    if !isAheadOfLog, pipeline.sequence > 0 {
      service.snapshots.finish(pipeline.evaluator, sequence: pipeline.sequence)
    }
    publish(isRunning: false)
  }

  private mutating func step() {
    // What could not be committed is not in the log; nothing may follow it.
    if isAheadOfLog { return }
    var inputs: [LoggedInput] = []
    let (rules, change) = newChanges()
    let hasFixes = service.exchange.take(into: &received)
    let now = max(service.clock.now, pipeline.evaluator.now)
    // A registry that changed with the rules is judged by the new ones.
    if let rules { inputs.append(LoggedInput(sequence: 0, input: .rules(rules, at: now))) }
    if let change { inputs.append(LoggedInput(sequence: 0, input: .registry(change, at: now))) }
    if hasFixes { inputs.append(LoggedInput(sequence: 0, input: .fixes(received.batch))) }
    let idle = ServiceClock.steady - lastInputAt
    if inputs.isEmpty, pipeline.evaluator.nextDeadline <= now || idle >= Self.idleLimit {
      inputs.append(LoggedInput(sequence: 0, input: .clock(now)))
    }
    if inputs.isEmpty { return }
    // The batch is evaluated in place: the one in `received` gives up its arrays meanwhile.
    if hasFixes { received.batch = FixBatch(receivedAt: now) }
    take(&inputs, acknowledging: hasFixes)
    if !isAheadOfLog { announce(rules, change) }
  }

  /// Evaluates inputs, commits them with what follows, and acknowledges the fixes among them.
  private mutating func take(_ inputs: inout [LoggedInput], acknowledging: Bool) {
    for index in inputs.indices {
      let sequence = pipeline.accept(&inputs[index].input, into: &output)
      inputs[index].sequence = sequence
    }
    guard commit(inputs) else {
      isAheadOfLog = true
      return
    }
    lastInputAt = ServiceClock.steady
    metrics.note(output, clock: service.clock, received: acknowledging ? received.oldest : nil)
    output.removeAll()
    if acknowledging, case .fixes(let batch) = inputs.removeLast().input {
      received.batch = batch
      acknowledger.acknowledge(
        received,
        senders: service.senders.current,
        serverTime: service.clock.now,
        through: service.receiver
      )
      metrics.note(received.batch)
    }
    service.past.forget(through: service.keeper.progress)
  }

  /// Tries until the commit succeeds, or the service is to stop while it cannot.
  private mutating func commit(_ inputs: [LoggedInput]) -> Bool {
    while true {
      do {
        try service.store.commit(inputs, output)
        if metrics.commitFault != nil { service.logger.notice("commits succeed again") }
        metrics.commitFault = nil
        return true
      } catch {
        if metrics.commitFault == nil {
          service.logger.critical("nothing is acknowledged: \(error)")
          metrics.commitFault = error
        }
        if service.stopping.isAsked { return false }
        service.exchange.wait(atMost: .seconds(1))
      }
    }
  }
}

// MARK: - The registry

extension ServiceLoop {
  /// What commands changed since the last turn: the rules, the registry.
  private mutating func newChanges() -> (DecisionRules?, RegistryChange?) {
    do {
      let version = try service.store.dataVersion()
      guard version != dataVersion else { return (nil, nil) }
      dataVersion = version
      let rules = try newRules()
      let newest = try service.store.revision()
      guard newest > revision else { return (rules, nil) }
      let change = try service.store.registryChange(after: revision, through: newest)
      try adoptSenders()
      revision = newest
      isReadingReported = false
      return (rules, change)
    } catch {
      dataVersion = -1
      if !isReadingReported { service.logger.error("the registry could not be read: \(error)") }
      isReadingReported = true
      return (nil, nil)
    }
  }

  /// The rules of the configuration in force, where they are not those that decide already.
  ///
  /// A log begins with its rules, so that it says by which it was judged when defaults have changed.
  private mutating func newRules() throws -> DecisionRules? {
    let newest = try service.store.configurationRevision()
    guard newest != configuration else { return nil }
    let rules: DecisionRules
    do {
      rules = try Configuration(inForceIn: service.store).rules
    } catch let error as ConfigurationError {
      service.logger.error("the rules stay as they are: \(error)")
      configuration = newest
      return nil
    }
    configuration = newest
    return rules == pipeline.evaluator.rules && sequence > 0 ? nil : rules
  }

  /// Puts the senders of the store in force.
  func adoptSenders() throws {
    let keys = try service.store.senderKeys()
    var rows: [(sender: Sender, key: SenderKey)] = []
    for row in try service.store.registry(of: .sender) {
      guard case .sender(let sender) = row.fact, let bytes = keys[sender.number] else { continue }
      guard let key = SenderKey(bytes: bytes) else { throw ServiceError.badKey(sender.number) }
      rows.append((sender, key))
    }
    service.senders.replace(with: SenderTable(rows))
  }

  private func announce(_ rules: DecisionRules?, _ change: RegistryChange?) {
    if rules != nil, let configuration {
      service.logger.info("rules adopted", metadata: ["configuration": "\(configuration)"])
    }
    guard let change else { return }
    service.logger.info(
      "registry adopted",
      metadata: [
        "revision": "\(change.revision)", "recorded": "\(change.recorded.count)",
        "superseded": "\(change.superseded.count)",
      ]
    )
  }
}

// MARK: - Snapshots and status

extension ServiceLoop {
  private mutating func snapshotIfDue() {
    let now = ServiceClock.steady
    guard now - lastSnapshot.at >= Self.snapshotPeriod, !isAheadOfLog else { return }
    lastSnapshot.at = now
    guard pipeline.sequence > lastSnapshot.sequence else { return }
    if service.snapshots.begin(pipeline.evaluator, sequence: pipeline.sequence) {
      lastSnapshot.sequence = pipeline.sequence
    }
  }

  private mutating func publishIfDue() {
    let now = ServiceClock.steady
    guard now - metrics.publishedAt >= .seconds(1) else { return }
    publish(isRunning: true)
  }

  private mutating func publish(isRunning: Bool) {
    metrics.publishedAt = ServiceClock.steady
    let status = metrics.status(of: self, isRunning: isRunning)
    let senders = metrics.senderStatus(of: service.receiver)
    do {
      try service.store.publish(status: status, senders: senders)
      // Our own commit does not show in the data version.
    } catch {
      service.logger.error("the status could not be published: \(error)")
    }
  }
}
