import GeoCore

extension Person {
  /// Everything that the subject's devices report, each device in order of time.
  func reports(_ county: InventedCounty, _ random: inout SplitMix64) -> [Fix] {
    var reports: [Fix] = []
    for assignment in devices {
      var receiver = Receiver(assignment, &random)
      let isMain = assignment == devices[0]
      if isMain { reports += nightReports(county, &receiver, &random) }
      let interval = isMain ? interval : Self.phoneInterval(grade)
      for (index, second) in eveningTimes(every: interval, &random).enumerated() {
        reports.append(report(index, at: second, &receiver, &random))
      }
    }
    return reports
  }

  /// When the subject's last report is sent, where that is before the end.
  private var lastReport: Int {
    switch part {
    case .overstayer: Schedule.phoneSwitchedOff
    case .silenced: Schedule.wristbandFallsSilent
    default: Schedule.end
    }
  }

  /// From 17:00 on: wristbands to the second, phones as their systems let them.
  private func eveningTimes(every interval: Int, _ random: inout SplitMix64) -> [Int] {
    var times: [Int] = []
    // The one who comes home late is out at 21:56 and home at 22:11: clear of 22:00 and of 22:10.
    let isExact = part == .lateHome
    // Who is switched off soon reports before that.
    let latestStart = part == .overstayer ? 300 : interval - 1
    var second = Schedule.eveningStart + (isExact ? 60 : random.whole(0...latestStart))
    while second <= lastReport {
      times.append(second)
      let slack = isExact || interval == 60 ? 0 : interval / 12
      second += part == .overstayer ? 240 : interval + random.whole(-slack...slack)
    }
    return times
  }

  private func report(
    _ index: Int,
    at second: Int,
    _ receiver: inout Receiver,
    _ random: inout SplitMix64
  ) -> Fix {
    if part == .teleported, index == 9 {
      return receiver.teleport(of: itinerary, at: second, &random)
    }
    if part == .cellBound, index % 5 == 2 {
      return receiver.cellFix(of: itinerary, at: second, &random)
    }
    if !part.isCertain, random.whole(0...24) == 0 { return receiver.heartbeat(at: second) }
    return receiver.fix(of: itinerary, at: second, &random)
  }

  /// From the evening before until 17:00: heartbeats, often enough for the grade.
  private func nightReports(
    _ county: InventedCounty,
    _ receiver: inout Receiver,
    _ random: inout SplitMix64
  ) -> [Fix] {
    let interval = Int(grade.silentAfter.seconds) * 2 / 3
    var second = Schedule.trackStart + random.whole(0...interval / 2)
    var reports: [Fix] = []
    if part == .unreported {
      for second in homecomingTimes(county) {
        reports.append(receiver.fix(of: itinerary, at: second, &random))
      }
      second = EveningClock.time(22 - 24, 30)
    }
    while second < Schedule.eveningStart {
      reports.append(receiver.heartbeat(at: second))
      second += interval
    }
    return reports
  }

  /// When the phone of the one who came back reported on the way: every ten minutes, never within
  /// 500 m of the county's edge.
  func homecomingTimes(_ county: InventedCounty) -> [Int] {
    for phase in stride(from: 0, to: 600, by: 15) {
      let first = Schedule.trackStart + phase
      let times = Array(stride(from: first, to: first + 4_200, by: 600))
      let isClear = times.allSatisfy { second in
        let place = itinerary.place(at: second).coordinate
        return abs(county.executionArea.signedDistance(to: place).value) >= 500
      }
      if isClear { return times }
    }
    preconditionFailure("ten minutes of driving are longer than a kilometre")
  }
}
