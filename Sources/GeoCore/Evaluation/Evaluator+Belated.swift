extension Evaluator {
  /// Keeps a subject's course as it is before the first event of a new stretch of time.
  mutating func keepCheckpoint(
    _ slot: Int32,
    before instant: Instant,
    into output: inout Evaluation
  ) {
    let length = Checkpoint.stretch.count
    let known = states[Int(slot)].course.stretch
    let phase = known?.phase ?? Checkpoint.phase(of: registry.subjects[Int(slot)].id)
    let number = (instant.milliseconds - phase).quotient(floor: length)
    guard let known else {
      states[Int(slot)].course.stretch = Course.Stretch(phase: phase, number: number)
      return
    }
    guard number > known.number else { return }
    states[Int(slot)].course.stretch?.number = number
    output.checkpoints.append(
      Checkpoint(
        subject: registry.subjects[Int(slot)].id,
        at: Instant(milliseconds: number * length + phase),
        course: states[Int(slot)].course.record,
        oldestNeeded: min(now, instant) - rules.windows.late
      )
    )
  }

  /// Judges the courses anew that fixes of a batch belong into.
  mutating func judgeBelated(
    of batch: FixBatch,
    into output: inout Evaluation,
    _ past: some Past
  ) {
    let slots = belated.sorted { $0.key < $1.key }
    belated.removeAll(keepingCapacity: true)
    let accepted = batch.fixes.indices.filter { batch.outcomes[$0].isAccepted }
    let brought = Dictionary(grouping: accepted.map { batch.fixes[$0] }, by: \.device)
    for (slot, earliest) in slots {
      let devices = registry.subjects[Int(slot)].devices
      let numbers = devices.map { registry.devices[Int($0)].number }
      var fixes = numbers.flatMap { brought[$0] ?? [] }
      let arrived = Set(fixes)
      let base: Course
      if let before = states[Int(slot)].before?.course, earliest > before.lastFix,
        earliest >= before.judgedThrough
      {
        base = before
        fixes.removeAll { $0.time < earliest }
      } else {
        let id = registry.subjects[Int(slot)].id
        let checkpoint = past.checkpoint(of: id, notAfter: earliest)
        let course = checkpoint.flatMap { Course(record: $0.course) }
        base = course ?? Course()
        let start = course == nil ? nil : checkpoint?.at
        let since = Period(start: start ?? .distantPast, end: .distantFuture)
        fixes.removeAll { !since.contains($0.time) }
        for number in numbers { fixes += past.fixes(of: number, in: since) }
      }
      judgeAnew(slot, from: base, Self.inOrder(fixes), arrived, into: &output)
    }
  }

  /// Fixes in the one order in which a course takes them, each once.
  private static func inOrder(_ fixes: [Fix]) -> [Fix] {
    let sorted = fixes.map { (fix: $0, key: $0.orderKey) }.sorted { $0.key < $1.key }
    var unique: [Fix] = []
    for (fix, _) in sorted where !(unique.last?.isRepetition(of: fix) ?? false) {
      unique.append(fix)
    }
    return unique
  }

  /// Judges a course anew and tells what has changed by it.
  private mutating func judgeAnew(
    _ slot: Int32,
    from base: Course,
    _ fixes: [Fix],
    _ arrived: Set<Fix>,
    into output: inout Evaluation
  ) {
    let old = states[Int(slot)]
    states[Int(slot)].course = base
    states[Int(slot)].before = nil
    states[Int(slot)].told = old.told.compactMap { $0.asKnown(through: base.through) }
    states[Int(slot)].armed = .distantFuture
    forgetCalm(slot)
    isJudgingAnew = true
    arm(slot)
    var anew = Evaluation(keepsReadings: output.keepsReadings)
    let id = registry.subjects[Int(slot)].id
    var reviewAt = old.rulesChangedAt > base.through ? old.rulesChangedAt : .distantFuture
    for fix in fixes {
      guard let device = registry.deviceSlot(fix.device),
        registry.assignment(ofDevice: device, at: fix.time)?.subject == id
      else { continue }
      if reviewAt <= fix.time { reviewAnew(slot, at: &reviewAt, into: &anew) }
      let count = anew.readings.count
      judge(fix, of: device, slot, into: &anew)
      if !arrived.contains(fix) { anew.readings.removeSubrange(count...) }
    }
    // A fix that comes next in order of time goes on from here, whatever the clock has brought since.
    let reached = states[Int(slot)].course
    if reviewAt <= now { reviewAnew(slot, at: &reviewAt, into: &anew) }
    advanceCourse(slot, through: now, into: &anew)
    isJudgingAnew = false
    if states[Int(slot)].course.judgedThrough > reached.judgedThrough {
      states[Int(slot)].before = EarlierCourse(reached)
    }
    states[Int(slot)].armed = .distantFuture
    arm(slot)
    output.readings += anew.readings
    output.checkpoints += anew.checkpoints
    tellPresence(slot, unlike: old.course.permitted.state, into: &output)
    tellDifference(slot, from: old.told, into: &output)
  }

  /// Judges a course by the rules that came into force while it went on.
  private mutating func reviewAnew(
    _ slot: Int32,
    at instant: inout Instant,
    into output: inout Evaluation
  ) {
    advanceCourse(slot, through: instant, into: &output)
    reviewCourse(slot, at: instant, into: &output)
    arm(slot)
    instant = .distantFuture
  }
}

extension Fix {
  /// By what fixes of one subject are ordered: time, then content.
  fileprivate var orderKey: OrderKey {
    var writer = ByteWriter(capacity: Self.recordSize)
    withoutDelivery.write(to: &writer)
    return OrderKey(time: time, content: writer.bytes)
  }

  fileprivate struct OrderKey: Comparable {
    var time: Instant
    var content: [UInt8]

    static func < (a: OrderKey, b: OrderKey) -> Bool {
      a.time == b.time ? a.content.lexicographicallyPrecedes(b.content) : a.time < b.time
    }
  }
}
