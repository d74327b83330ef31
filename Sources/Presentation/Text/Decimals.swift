extension [UInt8] {
  /// Appends a whole number of units of 10^−`decimals`, such as 12345 with two as `123.45`.
  mutating func append(scaled number: Int64, decimals: Int) {
    var digits: [UInt8] = []
    var rest = number.magnitude
    repeat {
      digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    while digits.count <= decimals { digits.append(UInt8(ascii: "0")) }
    if number < 0 { append(UInt8(ascii: "-")) }
    for (index, digit) in digits.enumerated().reversed() {
      append(digit)
      if index == decimals && index > 0 { append(UInt8(ascii: ".")) }
    }
  }
}

/// A whole number of units of 10^−`decimals` as text.
func decimalText(scaled number: Int64, decimals: Int) -> String {
  var bytes: [UInt8] = []
  bytes.append(scaled: number, decimals: decimals)
  return String(decoding: bytes, as: UTF8.self)
}

/// `value` times 10^`decimals`, to the nearest whole number; `nil` where that has no 64 bits.
func scaled(_ value: Double, decimals: Int) -> Int64? {
  var factor = 1.0
  for _ in 0..<decimals { factor *= 10 }
  return Int64(exactly: (value * factor).rounded())
}

/// `value` with a fixed number of decimals; a number of more than 18 digits as Swift writes it.
public func decimalText(_ value: Double, decimals: Int) -> String {
  scaled(value, decimals: decimals).map { decimalText(scaled: $0, decimals: decimals) }
    ?? "\(value)"
}

/// `number` with zeros before it up to `width` digits.
func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.count))
  return (number < 0 ? "-" : "") + zeros + digits
}
