import GeoCore

/// When a device takes fixes, and when they arrive.
struct Reporting: Sendable {
  /// Seconds between two fixes.
  var interval = 60

  /// Seconds by which an interval is longer or shorter.
  var slack = 0

  /// When there is no link: what is taken meanwhile is stored and arrives after it, the newest first.
  var outages: Spells?

  /// When the device is off: nothing is taken.
  var offs: Spells?

  /// The share of fixes that is lost, in hundredths.
  var lost = 0
}

/// A device on somebody's way: what it takes, and when that arrives.
struct DeviceCourse {
  /// A fix that was taken.
  struct Report {
    /// The true second.
    var second: Int
    /// The second of arrival.
    var receivedAt: Int
    /// What the receiver made of the place.
    var seen: NoisyReceiver.Seen
    /// Whether it was stored while there was no link.
    var isStored = false
  }

  private let reporting: Reporting
  private var receiver: NoisyReceiver
  private var outage: SpellCourse?
  private var off: SpellCourse?
  private var next: Int
  private var held: [Report] = []
  private var random: SplitMix64

  init(_ reporting: Reporting, _ model: ReceiverModel, _ random: inout SplitMix64) {
    self.reporting = reporting
    var own = SplitMix64(seed: random.next())
    receiver = NoisyReceiver(model, from: 0, &own)
    outage = reporting.outages.map { SpellCourse($0, from: 0, &own) }
    off = reporting.offs.map { SpellCourse($0, from: 0, &own) }
    next = own.whole(0...reporting.interval - 1)
    self.random = own
  }

  /// What arrives of the fixes that are taken before a second, in order of arrival.
  ///
  /// What is still held then arrives with a later call, or never.
  mutating func reports(until end: Int, on itinerary: Itinerary) -> [Report] {
    var reports: [Report] = []
    while next < end {
      let second = next
      next += max(1, reporting.interval + random.whole(-reporting.slack...reporting.slack))
      let isOff = off?.holds(at: Double(second), &random) ?? false
      if isOff || reporting.lost > 0 && random.whole(1...100) <= reporting.lost { continue }
      var report = Report(
        second: second,
        receivedAt: second + 1,
        seen: receiver.see(
          itinerary.place(at: second),
          at: Double(second),
          isAtRest: itinerary.leg(at: second) == nil,
          &random
        )
      )
      if outage?.holds(at: Double(second), &random) ?? false {
        report.isStored = true
        held.append(report)
        continue
      }
      reports.append(report)
      for var late in held {
        late.receivedAt = second + 3
        reports.append(late)
      }
      held.removeAll()
    }
    return reports
  }
}
