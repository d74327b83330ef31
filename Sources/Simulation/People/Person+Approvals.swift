import GeoCore

/// The identifiers of the evening's shared zones.
enum ZoneNames {
  static let county: ZoneID = "county-990121"
  static let airport: ZoneID = "airport-qinglan"
  static let school: ZoneID = "school-liuxi"
  static let city: ZoneID = "city-wangchuan"
}

extension Person {
  /// The subject's leave, if it has one.
  var leave: Leave? {
    let time = EveningClock.time
    let (start, end, reason): (Int, Int, String)
    switch part {
    case .overstayer:
      (start, end, reason) = (time(8 - 72, 0, 0), Schedule.overstayedLeaveEnds, "探亲")
    case .unreported: (start, end, reason) = (time(8 - 48, 0, 0), time(22 - 24, 0, 0), "就医")
    case .onLeave: (start, end, reason) = (time(8 - 24, 0, 0), time(18 + 72, 0, 0), "务工")
    case .earlyReturner: (start, end, reason) = (time(9 - 48, 0, 0), time(12 + 24, 0, 0), "办事")
    default: return nil
    }
    return Leave(
      id: LeaveID("L-\(subject.id)"),
      subject: subject.id,
      period: Period(start: EveningClock.instant(start), end: EveningClock.instant(end)),
      destination: ZoneNames.city,
      reason: reason,
      approver: subject.jurisdiction == InventedCounty.offices[0] ? "林所长" : "罗所长",
      approvalLevel: .office
    )
  }

  /// The subject's permit to enter the airport, if it has one.
  var permit: Permit? {
    guard part == .airportVisitor else { return nil }
    return Permit(
      id: PermitID("P-\(subject.id)"),
      subject: subject.id,
      zone: ZoneNames.airport,
      period: Period(
        start: EveningClock.instant(EveningClock.time(18, 0)),
        end: EveningClock.instant(EveningClock.time(21, 0))
      ),
      approver: "罗所长"
    )
  }

  /// The circle around its home that a subject may not leave at night, if there is one.
  var homeZone: Zone? {
    guard part == .lateHome || part == .earlyHome else { return nil }
    let night = WeeklySchedule.Span(days: 0x7F, startMinute: 22 * 60, endMinute: 6 * 60)
    return Zone(
      id: ZoneID("home-\(subject.id)"),
      name: "\(subject.name)住所",
      role: .permitted,
      effect: .confines,
      assignee: .subject(subject.id),
      schedule: WeeklySchedule(spans: [night], timeZone: TimeZoneTable.china.name),
      area: InventedCounty.circle(itinerary.home, radius: Meters(150))
    )
  }
}
