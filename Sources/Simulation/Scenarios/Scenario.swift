import GeoCore

/// A kind of life beside a zone's edge and a kind of receiver: rules are measured on its days.
///
/// Every person lives five days, in a place and with an edge of its own, and leaves the zone once a
/// day. One seed gives the same days everywhere; a person is the same whatever else is drawn.
public struct Scenario: Sendable {
  /// What it is called on the command line.
  public let name: String

  /// What it is, for a table.
  public let title: String

  /// Its share of the mix that gives the headline, in hundredths.
  public let share: Int

  /// How the person lives.
  let life: Life

  /// What the receiver gets wrong.
  let receiver: ReceiverModel

  /// When fixes are taken, and when they arrive.
  let reporting: Reporting

  /// The days that a person lives.
  public static let daysPerPerson = 5

  /// The days of one person.
  public func course(ofPerson person: Int, seed: UInt64) -> PersonCourse {
    var random = SplitMix64(seed: seed, series: name, person: person)
    let plane = EdgePlane(&random)
    let length = 86_400 * Self.daysPerPerson
    let itinerary = life.itinerary(days: Self.daysPerPerson, &random)
    var device = DeviceCourse(reporting, receiver, &random)
    let deliveries = device.reports(until: length, on: itinerary).map { report in
      var fix = report.seen.fix(of: PersonCourse.device, at: Self.instant(report.second)) {
        plane.coordinate($0)
      }
      if report.isStored { fix.flags.insert(.stored) }
      return PersonCourse.Delivery(
        fix: fix,
        receivedAt: Self.instant(report.receivedAt),
        outsideBy: plane.outside(report.seen.place)
      )
    }
    var corners = itinerary.corners.map { (time: Self.instant($0.second), outside: $0.place.north) }
    corners.append((time: Self.instant(length), outside: itinerary.end.north))
    return PersonCourse(
      zone: plane.zone,
      kind: reporting.interval > 60 ? .phone : .wristband,
      period: Period(start: Self.instant(0), end: Self.instant(length)),
      deliveries: deliveries,
      excursions: TrueExcursion.all(corners, threshold: Meters(life.threshold))
    )
  }

  /// A second of the days, as an instant: they begin on 2026-03-02 in China.
  private static func instant(_ second: Int) -> Instant { EveningClock.instant(second) }
}

extension NoisyReceiver.Seen {
  /// The position as a device reports it.
  func fix(
    of device: DeviceNumber,
    at time: Instant,
    on globe: (PlanePoint) -> Coordinate
  ) -> Fix {
    var fix = Fix(device: device, time: time, coordinate: globe(place), source: source)
    if let accuracy { fix.accuracyDecimeters = UInt16(min(accuracy * 10, 65_000).rounded()) }
    if let dilution {
      fix.hdopHundredths = UInt16(min(dilution * 100, 9_900).rounded())
      fix.satellites = UInt8(max(4, 14 - 3 * dilution))
    }
    return fix
  }
}
