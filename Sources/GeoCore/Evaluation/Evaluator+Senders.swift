extension Evaluator {
  /// After how long without a datagram a gateway counts as silent itself, at the least.
  private static let leastGatewaySilence = Milliseconds.minutes(2)

  /// Notes that a gateway was heard; after a silence of its own, its subjects' clocks move on.
  ///
  /// Of a device that sends for itself nothing is noted: it is silent where its subject is.
  mutating func hear(_ sender: SenderNumber) {
    guard registry.sender(sender)?.kind == .gateway else { return }
    if let limit = silenceLimit(of: sender, at: now), let heard = senderHeard[sender],
      now - heard > limit
    {
      moveSilenceClocks(by: now - heard) { $0.sender == sender }
    }
    senderHeard[sender] = now
    senderLimits[sender] = nil
  }

  /// Whether the gateway that brings a subject's reports is itself silent at an instant.
  mutating func isGatewaySilent(_ slot: Int32, at instant: Instant) -> Bool {
    guard let sender = states[Int(slot)].sender, let heard = senderHeard[sender],
      let limit = silenceLimit(of: sender, at: instant)
    else { return false }
    return instant - heard > limit
  }

  /// For how long a gateway may say nothing before its silence is its own and not its subjects'.
  ///
  /// Four times as long as it takes, on the average, until one of those reports who reported in time
  /// until the gateway was last heard. Two subjects of which one has gone dark and the other reports
  /// every 15 minutes do not make a silent gateway.
  ///
  /// - Returns: `nil` for what is no gateway, for a gateway of one subject, which cannot be told apart
  ///   from it, and while the gateway was heard a moment ago.
  /// - Complexity: O(subjects), once in each silence.
  private mutating func silenceLimit(
    of sender: SenderNumber,
    at instant: Instant
  ) -> Milliseconds? {
    guard let heard = senderHeard[sender], instant - heard > Self.leastGatewaySilence,
      registry.sender(sender)?.kind == .gateway
    else { return nil }
    if let limit = senderLimits[sender] { return limit }
    var (count, reportsPerDay) = (0, Int64(0))
    for slot in states.indices where states[slot].sender == sender {
      count += 1
      guard let person = registry.subject(Int32(slot), at: heard)?.value else { continue }
      let every = registry.grade(person.grade, at: heard).value.reportEvery
      guard every > .zero, heard - states[slot].heard <= every + every else { continue }
      reportsPerDay += Milliseconds.days(1).count / every.count
    }
    guard count >= 2 else { return nil }
    let limit = Milliseconds(4 * Milliseconds.days(1).count / max(1, reportsPerDay))
    senderLimits[sender] = max(limit, Self.leastGatewaySilence)
    return senderLimits[sender]
  }

  /// Moves the silence clock of some subjects on by a time in which they could not be heard.
  mutating func moveSilenceClocks(by pause: Milliseconds, of isMeant: (SubjectState) -> Bool) {
    guard pause > .zero else { return }
    for slot in states.indices where isMeant(states[slot]) && states[slot].heard.isFinite {
      if states[slot].silence != nil {
        states[slot].pause = states[slot].pause + pause
      } else {
        states[slot].heard = min(states[slot].heard + pause, now)
      }
      states[slot].isParked = false
      arm(Int32(slot))
    }
  }
}
