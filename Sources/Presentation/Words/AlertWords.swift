public import GeoCore

extension AlertKind {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .outOfZone: Sentence("out of zone", "越界")
    case .prohibitedZone: Sentence("in prohibited zone", "进入禁止区域")
    case .curfew: Sentence("curfew breach", "宵禁违规")
    case .leaveOverstay: Sentence("leave overstay", "请假超时")
    case .reportBackMissing: Sentence("report back missing", "未按期销假")
    case .silent: Sentence("silent", "失联")
    case .implausible: Sentence("implausible movement", "轨迹异常")
    }
  }
}

extension AlertRecord.State {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .open: Sentence("open", "未处置")
    case .acknowledged: Sentence("acknowledged", "已确认")
    case .inProgress: Sentence("in progress", "处置中")
    case .resolved: Sentence("resolved", "已处置")
    case .cannotResolve: Sentence("cannot resolve", "无法处置")
    }
  }
}

extension AlertStep.Action {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .engine(let step): step.words
    case .state(let state): state.words
    case .assigned: Sentence("assigned", "交办")
    case .note: Sentence("note", "备注")
    }
  }
}

extension AlertAssignment {
  /// Who is to do what by when, by the clock of `table`.
  public func words(table: TimeZoneTable) -> Sentence {
    let (assignee, measure) = (assignee.onOneLine, measure.onOneLine)
    let due = minuteText(due, table: table)
    return Sentence(
      "to \(assignee), due \(due): \(measure)",
      "责任人\(assignee)，\(due)前办结：\(measure)"
    )
  }
}

extension Transition.Step {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .raised: Sentence("raised", "告警产生")
    case .worsened: Sentence("got worse", "告警加重")
    case .ended: Sentence("ended", "情形消除")
    case .withdrawn: Sentence("withdrawn", "告警撤销")
    case .resumed: Sentence("goes on after all", "情形未消除")
    case .reinstated: Sentence("stands after all", "告警恢复")
    }
  }
}

extension Transition.Reason {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .absenceWithoutLeave: Sentence("absence without leave", "不假外出")
    case .offDestination: Sentence("off destination", "偏离外出目的地")
    case .enteredProhibited: Sentence("inside without a permit", "未经审批进入禁止区域")
    case .crossedProhibited: Sentence("crossed between two fixes", "两次定位之间穿越禁止区域")
    case .outsideConfinement: Sentence("outside the curfew zone", "宵禁时段不在规定区域")
    case .leaveOver: Sentence("leave is over, return not seen", "请假到期未归")
    case .reportBackOver: Sentence("time to report back is over", "销假期限已过")
    case .noReport: Sentence("no report for too long", "超时未上报定位")
    case .escape: Sentence("escape from supervision", "脱管")
    case .returned: Sentence("returned", "已返回")
    case .left: Sentence("left the prohibited zone", "已离开禁止区域")
    case .reported: Sentence("reports again", "已恢复上报")
    case .reportedBack: Sentence("reported back", "已销假")
    case .leaveExtended: Sentence("leave extended", "已续假")
    case .leaveCancelled: Sentence("leave cancelled", "请假已取消")
    case .rulesChanged: Sentence("zone, leave, permit or schedule changed", "围栏或审批已变更")
    case .supervisionEnded: Sentence("supervision ended", "定位监管已终止")
    case .returnedInTime: Sentence("late fix shows a return in time", "补传定位表明已按期返回")
    case .impossibleJourney: Sentence("no vehicle makes this journey", "无交通工具可达的位移")
    case .mockLocation: Sentence("mocked position", "模拟定位")
    case .plausibleAgain: Sentence("plausible again", "轨迹恢复正常")
    case .lateFixes: Sentence("fixes that came late tell otherwise", "补传定位改变了判断")
    case .otherBeginning:
      Sentence("fixes that came late show another beginning", "补传定位表明起始时间不同，另见新告警")
    }
  }
}
