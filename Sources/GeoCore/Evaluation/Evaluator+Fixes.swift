extension Evaluator {
  /// Judges the fixes of a batch in their order and settles their outcomes.
  ///
  /// A fix that is older than what its subject was judged by is judged in its place: once the batch is
  /// through, the course is made anew from there.
  mutating func evaluate(
    _ batch: inout FixBatch,
    into output: inout Evaluation,
    _ past: some Past
  ) {
    for datagram in batch.datagrams { hear(datagram.sender) }
    reporters[0].find(&batch.fixes, of: batch.datagrams, in: registry, at: now, rules.windows)
    let path = QuietPath(reader, rules, at: now)
    var known = KnownFixes()
    for datagram in batch.datagrams {
      var fixes = datagram.fixes
      while !fixes.isEmpty {
        let next = output.keepsReadings ? fixes.lowerBound : takeQuietly(fixes, of: &batch, path)
        guard next < fixes.upperBound else { break }
        fixes = next..<fixes.upperBound
        if renewCalm(for: batch.fixes[next], by: reporters[0].reporters[next], into: &output) {
          continue
        }
        fixes.removeFirst()
        guard batch.outcomes[next].isAccepted else { continue }
        batch.outcomes[next] = receive(
          next,
          of: batch,
          datagram.sender,
          into: &output,
          &known,
          past
        )
      }
    }
    if !belated.isEmpty { judgeBelated(of: batch, into: &output, past) }
  }

  /// Takes the fixes in that decide nothing, up to the first that may.
  ///
  /// - Returns: the index of that one; the end of the range if there is none.
  private mutating func takeQuietly(
    _ range: Range<Int>,
    of batch: inout FixBatch,
    _ path: QuietPath
  ) -> Int {
    path.take(
      range,
      of: batch.fixes,
      &batch.outcomes,
      reporters[0].reporters,
      &deviceNewest,
      &states
    )
  }

  /// Takes one fix of a batch in and says what becomes of it.
  private mutating func receive(
    _ index: Int,
    of batch: FixBatch,
    _ number: SenderNumber,
    into output: inout Evaluation,
    _ known: inout KnownFixes,
    _ past: some Past
  ) -> FixOutcome {
    let fix = batch.fixes[index]
    guard let device = registry.deviceSlot(fix.device) else { return .unknownDevice }
    if case .device(let own) = registry.sender(number)?.kind, own != fix.device {
      return .notThisSender
    }
    var outcome = FixOutcome.kept
    if fix.time <= deviceNewest[Int(device)] {
      if known.contains(index, of: batch, past) { return .duplicate }
      outcome = .late
    } else {
      deviceNewest[Int(device)] = fix.time
    }
    if let wearer = registry.assignment(ofDevice: device, at: now)?.subject,
      let slot = registry.subjectSlot(wearer)
    {
      report(slot, from: number, into: &output)
    }
    guard let wearer = registry.assignment(ofDevice: device, at: fix.time)?.subject,
      let slot = registry.subjectSlot(wearer),
      fix.time > states[Int(slot)].course.lastFix - rules.windows.late
    else { return outcome }
    if fix.time > states[Int(slot)].course.lastFix,
      fix.time >= states[Int(slot)].course.judgedThrough, belated[slot] == nil
    {
      states[Int(slot)].calm.until = .distantPast
      judge(fix, of: device, slot, into: &output)
      states[Int(slot)].before = nil
      seekCalm(slot)
    } else {
      forgetCalm(slot)
      belated[slot] = min(belated[slot] ?? .distantFuture, fix.time)
    }
    return outcome
  }

  /// A report of a subject arrived: it is not silent.
  private mutating func report(
    _ slot: Int32,
    from sender: SenderNumber,
    into output: inout Evaluation
  ) {
    states[Int(slot)].calm.until = .distantPast
    // A later deadline may stay in the queue: the entry is early. A new one has to go in.
    let isNew = states[Int(slot)].isParked
    // Before supervision begins the silence clock does not run.
    if states[Int(slot)].heard.isFinite { states[Int(slot)].heard = now }
    states[Int(slot)].pause = .zero
    states[Int(slot)].sender = sender
    states[Int(slot)].isParked = false
    let wasSilent = endSilence(slot, at: now, .reported, into: &output)
    if isNew || wasSilent { arm(slot) }
  }
}

extension Fix {
  /// The fix without what differs when the same report is sent again: its age, and the flags that are
  /// about the sending.
  public var withoutDelivery: Fix {
    var fix = self
    fix.ageMilliseconds = Self.unsaid32
    fix.flags.subtract([.stored, .wrongClock])
    return fix
  }

  /// Whether this is the same report as `other`, sent again.
  public func isRepetition(of other: Fix) -> Bool {
    time == other.time && device == other.device && withoutDelivery == other.withoutDelivery
  }
}
