internal import GeoCore

extension FixRecord {
  /// Reads the record at `offset` of a report and says what is to become of it at the door.
  ///
  /// The first of these that holds is the answer: the sender may not report the device
  /// (``GeoCore/FixOutcome/notThisSender``), a field has no meaning (`malformed`), the place is off
  /// the globe (`offGlobe`), the time was never set (`timeUnset`) or is ahead of `receivedAt`
  /// (`timeAhead`); else `kept`. A kept position is normalised: 180° E is 180° W, a pole has
  /// longitude 0.
  static func judge(
    _ bytes: RawSpan,
    at offset: Int,
    from sender: Sender.Kind,
    receivedAt: Instant
  ) -> (fix: Fix, outcome: FixOutcome) {
    var (fix, isWhole) = read(bytes, at: offset)
    if case .device(let own) = sender, own != fix.device { return (fix, .notThisSender) }
    let hasMeaning =
      isWhole
      && fix.flags.isSubset(of: .known)
      && (fix.headingHundredths < 36_000 || fix.headingHundredths == Fix.unsaid16)
      && (fix.batteryPercent <= 100 || fix.batteryPercent == Fix.unsaid8)
    guard hasMeaning else { return (fix, .malformed) }
    if fix.flags.contains(.hasPosition) {
      guard let place = fix.coordinate else { return (fix, .offGlobe) }
      fix.latitudeE7 = place.latitudeE7
      fix.longitudeE7 = place.longitudeE7
    } else if fix.latitudeE7 != 0 || fix.longitudeE7 != 0 {
      return (fix, .malformed)
    }
    if fix.time < FixOutcome.earliestTime { return (fix, .timeUnset) }
    if fix.time > receivedAt + FixOutcome.aheadTolerance { return (fix, .timeAhead) }
    return (fix, .kept)
  }
}
