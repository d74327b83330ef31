public import GeoCore

/// Some days of one person: where it truly went, and what came of its device.
public struct PersonCourse: Sendable {
  /// A fix on its way.
  public struct Delivery: Sendable {
    /// What the device says.
    public var fix: Fix

    /// When it arrives; those that arrive at one instant arrive together.
    public var receivedAt: Instant

    /// How far outside the zone the position is, in metres; negative inside.
    public var outsideBy: Double
  }

  /// Where the person may be.
  public let zone: Area

  /// What the device is.
  public let kind: DeviceAssignment.Kind

  /// The days.
  public let period: Period

  /// What arrives, in order of arrival.
  public let deliveries: [Delivery]

  /// The true stays outside, in order of time.
  public let excursions: [TrueExcursion]

  /// How many days.
  public var days: Int { Int(period.end.milliseconds - period.start.milliseconds) / 86_400_000 }
}

extension PersonCourse {
  /// The device in all courses.
  public static let device = DeviceNumber(1)

  /// Who wears it.
  public static let subject = SubjectID("S1")

  /// All that is registered: the grades, the person, the device, and the zone as execution area.
  public var registry: [RegistryRow] {
    let facts: [RegistryFact] =
      Grade.defaults.map { .grade($0) } + [
        .jurisdiction(Jurisdiction(id: "C", name: "County", level: .county, parent: nil)),
        .subject(Subject(id: Self.subject, name: "", jurisdiction: "C", grade: "standard")),
        .device(DeviceAssignment(device: Self.device, kind: kind, subject: Self.subject)),
        .zone(
          Zone(
            id: "area",
            name: "Area",
            role: .permitted,
            assignee: .subject(Self.subject),
            area: zone
          )
        ),
      ]
    return facts.enumerated().map { index, fact in
      RegistryRow(number: Int64(index + 1), effective: .always, fact: fact)
    }
  }

  /// What arrives together, in order.
  public var batches: [FixBatch] {
    var batches: [FixBatch] = []
    for delivery in deliveries {
      if batches.last?.receivedAt != delivery.receivedAt {
        batches.append(FixBatch(receivedAt: delivery.receivedAt))
      }
      batches[batches.count - 1].fixes.append(delivery.fix)
      batches[batches.count - 1].outcomes.append(.kept)
    }
    for index in batches.indices {
      batches[index].datagrams = [
        DatagramReceipt(
          sender: SenderNumber(1),
          salt: 0,
          counter: UInt64(index),
          sentAt: batches[index].receivedAt,
          firstFix: 0,
          fixCount: Int32(batches[index].fixes.count)
        )
      ]
    }
    return batches
  }
}
