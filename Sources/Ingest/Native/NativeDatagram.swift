/// The native datagram, version 1: header in clear, body under AES-128-GCM.
///
/// The whole format, with worked examples, is `docs/protocols/native-datagram.md`. All integers are
/// big-endian.
///
/// | offset |   bytes | part                                                        |
/// |-------:|--------:|-------------------------------------------------------------|
/// |      0 |      20 | ``DatagramHeader``, readable by all, authenticated          |
/// |     20 |       n | the body, encrypted: a report's or an acknowledgement's     |
/// | 20 + n |      16 | the tag of AES-128-GCM over both                            |
public enum NativeDatagram {
  /// The first two bytes: "FL".
  public static let magic: UInt16 = 0x464C

  /// The version of the format.
  public static let version: UInt8 = 1

  /// The longest datagram, in bytes: it fits one packet on every path, tunnels included.
  public static let maximumByteCount = 1_200

  /// The length of the header, in bytes.
  public static let headerByteCount = 20

  /// The length of the authentication tag, in bytes.
  public static let tagByteCount = 16

  /// The length of a report's body before its fixes, in bytes.
  public static let reportHeadByteCount = 12

  /// The shortest report: one without fixes, in bytes.
  public static let minimumReportByteCount = headerByteCount + reportHeadByteCount + tagByteCount

  /// The most fixes that one report holds.
  public static let maximumFixCount =
    (maximumByteCount - minimumReportByteCount) / FixRecord.byteCount

  /// The bit that stands for "from the server" in a nonce's first word; never set in a salt.
  public static let directionBit: UInt32 = 1 << 31

  /// What a datagram is; the top bit is its direction.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// Fixes, from a sender to the server.
    case report = 0x01

    /// What became of a report's fixes, from the server to a sender.
    case acknowledgement = 0x81

    /// Whether the server sends it.
    public var isFromServer: Bool { rawValue & 0x80 != 0 }
  }
}
