/// Who reports by each fix of a batch, as far as that is simple: found for all fixes at once.
struct BatchReporters: Sendable {
  /// Who reports, for each fix.
  private(set) var reporters: [Reporter] = []

  /// How many fixes ahead of the one that is looked at memory is asked for.
  private static let lead = 16

  /// Finds who reports, and marks the fixes of a clock that is off.
  ///
  /// - Parameters:
  ///   - fixes: the batch's fixes.
  ///   - datagrams: the datagrams that held them.
  ///   - registry: what is known of devices and senders.
  ///   - now: when the batch came.
  ///   - windows: by how much a clock may be off.
  mutating func find(
    _ fixes: inout [Fix],
    of datagrams: [DatagramReceipt],
    in registry: borrowing Registry,
    at now: Instant,
    _ windows: WindowRules
  ) {
    let count = fixes.count
    reporters.removeAll(keepingCapacity: true)
    reporters.append(contentsOf: repeatElement(Reporter(), count: count))
    var fixes = fixes.mutableSpan
    for index in 0..<min(Self.lead, count) { registry.deviceTable.fetch(fixes[index].device) }
    for datagram in datagrams {
      let sender = registry.sender(datagram.sender)?.kind
      for index in datagram.fixes {
        let ahead = index + Self.lead
        if ahead < count { registry.deviceTable.fetch(fixes[ahead].device) }
        if fixes[index].hasWrongClock(in: datagram, at: now, windows) {
          fixes[index].flags.insert(.wrongClock)
        }
        if case .device(let own) = sender, own != fixes[index].device { continue }
        let entry = registry.deviceTable.entry(of: fixes[index].device)
        guard entry.slot >= 0, entry.wearer >= 0, entry.during.contains(now),
          entry.during.contains(fixes[index].time)
        else { continue }
        reporters[index] = Reporter(
          device: entry.slot,
          wearer: entry.wearer,
          sender: datagram.sender,
          isPhone: entry.isPhone
        )
      }
    }
  }
}

/// Who reports by a fix of a batch.
struct Reporter: Sendable {
  /// The slot of the device; −1 where it is unknown, or where who wears it is not simple.
  var device: Int32 = -1
  /// The slot of the subject that wears it, when the fix was taken and now; −1 with the device.
  var wearer: Int32 = -1
  /// Who sent the fix.
  var sender = SenderNumber(0)
  /// Whether the device is a phone.
  var isPhone = false
}

extension Fix {
  /// Whether the device's clock is off, by what its sender's clock and measuring say.
  ///
  /// Where those say nothing, a clock is known to be off that shows what it is or was lately, less
  /// 1,024 weeks once or more: how far a satellite receiver counts.
  @inline(__always)
  fileprivate func hasWrongClock(
    in datagram: DatagramReceipt,
    at now: Instant,
    _ windows: WindowRules
  ) -> Bool {
    guard ageMilliseconds != Self.unsaid32 else {
      let behind = now - time
      let turn = Milliseconds.days(7 * 1_024).count
      return behind.count >= turn && behind.count % turn <= windows.late.count
    }
    let taken = datagram.sentAt - Milliseconds(Int64(ageMilliseconds))
    return time > taken + windows.clockTolerance || taken > time + windows.clockTolerance
  }
}
