internal import CCrypto

/// A sender's secret: the 16 bytes of an AES-128 key.
///
/// Its description never shows the bytes; ``hexadecimal`` does, for writing a key file of mode 0600.
public struct SenderKey: Hashable, Sendable, BitwiseCopyable {
  /// The first eight bytes, as a big-endian number.
  let high: UInt64
  /// The last eight bytes, as a big-endian number.
  let low: UInt64

  /// The length of a key, in bytes.
  public static let byteCount = 16

  /// Takes 16 bytes; `nil` if there are more or fewer.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    high = unsafe bytes.span.bytes.bigEndian(at: 0, as: UInt64.self)
    low = unsafe bytes.span.bytes.bigEndian(at: 8, as: UInt64.self)
  }

  /// Takes 32 hexadecimal digits; `nil` if `text` is anything else.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 2 * Self.byteCount else { return nil }
    var words: (high: UInt64, low: UInt64) = (0, 0)
    for (index, character) in text.utf8.enumerated() {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      default: return nil
      }
      if index < Self.byteCount {
        words.high = words.high << 4 | UInt64(digit)
      } else {
        words.low = words.low << 4 | UInt64(digit)
      }
    }
    (high, low) = words
  }

  /// Draws a key from the system's generator of secrets.
  public static func random() throws(IngestError) -> SenderKey {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    guard unsafe fl_random(&bytes, bytes.count) == 1, let key = SenderKey(bytes: bytes) else {
      throw .noRandomness
    }
    return key
  }

  /// The key's 16 bytes: for the store, and nothing else.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(high)
    bytes.appendBigEndian(low)
    return bytes
  }

  /// The key as 32 hexadecimal digits: for a key file, and nothing else.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

extension SenderKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SenderKey(secret)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
