import GeoCore
import GeoFormats

extension Person {
  /// What must come of the subject's evening, read off the truth.
  func expectedAlerts(_ county: InventedCounty, _ reports: [Fix]) -> [ExpectedAlert] {
    let alerts =
      zoneAlerts(county) + leaveAlerts(county) + silenceAlerts(reports) + teleportAlerts(reports)
    let kinds = alerts.map(\.kind)
    precondition(kinds == part.expectedKinds, "\(part) does what the evening asks, not \(kinds)")
    return alerts
  }

  /// How far a place's beginning and end may be dated wrong: a report's interval, and a minute.
  private var zoneTolerance: Milliseconds { .seconds(Int64(interval + 60)) }

  private func zoneAlerts(_ county: InventedCounty) -> [ExpectedAlert] {
    var alerts: [ExpectedAlert] = []
    if leave == nil {
      for stay in stays(in: county.executionArea, isInside: false) {
        alerts.append(
          alert(.outOfZone, "", stay, "left the county without leave: 6 km out, and back")
        )
      }
    }
    if permit == nil {
      for stay in stays(in: county.airport, isInside: true) {
        alerts.append(
          alert(.prohibitedZone, ZoneNames.airport.text, stay, "in the airport without a permit")
        )
      }
    }
    for stay in stays(in: county.school, isInside: true) where stay.from < Schedule.schoolCloses {
      alerts.append(alert(.prohibitedZone, ZoneNames.school.text, stay, "in the open school"))
    }
    if let home = homeZone {
      for stay in stays(in: home.area, isInside: false) where stay.to > Schedule.curfew {
        let late = (from: max(stay.from, Schedule.curfew), to: stay.to)
        alerts.append(
          alert(.curfew, home.id.text, late, "not at home at 22:00, home ten minutes later")
        )
      }
    }
    return alerts
  }

  private func alert(
    _ kind: AlertKind,
    _ cause: String,
    _ stay: (from: Int, to: Int),
    _ why: String
  ) -> ExpectedAlert {
    ExpectedAlert(
      subject: subject.id,
      kind: kind,
      cause: cause,
      began: EveningClock.instant(stay.from),
      tolerance: zoneTolerance,
      ended: stay.to < Schedule.end ? EveningClock.instant(stay.to) : nil,
      why: why
    )
  }

  /// When the subject is truly on one side of an area, second by second.
  private func stays(in area: Area, isInside: Bool) -> [(from: Int, to: Int)] {
    var stays: [(from: Int, to: Int)] = []
    var from: Int? =
      area.contains(itinerary.home.coordinate) == isInside ? Schedule.trackStart : nil
    for leg in itinerary.legs {
      for second in leg.start...leg.end {
        let isThere = area.contains(itinerary.place(at: second).coordinate) == isInside
        if isThere, from == nil { from = second }
        if !isThere, let began = from {
          stays.append((began, second))
          from = nil
        }
      }
    }
    if let from { stays.append((from, Schedule.end)) }
    return stays
  }

  private func leaveAlerts(_ county: InventedCounty) -> [ExpectedAlert] {
    guard let leave else { return [] }
    let deadline = leave.period.end + grade.leaveGrace
    if part == .overstayer {
      return [
        ExpectedAlert(
          subject: subject.id,
          kind: .leaveOverstay,
          cause: leave.id.text,
          began: deadline,
          tolerance: .zero,
          ended: nil,
          why: "the leave ended at 18:00 and the subject is in the city, the phone off since 17:20"
        )
      ]
    }
    guard part == .unreported else { return [] }
    let seen = homecomingTimes(county).first { second in
      county.executionArea.contains(itinerary.place(at: second).coordinate)
    }
    guard let seen else { preconditionFailure("the one who came back was seen") }
    return [
      ExpectedAlert(
        subject: subject.id,
        kind: .reportBackMissing,
        cause: leave.id.text,
        began: max(deadline, EveningClock.instant(seen) + grade.reportBackWithin),
        tolerance: .zero,
        ended: nil,
        why: "seen back in the county the evening before; 24 hours later still no report back"
      )
    ]
  }

  /// A fix 300 km off is an alert until the next one.
  private func teleportAlerts(_ reports: [Fix]) -> [ExpectedAlert] {
    let fixes = reports.filter { report in
      report.coordinate != nil && devices.contains { $0.device == report.device }
    }
    return zip(fixes, fixes.dropFirst()).compactMap { fix, next in
      guard part == .teleported, let place = fix.coordinate,
        place.distance(to: itinerary.home.coordinate) > Meters(100_000)
      else { return nil }
      return ExpectedAlert(
        subject: subject.id,
        kind: .implausible,
        cause: "",
        began: fix.time,
        tolerance: .zero,
        ended: next.time,
        why: "one fix 300 km away, between two in the county"
      )
    }
  }

  private func silenceAlerts(_ reports: [Fix]) -> [ExpectedAlert] {
    let last = reports.last { report in devices.contains { $0.device == report.device } }
    guard let last else { preconditionFailure("every device reports") }
    let began = last.time + grade.silentAfter
    guard began < CountyEvening.end else { return [] }
    return [
      ExpectedAlert(
        subject: subject.id,
        kind: .silent,
        cause: "",
        began: began,
        tolerance: .seconds(180),
        ended: nil,
        why: part == .silenced
          ? "the wristband fell silent at 20:05; strict tolerates 30 minutes"
          : "the phone is off since 17:20; standard tolerates 2 hours"
      )
    ]
  }
}

extension Part {
  /// What must come of the part.
  fileprivate var expectedKinds: [AlertKind] {
    switch self {
    case .absconder: [.outOfZone]
    case .overstayer: [.leaveOverstay, .silent]
    case .unreported: [.reportBackMissing]
    case .airportIntruder: [.prohibitedZone]
    case .silenced: [.silent]
    case .lateHome: [.curfew]
    case .teleported: [.implausible]
    default: []
    }
  }
}
