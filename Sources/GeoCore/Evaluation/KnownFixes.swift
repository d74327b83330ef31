/// The fixes that were accepted before, as far as a batch asks for them: an hour of a device is read once.
///
/// A gateway that sends a whole day again asks for each of its fixes.
struct KnownFixes {
  private struct Hour: Hashable {
    var device: DeviceNumber
    var number: Int64
  }

  private var known: Set<Fix> = []
  private var read: Set<Hour> = []
  private var taken = 0

  /// Whether a fix was accepted before.
  ///
  /// - Parameters:
  ///   - index: the fix, by its index in the batch; none below one that was asked for earlier.
  ///   - batch: the batch, whose outcomes before that index are settled.
  ///   - past: what earlier batches brought.
  /// - Returns: `true` where the same report has been accepted.
  mutating func contains(_ index: Int, of batch: FixBatch, _ past: some Past) -> Bool {
    for earlier in taken..<index where batch.outcomes[earlier].isAccepted {
      known.insert(batch.fixes[earlier].withoutDelivery)
    }
    taken = index
    let fix = batch.fixes[index]
    if read.insert(Hour(device: fix.device, number: fix.time.hour)).inserted {
      let start = Instant(milliseconds: 0) + .hours(fix.time.hour)
      for fix in past.fixes(of: fix.device, in: Period(start: start, end: start + .hours(1))) {
        known.insert(fix.withoutDelivery)
      }
    }
    return known.contains(fix.withoutDelivery)
  }
}
