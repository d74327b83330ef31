public import GeoCore

/// The 20 bytes in clear at the head of a native datagram.
///
/// | offset | bytes | field                                                    |
/// |-------:|------:|----------------------------------------------------------|
/// |      0 |     2 | magic, 0x464C                                            |
/// |      2 |     1 | version, 1                                               |
/// |      3 |     1 | kind                                                     |
/// |      4 |     4 | sender                                                   |
/// |      8 |     4 | salt of the session of whoever sends it, top bit clear   |
/// |     12 |     8 | counter of whoever sends it                              |
public struct DatagramHeader: Hashable, Sendable {
  /// What the datagram is.
  public var kind: NativeDatagram.Kind

  /// Whose key it is under: the sender's, in both directions.
  public var sender: SenderNumber

  /// Drawn at random when its origin started, 31 bits.
  public var salt: UInt32

  /// The datagram's number; it starts at its origin's clock in microseconds.
  public var counter: UInt64

  /// Creates a header.
  ///
  /// - Precondition: the top bit of `salt` is clear.
  public init(kind: NativeDatagram.Kind, sender: SenderNumber, salt: UInt32, counter: UInt64) {
    precondition(salt & NativeDatagram.directionBit == 0, "a salt has 31 bits")
    self.kind = kind
    self.sender = sender
    self.salt = salt
    self.counter = counter
  }

  /// The 12 bytes that no two datagrams under one key share: direction and salt, then counter.
  var nonce: (word: UInt32, counter: UInt64) {
    (kind.isFromServer ? salt | NativeDatagram.directionBit : salt, counter)
  }
}

extension DatagramHeader {
  /// What the first bytes of a datagram say.
  public enum Reading: Equatable, Sendable {
    /// A header of our format, not yet authenticated.
    case header(DatagramHeader)

    /// Not a datagram of this kind, and why.
    case refused(Refusal)
  }

  /// Reads the header of a datagram that should be of `kind`; no key is needed.
  public static func read(_ bytes: RawSpan, expecting kind: NativeDatagram.Kind) -> Reading {
    guard bytes.byteCount >= NativeDatagram.minimumReportByteCount else {
      return .refused(.tooShort)
    }
    guard bytes.byteCount <= NativeDatagram.maximumByteCount else { return .refused(.tooLong) }
    guard bytes.bigEndian(at: 0, as: UInt16.self) == NativeDatagram.magic else {
      return .refused(.notOurs)
    }
    guard bytes.bigEndian(at: 2, as: UInt8.self) == NativeDatagram.version else {
      return .refused(.unsupportedVersion)
    }
    guard bytes.bigEndian(at: 3, as: UInt8.self) == kind.rawValue else {
      return .refused(.wrongKind)
    }
    let salt = bytes.bigEndian(at: 8, as: UInt32.self)
    guard salt & NativeDatagram.directionBit == 0 else { return .refused(.badSalt) }
    return .header(
      DatagramHeader(
        kind: kind,
        sender: SenderNumber(bytes.bigEndian(at: 4, as: UInt32.self)),
        salt: salt,
        counter: bytes.bigEndian(at: 12, as: UInt64.self)
      )
    )
  }

  /// Appends the header's 20 bytes.
  public func encode(into bytes: inout [UInt8]) {
    bytes.appendBigEndian(NativeDatagram.magic)
    bytes.append(NativeDatagram.version)
    bytes.append(kind.rawValue)
    bytes.appendBigEndian(sender.value)
    bytes.appendBigEndian(salt)
    bytes.appendBigEndian(counter)
  }
}
