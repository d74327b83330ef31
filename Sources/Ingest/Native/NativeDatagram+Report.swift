public import GeoCore

/// The body of a report.
///
/// | offset | bytes | field                                      |
/// |-------:|------:|--------------------------------------------|
/// |      0 |     8 | sent-at by the sender's clock, ms since 1970 |
/// |      8 |     2 | the number of fixes, n; 0 says "I am here" |
/// |     10 |     2 | zero                                       |
/// |     12 |  42 n | the fixes, ``FixRecord`` each              |
extension NativeDatagram {
  /// Appends the fixes of a report's body, and its receipt, to a batch.
  ///
  /// - Parameters:
  ///   - body: the decrypted body.
  ///   - header: the datagram's header.
  ///   - sender: what the sender may report.
  ///   - verdict: what the replay window says. Only in a fresh datagram is each fix judged for
  ///     itself; in one seen before all are duplicates, in one too old all are refused.
  ///   - receivedAt: when it arrived, by the service's clock.
  ///   - batch: where the fixes go.
  /// - Returns: whether the body is well formed: the length is that of its count, and the reserved
  ///   bytes are zero. If not, nothing was appended.
  public static func decodeReport(
    _ body: RawSpan,
    header: DatagramHeader,
    from sender: Sender.Kind,
    verdict: ReplayWindow.Verdict,
    receivedAt: Instant,
    into batch: inout FixBatch
  ) -> Bool {
    guard body.byteCount >= reportHeadByteCount else { return false }
    let count = Int(body.bigEndian(at: 8, as: UInt16.self))
    guard body.byteCount == reportHeadByteCount + count * FixRecord.byteCount,
      body.bigEndian(at: 10, as: UInt16.self) == 0
    else { return false }
    batch.datagrams.append(
      DatagramReceipt(
        sender: header.sender,
        salt: header.salt,
        counter: header.counter,
        sentAt: Instant(milliseconds: body.bigEndian(at: 0, as: Int64.self)),
        firstFix: Int32(batch.fixes.count),
        fixCount: Int32(count)
      )
    )
    var offset = reportHeadByteCount
    for _ in 0..<count {
      let (fix, judged) = FixRecord.judge(body, at: offset, from: sender, receivedAt: receivedAt)
      batch.fixes.append(fix)
      switch verdict {
      case .fresh: batch.outcomes.append(judged)
      case .seen: batch.outcomes.append(.duplicate)
      case .tooOld: batch.outcomes.append(.counterTooOld)
      }
      offset += FixRecord.byteCount
    }
    return true
  }

  /// Appends a report's body in clear.
  ///
  /// - Precondition: there are at most ``maximumFixCount`` fixes.
  public static func encodeReport(
    _ fixes: some Collection<Fix>,
    sentAt: Instant,
    into bytes: inout [UInt8]
  ) {
    precondition(fixes.count <= maximumFixCount, "a report has at most \(maximumFixCount) fixes")
    bytes.appendBigEndian(sentAt.milliseconds)
    bytes.appendBigEndian(UInt16(fixes.count))
    bytes.appendBigEndian(UInt16(0))
    for fix in fixes { FixRecord.encode(fix, into: &bytes) }
  }
}
