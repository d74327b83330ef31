public import GeoCore

/// A native datagram field by field, for people: what stands where, what it means, and what is wrong.
///
/// It is the slow and talkative sister of the gate that the service has: it explains what the gate
/// refuses, too. Nothing of it is for the receive path.
public struct DatagramExplanation: Hashable, Sendable {
  /// A part of a datagram.
  public enum Part: Hashable, Sendable {
    /// The 20 bytes in clear.
    case header
    /// What is between header and tag: before its fixes or ranges, or all of it while it is sealed.
    case body
    /// The fix at this index of a report.
    case fix(Int)
    /// The range at this index of an acknowledgement.
    case range(Int)
    /// The last 16 bytes.
    case tag
    /// Bytes that belong to nothing.
    case rest
  }

  /// What a field is called; docs/protocols/native-datagram.md describes each.
  public enum Name: String, CaseIterable, Sendable {
    case magic, version, kind, sender, salt, counter
    case sentAt, fixCount, reserved
    case device, time, latitude, longitude, age, accuracy, hdop, speed, heading, flags
    case satellites, battery, source
    case reportSalt, reportCounter, serverTime, rangeCount, firstFix, code
    /// The body, still encrypted.
    case sealed
    case tag
    /// Bytes that are left over.
    case surplus
  }

  /// What a value is counted in.
  public enum Unit: String, Sendable {
    case degrees, meters, metersPerSecond, percent, seconds
  }

  /// What a field says.
  public enum Value: Hashable, Sendable {
    /// Bytes that mean nothing by themselves.
    case opaque
    /// A number.
    case number(UInt64)
    /// A whole number of units of 10^−`decimals`.
    case scaled(Int64, decimals: Int, Unit?)
    /// A moment.
    case time(Instant)
    /// What the datagram is; `nil` if the byte has no meaning.
    case kind(NativeDatagram.Kind?)
    /// What the device says beside its position.
    case flags(Fix.Flags)
    /// What the position was made from; `nil` if the byte has no meaning.
    case source(Fix.Source?)
    /// What became of fixes; `nil` if the code is not known here.
    case outcome(UInt8, FixOutcome?)
    /// Whether the tag holds; `nil` where that was not found out.
    case tag(holds: Bool?)
    /// The field says nothing.
    case unsaid
  }

  /// What is wrong with a field.
  public enum Fault: String, CaseIterable, Sendable {
    /// Not the value that the format asks for.
    case unexpected
    /// The top bit of a salt is the direction's, and must be 0.
    case directionBit
    /// Must be 0.
    case notZero
    /// Has no meaning, or is beyond what can be.
    case noMeaning
    /// There is no position, so it must be 0.
    case withoutPosition
    /// The length of the body is not that of its count.
    case wrongLength
    /// The datagram ends within it.
    case cutOff
    /// The tag does not hold.
    case badTag
  }

  /// One field.
  public struct Field: Hashable, Sendable {
    /// The part that it belongs to.
    public var part: Part
    /// What it is called.
    public var name: Name
    /// Where it begins in the datagram.
    public var offset: Int
    /// Its bytes; those of the body as they were before encryption.
    public var bytes: [UInt8]
    /// What it says.
    public var value: Value
    /// What is wrong with it, if anything.
    public var fault: Fault?
  }

  /// Whether the datagram could be read.
  public enum Verdict: Hashable, Sendable {
    /// The tag holds and the body is well formed.
    case opened
    /// No key was given: nothing but the header is known, and nothing is proven.
    case noKey
    /// It could not be read, or not wholly.
    case refused(Refusal)
  }

  /// The fields, in order.
  public internal(set) var fields: [Field] = []

  /// Whether the datagram could be read.
  public internal(set) var verdict = Verdict.noKey

  /// The sender that the header names, if it is long enough to.
  public internal(set) var sender: SenderNumber?
}

extension DatagramExplanation {
  /// Explains a datagram.
  ///
  /// - Parameters:
  ///   - bytes: the datagram, whatever it is.
  ///   - key: the key to open it with; without one, the header alone is explained.
  ///   - forced: what to read it as, whatever its header says; the direction bit of the nonce follows.
  /// - Throws: ``IngestError`` if libcrypto has no cipher; whatever is wrong with the datagram is told.
  public init(
    _ bytes: [UInt8],
    key: SenderKey?,
    as forced: NativeDatagram.Kind? = nil
  ) throws(IngestError) {
    let end = max(
      min(NativeDatagram.headerByteCount, bytes.count),
      bytes.count - NativeDatagram.tagByteCount
    )
    var reader = FieldReader(bytes)
    reader.readHeader()
    sender = reader.sender
    let kind = forced ?? reader.kind
    if let refusal = Self.refusal(of: bytes, reader, kind) {
      reader.takeSealed(until: end)
      (fields, verdict) = (reader.fields, .refused(refusal))
      return
    }
    guard let key, let kind, let sender, let salt = reader.salt, let counter = reader.counter else {
      reader.takeSealed(until: end)
      (fields, verdict) = (reader.fields, .noKey)
      return
    }
    let header = DatagramHeader(kind: kind, sender: sender, salt: salt, counter: counter)
    var cipher = try DatagramCipher()
    var plain = [UInt8](repeating: 0, count: bytes.count)
    let count = unsafe cipher.open(bytes.span.bytes, header: header, key: key, into: &plain)
    guard let count else {
      reader.takeSealed(until: end, tagHolds: false)
      (fields, verdict) = (reader.fields, .refused(.badTag))
      return
    }
    reader.replaceBody(with: plain.prefix(count))
    let isWhole = kind == .report ? reader.readReport(to: end) : reader.readAcknowledgement(to: end)
    reader.takeTag(holds: true)
    (fields, verdict) = (reader.fields, isWhole ? .opened : .refused(.malformedBody))
  }

  /// Why a datagram cannot be opened, in the order in which the gate looks.
  private static func refusal(
    of bytes: [UInt8],
    _ reader: FieldReader,
    _ kind: NativeDatagram.Kind?
  ) -> Refusal? {
    if bytes.count < NativeDatagram.minimumReportByteCount { return .tooShort }
    if bytes.count > NativeDatagram.maximumByteCount { return .tooLong }
    if reader.magic != NativeDatagram.magic { return .notOurs }
    if reader.version != NativeDatagram.version { return .unsupportedVersion }
    if kind == nil { return .wrongKind }
    return reader.salt.map { $0 & NativeDatagram.directionBit == 0 } == true ? nil : .badSalt
  }
}
