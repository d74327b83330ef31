extension Evaluator {
  /// Until when a leave keeps its effect on what is permitted: its end and grace, or earlier where it
  /// was called off, or where the subject was back and said so.
  func effectEnd(of leave: Leave, _ slot: Int32) -> Instant {
    guard leave.cancelledAt == nil else { return leave.effective.end }
    let deadline = overstayDeadline(of: leave, slot)
    let track = states[Int(slot)].course.leaves.first { $0.leave == leave.id }
    guard let track, track.phase == .closed, let reported = leave.reportedBackAt else {
      return deadline
    }
    return min(deadline, max(reported, track.returnedAt ?? reported))
  }

  /// When a leave begins to be overstayed: its end and the grade's grace.
  func overstayDeadline(of leave: Leave, _ slot: Int32) -> Instant {
    leave.period.end + grade(of: slot, at: leave.period.end).leaveGrace
  }

  /// When the report back of a leave becomes missing; `nil` before the return, and once it is there.
  func reportDue(_ leave: Leave, _ slot: Int32) -> Instant? {
    guard let track = states[Int(slot)].course.leaves.first(where: { $0.leave == leave.id }),
      case .back(let at) = track.phase, leave.reportedBackAt == nil
    else { return nil }
    let within = grade(of: slot, at: at).reportBackWithin
    return max(overstayDeadline(of: leave, slot), at + within)
  }

  private func grade(of slot: Int32, at instant: Instant) -> Grade {
    let id = registry.subject(slot, at: instant)?.value.grade ?? "standard"
    return registry.grade(id, at: instant).value
  }

  /// Brings the leaves of a subject on to `instant`: overstays begin and end, report backs fall due.
  ///
  /// - Returns: whether some leave went from one phase to another, and with it what is due when.
  mutating func advanceLeaves(
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) -> Bool {
    guard !(registry.subjects[Int(slot)].leaves.isEmpty && states[Int(slot)].course.leaves.isEmpty)
    else {
      return false
    }
    var hasChanged = forgetLeaves(slot, at: instant, into: &output)
    for dated in registry.subjects[Int(slot)].leaves where dated.value.period.start <= instant {
      let leave = dated.value
      let known = states[Int(slot)].course.leaves.firstIndex { $0.leave == leave.id }
      let index = known ?? states[Int(slot)].course.leaves.count
      if known == nil { states[Int(slot)].course.leaves.append(LeaveTrack(leave: leave.id)) }
      var track = states[Int(slot)].course.leaves[index]
      let before = track.phase
      advance(&track, leave, slot, at: instant, into: &output)
      states[Int(slot)].course.leaves[index] = track
      if track.phase != before { hasChanged = true }
    }
    return hasChanged
  }

  /// Forgets the leaves that the registry no longer knows, and ends what they gave rise to.
  private mutating func forgetLeaves(
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) -> Bool {
    let known = registry.subjects[Int(slot)].leaves
    guard
      let index = states[Int(slot)].course.leaves.firstIndex(where: { track in
        !known.contains { $0.value.id == track.leave }
      })
    else { return false }
    let id = states[Int(slot)].course.leaves.remove(at: index).leave
    end(.leaveOverstay, id.text, slot, at: instant, .leaveCancelled, into: &output)
    end(.reportBackMissing, id.text, slot, at: instant, .leaveCancelled, into: &output)
    _ = forgetLeaves(slot, at: instant, into: &output)
    return true
  }

  /// Whether another leave of the subject holds at the deadline of `leave`: it goes on from there.
  private func isContinued(_ leave: Leave, _ slot: Int32) -> Bool {
    let deadline = overstayDeadline(of: leave, slot)
    return registry.subjects[Int(slot)].leaves.contains { dated in
      dated.value.id != leave.id && dated.value.period.start > leave.period.start
        && dated.value.period.start <= deadline && deadline < effectEnd(of: dated.value, slot)
    }
  }

  private mutating func advance(
    _ track: inout LeaveTrack,
    _ leave: Leave,
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) {
    if let cancelledAt = leave.cancelledAt {
      end(.leaveOverstay, leave.id.text, slot, at: cancelledAt, .leaveCancelled, into: &output)
      end(.reportBackMissing, leave.id.text, slot, at: cancelledAt, .leaveCancelled, into: &output)
      track.phase = .closed
      return
    }
    let deadline = overstayDeadline(of: leave, slot)
    let presence = states[Int(slot)].course.executionArea
    let isOther = states[Int(slot)].course.episodes.contains { episode in
      episode.kind == .leaveOverstay && episode.cause == leave.id.text && episode.began != deadline
    }
    if instant < deadline || isOther, track.phase != .running, track.phase != .closed {
      end(.leaveOverstay, leave.id.text, slot, at: instant, .leaveExtended, into: &output)
      end(.reportBackMissing, leave.id.text, slot, at: instant, .leaveExtended, into: &output)
      track.phase = .running
    }
    switch track.phase {
    case .running:
      follow(presence, &track)
      if presence.state == .inside, leave.reportedBackAt != nil {
        track.phase = .closed
      } else if instant >= deadline, !presence.isAway {
        // Who was never seen to leave cannot overstay.
        track.phase = .back(track.returnedAt ?? leave.period.end)
      } else if instant >= deadline {
        beginOverstay(&track, leave, slot, since: deadline, into: &output)
      }
    case .overdue:
      if isContinued(leave, slot) {
        end(.leaveOverstay, leave.id.text, slot, at: instant, .leaveExtended, into: &output)
        track.phase = .closed
      }
      guard track.phase == .overdue, presence.state == .inside else { return }
      let isInTime = presence.since < deadline
      if isInTime {
        withdraw(.leaveOverstay, leave.id.text, slot, .returnedInTime, into: &output)
      } else {
        end(.leaveOverstay, leave.id.text, slot, at: presence.since, .returned, into: &output)
      }
      track.returnedAt = presence.since
      track.phase = leave.reportedBackAt == nil ? .back(presence.since) : .closed
    case .back:
      // Fixes that arrive late may show that the subject had left again, or was away all along.
      guard presence.state == .outside, presence.since < deadline else { break }
      withdraw(.reportBackMissing, leave.id.text, slot, .leaveOver, into: &output)
      beginOverstay(&track, leave, slot, since: deadline, into: &output)
    case .closed: break
    }
    checkReportBack(&track, leave, slot, at: instant, into: &output)
  }

  /// Begins an overstay; a leave that another one continues has none.
  private mutating func beginOverstay(
    _ track: inout LeaveTrack,
    _ leave: Leave,
    _ slot: Int32,
    since deadline: Instant,
    into output: inout Evaluation
  ) {
    guard !isContinued(leave, slot) else {
      track.phase = .closed
      return
    }
    track.phase = .overdue
    let presence = states[Int(slot)].course.executionArea
    if presence.state != .outside {
      // At the deadline a position beyond its error is enough; to be back takes as much as ever.
      states[Int(slot)].course.executionArea.state = .outside
      states[Int(slot)].course.executionArea.since = presence.runStart
      states[Int(slot)].course.executionArea.endRun()
    }
    end(.outOfZone, "", slot, at: deadline, .leaveOver, into: &output)
    raise(
      .leaveOverstay,
      leave.id.text,
      slot,
      began: deadline,
      .leaveOver,
      leave: leave.id,
      into: &output
    )
  }

  /// Notes when the subject left its execution area during a leave, and when it came back.
  private func follow(_ presence: Presence, _ track: inout LeaveTrack) {
    switch presence.state {
    case .outside: (track.leftAt, track.returnedAt) = (presence.since, nil)
    case .inside: if track.leftAt != nil { track.returnedAt = presence.since }
    case .unknown: break
    }
  }

  private mutating func checkReportBack(
    _ track: inout LeaveTrack,
    _ leave: Leave,
    _ slot: Int32,
    at instant: Instant,
    into output: inout Evaluation
  ) {
    guard case .back(let returned) = track.phase else { return }
    if let reported = leave.reportedBackAt {
      end(.reportBackMissing, leave.id.text, slot, at: reported, .reportedBack, into: &output)
      track.phase = .closed
      return
    }
    let within = grade(of: slot, at: returned).reportBackWithin
    let due = max(overstayDeadline(of: leave, slot), returned + within)
    guard instant >= due, !isOpen(.reportBackMissing, leave.id.text, slot) else { return }
    raise(
      .reportBackMissing,
      leave.id.text,
      slot,
      began: due,
      .reportBackOver,
      leave: leave.id,
      into: &output
    )
  }
}
