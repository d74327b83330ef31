/// The decimal number in `text` times 10^`places`, rounded half away from zero, without a detour
/// through binary fractions.
///
/// Takes a sign, digits with a point, and an exponent: `-12.5`, `.5`, `1e-3`. White space around it
/// is passed over.
///
/// - Returns: `nil` if `text` is not a decimal number or the result does not fit.
func scaledInteger(_ text: some StringProtocol, places: Int) -> Int64? {
  var bytes = Array(text.utf8)[...].trimmingSpaces
  let isNegative = bytes.first == UInt8(ascii: "-")
  if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
  var (mantissa, exponent): (Int64, Int) = (0, 0)
  var (hasDigits, isPastPoint) = (false, false)
  while let byte = bytes.first {
    if byte == UInt8(ascii: "."), !isPastPoint {
      isPastPoint = true
    } else if let digit = byte.decimalDigit {
      hasDigits = true
      // Eighteen digits are kept; what follows is below every rounding that is asked for.
      if mantissa < 100_000_000_000_000_000 {
        mantissa = mantissa * 10 + Int64(digit)
        if isPastPoint { exponent -= 1 }
      } else if !isPastPoint {
        exponent += 1
      }
    } else {
      break
    }
    bytes.removeFirst()
  }
  guard hasDigits else { return nil }
  if let byte = bytes.first {
    guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"), bytes.count <= 5,
      let power = Int(String(decoding: bytes.dropFirst(), as: UTF8.self))
    else { return nil }
    exponent += power
  }
  guard let magnitude = shifted(mantissa, by: exponent + places) else { return nil }
  return isNegative ? -magnitude : magnitude
}

/// The number that `text` writes in decimals, with or without an exponent; `nil` for anything else that
/// may be called a number: hexadecimal digits, infinity, what is too large.
func decimalNumber(_ text: some StringProtocol) -> Double? {
  let isDecimal = text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
  guard isDecimal, let value = Double(text), value.isFinite else { return nil }
  return value
}

/// `mantissa` × 10^`shift`, rounded half up; `nil` if it does not fit.
///
/// - Precondition: `mantissa` is not negative.
private func shifted(_ mantissa: Int64, by shift: Int) -> Int64? {
  guard mantissa != 0, shift >= -18 else { return 0 }
  guard shift <= 18 else { return nil }
  let power = (0..<abs(shift)).reduce(Int64(1)) { power, _ in power * 10 }
  guard shift < 0 else {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }
  let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: power)
  return quotient + (remainder >= power - remainder ? 1 : 0)
}

/// `value` / 10^`places` as a decimal number with exactly `places` digits after the point.
func decimalText(_ value: Int64, places: Int) -> String {
  var digits = String(value.magnitude)
  if digits.utf8.count <= places {
    digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
  }
  let sign = value < 0 ? "-" : ""
  return sign + digits.dropLast(places) + "." + digits.suffix(places)
}

extension UInt8 {
  /// The value of an ASCII digit; `nil` for any other byte.
  var decimalDigit: Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without the ASCII white space at both ends.
  var trimmingSpaces: ArraySlice<UInt8> {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return [] }
    return self[first...last]
  }
}

extension StringProtocol {
  /// The text without the white space at both ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
