internal import GeoCore

/// Takes the fields of a datagram one after another.
struct FieldReader {
  typealias Explanation = DatagramExplanation

  private(set) var fields: [Explanation.Field] = []
  private(set) var magic: UInt16?
  private(set) var version: UInt8?
  private(set) var kind: NativeDatagram.Kind?
  private(set) var sender: SenderNumber?
  private(set) var salt: UInt32?
  private(set) var counter: UInt64?

  private var bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Takes `count` bytes as a big-endian number; what is cut off becomes a field with that fault.
  private mutating func take(
    _ count: Int,
    _ part: Explanation.Part,
    _ name: Explanation.Name,
    _ reading: (UInt64) -> (Explanation.Value, Explanation.Fault?)
  ) -> UInt64? {
    let end = min(offset + count, bytes.count)
    guard end > offset else { return nil }
    let own = Array(bytes[offset..<end])
    let number = own.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let isWhole = own.count == count
    let (value, fault) = isWhole ? reading(number) : (.opaque, .cutOff)
    append(part, name, own, value, fault)
    return isWhole ? number : nil
  }

  private mutating func append(
    _ part: Explanation.Part,
    _ name: Explanation.Name,
    _ own: [UInt8],
    _ value: Explanation.Value,
    _ fault: Explanation.Fault?
  ) {
    fields.append(
      Explanation.Field(
        part: part,
        name: name,
        offset: offset,
        bytes: own,
        value: value,
        fault: fault
      )
    )
    offset += own.count
  }

  private mutating func takeOpaque(
    until end: Int,
    _ part: Explanation.Part,
    _ name: Explanation.Name,
    _ fault: Explanation.Fault?
  ) {
    guard offset < end else { return }
    append(part, name, Array(bytes[offset..<end]), .opaque, fault)
  }

  private mutating func takeZero(_ count: Int, _ part: Explanation.Part) -> Bool {
    let zero = take(count, part, .reserved) { (.number($0), $0 == 0 ? nil : .notZero) }
    return zero == 0
  }

  // MARK: - Header and tag

  mutating func readHeader() {
    magic = take(2, .header, .magic) {
      (.opaque, $0 == UInt64(NativeDatagram.magic) ? nil : .unexpected)
    }.map { UInt16($0) }
    version = take(1, .header, .version) {
      (.number($0), $0 == UInt64(NativeDatagram.version) ? nil : .unexpected)
    }.map { UInt8($0) }
    kind = take(1, .header, .kind) {
      let kind = NativeDatagram.Kind(rawValue: UInt8($0))
      return (.kind(kind), kind == nil ? .noMeaning : nil)
    }.flatMap { NativeDatagram.Kind(rawValue: UInt8($0)) }
    sender = take(4, .header, .sender) { (.number($0), nil) }.map { SenderNumber(UInt32($0)) }
    salt = take(4, .header, .salt) {
      (.opaque, $0 & UInt64(NativeDatagram.directionBit) == 0 ? nil : .directionBit)
    }.map { UInt32($0) }
    counter = take(8, .header, .counter) { (.number($0), nil) }
  }

  /// Takes a body that stays sealed, and the tag.
  mutating func takeSealed(until end: Int, tagHolds: Bool? = nil) {
    if offset < end { append(.body, .sealed, Array(bytes[offset..<end]), .opaque, nil) }
    takeTag(holds: tagHolds)
  }

  mutating func takeTag(holds: Bool?) {
    guard offset < bytes.count else { return }
    let own = Array(bytes[offset...])
    let isWhole = own.count == NativeDatagram.tagByteCount
    let fault: Explanation.Fault? = !isWhole ? .cutOff : holds == false ? .badTag : nil
    append(.tag, .tag, own, .tag(holds: holds), fault)
  }

  /// Puts the body in clear in the place of the sealed one.
  mutating func replaceBody(with plain: some Collection<UInt8>) {
    bytes.replaceSubrange(offset..<offset + plain.count, with: plain)
  }

  // MARK: - Bodies

  /// Reads the body of a report that ends at `end`.
  ///
  /// - Returns: whether it is well formed.
  mutating func readReport(to end: Int) -> Bool {
    let room = (end - offset - NativeDatagram.reportHeadByteCount)
    guard room >= 0 else {
      takeOpaque(until: end, .body, .surplus, .cutOff)
      return false
    }
    _ = take(8, .body, .sentAt) { (.time(Instant(milliseconds: Int64(bitPattern: $0))), nil) }
    var isWhole = true
    let count = take(2, .body, .fixCount) { count in
      isWhole = Int(count) * FixRecord.byteCount == room
      return (.number(count), isWhole ? nil : .wrongLength)
    }
    if !takeZero(2, .body) { isWhole = false }
    let whole = min(Int(count ?? 0), room / FixRecord.byteCount)
    for index in 0..<whole { readFix(index) }
    takeOpaque(until: end, .rest, .surplus, .wrongLength)
    return isWhole
  }

