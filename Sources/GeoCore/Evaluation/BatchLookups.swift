/// Who reports by the fixes of a batch, and the zones around them: found for all fixes at once.
struct BatchLookups: Sendable {
  /// Who reports, for each fix.
  private(set) var reporters: [Reporter] = []

  /// Which place each fix has; meaningless for a fix without one.
  private(set) var placeOfFix: [Int32] = []

  /// The shared zones around each place.
  private(set) var hits = ZoneHits()

  private var ownHits = ZoneHits()
  private var places: [Coordinate] = []
  private var wearers: [Int32] = []

  /// How many fixes ahead of the one that is looked at memory is asked for.
  static let lead = 16

  /// Creates lookups of no batch.
  init() {}

  /// Looks up a batch.
  ///
  /// - Parameters:
  ///   - fixes: the batch's fixes.
  ///   - registry: what is known of devices and zones.
  ///   - now: when the batch came.
  mutating func find(_ fixes: [Fix], in registry: borrowing Registry, at now: Instant) {
    reporters.removeAll(keepingCapacity: true)
    placeOfFix.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    wearers.removeAll(keepingCapacity: true)
    for fix in fixes.prefix(Self.lead) { registry.deviceTable.fetch(fix.device) }
    for index in fixes.indices {
      let ahead = index + Self.lead
      if ahead < fixes.count { registry.deviceTable.fetch(fixes[ahead].device) }
      let reporter = registry.deviceTable.reporter(of: fixes[index], at: now)
      reporters.append(reporter)
      registry.fetchTerms(of: reporter.wearer)
      placeOfFix.append(Int32(places.count))
      guard let place = fixes[index].coordinate else { continue }
      places.append(place)
      wearers.append(reporter.wearer)
    }
    // Local references, not copies: the spans must not borrow all of this while it is filled.
    let (places, wearers) = (places, wearers)
    registry.index.zones(containing: places.span, into: &hits)
    registry.personal.zones(of: wearers.span, containing: places.span, into: &ownHits)
    for index in fixes.indices where reporters[index].wearer >= 0 {
      guard fixes[index].coordinate != nil else { continue }
      reporters[index].isPermitted = registry.isPlainlyPermitted(
        reporters[index].wearer,
        hits.slots.span.extracting(hits.range(of: placeOfFix[index])),
        ownHits.slots.span.extracting(ownHits.range(of: placeOfFix[index])),
        at: fixes[index].time
      )
    }
  }
}

extension ZoneHits {
  /// Where the slots around a place stand.
  fileprivate func range(of place: Int32) -> Range<Int> {
    Int(starts[Int(place)])..<Int(starts[Int(place) + 1])
  }
}

/// Who reports by a fix of a batch.
struct Reporter {
  /// The slot of the device; −1 where it is unknown, or where who wears it is not simple.
  var device: Int32 = -1
  /// The slot of the subject that wears it, when the fix was taken and now; −1 with the device.
  var wearer: Int32 = -1
  /// Whether the device is a phone.
  var isPhone = false
  /// Whether the subject is plainly permitted to be there, no leave and no schedule having a say.
  var isPermitted = false
}

extension DeviceTable {
  /// Who reports by a fix, where that is simple.
  fileprivate func reporter(of fix: Fix, at now: Instant) -> Reporter {
    let entry = entry(of: fix.device)
    guard entry.slot >= 0, entry.during.contains(now), entry.during.contains(fix.time) else {
      return Reporter()
    }
    return Reporter(device: entry.slot, wearer: entry.wearer, isPhone: entry.isPhone)
  }
}
