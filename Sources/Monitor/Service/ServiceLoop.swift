internal import AlertStore
internal import GeoCore
internal import Ingest
internal import Logging
internal import Synchronization

/// What the service's own thread does, turn by turn.
///
/// A turn gathers what has come — a change of the registry, fixes, a deadline —, evaluates it, commits
/// inputs and transitions in one transaction, and acknowledges. While a commit fails, nothing new is
/// evaluated and nothing acknowledged; the receive thread stops reading when its batch is full.
struct ServiceLoop: ~Copyable {
  let service: Service
  var pipeline: Pipeline
  var output = Evaluation()
  var received: ReceivedBatch
  var acknowledger: Acknowledger
  var recent = RecentFixes()
  var metrics = ServiceMetrics()
  private var dataVersion: Int64 = -1
  private var revision: Int64
  private var lastInputSystem = ServiceClock.system
  private var lastSnapshot: (sequence: Int64, system: Instant)

  /// How long the loop waits for fixes before it looks for other inputs.
  private static let patience = Milliseconds(5)
  /// After how long without an input the passing of time is logged, so that a crash shows when.
  private static let idleLimit = Milliseconds.seconds(10)
  /// How often the evaluator's state is kept.
  private static let snapshotPeriod = Milliseconds.seconds(60)

  /// Goes on from where the store's log has led `pipeline`.
  init(_ service: Service, _ pipeline: consuming Pipeline) throws {
    let acknowledger = try Acknowledger(startedAt: ServiceClock.system)
    let last = try service.store.lastInput()
    self.service = service
    self.acknowledger = acknowledger
    self.pipeline = pipeline
    revision = self.pipeline.evaluator.registry.revision
    received = service.exchange.makeSpare()
    lastSnapshot = (self.pipeline.sequence, ServiceClock.system)
    metrics.startedAt = service.clock.now
    if last.sequence > 0 {
      let now = max(service.clock.now, last.at)
      take([.resumed(since: last.at, at: now)], acknowledging: false)
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
    saveSnapshot()
    publish(isRunning: false)
  }

  private mutating func step() {
    var inputs: [Input] = []
    let change = newRegistryChange()
    let hasFixes = service.exchange.take(into: &received)
    let now = max(service.clock.now, pipeline.evaluator.now)
    if let change { inputs.append(.registry(change, at: now)) }
    if hasFixes { inputs.append(.fixes(received.batch)) }
    let idle = ServiceClock.system - lastInputSystem
    if inputs.isEmpty, pipeline.evaluator.nextDeadline <= now || idle >= Self.idleLimit {
      inputs.append(.clock(now))
    }
    if inputs.isEmpty { return }
    // The batch is evaluated in place: the one in `received` gives up its arrays meanwhile.
    if hasFixes { received.batch = FixBatch(receivedAt: now) }
    take(inputs, acknowledging: hasFixes)
    if change != nil { announce(change) }
  }

  /// Evaluates inputs, commits them with what follows, and acknowledges the fixes among them.
  private mutating func take(_ inputs: [Input], acknowledging: Bool) {
    var logged: [LoggedInput] = []
    for var input in inputs {
      let sequence = pipeline.accept(&input, into: &output)
      if case .fixes(var batch) = input {
        settleLateFixes(&batch)
        recent.insert(batch, sequence: sequence)
        input = .fixes(batch)
      }
      logged.append(LoggedInput(sequence: sequence, input: input))
    }
    guard commit(logged) else { return }
    lastInputSystem = ServiceClock.system
    metrics.note(output, clock: service.clock, received: acknowledging ? received.oldest : nil)
    output.removeAll()
    if acknowledging, case .fixes(let batch) = logged.removeLast().input {
      received.batch = batch
      acknowledger.acknowledge(
        received,
        senders: service.senders.current,
        serverTime: service.clock.now,
        through: service.receiver
      )
      metrics.note(received.batch)
    }
    recent.forget(through: service.keeper.progress)
  }

  /// Tries until the commit succeeds, or the service is to stop while it cannot.
  private mutating func commit(_ inputs: [LoggedInput]) -> Bool {
    var isReported = false
    while true {
      do {
        try service.store.commit(inputs, output)
        if isReported { service.logger.notice("commits succeed again") }
        metrics.commitFault = nil
        return true
      } catch {
        if !isReported {
          service.logger.critical("nothing is acknowledged: \(error)")
          isReported = true
          metrics.commitFault = error
        }
        if service.isStopping.load(ordering: .acquiring) { return false }
        service.exchange.wait(atMost: .seconds(1))
      }
    }
  }

  /// Finds late fixes that are duplicates of what was accepted before.
  private mutating func settleLateFixes(_ batch: inout FixBatch) {
    for index in batch.fixes.indices where batch.outcomes[index] == .late {
      let fix = batch.fixes[index]
      do {
        let isKnown = try recent.contains(fix) || service.keeper.contains(fix)
        if isKnown { batch.outcomes[index] = .duplicate }
      } catch {
        // Kept twice is better than not at all.
        service.logger.error("a late fix could not be compared with the history: \(error)")
      }
    }
  }
}

// MARK: - The registry

extension ServiceLoop {
  /// What changed in the registry since the last turn.
  private mutating func newRegistryChange() -> RegistryChange? {
    do {
      let version = try service.store.dataVersion()
      guard version != dataVersion else { return nil }
      dataVersion = version
      let newest = try service.store.revision()
      guard newest > revision else { return nil }
      let change = try service.store.registryChange(after: revision, through: newest)
      try adoptSenders()
      revision = newest
      return change
    } catch {
      dataVersion = -1
      service.logger.error("the registry could not be read: \(error)")
      return nil
    }
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

  private func announce(_ change: RegistryChange?) {
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
    let system = ServiceClock.system
    guard system - lastSnapshot.system >= Self.snapshotPeriod else { return }
    if pipeline.sequence > lastSnapshot.sequence { saveSnapshot() }
    lastSnapshot.system = system
  }

  private mutating func saveSnapshot() {
    guard pipeline.sequence > 0, output.transitions.isEmpty else { return }
    do {
      try service.store.saveSnapshot(
        pipeline.evaluator.snapshot,
        sequence: pipeline.sequence,
        revision: pipeline.evaluator.registry.revision
      )
      lastSnapshot = (pipeline.sequence, ServiceClock.system)
    } catch {
      // Recovery takes longer without it, and loses nothing.
      service.logger.error("the state could not be kept: \(error)")
    }
  }

  private mutating func publishIfDue() {
    let system = ServiceClock.system
    guard system - metrics.publishedAt >= .seconds(1) else { return }
    metrics.publishedAt = system
    publish(isRunning: true)
  }

  private mutating func publish(isRunning: Bool) {
    let status = metrics.status(of: self, isRunning: isRunning)
    let senders = metrics.senderStatus(counters: service.receiver.counters)
    do {
      try service.store.publish(status: status, senders: senders)
      // Our own commit does not show in the data version.
    } catch {
      service.logger.error("the status could not be published: \(error)")
    }
  }
}