  /// Reads the body of an acknowledgement that ends at `end`.
  ///
  /// - Returns: whether it is well formed.
  mutating func readAcknowledgement(to end: Int) -> Bool {
    let room = end - offset - Acknowledgement.headByteCount
    guard room >= 0 else {
      takeOpaque(until: end, .body, .surplus, .cutOff)
      return false
    }
    _ = take(4, .body, .reportSalt) { _ in (.opaque, nil) }
    _ = take(8, .body, .reportCounter) { (.number($0), nil) }
    _ = take(8, .body, .serverTime) { (.time(Instant(milliseconds: Int64(bitPattern: $0))), nil) }
    var isWhole = true
    let count = take(2, .body, .rangeCount) { count in
      isWhole = Int(count) * Acknowledgement.rangeByteCount == room
      return (.number(count), isWhole ? nil : .wrongLength)
    }
    if !takeZero(2, .body) { isWhole = false }
    let whole = min(Int(count ?? 0), room / Acknowledgement.rangeByteCount)
    for index in 0..<whole {
      _ = take(2, .range(index), .firstFix) { (.number($0), nil) }
      _ = take(2, .range(index), .fixCount) { (.number($0), nil) }
      _ = take(1, .range(index), .code) {
        (.outcome(UInt8($0), FixOutcome(rawValue: UInt8($0))), nil)
      }
    }
    takeOpaque(until: end, .rest, .surplus, .wrongLength)
    return isWhole
  }

  // MARK: - A fix

  private mutating func readFix(_ index: Int) {
    let part = Explanation.Part.fix(index)
    // What the position means depends on a flag that comes after it.
    let flagOffset = offset + 36
    let flags = Fix.Flags(rawValue: UInt16(bytes[flagOffset]) << 8 | UInt16(bytes[flagOffset + 1]))
    let hasPosition = flags.contains(.hasPosition)
    _ = take(8, part, .device) { (.number($0), nil) }
    _ = take(8, part, .time) { (.time(Instant(milliseconds: Int64(bitPattern: $0))), nil) }
    for (name, limit) in [(Explanation.Name.latitude, 900_000_000), (.longitude, 1_800_000_000)] {
      _ = take(4, part, name) { bits in
        let angle = Int64(Int32(truncatingIfNeeded: bits))
        guard hasPosition else { return (.unsaid, angle == 0 ? nil : .withoutPosition) }
        return (.scaled(angle, decimals: 7, .degrees), abs(angle) > limit ? .noMeaning : nil)
      }
    }
    takeSaid(4, part, .age, decimals: 3, .seconds)
    takeSaid(2, part, .accuracy, decimals: 1, .meters)
    takeSaid(2, part, .hdop, decimals: 2, nil)
    takeSaid(2, part, .speed, decimals: 2, .metersPerSecond)
    takeSaid(2, part, .heading, decimals: 2, .degrees, to: 35_999)
    _ = take(2, part, .flags) { bits in
      let flags = Fix.Flags(rawValue: UInt16(bits))
      return (.flags(flags), flags.isSubset(of: .known) ? nil : .noMeaning)
    }
    takeSaid(1, part, .satellites, decimals: 0, nil)
    takeSaid(1, part, .battery, decimals: 0, .percent, to: 100)
    _ = take(1, part, .source) {
      let source = Fix.Source(rawValue: UInt8($0))
      return (source == .unknown ? .unsaid : .source(source), source == nil ? .noMeaning : nil)
    }
    _ = takeZero(1, part)
  }

  /// Takes a number of which all bits set means "not said".
  private mutating func takeSaid(
    _ count: Int,
    _ part: Explanation.Part,
    _ name: Explanation.Name,
    decimals: Int,
    _ unit: Explanation.Unit?,
    to greatest: Int64 = .max
  ) {
    _ = take(count, part, name) { bits in
      if bits == UInt64.max >> (64 - 8 * UInt64(count)) { return (.unsaid, nil) }
      let number = Int64(bits)
      return (.scaled(number, decimals: decimals, unit), number > greatest ? .noMeaning : nil)
    }
  }
}
