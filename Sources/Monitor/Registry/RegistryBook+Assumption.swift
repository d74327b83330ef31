public import GeoCore
public import GeoFormats

/// Who wears the devices of files of tracks, where no file says so.
public struct AssumedWearers: Sendable {
  /// The subjects, one for each device.
  public var subjects: [Subject]

  /// The zones as they concern these subjects: those of jurisdictions are everyone's.
  public var zones: [Zone]

  /// How many zones were a jurisdiction's.
  public var widenedZones: Int

  /// How many zones are of subjects that nobody is taken for.
  public var strayZones: Int

  /// The devices, in the order of ``subjects``.
  public var devices: [DeviceNumber]
}

extension AssumedWearers {
  /// Assumes one subject for each device.
  ///
  /// A subject is called by its device's number; if there is one device only, and the zones are of one
  /// subject only beside shared ones, it is that subject.
  ///
  /// - Parameters:
  ///   - devices: the devices of the tracks.
  ///   - zones: the zones, as their files give them.
  ///   - grade: the grade of all subjects.
  ///   - name: what a single subject is called.
  public init(
    of devices: some Sequence<DeviceNumber>,
    zones: [Zone],
    grade: GradeID,
    name: String
  ) {
    self.devices = Set(devices).sorted()
    let owners = Set(
      zones.compactMap { zone in
        if case .subject(let id) = zone.assignee { id } else { nil }
      }
    )
    let isOne = self.devices.count == 1
    let known = isOne && owners.count == 1 ? owners.first : nil
    subjects = self.devices.map { device in
      Subject(
        id: known ?? SubjectID("\(device.value)"),
        name: isOne ? name : "\(device.value)",
        jurisdiction: "-",
        grade: grade
      )
    }
    var widened = 0
    self.zones = zones.map { zone in
      guard case .jurisdiction = zone.assignee else { return zone }
      widened += 1
      var zone = zone
      zone.assignee = .everyone
      return zone
    }
    widenedZones = widened
    let ids = Set(subjects.map(\.id))
    strayZones = zones.count { zone in
      if case .subject(let id) = zone.assignee { !ids.contains(id) } else { false }
    }
  }
}

extension RegistryBook {
  /// Adds the assumed subjects, always under supervision, and their devices as wristbands: every fix
  /// counts.
  public mutating func add(_ wearers: AssumedWearers) throws(TimeZoneFileError) {
    for (subject, device) in zip(wearers.subjects, wearers.devices) {
      add(.subject(subject))
      add(.device(DeviceAssignment(device: device, kind: .wristband, subject: subject.id)))
    }
    try add(wearers.zones)
  }
}
