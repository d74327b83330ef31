/// Finds devices by their numbers, and who wears each as far as that is simple.
///
/// Open addressing with linear probing, at most half full: most look-ups read one cache line, which can
/// be fetched beforehand.
struct DeviceTable: Sendable {
  /// A device: 32 bytes.
  struct Entry: Sendable {
    /// The number on the wire.
    var number = DeviceNumber(0)
    /// The slot; −1 in an entry that is free.
    var slot: Int32 = -1
    /// Twice the slot of the wearer, and one more where the device is a phone; −1 for none.
    fileprivate var bearing: Int32 = -1
    /// While that is so: empty where it is not simple.
    var during = Period.never

    /// The slot of the subject that wears it during ``during``; −1 for none.
    var wearer: Int32 { bearing >> 1 }

    /// Whether it is a phone.
    var isPhone: Bool { bearing & 1 == 1 }
  }

  private var entries = [Entry(), Entry()]
  private var count = 0

  /// By how much the product of a number is shifted to give a place in the table.
  private var shift: UInt64 = 63

  private func home(of number: DeviceNumber) -> Int {
    Int(truncatingIfNeeded: (number.value &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  private func place(of number: DeviceNumber) -> Int {
    var place = home(of: number)
    while entries[place].slot >= 0, entries[place].number != number {
      place = (place &+ 1) & (entries.count &- 1)
    }
    return place
  }

  /// The entry of a device; one without a slot where the number is unknown.
  func entry(of number: DeviceNumber) -> Entry { entries[place(of: number)] }

  /// Asks for the memory in which a device stands.
  @inline(__always)
  func fetch(_ number: DeviceNumber) {
    unsafe entries.withUnsafeBufferPointer { entries in
      guard let first = entries.baseAddress else { return }
      unsafe prefetch(first + home(of: number), 0, 3, 1)
    }
  }

  /// Adds a device that is not there yet.
  mutating func insert(_ number: DeviceNumber, slot: Int32) {
    if 2 * (count + 1) > entries.count {
      let old = entries
      entries = Array(repeating: Entry(), count: 2 * old.count)
      shift -= 1
      for entry in old where entry.slot >= 0 { entries[place(of: entry.number)] = entry }
    }
    count += 1
    let place = place(of: number)
    (entries[place].number, entries[place].slot) = (number, slot)
  }

  /// Says who wears a device, and while that is so.
  mutating func setWearer(
    of number: DeviceNumber,
    _ wearer: Int32,
    isPhone: Bool,
    during period: Period
  ) {
    let place = place(of: number)
    entries[place].bearing = 2 * wearer + (isPhone ? 1 : 0)
    entries[place].during = period
  }
}

extension Period {
  /// No time at all.
  static let never = Period(start: .distantFuture, end: .distantPast)
}
