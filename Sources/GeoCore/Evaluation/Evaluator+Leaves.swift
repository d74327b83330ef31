extension Evaluator {
  /// Until when a leave keeps its effect on what is permitted: its end and grace, or earlier where it
  /// was called off, or where the subject was back and said so.
  func effectEnd(of leave: Leave, _ slot: Int32) -> Instant {
    guard leave.cancelledAt == nil else { return leave.effective.end }
    let deadline = overstayDeadline(of: leave, slot)
    let track = states[Int(slot)].leaves.first { $0.leave == leave.id }
    guard let track, track.phase == .closed, let reported = leave.reportedBackAt else {
      return deadline
    }
    return min(deadline, max(reported, track.returnedAt ?? reported))
  }

  /// When a leave begins to be overstayed: its end and the grade's grace.
  private func overstayDeadline(of leave: Leave, _ slot: Int32) -> Instant {
    leave.period.end + grade(of: slot, at: leave.period.end).leaveGrace
  }

  /// When the report back of a leave becomes missing; `nil` before the return, and once it is there.
  func reportDue(_ leave: Leave, _ slot: Int32) -> Instant? {
    guard let track = states[Int(slot)].leaves.first(where: { $0.leave == leave.id }),
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
  mutating func advanceLeaves(_ slot: Int32, at instant: Instant, into output: inout Evaluation) {
    for dated in registry.subjects[Int(slot)].leaves where dated.value.period.start <= instant {
      let leave = dated.value
      let known = states[Int(slot)].leaves.firstIndex { $0.leave == leave.id }
      let index = known ?? states[Int(slot)].leaves.count
      if known == nil { states[Int(slot)].leaves.append(LeaveTrack(leave: leave.id)) }
      var track = states[Int(slot)].leaves[index]
      advance(&track, leave, slot, at: instant, into: &output)
      states[Int(slot)].leaves[index] = track
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
    let presence = states[Int(slot)].executionArea
    if instant < leave.period.end, track.phase != .running, track.phase != .closed {
      end(.leaveOverstay, leave.id.text, slot, at: instant, .leaveExtended, into: &output)
      end(.reportBackMissing, leave.id.text, slot, at: instant, .leaveExtended, into: &output)
      track.phase = .running
    }
    switch track.phase {
    case .running:
      follow(presence, &track)
      let isBack = presence.state == .inside
      if isBack, leave.reportedBackAt != nil {
        track.phase = .closed
      } else if instant >= deadline {
        track.phase = isBack ? .back(track.returnedAt ?? leave.period.end) : .overdue
        guard !isBack else { break }
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
    case .overdue:
      guard presence.state == .inside else { return }
      let isInTime = presence.since < deadline
      if isInTime {
        withdraw(.leaveOverstay, leave.id.text, slot, .returnedInTime, into: &output)
      } else {
        end(.leaveOverstay, leave.id.text, slot, at: presence.since, .returned, into: &output)
      }
      track.returnedAt = presence.since
      track.phase = leave.reportedBackAt == nil ? .back(presence.since) : .closed
    case .back, .closed: break
    }
    checkReportBack(&track, leave, slot, at: instant, into: &output)
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
