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
    lookups[0].find(batch.fixes, in: registry, at: now)
    let path = QuietPath(credibility, at: now)
    var known = KnownFixes()
    for datagram in batch.datagrams {
      let sender = registry.sender(datagram.sender)?.kind
      for index in datagram.fixes where batch.outcomes[index].isAccepted {
        Self.fetchAhead(
          of: index,
          lookups[0].reporters,
          deviceNewest,
          states
        )
        if isClockWrong(of: batch.fixes[index], in: datagram) {
          batch.fixes[index].flags.insert(.wrongClock)
        }
        if !output.keepsReadings,
          takeQuietly(batch.fixes[index], index, datagram.sender, sender, path, into: &output)
        {
          batch.outcomes[index] = .kept
          continue
        }
        batch.outcomes[index] = receive(
          index,
          of: batch,
          datagram.sender,
          sender,
          into: &output,
          &known,
          past
        )
      }
    }
    if !belated.isEmpty { judgeBelated(of: batch, into: &output, past) }
  }

  /// Takes one fix of a batch in, if nothing about its subject has to be decided.
  ///
  /// - Returns: whether it did; if not, nothing has been changed.
  private mutating func takeQuietly(
    _ fix: Fix,
    _ index: Int,
    _ number: SenderNumber,
    _ sender: Sender.Kind?,
    _ path: QuietPath,
    into output: inout Evaluation
  ) -> Bool {
    let reporter = lookups[0].reporters[index]
    guard reporter.isPermitted, belated.isEmpty else { return false }
    if case .device(let own) = sender, own != fix.device { return false }
    let way = path.take(
      fix,
      isPhone: reporter.isPhone,
      from: number,
      &deviceNewest[Int(reporter.device)],
      &states[Int(reporter.wearer)]
    )
    guard let way else { return false }
    if way.mayLead {
      follow(way, reporter.wearer, into: &output)
    }
    return true
  }

  /// Whether a device's clock is off, by what its sender's clock and measuring say.
  ///
  /// Where those say nothing, a clock is known to be off that shows what it is or was lately, less
  /// 1,024 weeks once or more: how far a satellite receiver counts.
  private func isClockWrong(of fix: Fix, in datagram: DatagramReceipt) -> Bool {
    guard fix.ageMilliseconds != Fix.unsaid32 else {
      let behind = now - fix.time
      let turn = Milliseconds.days(7 * 1_024).count
      return behind.count >= turn && behind.count % turn <= rules.windows.late.count
    }
    let taken = datagram.sentAt - Milliseconds(Int64(fix.ageMilliseconds))
    let tolerance = rules.windows.clockTolerance
    return fix.time > taken + tolerance || taken > fix.time + tolerance
  }

  /// Judges the way to a fix that was taken in quietly.
  private mutating func follow(
    _ way: QuietPath.Way,
    _ slot: Int32,
    into output: inout Evaluation
  ) {
    let (start, goal) = (way.start, way.goal)
    guard registry.mayCrossProhibited(slot, from: start.coordinate, to: goal.coordinate) else {
      return
    }
    judgeLeg(slot, from: start, to: goal, scale(of: goal, after: start, slot), into: &output)
  }

  /// Takes one fix of a batch in and says what becomes of it.
  private mutating func receive(
    _ index: Int,
    of batch: FixBatch,
    _ number: SenderNumber,
    _ sender: Sender.Kind?,
    into output: inout Evaluation,
    _ known: inout KnownFixes,
    _ past: some Past
  ) -> FixOutcome {
    let fix = batch.fixes[index]
    guard let device = registry.deviceSlot(fix.device) else { return .unknownDevice }
    if case .device(let own) = sender, own != fix.device { return .notThisSender }
    var outcome = FixOutcome.kept
    if let newest = deviceNewest[Int(device)], fix.time <= newest.time {
      if fix.isRepetition(of: newest) || known.contains(index, of: batch, past) {
        return .duplicate
      }
      outcome = .late
    } else {
      deviceNewest[Int(device)] = fix
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
      judge(fix, of: device, slot, hitsAt: Int(lookups[0].placeOfFix[index]), into: &output)
      states[Int(slot)].before = nil
    } else {
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
