/// How long a subject was to be supervised, and how long its devices did what the grade asks for.
public struct SupervisedTime: Hashable, Sendable {
  /// 应监管时长: the time under supervision.
  public var due = Milliseconds.zero

  /// 佩戴时长: the part in which the subject had a device.
  public var worn = Milliseconds.zero

  /// 在线时长: the part in which a report was not older than the grade asks for.
  public var online = Milliseconds.zero

  /// 定位时长: the part in which a report that says where was not older than that.
  public var located = Milliseconds.zero

  /// Creates no time at all.
  public init() {}

  /// Creates times.
  public init(
    due: Milliseconds,
    worn: Milliseconds,
    online: Milliseconds,
    located: Milliseconds
  ) {
    (self.due, self.worn, self.online, self.located) = (due, worn, online, located)
  }

  /// 定位监管率 in hundredths of a percent, cut off: 10,000 means every moment; `nil` if none was due.
  public var locatedShare: Int64? { Self.share(of: located, in: due) }

  /// 在线率 in hundredths of a percent, cut off; `nil` if no time was due.
  public var onlineShare: Int64? { Self.share(of: online, in: due) }

  /// The share online of the time in which the subject had a device, in hundredths of a percent, cut
  /// off; `nil` if it never had one.
  public var onlineShareWhileWorn: Int64? { Self.share(of: online, in: worn) }

  private static func share(of part: Milliseconds, in whole: Milliseconds) -> Int64? {
    guard whole > .zero else { return nil }
    return whole.count.dividingFullWidth(part.count.multipliedFullWidth(by: 10_000)).quotient
  }

  /// Adds other time.
  public static func += (a: inout SupervisedTime, b: SupervisedTime) {
    a.due += b.due
    a.worn += b.worn
    a.online += b.online
    a.located += b.located
  }
}

/// Measures how much of a subject's supervision its devices' reports cover.
///
/// A moment is covered if, at it, the subject wears a device that reported while the subject wore it,
/// less than the grade's `reportEvery` ago. The devices of one subject are fed one after another, so
/// that the reports of no more than one are held.
public struct SupervisionMeter: Sendable {
  /// The stretches of the subject's supervision.
  public let stretches: [SupervisedStretch]

  private var worn: [PeriodUnion]
  private var online: [PeriodUnion]
  private var located: [PeriodUnion]

  /// Creates a meter that has seen no report.
  public init(_ stretches: [SupervisedStretch]) {
    self.stretches = stretches
    worn = stretches.map { _ in PeriodUnion() }
    (online, located) = (worn, worn)
  }

  /// The time whose reports can cover something: it begins before the first stretch, since a report
  /// covers what follows it.
  public var reportingPeriod: Period {
    let start = stretches.map { $0.period.start - $0.reportEvery }.min()
    let end = stretches.map(\.period.end).max()
    guard let start, let end else { return Period(start: .distantPast, end: .distantPast) }
    return Period(start: start, end: end)
  }

  /// Adds the reports of a device in a time in which the subject wore it; reports of other times are
  /// passed over.
  ///
  /// - Parameters:
  ///   - reports: the reports, in any order, each any number of times.
  ///   - worn: when the subject wore the device.
  public mutating func add(_ reports: [DeviceReport], wornIn worn: Period) {
    let reports = reports.sorted { $0.time < $1.time }
    for (index, stretch) in stretches.enumerated() {
      let asked = stretch.period.intersection(worn)
      self.worn[index].insert(asked)
      for report in reports where worn.contains(report.time) {
        let next = report.time + stretch.reportEvery
        guard next > asked.start else { continue }
        guard report.time < asked.end else { break }
        let covered = Period(start: report.time, end: next).intersection(asked)
        online[index].insert(covered)
        if report.isLocated { located[index].insert(covered) }
      }
    }
  }

  /// The time of each stretch.
  public var times: [SupervisedTime] {
    stretches.indices.map { index in
      SupervisedTime(
        due: stretches[index].period.length,
        worn: worn[index].length,
        online: online[index].length,
        located: located[index].length
      )
    }
  }
}
