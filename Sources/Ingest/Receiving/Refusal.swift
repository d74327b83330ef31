/// Why a datagram was dropped without an answer; each case is a counter in the metrics.
public enum Refusal: UInt8, CaseIterable, Sendable {
  /// It is shorter than the shortest report.
  case tooShort
  /// It is longer than ``NativeDatagram/maximumByteCount``.
  case tooLong
  /// It does not begin with our two bytes.
  case notOurs
  /// It is of a version that is not spoken here.
  case unsupportedVersion
  /// It is of a kind that a server does not receive.
  case wrongKind
  /// The top bit of its salt is set, as only in the server's own nonces.
  case badSalt
  /// It names a sender that is not registered.
  case unknownSender
  /// It names a registered sender and was not sealed with that sender's key.
  case badTag
  /// It was sealed by its sender, and the length of its body is not that of its count.
  case malformedBody
}
